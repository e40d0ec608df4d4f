"""What in a text could tell who somebody is, and what only looks like it."""

from __future__ import annotations

import pytest

from expertteam_xl.clues import (
    Clue,
    clues,
    forbidden_header,
    is_birth_header,
    may_hold_clues,
    number_clue,
)

HELD = [
    ("mail naar jan.verzonnen@example.org", Clue.EMAIL),
    ("(a_b+c@sub.example.nl)", Clue.EMAIL),
    ("06-12345678", Clue.PHONE),
    ("0612345678", Clue.PHONE),
    ("06 12 34 56 78", Clue.PHONE),
    ("06-12 34 56 78.", Clue.PHONE),
    ("+31 6 12345678", Clue.PHONE),
    ("+31612345678", Clue.PHONE),
    ("0031612345678", Clue.PHONE),
    ("+31 (0)35 1234567", Clue.PHONE),
    ("tel:(035) 123 45 67", Clue.PHONE),
    ("035-1234567/06-12345678", Clue.PHONE),
    ("0294-123456", Clue.PHONE),
    ("NL91 ABNA 0417 1643 00", Clue.IBAN),
    ("NL91ABNA0417164300", Clue.IBAN),
    ("GB29NWBK60161331926819", Clue.IBAN),
    ("1211 AB Hilversum", Clue.POSTCODE),
    ("1234AB", Clue.POSTCODE),
    ("Laan 12, 2021 AB", Clue.POSTCODE),
    ("geb. 12-03-2009", Clue.BIRTH),
    ("Geb.dat. 3/4/2010", Clue.BIRTH),
    ("geboren op 12 maart 2009", Clue.BIRTH),
    ("12-3-'09 geb", Clue.BIRTH),
    ("geboortedatum: 2009-03-12", Clue.BIRTH),
    ("111222333", Clue.BSN),
    ("1112.22.333", Clue.BSN),
    ("BSN:111222333, zie map", Clue.BSN),
    ("bsn 12345672", Clue.BSN),
    ("123 456 782", Clue.BSN),
    ("dossier 111222333", Clue.BSN),
    ("zie 12345672", Clue.SHORT_BSN),
]


@pytest.mark.parametrize(("text", "clue"), HELD)
def test_what_a_text_holds(text: str, clue: Clue) -> None:
    """One clue, in the ways that people write it, alone and within a sentence."""
    assert [clue] == [kind for kind, _ in clues(text)]
    assert may_hold_clues(f"iets anders\n{text}\nnog iets")


@pytest.mark.parametrize(
    "text",
    [
        "", "loopt", "123456789", "000000000", "20210211", "20210315", "12.12.2021", "12 12 2021",
        "01-02-2021 10:30", "01-02-2021 02-03-2021", "09.00-17.00 uur, 12 mensen",
        "gebeld op 12-03-2021", "gebied 12-03-2020", "begeleid sinds 12-03-2020",
        "geb. volgt", "in 2009 geboren", "KvK 12345672", "AGB-code 12345672", "€ 12.345.672",
        "zaaknr 12345672", "ET-2021-000001", "ET-123456782", "OV-2021-A-03", "2021/0123456",
        "overleg 2021 ET", "in 2020 GI en VT", "2021 ET", "1234 ab", "1234 SS", "piet@werk",
        "declaratie ET-2021-K1-GM0402", "0,0625", "100.000.000", "123456782.50",
        "verzonnen-gezin-0012", "NL99 is geen rekening", "GB00NWBK60161331926819",
    ],
)  # fmt: skip
def test_what_only_looks_like_it(text: str) -> None:
    """Days, times, amounts, numbers of cases and organisations: a false alarm is costly."""
    assert [] == list(clues(text))


def test_all_that_a_text_holds_is_told_once_each() -> None:
    """A date of birth is no telephone number, an account number no BSN."""
    text = "geb. 12-03-2009, 06-12345678 of 06-87654321, a@example.org, NL91ABNA0417164300, 1234 AB"

    assert {Clue.BIRTH, Clue.PHONE, Clue.EMAIL, Clue.IBAN, Clue.POSTCODE} == {
        kind for kind, _ in clues(text)
    }
    assert 5 == len(list(clues(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("111222333", Clue.BSN),
        ("12345672", Clue.SHORT_BSN),
        ("123456789", None),
        ("000000000", None),
        ("20210315", None),
        ("31122019", None),
    ],
)
def test_a_number_alone(text: str, expected: Clue | None) -> None:
    """Nine digits, eight, and eight that are a day, whichever way round."""
    assert expected is number_clue(text)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Naam", "naam"), ("Naam jeugdige", "naam"), ("ACHTERNAAM", "naam"), ("Voor naam", "naam"),
        ("Naam consulent", "naam"), ("Cliëntnaam", "naam"), ("Initialen", "naam"),
        ("BSN", "BSN"), ("BSN-nr.", "BSN"), ("Burgerservicenummer", "BSN"), ("BSN (ja/nee)", "BSN"),
        ("Adres", "adres"), ("Straat + huisnr", "adres"), ("NAW-gegevens", "adres"),
        ("Postcode", "postcode"), ("Post code", "postcode"), ("Tel.", "telefoonnummer"),
        ("Telefoonnr", "telefoonnummer"), ("Tel. nr ouders", "telefoonnummer"),
        ("Mobiel", "telefoonnummer"), ("E-mail", "e-mailadres"), ("Mailadres", "e-mailadres"),
        ("e mail adres", "e-mailadres"), ("School", "school"), ("Naam school", "school"),
        ("Diagnose(s)", "diagnose"), ("DSM-5", "diagnose"),
    ],
)  # fmt: skip
def test_headers_of_what_is_forbidden(header: str, expected: str) -> None:
    """Class K3 of the data model, in Dutch spellings."""
    assert expected == forbidden_header(header)


@pytest.mark.parametrize(
    "header",
    [
        "", "Nr", "Naam partner", "Partner", "Naam organisatie", "Bestandsnaam", "Naamgeving",
        "Gemeente", "Woonplaats", "School geïnformeerd op", "Mail verstuurd op", "E-mail verzonden",
        "Telefonisch overleg", "Schoolverzuim", "Leefgebied school", "Adviesnummer", "Kenmerk",
        "Type aanmelder", "Opmerkingen", "Deelnemer", "Diagnose gesteld ja/nee", "Geboortejaar",
        "Een hele zin die met naam en adres toch geen kop van een kolom is",
    ],
)  # fmt: skip
def test_headers_that_are_allowed(header: str) -> None:
    """Names of organisations, and what was done."""
    assert forbidden_header(header) is None


@pytest.mark.parametrize(
    ("header", "expected"),
    [("Geb.datum", True), ("geb.", True), ("Geboren op", True), ("Geboortejaar", False),
     ("Gebied", False), ("", False)],
)  # fmt: skip
def test_headers_of_a_birth(header: str, expected: bool) -> None:
    """A day of birth tells more than a year."""
    assert expected == is_birth_header(header)


def test_odd_characters_do_no_harm() -> None:
    """Digits of another script, lone surrogates, emoji."""
    text = "１１１２２２３３３ \ud800 👍"

    assert [] == list(clues(text))
    assert not may_hold_clues(text)
