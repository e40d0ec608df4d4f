"""O03: when C&A and consulent disagree, the leidinggevende of the uitvoeringsdienst decides."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import case, cells, checked, full, listed, minimal, only, outcome, unknown

from expertteam_xl import Report
from expertteam_xl.findings import Status

AT = "Casussen!J2"


def decided(who: object, agreed: object = "nee", **changes: Any) -> dict[str, Any]:
    """A case of which somebody decided whether to discuss it."""
    return case(**changes) | {"Overeenstemming": agreed, "Beslisser": who}


def found_of(*rows: dict[str, Any]) -> Report:
    """What a check finds of these cases."""
    return checked(full(rows))


def test_somebody_else_decided() -> None:
    """Is an error at Beslisser, and a question."""
    found = only(found_of(decided("voorzitter")), "O03")

    assert AT == f"{found.sheet}!{found.cell}"
    assert ("fout", "ET-2021-001") == (found.severity.value, found.casusnummer)
    assert (
        "C&A en de consulent waren het niet eens; dan beslist de leidinggevende van de "
        "uitvoeringsdienst. In J2 staat iets anders. Klopt dat? Zo niet, verbeter J2; zo ja, "
        "bespreek het met de uitvoeringsdienst."
    ) == found.message


@pytest.mark.parametrize(
    "who",
    [
        "leidinggevende uitvoeringsdienst",
        "Leidinggevende",
        "leidinggevende USD Hilversum",
        "teamleider HBL",
        "manager jeugd gemeente Huizen",
        "afdelingshoofd",
        "leidinggevende USD, na overleg met C&A",
    ],
)
def test_the_leidinggevende_in_any_words(who: str) -> None:
    """However it is written."""
    report = found_of(decided(who))

    assert ([], 0) == (cells(report, "O03"), unknown(report, "O03"))


@pytest.mark.parametrize(
    "who",
    [
        "consulent USD",
        "C&A",
        "leidinggevende C&A",
        "manager GI",
        "leidinggevende van de partner",
        "ambulant begeleider",
        "casemanager",
        "hoofdbehandelaar",
        "wethouder",
        "ouders",
    ],
)
def test_others(who: str) -> None:
    """Another role, or the leidinggevende of another house."""
    assert [AT] == cells(found_of(decided(who)), "O03")


@pytest.mark.parametrize("who", [None, "?", "n.v.t.", "USD", "uitvoeringsdienst Gooise Meren"])
def test_who_it_was_is_open(who: str | None) -> None:
    """A blank and the service without a function are unknown."""
    report = found_of(decided(who))

    assert ([], 1) == (cells(report, "O03"), unknown(report, "O03"))


@pytest.mark.parametrize("agreed", ["ja", None, "?"])
def test_without_a_disagreement(agreed: str | None) -> None:
    """Anybody may stand there; a blank is no nee."""
    report = found_of(decided("consulent USD", agreed), decided("USD", Casusnummer="ET-2021-002"))

    assert ([], 1) == (cells(report, "O03"), unknown(report, "O03"))


@pytest.mark.parametrize(
    ("who", "number"), [("voorzitter", 1), ("leidinggevende USD", 0), (None, 0)]
)
def test_an_unreadable_answer(who: str | None, number: int) -> None:
    """May be a nee, which matters only when somebody else decided."""
    report = found_of(decided(who, "deels"))

    assert ([], number) == (cells(report, "O03"), unknown(report, "O03"))


def test_an_adviesvraag() -> None:
    """Has no triage to disagree on."""
    report = found_of(decided("C&A", Soort="adviesvraag"), decided(None, Soort="adviesvraag"))

    assert ([], 0) == (cells(report, "O03"), unknown(report, "O03"))


def test_the_convenant_of_2018() -> None:
    """Says the same."""
    old = {"Aanmelddatum": date(2019, 5, 6), "Triagedatum": date(2019, 5, 8), "Werkstroom": None}

    assert [AT] == cells(found_of(decided("voorzitter", **old)), "O03")


def test_a_team_that_records_no_agreement() -> None:
    """Is told once, whoever decided."""
    found = outcome(found_of(decided("voorzitter", None)), "O03")

    assert (Status.NIET_TOETSBAAR, "'Overeenstemming' (Casussen) is nergens ingevuld") == (
        found.status,
        found.reason,
    )


def test_a_register_of_one_list() -> None:
    """Has these columns seldom; with them it is looked at."""
    without = outcome(checked(minimal(listed())), "O03")
    row = listed() | {"Overeenstemming": "nee", "Beslisser": "voorzitter"}

    assert Status.NIET_TOETSBAAR is without.status
    assert 1 == len(cells(checked(minimal(row)), "O03"))
