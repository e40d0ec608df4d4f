"""Splits of a quarter made by hand, without a register: what the workbooks of declareer show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl import Workbook

from expertteam_xl.billing.model import (
    NIET_TOEWIJSBAAR,
    Amount,
    Budget,
    BudgetLine,
    Capped,
    Issued,
    Line,
    PartnerTotal,
    Quarter,
    Split,
)
from expertteam_xl.convenant.gemeenten import gemeenten
from expertteam_xl.findings import Finding, Severity
from expertteam_xl.settings import Settings

QUARTER = Quarter(2021, 1)
ON = date(2021, 4, 12)
SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
FIRST, SECOND = "OV-2021-A-03", "OV-2021-A-04"


def line(gemeente: str, minutes: int, cents: int, **more: Any) -> Line:
    """A line of Youké at the first meeting, unless told otherwise."""
    found = Line(
        overlegnummer=FIRST,
        overlegdatum=date(2021, 2, 11),
        werkstroom="A",
        convenant="2020",
        partner="Youké",
        agb="01234567",
        casusnummer="ET-2021-001",
        gemeente=gemeente,
        reason="woont buiten het convenant" if gemeente == NIET_TOEWIJSBAAR else None,
        verdeelbasis="bespreekminuten",
        minuten=minutes,
        tarief_cent_per_uur=9600,
        cent=cents,
        bron="Deelnames!A14",
        kwartaal=QUARTER,
    )
    return replace(found, **more)


def fx10() -> tuple[Line, ...]:
    """The worked example FX10 of domein.md: FX1 and FX2 in one quarter."""
    second = {
        "overlegnummer": SECOND,
        "overlegdatum": date(2021, 2, 25),
        "partner": "Kwintes",
        "agb": None,
        "tarief_cent_per_uur": 9550,
        "verdeelbasis": "gelijk_per_client",
    }
    return (
        line("Hilversum", 80, 12800),
        line("Gooise Meren", 60, 9600, casusnummer="ET-2021-002"),
        line("Huizen", 40, 6400, casusnummer="ET-2021-003"),
        line("Hilversum", 34, 5412, casusnummer="ET-2021-004", bron="Deelnames!A20", **second),
        line("Laren", 33, 5253, casusnummer="ET-2021-005", bron="Deelnames!A20", **second),
        line("Gooise Meren", 33, 5252, casusnummer="ET-2021-006", bron="Deelnames!A20", **second),
    )


def many(count: int, partners: int = 6) -> tuple[Line, ...]:
    """So many lines over all gemeenten and partners, some late and some taken back."""
    names = [*(each.name for each in gemeenten()), NIET_TOEWIJSBAAR]
    found = []
    for number in range(count):
        minutes = 5 + number * 37 % 176
        late = number % 19 == 0
        sign = -1 if number % 38 == 0 else 1
        day = QUARTER.first + timedelta(days=number % 90 - (90 if late else 0))
        found.append(
            line(
                names[number % len(names)],
                sign * minutes,
                sign * ((minutes * 8840 + 30) // 60),
                overlegnummer=f"OV-2021-{number // 4:03}",
                overlegdatum=day,
                werkstroom=("A", "B", None)[number % 3],
                partner=f"Partner {number % partners + 1}",
                agb=f"{number % partners:08}",
                casusnummer=f"ET-2021-{number % 997:03}",
                tarief_cent_per_uur=8840,
                kwartaal=Quarter.of(day),
                nagekomen=late,
            )
        )
    return tuple(found)


def split_of(lines: Sequence[Line], **more: Any) -> Split:
    """A split with these lines, whose totals fit."""
    partners: dict[str, Amount] = {}
    payers: dict[str, Amount] = {}
    nobody = Amount()
    for each in lines:
        partners[each.partner] = partners.get(each.partner, Amount()) + each.amount
        if each.chargeable:
            payers[each.gemeente] = payers.get(each.gemeente, Amount()) + each.amount
        else:
            nobody += each.amount
    codes = {each.partner: each.agb for each in lines}
    found = Split(
        quarter=QUARTER,
        on=ON,
        register_name="register.xlsx",
        sha256=SHA,
        program="expertteam-xl 0.1.0",
        settings=Settings(),
        lines=tuple(lines),
        per_partner={
            name: PartnerTotal(each.minuten, each.minuten, 0, each.cent, codes[name])
            for name, each in partners.items()
        },
        by_gemeente=payers,
        unallocated=nobody,
        total=sum((each.amount for each in lines), Amount()),
    )
    return replace(found, **more)


def full() -> Split:
    """FX10 with everything around it: capped time, a line that nobody pays, findings, budget."""
    nobody = line(NIET_TOEWIJSBAAR, 40, 6667, casusnummer="ET-2021-009", partner="Kwintes")
    late = line(
        "Hilversum",
        -15,
        -2400,
        casusnummer="ET-2020-031",
        overlegnummer="OV-2020-B-09",
        overlegdatum=date(2020, 12, 17),
        werkstroom="B",
        nagekomen=True,
        kwartaal=Quarter(2020, 4),
    )
    found = split_of([*fx10(), nobody, late])
    youke = found.per_partner["Youké"]
    partners = {
        **found.per_partner,
        "Youké": replace(youke, werkelijk_min=youke.werkelijk_min + 25, afgetopt_min=25),
    }
    return replace(
        found,
        per_partner=partners,
        capped=(Capped(FIRST, date(2021, 2, 11), "Youké", 205, 180, 25, "Deelnames!A14"),),
        issued=(Issued("declaratie-2020-K4-regio.xlsx", Quarter(2020, 4), (late, nobody)),),
        findings=(
            Finding("F10", Severity.WAARSCHUWING, "Deelnames", 9, "F", None, "30 minuten niet."),
        ),
        notes=("Bij 1 overleg ontbreken bespreekminuten.",),
        budget=budget(),
    )


def budget() -> Budget:
    """The budget of C&A with the hours of example BU2: 8.885,00 spent against 8.820,00."""
    hours = (Fraction(31), Fraction(18), Fraction(71, 2), Fraction(30))
    year = ((120, 9000), (72, 9000), (144, 5000), (120, 9000))
    names = ("Voorzitter", "Secretaris overleg", "Secretariaat", "Uitvoering triage")
    lines = tuple(
        BudgetLine(
            name, Fraction(each), rate, each * rate, each * rate // 4, spent, int(spent * rate)
        )
        for name, (each, rate), spent in zip(names, year, hours, strict=True)
    )
    cover = (("Transformatiefonds en e-health", 2_000_000), ("ZonMw", 1_500_000))
    return Budget(2021, 3, lines, cover, 3_500_000, 11, Fraction(44), 1_188_000)


def opened(path: Path, *, values: bool = True) -> Workbook:
    """The workbook with stored values, or with formulas; each file is read once."""
    return _opened(path, path.stat().st_mtime_ns, values)


@lru_cache(maxsize=64)
def _opened(path: Path, _written: int, values: bool) -> Workbook:
    return openpyxl.load_workbook(path, data_only=values)


def named(path: Path, name: str) -> object:
    """The stored value of a named cell."""
    book = opened(path)
    sheet, place = next(iter(book.defined_names[name].destinations))
    value = book[sheet][place].value
    return value.date() if isinstance(value, datetime) else value


def rows(path: Path, table: str) -> list[dict[str, object]]:
    """The rows of a table by header."""
    sheet, found = next((s, s.tables[table]) for s in opened(path).worksheets if table in s.tables)
    head, *body = [[cell.value for cell in row] for row in sheet[found.ref]]
    return [dict(zip(map(str, head), row, strict=True)) for row in body]
