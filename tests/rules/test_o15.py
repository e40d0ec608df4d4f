"""O15: brothers and sisters are placed together, unless that is motivated."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    Sheet,
    case,
    cells,
    checked,
    full,
    only,
    outcome,
    severities,
    stay,
    unknown,
)

from expertteam_xl.findings import Status

ONE, TWO, THREE = "ET-2021-001", "ET-2021-002", "ET-2021-003"
MARCH = date(2021, 3, 1)


def placed(number: str = ONE, where: str | None = "L1", **changes: Any) -> dict[str, Any]:
    """A placement from 1-3-2021 that was not motivated."""
    return stay(number) | {"Locatiecode": where, "Gemotiveerd": "nee"} | changes


HEADERS = list(placed())


def child(number: str = ONE, **changes: Any) -> dict[str, Any]:
    """A case of one family."""
    return case(number) | {"Gezinsnummer": "G1", "Jeugdigesleutel": None} | changes


def family(*stays: dict[str, Any], cases: Any = None) -> Any:
    """A check of placements of three children of one family."""
    cases = cases or [child(), child(TWO), child(THREE)]
    return checked(full(cases, Plaatsingen=Sheet(stays, HEADERS)))


def at(row: int, header: str = "Gemotiveerd") -> str:
    return f"Plaatsingen!{chr(ord('A') + HEADERS.index(header))}{row}"


def test_siblings_apart() -> None:
    """The later placement is told, once, and nothing of the other child."""
    later = placed(TWO, "L2", Plaatsingsdatum=date(2021, 3, 10))
    found = only(family(later, placed()), "O15")

    assert at(2) == f"{found.sheet}!{found.cell}"
    assert ("waarschuwing", TWO) == (found.severity.value, found.casusnummer)
    assert (
        "Geplaatst op 10-03-2021, terwijl een broer of zus op een andere locatie verblijft, en dat "
        "is niet gemotiveerd. Kloppen locatie en datums? Is het gemotiveerd, vul dan in H2 ja in."
    ) == found.message


def test_siblings_together() -> None:
    """At one location, however that is written, nothing is found."""
    assert [] == cells(family(placed(), placed(TWO, "l 1")), "O15")


def test_placed_on_the_same_day() -> None:
    """The lower row is the later one."""
    assert [at(3)] == cells(family(placed(), placed(TWO, "L2")), "O15")


@pytest.mark.parametrize("row", [0, 1])
def test_a_motivation_on_either_holds_for_both(row: int) -> None:
    """The choice was made for the pair."""
    rows = [placed(), placed(TWO, "L2")]
    rows[row]["Gemotiveerd"] = "ja"

    assert [] == cells(family(*rows), "O15")


@pytest.mark.parametrize("blank", [None, "?"])
def test_a_blank_is_no_nee(blank: str | None) -> None:
    """Where others are motivated it is asked for, and not told as a nee."""
    rows = placed(), placed(TWO, "L2", Gemotiveerd=blank)
    found = only(family(*rows), "O15")

    assert "er staat niet of dat gemotiveerd is" in found.message


@pytest.mark.parametrize(("left", "number"), [(10, 0), (11, 1)])
def test_one_leaves_as_the_other_comes(left: int, number: int) -> None:
    """Nights count: on the day itself they are not apart."""
    first = placed(Uitstroomdatum=date(2021, 3, left))
    second = placed(TWO, "L2", Plaatsingsdatum=date(2021, 3, 10))

    assert number == len(cells(family(first, second), "O15"))


def test_a_stay_without_an_end_lasts_until_the_next() -> None:
    """Who moved is not at the old place any more."""
    moved = placed(Plaatsingsdatum=date(2021, 3, 5), where="L2")
    sibling = placed(TWO, "L2", Plaatsingsdatum=date(2021, 3, 10))

    assert [] == cells(family(placed(), moved, sibling), "O15")


def test_going_home_ends_a_stay_too() -> None:
    """Who is at home lives nowhere else, and is not apart from siblings in this sense."""
    home = placed(Type="thuis", Plaatsingsdatum=date(2021, 3, 5), where="L9")
    sibling = placed(TWO, "L2", Plaatsingsdatum=date(2021, 3, 10))

    assert [] == cells(family(placed(), home, sibling), "O15")


def test_a_refusal_is_no_placement() -> None:
    """Its date is that of the refusal."""
    assert [] == cells(family(placed(), placed(TWO, "L2", Vol="ja")), "O15")


def test_three_children() -> None:
    """Each placement is told once, and one that is with its sibling is not."""
    rows = placed(), placed(TWO, "L2"), placed(THREE, "L3")

    assert [at(3), at(4)] == cells(family(*rows), "O15")
    assert [at(3)] == cells(family(*rows[:2]), "O15")


def test_the_same_youth_twice() -> None:
    """Under two casusnummers is no sibling of itself."""
    cases = [child(Jeugdigesleutel="K1"), child(TWO, Jeugdigesleutel="K1")]

    assert [] == cells(family(placed(), placed(TWO, "L2"), cases=cases), "O15")


@pytest.mark.parametrize("gezin", ["G2", None])
def test_no_family(gezin: str | None) -> None:
    """Another family, or none."""
    cases = [child(Gezinsnummer=gezin), child(TWO)]

    assert [] == cells(family(placed(), placed(TWO, "L2"), cases=cases), "O15")


@pytest.mark.parametrize(("streams", "number"), [("AA", 1), ("AB", 1), ("BA", 1), ("BB", 0)])
def test_the_werkstroom(streams: str, number: int) -> None:
    """One of both is of werkstroom A."""
    cases = [child(Werkstroom=streams[0]), child(TWO, Werkstroom=streams[1])]

    assert number == len(cells(family(placed(), placed(TWO, "L2"), cases=cases), "O15"))


def test_before_there_were_werkstromen() -> None:
    """Nothing is asked."""
    old = {"Aanmelddatum": date(2019, 2, 1), "Werkstroom": None}
    cases = [child(**old), child(TWO, **old)]

    assert [] == cells(family(placed(), placed(TWO, "L2"), cases=cases), "O15")


@pytest.mark.parametrize(
    "changes",
    [{"Locatiecode": None}, {"Uitstroomdatum": "x"}, {"Gemotiveerd": "misschien"}],
)
def test_what_cannot_be_told(changes: dict[str, Any]) -> None:
    """Where, until when, or whether it was motivated."""
    report = family(placed(), placed(TWO, "L2") | changes)

    assert ([], 1) == (cells(report, "O15"), unknown(report, "O15"))


def test_a_team_that_records_no_motivation() -> None:
    """Is told once."""
    rows = placed(Gemotiveerd=None), placed(TWO, "L2", Gemotiveerd=None)
    found = outcome(family(*rows), "O15")

    assert (Status.NIET_TOETSBAAR, "'Gemotiveerd' (Plaatsingen) is nergens ingevuld") == (
        found.status,
        found.reason,
    )


def test_many_children_of_one_number() -> None:
    """A gezinsnummer that everybody has costs no more than its rows."""
    numbers = [f"ET-2021-{number:03d}" for number in range(1, 400)]
    rows = [placed(number, f"L{index}") for index, number in enumerate(numbers)]
    report = family(*rows, cases=[child(number) for number in numbers])

    assert ["waarschuwing"] * (len(numbers) - 1) == severities(report, "O15")
