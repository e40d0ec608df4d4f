"""V04: a partner signed and meets the five criteria."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from money_rows import attendee
from registers import Sheet, cells, checked, full, only, outcome, session, severities, unknown

from expertteam_xl.findings import Status

SIGNED = "Getekend op"
CRITERIA = (
    "Gecontracteerd in regio",
    "Passende expertise",
    "Doorzettingsmacht",
    "Flexibel",
    "Bereikbaar buiten kantooruren",
)
OLD = date(2019, 5, 14)


def party(name: str = "Youké", **changes: Any) -> dict[str, Any]:
    """A row of Partners that is in order."""
    row = {"Partner": name, "Soort": "partner", SIGNED: date(2018, 1, 1)}
    return row | dict.fromkeys(CRITERIA, "ja") | changes


def unmet(field: str, answer: object = "nee", **changes: Any) -> dict[str, Any]:
    """The same with one cell of another value."""
    return party(**changes) | {field: answer}


def partners(*rows: dict[str, Any], held: date | None = None) -> dict[str, Any]:
    """A register with partners; with a day the first one attended a session held then."""
    sessions = [session(Overlegdatum=held, Werkstroom=None)] if held else []
    attended = [attendee(rows[0]["Partner"])] if held else []
    return dict(full([], sessions)) | {
        "Partners": Sheet(rows, list(party())),
        "Deelnames": Sheet(attended, list(attendee())),
    }


def at(row: int, field: str) -> str:
    return f"Partners!{chr(ord('A') + list(party()).index(field))}{row}"


@pytest.mark.parametrize("field", CRITERIA)
def test_a_criterion_that_is_not_met(field: str) -> None:
    """Stands at its own cell; after the convenant of 2018 it is only an info."""
    report = checked(partners(unmet(field)))

    assert ([at(2, field)], ["info"]) == (cells(report, "V04"), severities(report, "V04"))


def test_a_partner_who_did_not_sign() -> None:
    """Is told where others of the register did."""
    report = checked(partners(party("Kwintes"), unmet(SIGNED, None)))

    assert [at(3, SIGNED)] == cells(report, "V04")


def test_nobody_s_signature_is_recorded() -> None:
    """Then a blank says nothing, and the criteria are looked at all the same."""
    rows = unmet(SIGNED, None), unmet("Flexibel", **{SIGNED: None})

    assert [at(3, "Flexibel")] == cells(checked(partners(*rows)), "V04")


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (OLD, "waarschuwing"),
        (date(2020, 9, 30), "waarschuwing"),
        (date(2020, 10, 1), "info"),
        (date(2021, 2, 11), "info"),
    ],
)
def test_who_took_part_under_2018(held: date, expected: str) -> None:
    """Is a warning; under the convenant of 2020 an info."""
    assert [expected] == severities(checked(partners(unmet("Flexibel"), held=held)), "V04")


def test_while_the_convenant_of_2018_holds() -> None:
    """Every partner who lacks something is a warning."""
    report = checked(partners(unmet("Flexibel")), on=OLD)

    assert ["waarschuwing"] == severities(report, "V04")


def test_one_finding_a_partner() -> None:
    """It names all that lacks, and stands at the first."""
    row = unmet(SIGNED, None) | {"Flexibel": "nee", "Doorzettingsmacht": "nee"}
    found = only(checked(partners(row, party("Kwintes")), on=OLD), "V04")

    assert at(2, SIGNED) == f"{found.sheet}!{found.cell}"
    assert (
        "Deze partner heeft geen dag bij Getekend op en nee bij Doorzettingsmacht en Flexibel. Is "
        "er getekend, vul de dag dan in C2 in; zo niet, bespreek wat dat voor de deelname betekent."
    ) == found.message


def test_the_message_of_2020_says_that_it_is_no_demand_any_more() -> None:
    """Signals, not reproaches."""
    message = only(checked(partners(unmet("Flexibel"))), "V04").message

    assert message.endswith("Het convenant van 2020 stelt deze eisen niet meer.")


@pytest.mark.parametrize("kind", ["gemeente", "C&A", "GI", "VT"])
def test_parties_that_give_no_help(kind: str) -> None:
    """Have no such criteria to meet."""
    report = checked(partners(party("Kwintes"), unmet("Flexibel", Soort=kind)))

    assert [] == cells(report, "V04")


@pytest.mark.parametrize("kind", ["partner onderwijs", None])
def test_partners_of_another_kind(kind: str | None) -> None:
    """A school is a partner; so is who is not said to be anything else."""
    assert [at(2, "Flexibel")] == cells(checked(partners(unmet("Flexibel", Soort=kind))), "V04")


@pytest.mark.parametrize("answer", [None, "onbekend", "misschien"])
def test_a_blank_criterion_is_unknown(answer: str | None) -> None:
    """It is counted, and no finding."""
    report = checked(partners(party("Kwintes"), unmet("Flexibel", answer)))

    assert ([], 1) == (cells(report, "V04"), unknown(report, "V04"))


def test_a_register_that_records_none_of_it() -> None:
    """Says so once."""
    row = dict.fromkeys(party(), None) | {"Partner": "Youké", "Soort": "partner"}
    found = outcome(checked(partners(row)), "V04")

    assert Status.NIET_TOETSBAAR is found.status
    assert "nergens ingevuld" in (found.reason or "")


def test_one_criterion_is_enough_to_look_at() -> None:
    """Columns that a register does not have are not missed."""
    row = {"Partner": "Youké", "Soort": "partner", "Flexibel": "nee"}

    assert ["Partners!C2"] == cells(checked({"Partners": [row]}), "V04")
