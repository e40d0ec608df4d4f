"""The file formats of a register, by the extension that goes with their content."""

from __future__ import annotations

MARKABLE = (".xlsx", ".xlsm", ".xltx", ".xltm")
"""Packages of Excel's own XML: a copy of these can hold the findings."""

READ_ONLY = (".xlsb", ".xls", ".ods")
"""Formats that are read, but not written: the findings come in a workbook of their own."""

READABLE = MARKABLE + READ_ONLY
"""Every format that a register may have."""

BINARY = (".xlsb", ".xls")
"""Formats of which formulas and hidden rows are not tested (R08, R10)."""
