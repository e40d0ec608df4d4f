"""A04: who attends was invited by C&A."""

from __future__ import annotations

from typing import Any

import pytest
from money_rows import at, attendee, money
from registers import cells, checked, only, outcome, session, severities, unknown

from expertteam_xl import Report
from expertteam_xl.findings import Status


def report(invited: object, **changes: Any) -> Report:
    """A register with this attendee, and one who was invited."""
    rows = [attendee(Uitgenodigd=invited) | changes, attendee(Uitgenodigd="ja")]
    return checked(money(*rows))


@pytest.mark.parametrize(
    ("invited", "expected"), [("nee", ["info"]), ("ja", []), (None, []), ("onbekend", [])]
)
def test_only_a_no_is_told(invited: str | None, expected: list[str]) -> None:
    """A blank counts as invited."""
    assert expected == severities(report(invited), "A04")


@pytest.mark.parametrize("role", ["expert", "consulent", "gemeente", "ouder"])
def test_whoever_it_is(role: str) -> None:
    """An info at the cell."""
    found = only(report("nee", Rol=role), "A04")

    assert at(2, "Uitgenodigd") == f"{found.sheet}!{found.cell}"
    assert (
        "Deelname aan het overleg van 11-02-2021 zonder uitnodiging van C&A. Klopt dat? Zo niet, "
        "verbeter D2."
    ) == found.message


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"Status": "gepland"}, ([], 0)),
        ({"Status": "vervallen"}, ([], 0)),
        ({"Status": "geannuleerd"}, ([], 0)),
        ({"Status": None}, ([], 1)),
        ({"Status": "doorgeschoven"}, ([], 1)),
        ({"Overlegdatum": None}, ([at(2, "Uitgenodigd")], 0)),
    ],
)
def test_the_session(changes: dict[str, Any], expected: tuple[list[str], int]) -> None:
    """Nobody attended a session that was not held; without a date it was held all the same."""
    found = checked(money(attendee(Uitgenodigd="nee"), sessions=[session(**changes)]))

    assert expected == (cells(found, "A04"), unknown(found, "A04"))


def test_what_cannot_be_told() -> None:
    """An answer that can't be read, and a session that does not exist."""
    unread, lost = report("misschien"), report("nee", Overlegnummer="OV-9")

    assert ([], 1) == (cells(unread, "A04"), unknown(unread, "A04"))
    assert ([], 1) == (cells(lost, "A04"), unknown(lost, "A04"))


def test_a_register_that_records_no_invitations() -> None:
    """Says so once."""
    found = outcome(checked(money(attendee(Uitgenodigd=None))), "A04")

    assert (Status.NIET_TOETSBAAR, "'Uitgenodigd' (Deelnames) is nergens ingevuld") == (
        found.status,
        found.reason,
    )
