"""The first of the seven elements: crosstabs of the aanmeldingen (M02-1)."""

from __future__ import annotations

from datetime import date

import pytest
from monitor_figures import YEAR, cell, figure, measured, table
from registers import ON, case, full, listed, minimal, register

from expertteam_xl.monitoring.crosstabs import AGES, NO_AGE, ages
from expertteam_xl.rules.context import Context

DAY = date(2021, 2, 1)


def age_of(**born: object) -> str:
    """The age group of one case, registered on 1-2-2021."""
    found = ages(Context(register(full([case() | born])), ON))
    return found.names[found.codes[0]]


@pytest.mark.parametrize(
    ("born", "group"),
    [
        (date(2021, 2, 1), "0-3"),
        (date(2017, 2, 2), "0-3"),
        (date(2017, 2, 1), "4-11"),
        (date(2009, 2, 2), "4-11"),
        (date(2009, 2, 1), "12-17"),
        (date(2003, 2, 2), "12-17"),
        (date(2003, 2, 1), "18-23"),
        (date(1997, 2, 2), "18-23"),
        (date(1997, 2, 1), NO_AGE),
        (date(2021, 2, 2), NO_AGE),
    ],
)
def test_the_age_on_the_aanmelddatum(born: date, group: str) -> None:
    """A birthday on the day itself counts; the day before it does not."""
    assert age_of(Geboortedatum=born) == group


def test_someone_born_on_29_february_ages_on_1_march() -> None:
    """On 28 February 2021 a child of 29-2-2012 is eight, on 1 March nine; here from 11 to 12."""
    born = date(2008, 2, 29)
    rows = [
        case("ET-2021-001", Geboortedatum=born, Aanmelddatum=date(2020, 2, 28)),
        case("ET-2021-002", Geboortedatum=born, Aanmelddatum=date(2020, 3, 1)),
    ]
    found = ages(Context(register(full(rows)), ON))

    assert [found.names[code] for code in found.codes] == ["4-11", "12-17"]


def test_of_a_year_of_birth_the_age_reached_in_that_year() -> None:
    """2009 is twelve in 2021; without either it is unknown."""
    assert age_of(Geboortejaar=2009) == "12-17"
    assert age_of(Geboortejaar=2010) == "4-11"
    assert age_of(Geboortejaar=None) == NO_AGE


def many(number: int, **changes: object) -> dict[str, object]:
    """So many cases of Hilversum born in 2010, and one of Huizen born in 2000."""
    rows = [case(f"ET-2021-{n:03}", Geboortejaar=2010) | changes for n in range(1, number + 1)]
    last = {"Woonplaats": "Huizen", "Geboortejaar": 2000, "Werkstroom": "B"}
    return full([*rows, case("ET-2021-999") | changes | last])


def test_under_twenty_cases_only_the_margins_are_printed() -> None:
    """19 cases: no cell inside; a footnote says so. 20: the cells are there."""
    few, enough = measured(many(18)), measured(many(19))

    assert cell(few, "M02-1", "Hilversum", "4-11") is None
    assert cell(few, "M02-1", "Hilversum", "totaal") == 18
    assert cell(few, "M02-1", "totaal", "4-11") == 18
    assert any("Kruistabellen" in note for note in few.notes)
    assert cell(enough, "M02-1", "Hilversum", "4-11") == 19
    assert cell(enough, "M02-1", "Huizen", "18-23") == 1
    assert cell(enough, "M02-1", "totaal", "totaal") == 20
    assert not any("Kruistabellen" in note for note in enough.notes)


def spread(**months: int) -> dict[str, object]:
    """So many cases in the months of 2021."""
    days = [date(2021, int(name[1:]), 3) for name, number in months.items() for _ in range(number)]
    return full(
        [
            case(f"ET-2021-{n:03}", Aanmelddatum=day, Geboortejaar=2010)
            for n, day in enumerate(days, 1)
        ]
    )


@pytest.mark.parametrize(
    ("sheets", "cell_of_the_year"),
    [
        (spread(m2=20, m5=20), 40),
        (spread(m2=12, m5=12), 24),
        (spread(m2=20, m5=19), None),
        (spread(m2=5, m5=5), None),
    ],
    ids=["both printed", "neither", "one of both", "few"],
)
def test_a_year_tells_no_cells_that_a_quarter_keeps_back(
    sheets: dict[str, object], cell_of_the_year: int | None
) -> None:
    """The year less the quarter that is printed would be the one that is not."""
    assert cell(measured(sheets, YEAR), "M02-1", "Hilversum", "4-11") == cell_of_the_year


def test_the_minimum_is_a_setting() -> None:
    """kruistabel_min."""
    assert cell(measured(many(2), kruistabel_min=3), "M02-1", "Hilversum", "4-11") == 2


def test_every_crosstab_has_margins_that_are_its_sums() -> None:
    """By age, by werkstroom, by knelpunt."""
    figures = measured(many(25, Knelpunt="wachtlijst"))
    for code in ("M02-1", "M02-1-werkstroom", "M02-1-knelpunt"):
        found = table(figures, code)
        assert found.columns[-1] == found.rows[-1] == "totaal"
        for row in found.values:
            assert row[-1] == sum(row[:-1])
        for column in zip(*found.values, strict=True):
            assert column[-1] == sum(column[:-1])
        assert found.row("totaal")[-1] == 26
    assert cell(figures, "M02-1-knelpunt", "wachtlijst", "A") == 25
    assert cell(figures, "M02-1-werkstroom", "Huizen", "B") == 1


def test_grounds_of_werkstroom_a_only_and_more_than_one_each() -> None:
    """A and c of one case count twice; a ground of werkstroom B does not."""
    rows = [
        case("ET-2021-001") | {"Grond A": "a, c"},
        case("ET-2021-002") | {"Grond A": "c"},
        case("ET-2021-003") | {"Grond A": None},
        case("ET-2021-004", Werkstroom="B") | {"Grond A": "a"},
    ]
    found = table(measured(full(rows)), "M02-1-grond")

    assert [row[0] for row in found.values] == [1, 0, 2, 1]
    assert found.rows == ("grond a", "grond b", "grond c", "niet ingevuld")


def test_what_the_register_does_not_record_is_no_column_of_noughts() -> None:
    """No year of birth, no knelpunt, no ground."""
    figures = measured(minimal(listed()))

    assert {code: table(figures, code).reason for code in ("M02-1", "M02-1-knelpunt")} == {
        "M02-1": "het register heeft geen kolom 'Geboortejaar' (Casussen)",
        "M02-1-knelpunt": "het register heeft geen kolom 'Knelpunt' (Casussen)",
    }
    assert table(figures, "M02-1-grond").rows == ()
    assert cell(figures, "M02-1-werkstroom", "Hilversum", "totaal") == 1


def test_all_ages_are_told() -> None:
    """The groups of domein §5, and what fits in none."""
    figures = measured(many(1))

    assert table(figures, "M02-1").columns == (*AGES, NO_AGE, "totaal")
    assert figure(figures, "M02-3").value == 0
