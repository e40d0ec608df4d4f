"""G03: the features of a case for the expertteam outside werkstroom A."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import Row, Sheet, case, cells, checked, full, only, outcome, severities, unknown

from expertteam_xl import Report
from expertteam_xl.findings import Status

FIELDS = ("B-a", "B-b", "B-c", "B-d", "B-e", "B-f")
OLD = date(2019, 2, 1)


def in_b(answers: str = "jjjjjn", **changes: Any) -> dict[str, Any]:
    """A case of werkstroom B; an answer a letter: ``j``, ``n`` or anything else for none."""
    words = {"j": "ja", "n": "nee", "o": "onbekend", "x": "misschien"}
    told = dict(zip(FIELDS, (words.get(each) for each in answers), strict=True))
    return case(Werkstroom="B") | told | changes


def report(*cases: Row) -> Report:
    return checked(full([*cases, in_b(Casusnummer="ET-2021-002")]))


def at(field: str, row: int = 2) -> str:
    return f"Casussen!{chr(ord('A') + len(case()) + FIELDS.index(field))}{row}"


@pytest.mark.parametrize("answers", ["jjjjjj", "jjjjjn", "jjjjnj", "jjjjj-", "jjjj-j", "jjjjoj"])
def test_all_features_hold(answers: str) -> None:
    """Of the last two one is enough, whatever the other."""
    assert ([], 0) == (cells(report(in_b(answers)), "G03"), unknown(report(in_b(answers)), "G03"))


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ("njjjjj", "B-a"),
        ("jnjjjj", "B-b"),
        ("jjnjjj", "B-c"),
        ("jjjnjj", "B-d"),
        ("jnjnjj", "B-b"),
        ("jjjjnn", "B-e"),
        ("jjnjnn", "B-c"),
        ("n-----", "B-a"),
        ("----nn", "B-e"),
    ],
)
def test_a_feature_that_does_not_hold(answers: str, field: str) -> None:
    """Is a warning at the first such answer, whatever else is not known yet."""
    found = report(in_b(answers))

    assert ([at(field)], ["waarschuwing"]) == (cells(found, "G03"), severities(found, "G03"))


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ("-jjjjj", "B-a"),
        ("jj-jjj", "B-c"),
        ("jjjoj-", "B-d"),
        ("jjjjn-", "B-f"),
        ("jjjj-n", "B-e"),
        ("jjjj--", "B-e"),
        ("j-----", "B-b"),
    ],
)
def test_what_is_not_known_yet(answers: str, field: str) -> None:
    """Is an info at the first answer that could still decide it."""
    found = report(in_b(answers))

    assert ([at(field)], ["info"]) == (cells(found, "G03"), severities(found, "G03"))


def test_a_case_without_any_answer_is_only_counted() -> None:
    """A team that began to ask halfway is not flooded with its earlier cases."""
    found = report(in_b("------"))

    assert ([], 1) == (cells(found, "G03"), unknown(found, "G03"))


def test_an_answer_that_cannot_be_read() -> None:
    """Is R03, and makes it unknown."""
    found = report(in_b("xjjjjj"))

    assert ([], 1) == (cells(found, "G03"), unknown(found, "G03"))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, (1, 0)),
        ({"Werkstroom": "A"}, (0, 0)),
        ({"Werkstroom": None}, (0, 1)),
        ({"Werkstroom": None, "Aanmelddatum": OLD}, (1, 0)),
        ({"Aanmelddatum": date(2020, 9, 30)}, (1, 0)),
        ({"Werkstroom": "A", "Aanmelddatum": OLD}, (0, 0)),
        ({"Soort": "adviesvraag"}, (0, 0)),
        ({"Aanmelddatum": None}, (0, 1)),
    ],
)
def test_where_it_holds(changes: dict[str, Any], expected: tuple[int, int]) -> None:
    """Aanmeldingen of 2018 and of werkstroom B; no adviesvraag."""
    found = report(in_b("njjjjj", **changes))

    assert expected == (len(cells(found, "G03")), unknown(found, "G03"))


def test_the_messages_say_which_features() -> None:
    """In words, for who does not know the letters."""
    assert (
        "Nee bij B-a (geen lokale oplossing) en B-e (meerdere aanbieders) en ook B-f "
        "(overbruggingszorg). Klopt dat? Zo niet, verbeter I2; zo ja, bespreek of de casus bij het "
        "expertteam hoort."
    ) == only(report(in_b("njjjnn")), "G03").message
    assert only(report(in_b("j-jjn-")), "G03").message.startswith("Nog niet bekend: B-b en B-f.")


def without(*fields: str) -> Report:
    """A register that lacks these columns, with a nee at B-a and one at B-e."""
    rows = [in_b("njjjjj"), in_b("jjjjnj", Casusnummer="ET-2021-002")]
    return checked(full([{h: v for h, v in row.items() if h not in fields} for row in rows]))


def test_one_of_the_last_two_columns_is_enough() -> None:
    """Where it does not decide, nobody can tell."""
    report = without("B-f")

    assert ([at("B-a")], 1) == (cells(report, "G03"), unknown(report, "G03"))
    assert [at("B-a")] == cells(without("B-e"), "G03")


@pytest.mark.parametrize("fields", [("B-a",), ("B-d",), ("B-e", "B-f")])
def test_without_the_other_columns_it_is_not_tested(fields: tuple[str, ...]) -> None:
    """The reason names one that lacks."""
    found = outcome(without(*fields), "G03")

    assert (Status.NIET_TOETSBAAR, True) == (found.status, fields[0] in (found.reason or ""))


def test_a_register_that_answers_nothing_says_so_once() -> None:
    """Not once a case."""
    assert Status.NIET_TOETSBAAR is outcome(checked(full([in_b("------")])), "G03").status


def test_a_register_without_werkstroom() -> None:
    """Is not tested where every case is of 2020; the convenant of 2018 knows none."""
    row = {h: v for h, v in in_b("njjjjj").items() if h != "Werkstroom"}
    headers = [h for h in row if h != "Werkstroom"]
    reports = [
        checked({"Casussen": Sheet([row | {"Aanmelddatum": start}], headers)})
        for start in (date(2021, 2, 1), OLD)
    ]

    assert [Status.NIET_TOETSBAAR, Status.GEVONDEN] == [outcome(r, "G03").status for r in reports]
    assert "'Werkstroom'" in (outcome(reports[0], "G03").reason or "")


def test_a_feature_that_nobody_answers_is_asked_of_no_case() -> None:
    """Five cases without an answer to it: told once, in the reason."""
    cases = [in_b("-jjjjn", Casusnummer=f"ET-2021-{n:03d}") for n in range(1, 6)]
    some = checked(full(cases[:4]))
    every = checked(full(cases))

    assert ([], 5) == (cells(every, "G03"), unknown(every, "G03"))
    assert "5 onbekend; niet bekeken, want nergens ingevuld: 'B-a'" == outcome(every, "G03").reason
    assert 4 == len(cells(some, "G03"))
