"""The errors that tell what is wrong with the package itself."""

from __future__ import annotations

from expertteam_xl.errors import DefinitionError, RegisterError


class PackageError(RegisterError):
    """The workbook is damaged, or of a kind that can't be edited; the message names no file."""


class TemplateError(PackageError, DefinitionError):
    """A template lacks what is to be filled in it, or holds it in a form that can't be filled.

    In a template of ours that is our mistake; in one that a region made, the message says what
    to mend.
    """
