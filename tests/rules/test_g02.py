"""G02: a case of werkstroom A has a ground that holds."""

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
    stay,
    unknown,
)

from expertteam_xl import Report
from expertteam_xl.findings import Status

GROUND, WISH = "Grond A", "Wens verwijzer"
OTHER = "ET-2021-002"


def in_a(ground: object, **changes: Any) -> dict[str, Any]:
    """A case of werkstroom A with this ground."""
    return case() | {GROUND: ground, WISH: None} | changes


def fitting() -> dict[str, Any]:
    """Another case, by which the register records grounds and wishes."""
    return case(OTHER) | {GROUND: "c", WISH: "ja"}


def report(*cases: dict[str, Any], stays: list[dict[str, Any]] | None = None) -> Report:
    more: dict[str, Any] = {} if stays is None else {"Plaatsingen": stays}
    return checked(full([*cases, fitting()], **more))


def at(row: int = 2) -> str:
    return f"Casussen!{chr(ord('A') + len(case()))}{row}"


@pytest.mark.parametrize("ground", [None, "nvt", "?"])
def test_no_ground_at_all(ground: str | None) -> None:
    """An error at the ground; a word that means nothing is none."""
    found = report(in_a(ground))

    assert ([at()], ["fout"]) == (cells(found, "G02"), severities(found, "G02"))


@pytest.mark.parametrize("ground", ["b", "c", "B", "b, c", "c; b"])
def test_a_ground_that_needs_nothing_else(ground: str) -> None:
    """Is in order."""
    assert [] == cells(report(in_a(ground), stays=[stay(OTHER)]), "G02")


@pytest.mark.parametrize(
    ("wish", "ground", "expected"),
    [
        ("nee", "c", ["fout"]),
        ("ja", "c", []),
        (None, "c", []),
        ("nee", "b, c", []),
        ("nee", "b", []),
    ],
)
def test_the_wish_of_the_verwijzer(wish: str | None, ground: str, expected: list[str]) -> None:
    """Ground c falls away where the verwijzer does not want it discussed; a blank is no refusal."""
    assert expected == severities(report(in_a(ground, **{WISH: wish})), "G02")


@pytest.mark.parametrize(
    ("placement", "expected"),
    [
        (stay(), []),
        (stay(Type="pleegzorg"), ["fout"]),
        (stay(Vol="ja"), ["fout"]),
        (stay(Vol="nee"), []),
        (stay(OTHER), ["fout"]),
        (stay(Type="logeerhuis"), []),
        (stay(Type=None), []),
        (stay("et-2021-001 "), []),
    ],
)
def test_ground_a_asks_for_a_placement(placement: dict[str, Any], expected: list[str]) -> None:
    """In the tussenvoorziening, no refusal; a kind that can't be told may be one."""
    assert expected == severities(report(in_a("a"), stays=[placement]), "G02")


def test_ground_a_beside_another_ground_is_a_warning() -> None:
    """The case fits all the same, but something is not as it is written."""
    found = report(in_a("a, c"), stays=[stay(OTHER)])

    assert ["waarschuwing"] == severities(found, "G02")
    assert only(found, "G02").message.startswith("Grond a is een plaatsing")


def test_ground_a_beside_a_ground_that_falls_away() -> None:
    """Then no ground is left."""
    assert ["fout"] == severities(report(in_a("a, c", **{WISH: "nee"}), stays=[stay(OTHER)]), "G02")


def test_placed_and_full_exclude_each_other() -> None:
    """One warning, also when there is no placement."""
    for stays in ([stay()], [stay(OTHER)], None):
        assert ["waarschuwing"] == severities(report(in_a("a, b"), stays=stays), "G02")


@pytest.mark.parametrize("stays", [None, []])
def test_placements_that_nobody_records(stays: list[dict[str, Any]] | None) -> None:
    """Are not asked for, and the reason says so."""
    found = report(in_a("a"), stays=stays)

    assert [] == cells(found, "G02")
    assert "grond a niet vergeleken" in (outcome(found, "G02").reason or "")


def test_a_placement_of_nobody_knows_whom_makes_it_unknown() -> None:
    """It may be the one that lacks."""
    found = report(in_a("a"), stays=[stay(None)])

    assert ([], 1) == (cells(found, "G02"), unknown(found, "G02"))


@pytest.mark.parametrize("ground", ["d", "wens van de moeder"])
def test_a_word_that_is_no_ground_is_unknown(ground: str) -> None:
    """R04 tells it."""
    found = report(in_a(ground))

    assert ([], 1, 1) == (cells(found, "G02"), unknown(found, "G02"), len(cells(found, "R04")))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"Werkstroom": "B"}, ([], 0)),
        ({"Werkstroom": None}, ([], 1)),
        ({"Soort": "adviesvraag"}, ([], 0)),
        ({"Aanmelddatum": date(2020, 9, 30)}, ([], 0)),
        ({"Aanmelddatum": date(2020, 10, 1)}, ([at()], 0)),
        ({"Aanmelddatum": date(2024, 2, 1)}, ([at()], 0)),
        ({"Aanmelddatum": None}, ([], 1)),
    ],
)
def test_where_it_holds(changes: dict[str, Any], expected: tuple[list[str], int]) -> None:
    """Aanmeldingen of werkstroom A since the convenant of 2020; no adviesvraag."""
    found = report(in_a(None, **changes))

    assert expected == (cells(found, "G02"), unknown(found, "G02"))


def test_a_register_that_records_no_grounds() -> None:
    """Says so once."""
    found = outcome(checked(full([case() | {GROUND: None}])), "G02")

    assert (Status.NIET_TOETSBAAR, "'Grond A' (Casussen) is nergens ingevuld") == (
        found.status,
        found.reason,
    )


def test_a_minimal_register_with_grounds() -> None:
    """Is looked at as well; without the column it is not tested."""
    rows = [listed() | {GROUND: None}, listed(OTHER) | {GROUND: "b"}]

    assert ["fout"] == severities(checked(minimal(*rows)), "G02")
    assert Status.NIET_TOETSBAAR is outcome(checked(minimal(listed())), "G02").status


def test_the_message_says_what_to_do() -> None:
    """And that the case may belong elsewhere."""
    assert (
        "Werkstroom A, maar er is geen grond ingevuld. Vul in I2 a, b of c in; is er geen grond, "
        "dan hoort de casus bij een andere werkstroom."
    ) == only(report(in_a(None)), "G02").message
