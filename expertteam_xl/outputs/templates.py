"""The workbooks that outputs are made from, as they are shipped."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_PACKAGE = "expertteam_xl.templates"


def template(name: str) -> bytes:
    """The bytes of a template, such as ``register.xlsx``.

    In a checkout that was not installed the folder stands beside the package.
    """
    try:
        return files(_PACKAGE).joinpath(name).read_bytes()
    except ModuleNotFoundError:
        return (Path(__file__).parents[2] / "templates" / name).read_bytes()
