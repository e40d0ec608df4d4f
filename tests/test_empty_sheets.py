"""A sheet that was added for what is to come changes nothing while it is empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from registers import (
    Row,
    Sheet,
    advice,
    case,
    cells,
    checked,
    codes,
    findings,
    full,
    listed,
    minimal,
    only,
    outcome,
    register,
    session,
    talk,
)

from expertteam_xl.findings import Status
from expertteam_xl.schema import tables

ON = date(2021, 4, 1)


def headers(name: str) -> Sheet:
    """A sheet with nothing but the headers of a table."""
    return Sheet((), [column.header for column in tables()[name].columns])


def with_empty(sheets: Mapping[str, Sequence[Row] | Sheet], *names: str) -> dict[str, Any]:
    return {**sheets, **{name: headers(name) for name in names}}


def every(sheets: Mapping[str, Sequence[Row] | Sheet]) -> dict[str, Any]:
    """The sheets, with an empty one of every table that none of them is."""
    there = {"Casussen" if name == "Aanmeldingen" else name for name in sheets}
    return with_empty(sheets, *(name for name in tables() if name not in there))


ROWS = [
    listed(),
    listed("ET-2021-002", Overlegdatum=None) | {"Besluit verzonden op": None},
    listed("ET-2021-003", Overlegdatum=date(2021, 3, 1)) | {"Besluit verzonden op": None},
    listed("ET-2021-003", Aanmelddatum=date(2021, 3, 10), Overlegdatum=date(2021, 3, 30)),
    listed("ET-2021-004", **{"Afgesloten op": date(2021, 3, 1)}),
]


def told(sheets: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    report = checked(sheets, on=ON)
    return sorted((f.code, f.cell, f.message) for f in report.findings)


def test_a_small_register_keeps_its_findings() -> None:
    """Dates on Casussen lead as long as nothing stands on the sheets that were added."""
    before = told(minimal(*ROWS))

    assert before == told(every(minimal(*ROWS)))
    assert {"T02", "T05", "M03"} <= {code for code, *_ in before}


def test_times_without_partners_are_no_loose_references() -> None:
    """An empty Partners is no list to compare with; the outcome says so."""
    talks = [talk()]
    row = {"Overlegnummer": "OV-1", "Partner": "Youké", "Rol": "expert"}
    sheets = full([case()], [session()], talks, Deelnames=[row])
    report = checked(with_empty(sheets, "Partners", "Tarieven"), on=ON)

    assert [] == findings(report, "R07")
    assert "niet vergeleken met Partners: dat blad is leeg" == outcome(report, "R07").reason
    assert told(sheets) == told(with_empty(sheets, "Partners", "Tarieven"))


def test_the_first_row_takes_the_lead() -> None:
    """As soon as a session is recorded, the sheets lead, and what stands on the case is compared."""
    sheets = with_empty(minimal(listed()), "Besprekingen") | {
        "Overleggen": [session(Status="gepland", Overlegdatum=date(2021, 4, 8))]
    }
    report = checked(sheets, on=ON)

    assert not register(sheets).minimal
    assert "staat niet op Overleggen" in only(report, "T11").message


@pytest.mark.parametrize("name", ["Overleggen", "Besprekingen"])
def test_one_of_both_is_no_lead_either(name: str) -> None:
    """With one of the two sheets, empty, the cases still lead."""
    assert register(with_empty(minimal(listed()), name)).minimal


def test_without_dates_on_the_cases_empty_sheets_lead() -> None:
    """A new register with its first case: no session is planned for it yet."""
    new = case(Aanmelddatum=date(2021, 3, 30), Status="aangemeld") | {"Triage-uitkomst": None}
    report = checked(full([new]), on=ON)

    assert "Er is geen overleg gepland" in only(report, "T02").message
    assert not register(full([new])).minimal


def test_an_empty_sheet_of_advices_beside_sessions_leads() -> None:
    """Where sessions stand on sheets of their own, so do advices: the empty sheet says none came."""
    sheets = full([case() | {"Besluit verzonden op": date(2021, 2, 12)}], [session()], [talk()])
    report = checked(sheets, on=ON)

    assert ["T05", "T11"] == codes(report)


@pytest.mark.parametrize(
    ("name", "field"),
    [("Adviezen", "Besluit verzonden op"), ("Afsluitingen", "Afgesloten op")],
)
def test_an_empty_sheet_contradicts_no_date_on_a_case(name: str, field: str) -> None:
    """A small register that got the sheet keeps its dates."""
    rows = [listed(**{field: date(2021, 3, 1)})]

    assert told(minimal(*rows)) == told(with_empty(minimal(*rows), name))


def test_a_filled_sheet_of_advices_still_leads() -> None:
    """One advice is enough to compare with."""
    sheets = minimal(listed(**{"Besluit verzonden op": date(2021, 3, 1)}))
    report = checked({**sheets, "Adviezen": [advice()]}, on=ON)

    assert ["Aanmeldingen!J2"] == cells(report, "T11")


def test_the_reason_says_that_nothing_stands_there() -> None:
    """Not that a column or a sheet is missing: it is there."""
    report = checked(every(minimal(listed())), on=ON)
    told_of = outcome(report, "T03")

    assert Status.NIET_TOETSBAAR is told_of.status
    assert "op Overleggen en Besprekingen staat nog niets" == told_of.reason
