"""Z01: a zwaarwegend advies has seven elements once its besluit must have been sent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from advice_rows import ELEMENTS, at, given, whole
from registers import (
    advice,
    case,
    cells,
    checked,
    full,
    listed,
    minimal,
    only,
    outcome,
    session,
    severities,
    talk,
    unknown,
)

from expertteam_xl.findings import Status


def lacking(field: str, answer: object = "nee", **changes: Any) -> dict[str, Any]:
    """An advice of which one element has another answer."""
    return whole(**changes) | {field: answer}


def test_all_seven() -> None:
    """Nothing is found."""
    assert Status.GESLAAGD is outcome(given(whole()), "Z01").status


@pytest.mark.parametrize("field", ELEMENTS)
@pytest.mark.parametrize("answer", ["nee", None, "volgt"])
def test_an_element_lacks(field: str, answer: str | None) -> None:
    """Six of seven is not enough; a blank of a row is not in it, as far as anyone wrote down."""
    report = given(lacking(field, answer))

    assert ([at(3, field)], ["fout"]) == (cells(report, "Z01"), severities(report, "Z01"))


def test_one_finding_an_advice() -> None:
    """It stands at the first and tells a nee from a blank."""
    row = whole() | {"Randvoorwaarden": None, "Onderbouwing": "nee", "Soort hulp": "?"}
    found = only(given(row), "Z01")

    assert at(3, "Soort hulp") == f"{found.sheet}!{found.cell}"
    assert (
        "In dit advies staat nee bij Onderbouwing en niets bij Soort hulp en Randvoorwaarden; het "
        "besluit moest uiterlijk 12-02-2021 compleet verzonden zijn. Staat het er wel in, vul dan "
        "in I3 ja in; zo niet, vul het advies aan."
    ) == found.message


@pytest.mark.parametrize(("on", "number"), [(date(2021, 2, 12), 0), (date(2021, 2, 13), 1)])
def test_after_the_term_of_the_besluit(on: date, number: int) -> None:
    """On the last day (T05) an advice may still be written."""
    assert number == len(cells(given(lacking("Onderbouwing"), on=on), "Z01"))


def test_the_term_is_counted_in_working_days() -> None:
    """D14: of a session on Friday 12-2-2021 the besluit is due on Monday."""
    held = session(Overlegdatum=date(2021, 2, 12))
    row = lacking("Onderbouwing")

    assert [] == cells(given(row, held=held, on=date(2021, 2, 15)), "Z01")
    assert 1 == len(cells(given(row, held=held, on=date(2021, 2, 16)), "Z01"))


@pytest.mark.parametrize(
    "changes",
    [{"Soort": "mondeling"}, {"Overlegnummer": None, "Soort": None}],
)
def test_a_mondeling_advies(changes: dict[str, Any]) -> None:
    """Has no elements; without an overleg it is one."""
    assert [] == cells(given(lacking("Onderbouwing", **changes)), "Z01")


def test_an_advice_without_a_session() -> None:
    """Counts from its own day when it is said to be zwaarwegend, or of a session that is lost."""
    loose = lacking("Onderbouwing", Overlegnummer=None, Soort="zwaarwegend")
    lost = lacking("Onderbouwing", Overlegnummer="OV-9")

    assert [at(3, "Onderbouwing"), at(4, "Onderbouwing")] == cells(given(loose, lost), "Z01")


@pytest.mark.parametrize("status", ["gepland", "vervallen", "geannuleerd"])
def test_a_session_that_was_not_held(status: str) -> None:
    """Gave no advice yet."""
    assert [] == cells(given(lacking("Onderbouwing"), held=session(Status=status)), "Z01")


def test_a_discussion_that_goes_on() -> None:
    """Is not finished, and neither is its advice."""
    rows = [whole("AD-0"), lacking("Onderbouwing")]
    sheets = full([case()], [session()], [talk() | {"Sessie afgerond": "nee"}], rows)

    assert [] == cells(checked(sheets), "Z01")


def test_what_cannot_be_told() -> None:
    """An answer that can't be read, a session without a state, an advice without a day."""
    unread = given(lacking("Onderbouwing", "misschien"))
    stateless = given(lacking("Onderbouwing"), held=session(Status=None))
    undated = given(
        lacking("Onderbouwing", Overlegnummer=None, Soort="zwaarwegend", Adviesdatum=None)
    )

    assert ([], 1) == (cells(unread, "Z01"), unknown(unread, "Z01"))
    assert ([], 2) == (cells(stateless, "Z01"), unknown(stateless, "Z01"))
    assert ([], 1) == (cells(undated, "Z01"), unknown(undated, "Z01"))


def test_an_element_that_nobody_records() -> None:
    """Is told once, and the others are looked at."""
    rows = [
        whole() | {"Onderbouwing": None},
        whole("AD-2") | {"Onderbouwing": None, "Soort hulp": "nee"},
    ]
    report = checked(full([case()], [session()], [talk()], rows))

    assert [at(3, "Soort hulp")] == cells(report, "Z01")
    assert "Onderbouwing is niet bekeken: nergens ingevuld" == outcome(report, "Z01").reason


def test_a_team_that_records_none_of_it() -> None:
    """Is told once."""
    rows = [advice() | dict.fromkeys(ELEMENTS), advice("AD-2") | dict.fromkeys(ELEMENTS)]
    found = outcome(checked(full([case()], [session()], [talk()], rows)), "Z01")

    assert Status.NIET_TOETSBAAR is found.status
    assert "nergens ingevuld" in (found.reason or "")


def test_the_convenant_of_2018_asks_the_same() -> None:
    """Seven elements there too."""
    held = session(Overlegdatum=date(2019, 5, 2), Werkstroom=None)

    assert [at(3, "Onderbouwing")] == cells(given(lacking("Onderbouwing"), held=held), "Z01")


def test_advices_beside_a_single_list_of_cases() -> None:
    """Count from their own day."""
    sheets: dict[str, Any] = minimal(listed())
    row = lacking("Onderbouwing", Overlegnummer=None, Soort="zwaarwegend")
    report = checked(sheets | {"Adviezen": [whole("AD-0"), row]})

    assert [at(3, "Onderbouwing")] == cells(report, "Z01")
