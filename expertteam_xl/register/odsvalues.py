"""What one cell of an OpenDocument sheet holds: its value, its error, its formula."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from typing import Final

from expertteam_xl.register.formulas import Formula, read_formula
from expertteam_xl.register.raw import CellError, CellValue

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE: Final = f"{_URN}office:1.0|"
TABLE: Final = f"{_URN}table:1.0|"
TEXT: Final = f"{_URN}text:1.0|"
STYLE: Final = f"{_URN}style:1.0|"
DRAWING: Final = f"{_URN}drawing:1.0|"
_CALC_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0|value-type"
_FORMULA = f"{TABLE}formula"
_KIND = f"{OFFICE}value-type"
_NUMBER_VALUE, _STRING_VALUE = f"{OFFICE}value", f"{OFFICE}string-value"
_BOOLEAN_VALUE = f"{OFFICE}boolean-value"
_DATE_VALUE, _TIME_VALUE = f"{OFFICE}date-value", f"{OFFICE}time-value"
_NUMBERS = frozenset({"float", "percentage", "currency"})
_ERRORS = frozenset(
    {
        "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!",
        "#N/B", "#VERW!", "#DEEL/0!", "#WAARDE!", "#NAAM?", "#GETAL!", "#LEEG!",
    }
)  # fmt: skip
_ERROR_NUMBER = re.compile(r"(?:Err|Fout): ?[0-9]{3}")
_DURATION = re.compile(
    r"(?P<sign>-?)P(?:(?P<days>[0-9]{1,7})D)?T?(?:(?P<hours>[0-9]{1,9})H)?"
    r"(?:(?P<minutes>[0-9]{1,9})M)?(?:(?P<seconds>[0-9]{1,9}(?:[.,][0-9]+)?)S)?"
)
_SECOND_PARTS = re.compile(r"[.,]([0-9]{1,6})[0-9]*\Z")
_DAY = timedelta(days=1)
_DAY_ONLY = len("2021-02-01")
_REFERENCE = re.compile(r"\[([^\[\]]*)\]")
_LOCAL = re.compile(r"(^|:)\.")
_ELSEWHERE = "X!A1"
"""Stands for a reference to another sheet, which no total of this sheet is made of."""


def cell_value(attributes: dict[str, str], text: str) -> CellValue:
    """What a cell holds; None when it is blank.

    Args:
        attributes: of the cell.
        text: what it shows.
    """
    kind = attributes.get(_KIND, "")
    formula = _FORMULA in attributes
    if _is_error(attributes, kind, text, formula=formula):
        return CellError((text or attributes.get(_STRING_VALUE, "")).strip())
    if not kind:
        return text or (CellError() if formula else None)
    if kind == "string":
        return attributes.get(_STRING_VALUE, text) or None
    if kind == "boolean":
        return attributes.get(_BOOLEAN_VALUE) == "true"
    if kind == "date":
        stored = attributes.get(_DATE_VALUE)
        return _moment(stored) if stored else text or None
    if kind == "time":
        stored = attributes.get(_TIME_VALUE)
        return _duration(stored) if stored else text or None
    return _number(attributes.get(_NUMBER_VALUE, ""), text) if kind in _NUMBERS else text or None


def _is_error(attributes: dict[str, str], kind: str, text: str, *, formula: bool) -> bool:
    """Whether a cell holds an error: LibreOffice says so, other programs only show it."""
    if attributes.get(_CALC_TYPE) == "error":
        return True
    if not formula and kind in ("", "string"):
        return False
    shown = (text or attributes.get(_STRING_VALUE, "")).strip()
    return shown in _ERRORS or _ERROR_NUMBER.fullmatch(shown) is not None


def _number(stored: str, text: str) -> CellValue:
    try:
        number = float(stored)
    except ValueError:
        return text or None
    return number if math.isfinite(number) else CellError("#NUM!")


def _moment(stored: str) -> CellValue:
    """A day, with its time unless that is midnight; what is none stays as it is written."""
    plain = stored.strip()
    try:
        if len(plain) == _DAY_ONLY:
            return date.fromisoformat(plain)
        plain = _SECOND_PARTS.sub(lambda found: f".{found[1]:0<6}", plain)
        moment = datetime.fromisoformat(plain).replace(tzinfo=None)
    except ValueError:
        return stored
    return moment.date() if moment.time() == time.min else moment


def _duration(stored: str) -> CellValue:
    """A time of day, or a duration when it is longer or below zero."""
    found = _DURATION.fullmatch(stored.strip())
    if found is None:
        return stored
    days, hours, minutes = (int(found[name] or 0) for name in ("days", "hours", "minutes"))
    seconds = float((found["seconds"] or "0").replace(",", "."))
    try:
        length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return stored
    if found["sign"]:
        return -length
    return (datetime.combine(date.min, time.min) + length).time() if length < _DAY else length


def formula_of(attributes: dict[str, str], row: int) -> Formula | None:
    """The formula of a cell on this row, as far as it tells a total; None without one."""
    text = attributes.get(_FORMULA)
    if text is None or "(" not in text:
        return None
    return read_formula(_REFERENCE.sub(_plain_reference, text), row)


def _plain_reference(found: re.Match[str]) -> str:
    """``[.A1:.B2]`` as ``A1:B2``."""
    inside = found[1]
    return _LOCAL.sub(r"\1", inside) if inside.startswith(".") else _ELSEWHERE
