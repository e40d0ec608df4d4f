"""Passwords: opens protected workbooks in memory, and protects what is made of them.

Nothing here writes a file, and nothing here keeps or tells a password.
"""
