"""Lossless edits of an .xlsx package: what is not edited stays byte for byte."""
