"""Registers in which the rules say what their examples say, and what they said there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from attendance_rows import ORGANISATIONS, chair, consulent, experts, seated
from consents import consent, consented
from money_rows import attendee, declared, spent, tariff
from registers import (
    Formula,
    Sheet,
    advice,
    case,
    checked,
    full,
    listed,
    minimal,
    session,
    stay,
    talk,
)
from test_registry import complete

import expertteam_xl as xl

_VARIABLE = (
    (r"'[^']*'|\"[^\"]*\"", "‘’"),
    (r"\d\d-\d\d-\d{4}( \d\d:\d\d)?", "DATUM"),
    (r"\b[A-Z]{1,3}\d+\b", "CEL"),
    (r"(?<=\b[Kk]olom )[A-Z]{1,3}\b", "K"),
    (r"#[A-Z0-9/]+[!?]?", "#FOUT"),
    (r"\d+", "N"),
    (r"(?<=dag)en\b", ""),
)
"""What differs from message to message, and what stands for it."""

_STORY = "Moeder vertelt dat het thuis al langer niet goed gaat. " * 20


def sentences(message: str) -> frozenset[str]:
    """The parts of a message, without dates, numbers, addresses and words of the register."""
    for pattern, sign in _VARIABLE:
        message = re.sub(pattern, sign, message)
    return frozenset(re.split(r"(?<=[.?:;]) ", message))


def all_said() -> dict[str, set[str]]:
    """For every rule all sentences that it gave in the registers of this module."""
    known: dict[str, set[str]] = defaultdict(set)
    reports = (_everything, _lists, _versions, _terms, _reviews, _intake, _table, _money, _privacy)
    for report in (each for make in reports for each in make()):
        for finding in report.findings:
            known[finding.code] |= sentences(finding.message)
    return known


def _everything() -> Iterator[xl.Report]:
    yield checked(complete())


def _lists() -> Iterator[xl.Report]:
    """Columns that lack, are double or unknown; hidden rows; formulas; terms of a single list."""
    placeless = {header: value for header, value in listed().items() if header != "Woonplaats"}
    yield checked(minimal(placeless))
    row = listed(Triagedatum=date(2021, 3, 1), Overlegdatum=date(2021, 3, 16))
    row |= {"Besluit verzonden op": date(2021, 3, 22), "Datum triage": None, "Map": "x"}
    row |= {"Afgesloten op": Formula("=VLOOKUP(1,A1,1)", "#N/A")}
    yield checked({"Aanmeldingen": Sheet([row], hidden_rows=(2,))})


def _versions() -> Iterator[xl.Report]:
    yield checked(minimal(listed(Aanmelddatum=date(2019, 2, 1), Werkstroom=None)))
    yield checked(
        full([])
        | {"Partners": [{"Partner": "Youké", "Soort": "partner", "Doorzettingsmacht": "nee"}]}
    )


def _terms() -> Iterator[xl.Report]:
    """Late tables, stays, lapses and reviews; and an evaluation without a date."""
    told = datetime(2021, 5, 4, 15, 30)
    lapsed = session("OV-2", Overlegdatum=date(2021, 5, 6), Status="vervallen")
    late = session(Overlegdatum=date(2021, 3, 20))
    left = stay(Uitstroomdatum=date(2021, 4, 10))
    moments: list[dict[str, Any]] = [
        {"Soort": soort, "Datum": None, "Periode": "2020", "Opmerking": "volgt"}
        for soort in ("evaluatie", "tussentijdse evaluatie")
    ]
    yield checked(
        full(
            [case()], [late, lapsed | {"Vervallen gemeld op": told}], [talk()],
            Plaatsingen=[left], Momenten=moments,
        ),
        on=date(2023, 1, 2),
    )  # fmt: skip


def _reviews() -> Iterator[xl.Report]:
    """A quarter whose tables nobody talked over, of a team that does so."""
    review = {"Soort": "kwartaalbespreking", "Datum": date(2020, 1, 15), "Periode": "2019-K4"}
    yield checked(full([case()], [session()], [talk()], Momenten=[review]), on=date(2021, 7, 1))


def _intake() -> Iterator[xl.Report]:
    answers = dict.fromkeys(("B-a", "B-c", "B-d", "B-e", "B-f"), "ja") | {"B-b": "nee"}
    brought = case(Werkstroom="B", **{"Type aanmelder": "Veilig Thuis"})
    closed = case("ET-2021-002", Status="afgesloten")
    scores = {"Waardering samenwerking": 8, "Waardering effect": 7}
    form = {"Casusnummer": "ET-2021-001", "Datum": date(2021, 9, 1), "Type": "afgesloten"}
    yield checked(
        full(
            [brought | answers, closed],
            [session()],
            [talk(), talk("ET-2021-002")],
            Afsluitingen=[form | scores],
        )
    )


def _table() -> Iterator[xl.Report]:
    """Who was not at the table, and what was not talked about."""
    yield seated(chair(), *experts())
    yield seated(chair(), consulent(), *experts(*(n for n in ORGANISATIONS if n != "Youké")))
    parents = {"Ouders aanwezig": "nee", "Ouders achteraf geïnformeerd op": date(2021, 2, 12)}
    untold = parents | {"Ouders achteraf geïnformeerd op": None}
    first = {"Netwerk besproken": "ja", "Voorwaarden benoemd": "ja", "Mandaat geregeld": "ja"}
    second = {"Netwerk besproken": "nee", "Voorwaarden benoemd": "ja", "Mandaat geregeld": "nee"}
    goals: dict[str, Any] = {"Doelnummer": "D-1", "Adviesnummer": "AD-1", "Type": "tussendoel"}
    yield checked(
        full(
            [case(), case("ET-2021-002")],
            [session()],
            [talk() | first | parents, talk("ET-2021-002") | second | untold],
            [advice()],
            Doelen=[goals],
        )
    )


def _money() -> Iterator[xl.Report]:
    yield declared(
        attendee(Uren=2, **spent(None)),
        sessions=[session(Werkstroom="B")],
        settings={"b_reis_voorbereiding": False},
    )
    yield declared(attendee(), tariffs=[tariff() | {"Geldig tot": date(2021, 1, 31)}])


def _privacy() -> Iterator[xl.Report]:
    yield consented(consent("jeugdige"), born=date(2012, 5, 5))
    yield consented(consent(**{"Geïnformeerd weigering": date(2021, 2, 9)}))
    mail = listed(Opmerkingen="verzonnen@example.org", **{"Afgesloten op": date(2018, 3, 1)})
    yield checked(minimal(mail), bewaartermijn_jaren=2)
    yield checked(minimal(listed(Opmerkingen=_STORY)))
