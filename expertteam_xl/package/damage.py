"""The error that tells what is wrong with the package itself."""

from __future__ import annotations

from expertteam_xl.errors import RegisterError


class PackageError(RegisterError):
    """The workbook is damaged, or of a kind that can't be edited; the message names no file."""
