"""O14: in werkstroom A a form of help that comes after another one is motivated."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    advice,
    case,
    cells,
    checked,
    full,
    only,
    outcome,
    place,
    session,
    severities,
    talk,
    unknown,
)

from expertteam_xl.findings import Status

FORM, MOTIVE = "Hulpvorm", "Motivering afwijking"


def helped(form: str | None, motive: object = "nee", **changes: Any) -> dict[str, Any]:
    """An advice with this form of help."""
    return advice() | {FORM: form, MOTIVE: motive} | changes


MOTIVATED = helped("instelling", "ja", Adviesnummer="AD-9")
"""Shows that the team records motivations."""

AT = place(2, MOTIVE, "Adviezen", MOTIVATED)


def advised(row: dict[str, Any], stream: str | None = "A", day: date = date(2021, 2, 11)) -> Any:
    """A check of this advice, of a session on that day, beside a motivated one."""
    held = session(Overlegdatum=day, Werkstroom=stream)
    cases = [case(Werkstroom=stream)]
    return checked(full(cases, [held], [talk()], [row, MOTIVATED]))


@pytest.mark.parametrize("form", ["gezinshuis", "instelling"])
@pytest.mark.parametrize("motive", ["nee", None, "?"])
def test_a_lower_preference(form: str, motive: str | None) -> None:
    """Without a motivation, or when nobody wrote down whether there is one, it is a warning."""
    report = advised(helped(form, motive))

    assert ([AT], ["waarschuwing"]) == (cells(report, "O14"), severities(report, "O14"))


def test_the_messages_differ() -> None:
    """A blank is not told as a nee."""
    refused = only(advised(helped("instelling")), "O14").message
    blank = only(advised(helped("gezinshuis", None)), "O14").message

    assert (
        "Hulpvorm instelling; dat is niet gemotiveerd. Pleegzorg en een gezinshuis gaan voor, als "
        "dat passend en veilig is. Is het gemotiveerd, vul dan in H2 ja in; zo niet, leg de "
        "motivering alsnog vast."
    ) == refused
    assert blank.startswith(
        "Hulpvorm gezinshuis; er staat niet of dat gemotiveerd is. Pleegzorg ga"
    )


@pytest.mark.parametrize("form", ["thuis", "ambulant", "pleegzorg", None, "kliniek"])
def test_what_comes_first(form: str | None) -> None:
    """Needs no motivation; nor does what is no form of help."""
    assert [] == cells(advised(helped(form)), "O14")


def test_a_motivated_choice() -> None:
    """Is fine."""
    assert [] == cells(advised(helped("instelling", "ja")), "O14")


@pytest.mark.parametrize(
    ("stream", "day"),
    [("B", date(2021, 2, 11)), (None, date(2019, 5, 2)), ("A", date(2020, 9, 30))],
)
def test_other_advices(stream: str | None, day: date) -> None:
    """The preference is one of the doorbraaktafel, and of the convenant of 2020."""
    assert [] == cells(advised(helped("instelling"), stream, day), "O14")


def test_the_werkstroom_of_the_case() -> None:
    """Counts where the session has none."""
    sheets = full([case()], [session(Werkstroom=None)], [talk()], [helped("instelling"), MOTIVATED])

    assert [AT] == cells(checked(sheets), "O14")


def test_an_advice_without_a_session() -> None:
    """Is of the werkstroom of its case; a mondeling advies needs no motivation."""
    loose = helped("instelling", Overlegnummer=None)

    assert [AT] == cells(advised(loose | {"Soort": "zwaarwegend"}), "O14")
    assert [] == cells(advised(loose | {"Soort": None}), "O14")
    assert [] == cells(advised(helped("instelling") | {"Soort": "mondeling"}), "O14")


def test_what_cannot_be_told() -> None:
    """An unknown werkstroom, and an answer that can't be read."""
    nowhere = advised(helped("instelling"), None)
    strange = advised(helped("instelling", "misschien"))

    assert ([], 2) == (cells(nowhere, "O14"), unknown(nowhere, "O14"))
    assert ([], 1) == (cells(strange, "O14"), unknown(strange, "O14"))


def test_a_team_that_records_no_motivation() -> None:
    """Is told once."""
    rows = [helped("instelling", None), helped("gezinshuis", None, Adviesnummer="AD-2")]
    found = outcome(checked(full([case()], [session()], [talk()], rows)), "O14")

    assert (Status.NIET_TOETSBAAR, "'Motivering afwijking' (Adviezen) is nergens ingevuld") == (
        found.status,
        found.reason,
    )
