"""What a setting may hold: one kind per shape of value, each says in Dutch what is allowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from expertteam_xl.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

_YES_NO = {"ja": True, "j": True, "waar": True, "nee": False, "n": False, "onwaar": False}


class NotAllowedError(Exception):
    """A value that a setting can't hold; the settings turn it into a sentence."""


@dataclass(frozen=True, slots=True)
class ValueKind:
    """One shape of value.

    Attributes:
        allowed: what may stand there, as the end of the sentence ``toegestaan is …``.
        read: turns a TOML value into ours; raises `NotAllowedError`.
        write: turns our value into TOML.
        optional: whether the setting may stay unset (None), which TOML can't write.
    """

    allowed: str
    read: Callable[[object], Any]
    write: Callable[[Any], str]
    optional: bool = False


def whole(low: int, high: int, *, optional: bool = False) -> ValueKind:
    """A whole number from ``low`` to ``high``."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise NotAllowedError
        return value

    return ValueKind(f"een geheel getal van {low} tot en met {high}", read, str, optional)


def number(low: int, high: int, *, optional: bool = False) -> ValueKind:
    """A number from ``low`` to ``high`` as an exact `Decimal`."""

    def read(value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise NotAllowedError
        exact = Decimal(str(value))
        if not (exact.is_finite() and low <= exact <= high):
            raise NotAllowedError
        return exact

    allowed = f"een getal van {low} tot en met {high}, met een punt als decimaalteken"
    return ValueKind(allowed, read, str, optional)


def word(*words: str, **meanings: str) -> ValueKind:
    """One of some words; ``meanings`` gives other spellings the word that they stand for."""
    known = {fold(each): each for each in words}
    known |= {fold(spelling): meant for spelling, meant in meanings.items()}

    def read(value: object) -> str:
        if not isinstance(value, str) or fold(value) not in known:
            raise NotAllowedError
        return known[fold(value)]

    listed = [f'"{each}"' for each in words]
    return ValueKind(f"{', '.join(listed[:-1])} of {listed[-1]}", read, _quoted)


def words(*allowed: str) -> ValueKind:
    """A list of some words, also typed as one text with commas; may be empty."""
    known = {fold(each): each for each in allowed}

    def read(value: object) -> tuple[str, ...]:
        listed = value.split(",") if isinstance(value, str) else value
        if not isinstance(listed, list | tuple):
            raise NotAllowedError
        folded = [fold(each) if isinstance(each, str) else "?" for each in listed]
        if any(each not in known for each in folded if each):
            raise NotAllowedError
        return tuple(dict.fromkeys(known[each] for each in folded if each))

    example = ", ".join(f'"{each}"' for each in allowed)
    return ValueKind(f"een lijst met een of meer van [{example}], of []", read, _listed)


def yes_no(*, optional: bool = False) -> ValueKind:
    """Yes or no, as TOML writes it or in words."""

    def read(value: object) -> bool:
        if isinstance(value, bool):
            return value
        if not isinstance(value, str) or fold(value) not in _YES_NO:
            raise NotAllowedError
        return _YES_NO[fold(value)]

    return ValueKind('"ja" of "nee"', read, lambda value: '"ja"' if value else '"nee"', optional)


def text() -> ValueKind:
    """Any text of one line."""

    def read(value: object) -> str:
        if not isinstance(value, str) or "\n" in value:
            raise NotAllowedError
        return value.strip()

    return ValueKind("een tekst van één regel", read, _quoted)


def day() -> ValueKind:
    """A date."""
    return ValueKind("een datum als jjjj-mm-dd", _read_day, _written)


def days() -> ValueKind:
    """A list of dates, ascending; may be empty."""

    def read(value: object) -> tuple[date, ...]:
        if not isinstance(value, list | tuple):
            raise NotAllowedError
        return tuple(sorted({_read_day(each) for each in value}))

    return ValueKind("een lijst van datums als [2021-05-14, 2022-05-27]", read, _listed)


def table_of(inner: ValueKind, what: str, names: Callable[[], tuple[str, ...]]) -> ValueKind:
    """A table from names to values of one kind.

    Args:
        inner: the kind of the values.
        what: what the names are, in Dutch and singular.
        names: tells which names are allowed; none for any.
    """

    def read(value: object) -> tuple[tuple[str, Any], ...]:
        if not isinstance(value, dict):
            raise NotAllowedError
        known = {fold(name): name for name in names()}
        if known and any(fold(key) not in known for key in value):
            raise NotAllowedError
        return tuple(
            (known.get(fold(key), str(key)), inner.read(each)) for key, each in value.items()
        )

    return ValueKind(f"een tabel met per {what} {inner.allowed}", read, _tabled)


def _read_day(value: object) -> date:
    """A TOML date, or a text that holds one."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise NotAllowedError
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise NotAllowedError from None


def _written(value: object) -> str:
    """A value as TOML writes it."""
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _listed(values: tuple[object, ...]) -> str:
    return f"[{', '.join(_written(value) for value in values)}]"


def _tabled(pairs: tuple[tuple[str, object], ...]) -> str:
    inside = ", ".join(f"{_quoted(key)} = {_written(value)}" for key, value in pairs)
    return f"{{ {inside} }}" if inside else "{}"
