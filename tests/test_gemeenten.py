"""The gemeenten: spellings people use, days that matter, and what is never guessed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from expertteam_xl.convenant.definitions import read_part
from expertteam_xl.convenant.gemeenten import (
    Kind,
    addressee,
    build_atlas,
    gemeente_named,
    gemeenten,
    resolve,
    services,
    slug_of,
)
from expertteam_xl.errors import DefinitionError

MAY = date(2021, 5, 1)
LAST_WEESP = date(2022, 3, 23)
FIRST_AFTER_WEESP = date(2022, 3, 24)

KNOWN = [
    ("Blaricum", "Blaricum", "Blaricum"),
    ("Blaricem", "Blaricum", "Blaricum"),
    ("Bussum", "Gooise Meren", "Bussum"),
    ("BUSSUM ", "Gooise Meren", "Bussum"),
    ("Bussem", "Gooise Meren", "Bussum"),
    ("Naarden", "Gooise Meren", "Naarden"),
    ("Muiden", "Gooise Meren", "Muiden"),
    ("Muiderberg", "Gooise Meren", "Muiderberg"),
    ("Muiderburg", "Gooise Meren", "Muiderberg"),
    ("gooise meeren", "Gooise Meren", None),
    ("Gooise Meren", "Gooise Meren", None),
    ("GM", "Gooise Meren", None),
    ("Bussum, Gooise Meren", "Gooise Meren", "Bussum"),
    ("Bussum gem. Gooise Meren", "Gooise Meren", "Bussum"),
    ("Naarden-Bussum", "Gooise Meren", None),
    ("Naarden en Bussum", "Gooise Meren", None),
    ("Hilversum", "Hilversum", "Hilversum"),
    ("Hilverum", "Hilversum", "Hilversum"),
    ("Hilversumse Meent", "Hilversum", "Hilversum"),
    ("gem. Hilversum", "Hilversum", "Hilversum"),
    ("1211 AB Hilversum", "Hilversum", "Hilversum"),
    ("gemeente Huizen", "Huizen", "Huizen"),
    ("Huizen, Noord-Holland", "Huizen", "Huizen"),
    ("Laren", "Laren", "Laren"),
    ("Laren NH", "Laren", "Laren"),
    ("Laren (NH)", "Laren", "Laren"),
    ("Laren N.H.", "Laren", "Laren"),
    ("Laaren", "Laren", "Laren"),
    ("Weesp", "Weesp", "Weesp"),
    ("'s-Graveland", "Wijdemeren", "'s-Graveland"),
    ("s Graveland", "Wijdemeren", "'s-Graveland"),
    ("’s-Graveland", "Wijdemeren", "'s-Graveland"),
    ("Ankeveen (Wijdemeren)", "Wijdemeren", "Ankeveen"),
    ("Kortenhoef (gem. Wijdemeren)", "Wijdemeren", "Kortenhoef"),
    ("Breukeleveen", "Wijdemeren", "Breukeleveen"),
    ("Loosdrecht", "Wijdemeren", "Loosdrecht"),
    ("Oud-/Nieuw-Loosdrecht", "Wijdemeren", "Loosdrecht"),
    ("Nederhorst", "Wijdemeren", "Nederhorst den Berg"),
    ("Nd Berg", "Wijdemeren", "Nederhorst den Berg"),
    ("Nederhorst den Berg", "Wijdemeren", "Nederhorst den Berg"),
    ("Wijdemeeren", "Wijdemeren", None),
    ("Wijde Meren", "Wijdemeren", None),
]


@pytest.mark.parametrize(("typed", "gemeente", "woonplaats"), KNOWN)
def test_known_spellings(typed: str, gemeente: str, woonplaats: str | None) -> None:
    """Every listed spelling leads to its gemeente and its woonplaats, with nothing to propose."""
    place = resolve(typed, MAY)

    assert (Kind.GEMEENTE, gemeente, woonplaats, None) == (
        place.kind,
        place.gemeente,
        place.woonplaats,
        place.proposal,
    )


@pytest.mark.parametrize(
    ("typed", "outside"),
    [
        ("Eemnes", "Eemnes"),
        ("Driemond", "Amsterdam"),
        ("A'dam", "Amsterdam"),
        ("Amsterdam-Zuidoost", "Amsterdam"),
        ("Laren Gld", "Lochem"),
        ("Laren (Gld.)", "Lochem"),
        ("Almere Haven", "Almere"),
        ("Maarssen", "Stichtse Vecht"),
        ("gemeente Soest", "Soest"),
    ],
)
def test_known_places_outside(typed: str, outside: str) -> None:
    """A known place outside the convenant is charged to no gemeente."""
    place = resolve(typed, MAY)

    assert (Kind.NIET_TOEWIJSBAAR, None, outside) == (place.kind, place.gemeente, place.outside)


@pytest.mark.parametrize("typed", ["HBL", "hbel", "BEL", "USD HBL", "Gooi en Vechtstreek"])
def test_a_cooperation_is_no_place(typed: str) -> None:
    """Nobody lives in an uitvoeringsdienst or a region."""
    assert Kind.GEEN_WOONPLAATS is resolve(typed, MAY).kind


@pytest.mark.parametrize("typed", [None, "", "  ", "-", "?", "nvt", "n.v.t.", "volgt", "onbekend"])
def test_blanks(typed: str | None) -> None:
    """Words that say nothing count as an empty cell."""
    assert Kind.LEEG is resolve(typed, MAY).kind


@pytest.mark.parametrize(
    ("typed", "proposal"),
    [
        ("Hilversim", "Hilversum"),
        ("Hilversum Oost", "Hilversum"),
        ("Muidenberg", "Muiderberg"),
        ("Almeere", "Almere"),
        ("Rotterdam", None),
        ("Haren", None),
        ("Laren/Blaricum", None),
        ("Bussum, Utrecht", None),
        ("12", None),
        ("1211 AB", None),
    ],
)
def test_unknown_spellings_are_never_guessed(typed: str, proposal: str | None) -> None:
    """What merely looks like a place stays unknown and is proposed at most."""
    place = resolve(typed, MAY)

    assert (Kind.ONBEKEND, None, proposal) == (place.kind, place.gemeente, place.proposal)


def test_weesp_until_its_merger() -> None:
    """Weesp pays until and including 23-3-2022 and is niet toewijsbaar from the next day."""
    after = resolve("weesp", FIRST_AFTER_WEESP)

    assert resolve("Weesp", LAST_WEESP).gemeente == "Weesp"
    assert (
        after.kind,
        after.gemeente,
        after.woonplaats,
        after.outside,
    ) == (Kind.NIET_TOEWIJSBAAR, None, "Weesp", "Amsterdam")


def test_weesp_paid_by_amsterdam() -> None:
    """With the setting Amsterdam pays after the merger, and never before it."""
    before = resolve("Weesp", LAST_WEESP, weesp_na_fusie="amsterdam")
    after = resolve("Weesp", FIRST_AFTER_WEESP, weesp_na_fusie="amsterdam")

    assert before.gemeente == "Weesp"
    assert (after.kind, after.gemeente) == (Kind.GEMEENTE, "Amsterdam")
    assert (
        Kind.NIET_TOEWIJSBAAR
        is resolve("Driemond", FIRST_AFTER_WEESP, weesp_na_fusie="amsterdam").kind
    )


def test_wijdemeren_goes_on_until_told_otherwise() -> None:
    """The intended merger counts only once the region sets its day; then Hilversum pays."""
    last = {"Wijdemeren": date(2026, 12, 31)}

    assert resolve("Kortenhoef", date(2027, 1, 1)).gemeente == "Wijdemeren"
    assert resolve("Kortenhoef", date(2026, 12, 31), valid_until=last).gemeente == "Wijdemeren"
    assert resolve("Kortenhoef", date(2027, 1, 1), valid_until=last).gemeente == "Hilversum"
    assert date(2026, 12, 31) == gemeente_named("Wijdemeren").intended_until


def test_without_a_day_no_merger_counts() -> None:
    """When the day is unknown a gemeente that has merged is still named."""
    assert resolve("Weesp", None).gemeente == "Weesp"


def test_bills_go_to_the_legal_successor() -> None:
    """A bill for Weesp that is issued after the merger is addressed to Amsterdam."""
    assert addressee("Weesp", LAST_WEESP) == "Weesp"
    assert addressee("Weesp", FIRST_AFTER_WEESP) == "Amsterdam"
    assert addressee("Huizen", FIRST_AFTER_WEESP) == "Huizen"


def test_the_seven_gemeenten() -> None:
    """Exactly seven gemeenten take part, with their codes, slugs and uitvoeringsdiensten."""
    expected = {
        "Blaricum": ("GM0376", "blaricum", "HBL"),
        "Gooise Meren": ("GM1942", "gooise-meren", "Gooise Meren"),
        "Hilversum": ("GM0402", "hilversum", "Hilversum"),
        "Huizen": ("GM0406", "huizen", "HBL"),
        "Laren": ("GM0417", "laren", "HBL"),
        "Weesp": ("GM0457", "weesp", "Weesp"),
        "Wijdemeren": ("GM1696", "wijdemeren", "Wijdemeren"),
    }

    assert expected == {each.name: (each.code, each.slug, each.service) for each in gemeenten()}
    assert len(services()) == 5
    assert slug_of("Stichtse Vecht") == "stichtse-vecht"


def test_codes_lead_to_their_gemeente() -> None:
    """A CBS code, also an earlier one, is as good as a name."""
    assert resolve("GM0381", MAY).gemeente == "Gooise Meren"
    assert resolve("0402", MAY).gemeente == "Hilversum"


def _repeat_spelling(values: Any) -> None:
    values["gemeente"][0]["aliassen"].append("Bussum")


def _drop_successor(values: Any) -> None:
    values["gemeente"][0]["opvolger"] = "Nergens"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (_repeat_spelling, "schrijfwijze van iets anders"),
        (_drop_successor, "opvolger 'Nergens' ontbreekt"),
        (lambda values: values.pop("bron"), "'bron' ontbreekt"),
        (lambda values: values["gemeente"][0].pop("cbs"), "'cbs' ontbreekt"),
    ],
)
def test_wrong_data_is_our_mistake(change: Any, complaint: str) -> None:
    """A spelling with two meanings, or a gap in the data, is refused."""
    part = read_part("gemeenten.toml")
    change(part._values)

    with pytest.raises(DefinitionError, match=complaint):
        build_atlas(part)
