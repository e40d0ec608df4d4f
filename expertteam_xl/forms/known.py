"""What the register holds already, to tell a new row from one that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from expertteam_xl.forms.case import plain
from expertteam_xl.forms.numbering import counts_anew
from expertteam_xl.register.model import Register, Table
from expertteam_xl.rules.vectors import keys

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """Where a row stands: in the register, or on a form that was taken in before."""

    place: str
    case: str | None = None


@dataclass
class Numbers:
    """Numbers of goals or agreements.

    Attributes:
        places: where each stands first.
        count: how many there are, those that come back too.
    """

    places: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def add(self, number: str, place: str) -> None:
        """Remember a number."""
        if number:
            self.count += 1
            self.places.setdefault(number, place)

    def elsewhere(self, number: str) -> str | None:
        """Where a number stands already; None in a register where numbers come back."""
        anew = counts_anew(self.count, len(self.places))
        return None if anew else self.places.get(number)


@lru_cache(maxsize=65536)
def key(value: str | None) -> str:
    """A number as it is compared; empty for none."""
    return str(keys([value])[0]) if value is not None else ""


@dataclass
class Known:
    """Rows that are there, by what makes them the same as a row of a form.

    Attributes:
        cases, meetings: numbers by their key.
        talks: which case was discussed in which overleg.
        advices: by number.
        meetings_advised: advices by case, overleg, day and sort.
        goals, agreement_numbers: their numbers.
        agreements: by overleg, case and number.
        closings: by case, day and type; closed: by case alone.
    """

    cases: dict[str, str] = field(default_factory=dict)
    meetings: dict[str, str] = field(default_factory=dict)
    talks: set[Key] = field(default_factory=set)
    advices: dict[str, Where] = field(default_factory=dict)
    meetings_advised: dict[Key, Where] = field(default_factory=dict)
    goals: Numbers = field(default_factory=Numbers)
    agreement_numbers: Numbers = field(default_factory=Numbers)
    agreements: dict[Key, Where] = field(default_factory=dict)
    closings: dict[Key, Where] = field(default_factory=dict)
    closed: dict[str, Where] = field(default_factory=dict)

    def add(self, table: str, values: Mapping[str, Any], place: str) -> None:
        """Remember a row."""
        case = key(values.get("Casusnummer"))
        where = Where(place, case)
        if table == "Adviezen":
            self.advices.setdefault(key(values.get("Adviesnummer")), where)
            self.meetings_advised.setdefault(advised(values), where)
        elif table == "Doelen":
            self.goals.add(key(values.get("Doelnummer")), place)
        elif table == "Afspraken":
            self.agreements.setdefault(agreed(values), where)
            self.agreement_numbers.add(key(values.get("Nr")), place)
        elif table == "Afsluitingen":
            self.closings.setdefault(closed(values), where)
            self.closed.setdefault(case, where)


def advised(values: Mapping[str, Any]) -> Key:
    """What makes two advices the same, whatever their numbers."""
    case, meeting = key(values.get("Casusnummer")), key(values.get("Overlegnummer"))
    return case, meeting, values.get("Adviesdatum"), values.get("Soort") or "zwaarwegend"


def agreed(values: Mapping[str, Any]) -> Key:
    """What makes two agreements the same."""
    return tuple(key(values.get(h)) for h in ("Overlegnummer", "Casusnummer", "Nr"))


def closed(values: Mapping[str, Any]) -> Key:
    """What makes two closings the same."""
    return key(values.get("Casusnummer")), values.get("Datum"), values.get("Type") or "afgesloten"


_COLUMNS = {
    "Adviezen": ("Adviesnummer", "Casusnummer", "Overlegnummer", "Adviesdatum", "Soort"),
    "Doelen": ("Doelnummer",),
    "Afspraken": ("Overlegnummer", "Casusnummer", "Nr"),
    "Afsluitingen": ("Casusnummer", "Datum", "Type"),
}


def known_rows(register: Register) -> Known:
    """What a register holds."""
    known = Known(
        cases=_numbers(register.table("Casussen"), "Casusnummer"),
        meetings=_numbers(register.table("Overleggen"), "Overlegnummer"),
    )
    talks = register.table("Besprekingen")
    if talks.has("Overlegnummer") and talks.has("Casusnummer"):
        pairs = zip(
            keys(talks.objects("Overlegnummer")), keys(talks.objects("Casusnummer")), strict=True
        )
        known.talks = set(pairs)
    for name, headers in _COLUMNS.items():
        table = register.table(name)
        for place, values in _rows(table, headers):
            known.add(name, values, place)
    return known


def _numbers(table: Table, header: str) -> dict[str, str]:
    numbers: Iterable[Any] = table.objects(header)
    return {key(number): str(number) for number in numbers if number is not None}


def _rows(table: Table, headers: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Where every row stands, and some of its values."""
    columns = {header: table.objects(header) for header in headers}
    for row in range(len(table)):
        sheet = table.blocks[table.block_of[row]].sheet
        values = {header: plain(column[row]) for header, column in columns.items()}
        yield f"rij {table.excel_rows[row]} van blad '{sheet}'", values
