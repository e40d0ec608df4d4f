"""P03: who gave consent was told three things before."""

from __future__ import annotations

from datetime import date

import pytest
from consents import at, consent, consented
from registers import cells, only, outcome, severities, unknown

from expertteam_xl.findings import Status

TOLD = ("Geïnformeerd doel", "Geïnformeerd intrekking", "Geïnformeerd weigering")


@pytest.mark.parametrize("field", TOLD)
@pytest.mark.parametrize("when", [None, date(2021, 2, 4)])
def test_one_of_the_three(field: str, when: date | None) -> None:
    """Not told, or a day after the consent: TO7."""
    report = consented(consent() | {field: when})

    assert ([at(2, field)], ["fout"]) == (cells(report, "P03"), severities(report, "P03"))
    assert [] == cells(report, "P02")
    assert "ET-2021-001" == only(report, "P03").casusnummer


def test_all_of_them_is_one_finding() -> None:
    """At the first of the three."""
    report = consented(
        consent() | dict.fromkeys(TOLD, date(2021, 2, 9)), consent("vertegenwoordiger")
    )

    assert [at(2, TOLD[0])] == cells(report, "P03")
    assert "het doel, intrekken en weigeren" in only(report, "P03").message


def test_told_on_the_same_day_is_in_time() -> None:
    """On or before the day of the consent."""
    assert [] == cells(consented(consent() | dict.fromkeys(TOLD, date(2021, 2, 3))), "P03")


@pytest.mark.parametrize("field", ["Herleidbaar", "Aanwezigheid gewenst"])
def test_where_no_consent_is_needed(field: str) -> None:
    """TO6: nothing is asked then."""
    assert [] == cells(consented(consent() | {field: "nee", TOLD[0]: None}), "P03")


def test_a_later_consent_that_is_in_order() -> None:
    """Of the same party takes its place; so a withdrawn one needs nothing."""
    poor = consent() | {TOLD[1]: None}

    assert [] == cells(consented(poor, consent()), "P03")
    assert [] == cells(consented(poor | {"Ingetrokken op": date(2021, 2, 5)}), "P03")


def test_what_cannot_be_read_is_unknown() -> None:
    """It was told, but when?"""
    report = consented(consent() | {TOLD[0]: "x"})

    assert ([], 1) == (cells(report, "P03"), unknown(report, "P03"))


def test_nobody_who_records_it() -> None:
    """Is told once."""
    found = outcome(consented(consent() | dict.fromkeys(TOLD, None)), "P03")

    assert Status.NIET_TOETSBAAR is found.status
