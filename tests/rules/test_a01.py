"""A01: whoever brings in a case may do so in its werkstroom."""

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

OLD = date(2019, 2, 1)
FOUT, WAARSCHUWING = ["fout"], ["waarschuwing"]


def report(who: object, **changes: Any) -> Report:
    """A register of one case, brought in by this role."""
    return checked(minimal(listed(**{"Type aanmelder": who} | changes)))


@pytest.mark.parametrize(
    ("who", "in_a", "in_b"),
    [
        ("consulent USD", [], []),
        ("consulent GI", [], FOUT),
        ("Veilig Thuis", [], FOUT),
        ("partner", WAARSCHUWING, []),
        ("partner onderwijs", FOUT, []),
        ("gemeente", WAARSCHUWING, FOUT),
        ("ouder", WAARSCHUWING, FOUT),
        ("jeugdige", FOUT, FOUT),
        ("anders", FOUT, FOUT),
    ],
)
def test_every_role_in_every_werkstroom(who: str, in_a: list[str], in_b: list[str]) -> None:
    """A case of 2018 is judged as one of werkstroom B."""
    old = report(who, Werkstroom=None, Aanmelddatum=OLD)

    assert in_a == severities(report(who, Werkstroom="A"), "A01")
    assert in_b == severities(report(who, Werkstroom="B"), "A01")
    assert in_b == severities(old, "A01")


@pytest.mark.parametrize(
    ("start", "expected"), [(date(2020, 9, 30), FOUT), (date(2020, 10, 1), [])]
)
def test_the_aanmelddatum_decides(start: date, expected: list[str]) -> None:
    """Who came too early for werkstroom A is judged by the older convenant."""
    stream = "A" if start.month > 9 else None

    assert expected == severities(
        report("consulent GI", Werkstroom=stream, Aanmelddatum=start), "A01"
    )


def test_the_finding_stands_at_the_role() -> None:
    """And says who may, and what else may be wrong."""
    found = only(report("Veilig Thuis", Werkstroom="B"), "A01")

    assert ("Aanmeldingen", "D2") == (found.sheet, found.cell)
    assert (
        "In werkstroom B melden aan: consulent USD, partner en partner onderwijs; hier staat "
        "Veilig Thuis. Kloppen werkstroom en datum? Zo ja, verbeter D2."
    ) == found.message


def test_the_other_messages() -> None:
    """A kernpartij in A may be in order; a parent elsewhere asks for advice."""
    core = only(report("ouder", Werkstroom="A"), "A01").message
    asked = only(report("ouder", Werkstroom="B"), "A01").message
    old = only(report("anders", Werkstroom=None, Aanmelddatum=OLD), "A01").message

    assert core.endswith(
        "volgens het voorstel mag een kernpartij dat ook. Klopt D2, dan is er niets nodig."
    )
    assert asked.startswith("Een ouder of jeugdige vraagt om raad en meldt niet aan.")
    assert old.startswith("Onder het convenant van 2018 melden aan: ")


def test_an_adviesvraag_may_come_from_anybody() -> None:
    """A parent or youth may ask for advice (N01)."""
    found = report("ouder", Werkstroom="B", Soort="adviesvraag")

    assert ([], 0) == (cells(found, "A01"), unknown(found, "A01"))


@pytest.mark.parametrize("changes", [{"Werkstroom": None}, {"Aanmelddatum": None}])
def test_without_a_werkstroom_or_a_date_it_is_unknown(changes: dict[str, Any]) -> None:
    """Except for a consulent of the uitvoeringsdienst, who may always."""
    other, own = report("partner", **changes), report("consulent USD", **changes)

    assert ([], 1) == (cells(other, "A01"), unknown(other, "A01"))
    assert ([], 0) == (cells(own, "A01"), unknown(own, "A01"))


@pytest.mark.parametrize(("who", "code"), [(None, "R05"), ("buurvrouw", "R04")])
def test_a_blank_and_a_strange_role(who: str | None, code: str) -> None:
    """Are told by another rule, and unknown here."""
    found = report(who)

    assert ([], 1, 1) == (cells(found, "A01"), unknown(found, "A01"), len(cells(found, code)))


def test_a_case_of_2018_in_werkstroom_a() -> None:
    """Which intake held for it nobody can tell."""
    assert 1 == unknown(report("partner", Aanmelddatum=OLD, Werkstroom="A"), "A01")


def test_a_register_without_werkstroom() -> None:
    """Is not tested, unless it is of the convenant that knows none."""
    row = {h: v for h, v in listed().items() if h != "Werkstroom"}
    new, old = checked(minimal(row)), checked(minimal(row | {"Aanmelddatum": OLD}))

    assert Status.NIET_TOETSBAAR is outcome(new, "A01").status
    assert "het register heeft geen kolom 'Werkstroom' (Casussen)" == outcome(new, "A01").reason
    assert Status.GESLAAGD is outcome(old, "A01").status


def served(service: object, place: object = "Bussum", **changes: Any) -> Report:
    """A register of one case with an uitvoeringsdienst."""
    return checked(full([case(Uitvoeringsdienst=service, Woonplaats=place) | changes]))


@pytest.mark.parametrize(
    ("service", "place", "expected"),
    [
        ("Gooise Meren", "Bussum", []),
        ("USD Gooise Meren", "Naarden", []),
        ("Uitvoeringsdienst HBL", "Laren", []),
        ("HBL", "Bussum", WAARSCHUWING),
        ("Bussum", "Muiden", []),
        ("Hilversum", "Gooise Meren", WAARSCHUWING),
        (None, "Bussum", []),
        ("bureau Noord", "Bussum", []),
        ("HBL", "Utrecht", []),
        ("HBL", "Verzonnendorp", []),
        ("HBL", None, []),
        ("HBL", "HBL", []),
    ],
)
def test_the_uitvoeringsdienst_of_the_woonplaats(
    service: str | None, place: str | None, expected: list[str]
) -> None:
    """Another one is a warning, where both are known: either may be wrong."""
    assert expected == severities(served(service, place), "A01")


def test_an_own_gemeente_goes_before_the_woonplaats() -> None:
    """As it does for who pays; and only a consulent of the USD has one."""
    own = served("HBL", Gemeente="Huizen")
    other = served("HBL", **{"Type aanmelder": "consulent GI"})

    assert ([], []) == (cells(own, "A01"), cells(other, "A01"))
    assert (
        "Bij deze woonplaats hoort uitvoeringsdienst Gooise Meren; hier staat HBL. Verbeter I2 of "
        "de woonplaats."
    ) == only(served("HBL"), "A01").message
