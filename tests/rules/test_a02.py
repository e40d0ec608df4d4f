"""A02: a partner first aligns with the uitvoeringsdienst; Veilig Thuis is expected to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    case,
    cells,
    checked,
    full,
    listed,
    minimal,
    only,
    outcome,
    severities,
    unknown,
)

from expertteam_xl import Report
from expertteam_xl.findings import Status

FIELD = "Afgestemd met USD op"
START = date(2021, 2, 1)
OLD = date(2019, 2, 1)


def brought(who: object, aligned: object, **changes: Any) -> dict[str, Any]:
    return case() | {"Type aanmelder": who, FIELD: aligned} | changes


def report(who: object, aligned: object, **changes: Any) -> Report:
    """A register of this case, and of one that records an alignment."""
    other = brought("consulent USD", START, Casusnummer="ET-2021-002")
    return checked(full([brought(who, aligned, **changes), other]))


@pytest.mark.parametrize(
    ("who", "stream", "expected"),
    [
        ("partner", "B", ["fout"]),
        ("partner onderwijs", "B", ["fout"]),
        ("partner", "A", []),
        ("Veilig Thuis", "A", ["waarschuwing"]),
        ("Veilig Thuis", "B", []),
        ("consulent USD", "B", []),
        ("consulent GI", "A", []),
        ("gemeente", "B", []),
    ],
)
def test_no_alignment(who: str, stream: str, expected: list[str]) -> None:
    """An error for a partner, a warning for Veilig Thuis in A; the others need none."""
    found = report(who, None, Werkstroom=stream)

    assert expected == severities(found, "A02")
    assert ["Casussen!I2"] * len(expected) == cells(found, "A02")


def test_under_the_convenant_of_2018() -> None:
    """A partner aligns there too."""
    assert ["fout"] == severities(report("partner", None, Werkstroom=None, Aanmelddatum=OLD), "A02")


@pytest.mark.parametrize(
    ("aligned", "expected"),
    [
        (date(2021, 1, 20), []),
        (START, []),
        (date(2021, 2, 2), ["waarschuwing"]),
        ("volgt", ["fout"]),
    ],
)
def test_first_means_on_or_before_the_aanmelding(aligned: object, expected: list[str]) -> None:
    """Later is a warning: it was done after all."""
    assert expected == severities(report("partner", aligned, Werkstroom="B"), "A02")


def test_veilig_thuis_may_align_later() -> None:
    """It is expected to align, not to do so first."""
    assert [] == cells(report("Veilig Thuis", date(2021, 2, 9)), "A02")


def test_the_messages() -> None:
    """Tell who, when, and what to do."""
    missing = only(report("partner", None, Werkstroom="B"), "A02").message
    late = only(report("partner", date(2021, 2, 2), Werkstroom="B"), "A02").message
    safe = only(report("Veilig Thuis", None), "A02").message

    assert (
        "Aangemeld 01-02-2021 door een partner; er staat geen afstemming met de uitvoeringsdienst. "
        "Vul in I2 de dag in; is er niet afgestemd, doe dat dan alsnog."
    ) == missing
    assert late.startswith("Afgestemd op 02-02-2021, na de aanmelding door een partner op 01-02")
    assert safe.endswith("Was de uithuisplaatsing niet te plannen, dan is dat niet nodig.")


@pytest.mark.parametrize(
    "changes",
    [{FIELD: "x"}, {FIELD: "ja"}, {"Werkstroom": None}, {"Aanmelddatum": None}],
)
def test_what_cannot_be_told(changes: dict[str, Any]) -> None:
    """*x* means that it happened, but when? And without a werkstroom no one knows what holds."""
    found = report("partner", None, **{"Werkstroom": "B"} | changes)

    assert ([], 1) == (cells(found, "A02"), unknown(found, "A02"))


def test_an_adviesvraag_needs_no_alignment() -> None:
    """It is no aanmelding."""
    assert [] == cells(report("partner", None, Werkstroom="B", Soort="adviesvraag"), "A02")


def test_a_register_that_records_no_alignment() -> None:
    """Says so once, without the column as well as with an empty one."""
    empty = checked(full([brought("partner", None, Werkstroom="B")]))
    absent = checked(minimal(listed(**{"Type aanmelder": "partner"})))

    for each in (empty, absent):
        assert Status.NIET_TOETSBAAR is outcome(each, "A02").status
    assert f"'{FIELD}' (Casussen) is nergens ingevuld" == outcome(empty, "A02").reason
