"""What a check says at the terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import small_register
from small_register import FINE, LATE, OPEN

import expertteam_xl as xl
from expertteam_xl.findings import Memory, Severity
from expertteam_xl.memory import PreviousFinding, PreviousRun
from expertteam_xl.terminal import WIDTH, summary, wrapped

RESULT = Path("map") / "r-gecontroleerd-2021-04-01.xlsx"


def said(report: xl.Report, older: Sequence[Path] = ()) -> str:
    """Everything that is said, on one line, so that breaks in lines don't matter."""
    lines = summary(report, [RESULT], older)
    return " ".join(" ".join(lines).split())


@pytest.fixture
def report(tmp_path: Path) -> xl.Report:
    """A check with one fout and one waarschuwing, of a register with an unknown column."""
    rows = [(*row, "groen") for row in (FINE, LATE, OPEN)]
    path = small_register.save(tmp_path / "r.xlsx", rows, (*small_register.HEADERS, "Kleur"))
    return xl.check(xl.read_register(path), on=small_register.PEILDATUM)


def test_example_fits(repo: Path) -> None:
    """No line is longer than the terminal is wide, but for the path of the result."""
    register = xl.read_register(repo / "workbooks" / "voorbeeldregister.xlsx")
    lines = summary(xl.check(register, on=date(2021, 12, 15)), [RESULT], [])

    assert [] == [line for line in lines if len(line) > WIDTH]


def test_the_parts_come_in_order(report: xl.Report) -> None:
    """First what was read, then what was found, last where the result is."""
    titles = [line for line in summary(report, [RESULT], []) if line and line[0] != " "]

    assert [
        "r.xlsx, peildatum 01-04-2021",
        "Gelezen",
        "Bevindingen",
        "Meest urgent",
        "Niet of niet helemaal getoetst",
        "Resultaat",
    ] == titles


def test_what_was_read(report: xl.Report) -> None:
    """Each list with its sheet, header row, rows, how columns were recognised, and what was not."""
    text = said(report)

    assert "Blad 'Aanmeldingen': Casussen, kop op rij 3, 3 rijen, 11 kolommen" in text
    assert "zelfde kop: C Woonplaats, E Werkstroom" in text
    assert "A Nr = Casusnummer" in text
    assert "niet gelezen: L Kleur" in text


def test_counts(report: xl.Report) -> None:
    """Counts by severity, then by rule, with the right plurals."""
    text = said(report)

    assert "Bevindingen 1 fout, 1 waarschuwing, 1 info" in text
    assert "G04 Werkstroom A of B: 1 fout" in text
    assert "T01 Triage binnen de termijn: 1 waarschuwing" in text


def test_the_most_urgent_is_told_in_full(report: xl.Report) -> None:
    """The fout comes first, with its cell and what to do."""
    assert "1. fout: Aanmeldingen!E6 (G04): De werkstroom is leeg" in said(report)


def test_what_could_not_be_tested(report: xl.Report) -> None:
    """Rules without their sheets are told together; one without its column says which."""
    text = said(report)

    assert "G01 het register heeft geen kolom 'Geboortedatum' (Casussen)" in text
    assert re.search(r"T03, T04.* het register heeft geen blad .*Plaatsingen", text)


def test_where_the_result_is(report: xl.Report) -> None:
    """The path stands on a line of its own, so that it can be copied."""
    assert f"  {RESULT}" in summary(report, [RESULT], [])


def test_older_results(report: xl.Report) -> None:
    """Older results are named, and what they hold; a long list is cut."""
    text = said(report, older=[Path(f"oud-{n}.xlsx") for n in range(15)])

    assert "oud-0.xlsx" in text
    assert "en nog 3. Elk is een volledige kopie" in text


def test_a_result_that_stands_alone(report: xl.Report) -> None:
    """Where the register could not be marked the user hears that, why, and what to do."""
    old = replace(report, register=replace(report.register, suffix=".xls"))
    signed = replace(report, register=replace(report.register, signed=True))

    assert "nieuw bestand met het blad Bevindingen alleen" in said(old)
    assert "In een .xls-bestand kan" in said(old)
    assert "bewaar het als .xlsx" in said(old)
    assert "handtekening" in said(signed)
    assert "nieuw bestand" not in said(report)


def test_nothing_found(tmp_path: Path) -> None:
    """A register without findings gets a plain sentence and no list."""
    register = xl.read_register(small_register.save(tmp_path / "r.xlsx"))
    text = said(xl.check(register, on=small_register.PEILDATUM))

    assert "Geen bevindingen." in text
    assert "Meest urgent" not in text


def test_what_changed_since_the_previous_run(report: xl.Report) -> None:
    """Open, new and accepted findings are told apart; accepted ones are not urgent."""
    first, second, third = report.findings
    known = (
        replace(first, status=Memory.OPEN),
        second,
        replace(third, status=Memory.GEACCEPTEERD),
    )
    text = said(replace(report, findings=known, previous=PreviousRun(date(2021, 3, 1))))

    assert "Sinds de vorige controle (peildatum 01-03-2021): " in text
    assert "1 nieuw, 1 nog open, 0 opgelost, 1 geaccepteerd." in text
    assert "3. " not in text


def test_a_first_run_says_so(report: xl.Report) -> None:
    """Calmly, and without numbers that compare with nothing."""
    text = said(report)

    assert "Eerste controle: er is geen eerdere gevonden om mee te vergelijken." in text
    assert "Sinds de vorige" not in text


def test_what_was_not_looked_at_is_told(report: xl.Report) -> None:
    """With its number and the two reasons; and how many acceptances came to their end."""
    old = PreviousFinding("T04", Severity.FOUT, None, "Nog niet uitgestroomd.", "ab-cd")
    earlier = PreviousRun(date(2021, 3, 1))
    text = said(replace(report, unseen=(old, old), previous=earlier, expired=1))

    assert "3 nieuw, 0 nog open, 0 opgelost, 2 niet bekeken." in text
    assert "Van 1 is het akkoord voorbij; die telt weer mee." in text
    assert "het blad wordt niet meer gelezen, of de regel kon nu niet worden getoetst" in text


def test_characters_that_a_terminal_obeys() -> None:
    """Escape codes and marks that turn text around become blanks."""
    assert ["  a [31mb c"] == wrapped("a\x1b[31mb\u202ec")


def test_a_long_word_is_not_broken() -> None:
    """A name of a file stays whole, so that it can be copied."""
    word = "x" * (WIDTH + 10)

    assert [f"  {word}"] == wrapped(word)


def urgent(report: xl.Report) -> list[str]:
    """Codes of the findings that are told in full."""
    return re.findall(r"\d+\. \w+: \S+ \((\w+)\)", said(report))


def test_one_rule_does_not_fill_the_list(report: xl.Report) -> None:
    """Three of a rule go first, in order of urgency; what is left over fills the list."""
    first, *_ = report.findings
    t11, t05 = (
        [replace(first, code=code, row=row) for row in range(number)]
        for code, number in (("T11", 20), ("T05", 4))
    )
    both, alone = (replace(report, findings=tuple(each)) for each in ([*t11, *t05], t11))

    assert ["T11"] * 7 + ["T05"] * 3 == urgent(both)
    assert ["T11"] * 10 == urgent(alone)
