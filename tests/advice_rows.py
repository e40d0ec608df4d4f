"""Rows of advices, goals and closings for the tests of the rules on advice (Z) and closing (S)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from registers import Row, Sheet, advice, case, checked, full, session, stay, talk

from expertteam_xl import Report

ELEMENTS = (
    "Probleemschets",
    "Beschrijving",
    "Soort hulp",
    "Concrete stappen en termijnen",
    "Onderbouwing",
    "Doelen in tijd en effect",
    "Randvoorwaarden",
)
TO_FAMILY, BY, ACCEPTED = "Aan ouders/jeugdige op", "Uitvoerende partner(s)", "Aanvaard op"
SENT = date(2021, 2, 12)
"""The day on which the besluit of `whole` was sent: the last one that is in time."""


def whole(number: object = "AD-1", **changes: Any) -> dict[str, Any]:
    """A row of Adviezen with everything in it, of the session on 11-2-2021."""
    row = advice(number) | dict.fromkeys(ELEMENTS, "ja")
    return row | {TO_FAMILY: SENT, BY: "Youké", ACCEPTED: SENT} | changes


def given(
    *advices: Row,
    held: Row | None = None,
    partners: Sequence[Row] | None = None,
    on: date = date(2021, 12, 15),
) -> Report:
    """What a check finds of these advices of one case; beside them stands one that is in order.

    So each column is recorded somewhere, and the rows of the test begin at row 3.
    """
    rows = [whole("AD-0"), *advices]
    sheets: dict[str, Any] = dict(full([case()], [held or session()], [talk()], rows))
    if partners is not None:
        sheets["Partners"] = Sheet(partners, ["Partner", "Soort", "Einddatum"])
    return checked(sheets, on=on)


def at(row: int, header: str, of: Row | None = None, sheet: str = "Adviezen") -> str:
    """Address of a cell of Adviezen, or of another sheet made of rows like ``of``."""
    headers = list(of or whole())
    return f"{sheet}!{chr(ord('A') + headers.index(header))}{row}"


def goal(number: object = "D-1", of: object = "AD-1", **changes: Any) -> dict[str, Any]:
    """A row of Doelen: an einddoel that was met in time."""
    row = {
        "Doelnummer": number,
        "Adviesnummer": of,
        "Type": "einddoel",
        "Termijn": date(2021, 6, 1),
        "Resultaat": "behaald",
        "Behaald op": date(2021, 5, 20),
        "Afwijking gemeld op": None,
    }
    return row | changes


def pending(result: str | None = "open", **changes: Any) -> dict[str, Any]:
    """The same of a goal that was not met."""
    return goal() | {"Resultaat": result, "Behaald op": None} | changes


def closing(number: object = "ET-2021-001", **changes: Any) -> dict[str, Any]:
    """A row of Afsluitingen that is in order."""
    row = {
        "Casusnummer": number,
        "Datum": date(2021, 9, 1),
        "Type": "afgesloten",
        "Reden open doelen": None,
        "Waardering samenwerking": 8,
        "Waardering effect": 7,
    }
    return row | changes


def family() -> list[dict[str, Any]]:
    """Two cases of one family; the first was closed."""
    gezin = {"Gezinsnummer": "G1"}
    return [case("ET-2021-020", Status="afgesloten") | gezin, case("ET-2021-021") | gezin]


def apart() -> list[dict[str, Any]]:
    """Where the youths of `family` live: not together, and nobody says why."""
    away = {"Gemotiveerd": "nee", "Type": "pleegzorg"}
    return [
        stay("ET-2021-020") | away | {"Locatiecode": "L1"},
        stay("ET-2021-021") | away | {"Locatiecode": "L2"},
    ]


def wrong() -> dict[str, list[dict[str, Any]]]:
    """Rows about the cases of `family` in which much is wrong, by sheet."""
    of = {"Casusnummer": "ET-2021-020"}
    lower = {"Hulpvorm": "instelling", "Motivering afwijking": "nee", "Onderbouwing": "nee"}
    done = {"Overlegnummer": "OV-1", "Uitvoerder": "Youké", "Termijn": date(2021, 3, 1)}
    return {
        "Adviezen": [
            whole("AD-3", **of),
            whole("AD-4", **of) | lower | {TO_FAMILY: None},
            whole("AD-5", **of) | {ACCEPTED: None},
            whole("AD-6", **of) | {BY: None},
        ],
        "Doelen": [
            goal("D-1", "AD-3") | {"Afwijking gemeld op": date(2021, 5, 1)},
            pending(Doelnummer="D-2", Adviesnummer="AD-4"),
            pending(Doelnummer="D-3", Adviesnummer="AD-1"),
        ],
        "Afspraken": [{"Nr": "1", "Type": "actie"} | of | done],
        "Afsluitingen": [
            closing("ET-2021-020") | {"Waardering effect": None},
            closing("ET-2021-021"),
        ],
    }
