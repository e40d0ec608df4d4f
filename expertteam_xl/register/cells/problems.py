"""What each type of column asks of a cell, and why a cell can't be used as one."""

from __future__ import annotations

from dataclasses import dataclass

from expertteam_xl.kinds import Kind

EXPECTED: dict[Kind, str] = {
    Kind.DATUM: "een datum, zoals 12-03-2021",
    Kind.DATUMTIJD: "een datum met tijd, zoals 12-03-2021 10:30",
    Kind.TIJD: "een tijd, zoals 10:30",
    Kind.MINUTEN: "een aantal minuten, zoals 90",
    Kind.UREN: "een aantal uren, zoals 1,5",
    Kind.GEHEEL: "een geheel getal, zoals 7",
    Kind.GETAL: "een getal, zoals 12,5",
    Kind.GELD: "een bedrag in euro, zoals 96,00",
    Kind.SCORE: "een cijfer, zoals 7",
    Kind.JAAR: "een jaartal, zoals 2007",
    Kind.JA_NEE: "ja of nee",
    Kind.CODE: "een woord uit de keuzelijst",
    Kind.CODES: "woorden uit de keuzelijst, met een komma ertussen",
    Kind.WOONPLAATS: "een woonplaats of gemeente",
    Kind.NUMMER: "een nummer, zoals ET-2021-001",
    Kind.NUMMERS: "nummers met een komma ertussen, zoals ET-2021-001, ET-2021-002",
    Kind.TEKST: "een tekst",
}
"""What should have been in a cell of this type, in plain Dutch."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell can't be used.

    Attributes:
        rule: ``R03`` unreadable as its type, ``R08`` an error or a formula without stored value.
        found: what stands in the cell; quoted only where it is a date, a time or a number, else
            described by its length. Never a person's own words.
        expected: what should stand there, in plain Dutch.
        hint: what to do about it, where more can be said.
    """

    rule: str
    found: str
    expected: str
    hint: str | None = None


class UnreadableError(Exception):
    """Passed inside this package: the cell can't be read as its type; it never leaves here."""

    def __init__(self, hint: str | None = None) -> None:
        super().__init__(hint)
        self.hint = hint
