"""What may be repeated in messages, JSON and sheets."""

from __future__ import annotations

import pytest

from expertteam_xl.disclosure import discreet, is_bsn, masked, may_be_shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("111222333", True),
        ("123456782", True),
        ("123456789", False),
        ("12345672", True),
        ("1112.22.333", True),
        ("000000000", False),
        ("ET-2021-001", False),
        ("20210211", False),
        ("", False),
        ("１１１２２２３３３", False),
    ],
)
def test_the_elfproef(text: str, expected: bool) -> None:
    """The worked examples, a blank, and digits of another script."""
    assert expected == is_bsn(text)


@pytest.mark.parametrize(
    "number",
    ["ET-2021-001", "et 2021 001", "007", "7", "2021-7", "2021/014", "20210014", "Casus 12",
     "dossier-2021-3a", "DBT-12", "ET2021001", "Nr. 5"],
)  # fmt: skip
def test_numbers_of_cases_are_shown(number: str) -> None:
    """Whatever form a coordinator gave her numbers."""
    assert may_be_shown(number)


@pytest.mark.parametrize(
    "number",
    ["111222333", "1112.22.333", "12345672", "P. Jansen (03-03-2009)", "Jansen", "Janneke 2009",
     "PJ 03-03-2009", "03-03-2009", "3.3.09", "06-12345678 Piet", "piet@example.org", ""],
)  # fmt: skip
def test_what_could_be_a_person_is_not_shown(number: str) -> None:
    """A BSN, a name, a date of birth, a telephone number with a name, an address."""
    assert not may_be_shown(number)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Kleur", "Kleur"),
        ("Map 2021", "Map 2021"),
        ("+31612345678", "+…"),
        ("piet@example.org", "p…"),
        ("x" * 61, "x…"),
        ("", ""),
    ],
)
def test_headers(header: str, expected: str) -> None:
    """A header is told as it is, unless it holds a long number, an address or a story."""
    assert expected == discreet(header)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Jansen", "'J…' (6 tekens)"),
        ("Jans", "'J…' (4 tekens)"),
        ("J.P", "'…' (3 tekens)"),
        ("B", "'…' (1 teken)"),
        ("", "'…' (0 tekens)"),
        (123456782, "'1…' (9 tekens)"),
    ],
)
def test_a_value_is_masked(value: object, expected: str) -> None:
    """Its first character and its length; of a short one that character would tell too much."""
    assert expected == masked(value)
