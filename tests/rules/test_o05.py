"""O05: a held session has a projectsecretaris."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from money_rows import attendee
from registers import (
    Formula,
    Sheet,
    cells,
    checked,
    full,
    listed,
    minimal,
    only,
    outcome,
    place,
    session,
    unknown,
)

from expertteam_xl import Report
from expertteam_xl.findings import Status

SECRETARY = "Secretaris"


def written(number: str = "OV-1", who: object = "coördinator C&A", **changes: Any) -> Any:
    """A session with this secretaris."""
    return session(number) | {SECRETARY: who} | changes


AT = place(3, SECRETARY, "Overleggen", written())


def found_of(*rows: dict[str, Any], attendance: Any = None) -> Report:
    """What a check finds of these sessions, after one that is in order."""
    sheets: dict[str, Any] = dict(full([], [written(), *rows]))
    if attendance is not None:
        sheets["Deelnames"] = attendance
    return checked(sheets)


def test_no_secretaris() -> None:
    """Is a warning at the empty cell."""
    found = only(found_of(written("OV-2", None)), "O05")

    assert AT == f"{found.sheet}!{found.cell}"
    assert "waarschuwing" == found.severity.value
    assert (
        f"Bij het overleg van 11-02-2021 staat geen secretaris. Vul in {found.cell} de functie in, "
        "geen naam."
    ) == found.message


@pytest.mark.parametrize("who", ["coördinator C&A", "projectsecretaris", "vervanger"])
def test_any_secretaris_will_do(who: str) -> None:
    """The rule asks whether there was one."""
    assert Status.GESLAAGD is outcome(found_of(written("OV-2", who)), "O05").status


@pytest.mark.parametrize("who", ["nvt", "?", "-"])
def test_a_word_that_means_nothing(who: str) -> None:
    """Is as good as empty."""
    assert [AT] == cells(found_of(written("OV-2", who)), "O05")


def test_a_secretaris_on_deelnames() -> None:
    """Is one as well, for that session alone."""
    rows = [written("OV-2", None), written("OV-3", None)]
    attendance = [
        attendee("Team C&A", "ov-3", Rol="secretaris"),
        attendee("Youké", "OV-2", Rol="expert"),
        attendee("Team C&A", "OV-9", Rol="secretaris"),
    ]

    assert [AT] == cells(found_of(*rows, attendance=attendance), "O05")


@pytest.mark.parametrize("day", [date(2019, 5, 9), date(2020, 9, 30), date(2021, 6, 8)])
@pytest.mark.parametrize("stream", ["A", "B", None])
def test_every_convenant_and_werkstroom(day: date, stream: str | None) -> None:
    """Ask for one."""
    row = written("OV-2", None, Overlegdatum=day, Werkstroom=stream)

    assert [AT] == cells(found_of(row), "O05")


@pytest.mark.parametrize("status", ["gepland", "vervallen", "geannuleerd"])
def test_a_session_that_was_not_held(status: str) -> None:
    """Needs none."""
    report = found_of(written("OV-2", None, Status=status))

    assert ([], 0) == (cells(report, "O05"), unknown(report, "O05"))


@pytest.mark.parametrize("status", [None, "doorgeschoven"])
def test_a_session_that_may_have_been_held(status: str | None) -> None:
    """Is unknown without a secretaris."""
    report = found_of(written("OV-2", None, Status=status), written("OV-3", Status=status))

    assert ([], 1) == (cells(report, "O05"), unknown(report, "O05"))


def test_a_session_without_a_date() -> None:
    """Was held all the same."""
    found = only(found_of(written("OV-2", None, Overlegdatum="volgt")), "O05")

    assert found.message.startswith("Bij dit overleg staat geen secretaris.")


def test_a_sheet_without_the_column() -> None:
    """Leaves it unknown, unless Deelnames has a secretaris."""
    short = [header for header in written() if header != SECRETARY]
    report = checked(
        {
            "Overleggen": [written()],
            "Overleggen 2020": Sheet([session("OV-2"), session("OV-3")], short),
            "Deelnames": [attendee("Team C&A", "OV-3", Rol="secretaris")],
        }
    )

    assert ([], 1) == (cells(report, "O05"), unknown(report, "O05"))


def test_a_cell_that_cannot_be_read() -> None:
    """A formula that gives an error is unknown too."""
    report = found_of(written("OV-2", Formula("=NA()", "#N/A")))

    assert ([], 1) == (cells(report, "O05"), unknown(report, "O05"))


def test_a_team_that_records_no_secretaris() -> None:
    """Is told once."""
    found = outcome(checked(full([], [written(who=None), written("OV-2", None)])), "O05")

    assert (Status.NIET_TOETSBAAR, "'Secretaris' (Overleggen) is nergens ingevuld") == (
        found.status,
        found.reason,
    )


def test_a_register_without_the_column_or_the_sheet() -> None:
    """Is not tested."""
    column = outcome(checked(full([], [session()])), "O05")
    sheet = outcome(checked(minimal(listed())), "O05")

    assert "het register heeft geen kolom 'Secretaris' (Overleggen)" == column.reason
    assert "het register heeft geen blad Overleggen" == sheet.reason
