"""What was advised and what came of it (T-e … T-g, S-a, M02-2, B10)."""

from __future__ import annotations

from datetime import date

from monitor_figures import K1, K2, figure, measured, table, three
from registers import Sheets, advice, case, full, listed, minimal, session, talk

FIRST, LAST, NEXT = date(2021, 1, 1), date(2021, 3, 31), date(2021, 4, 1)
YES = dict.fromkeys(
    (
        "Probleemschets",
        "Beschrijving",
        "Soort hulp",
        "Concrete stappen en termijnen",
        "Onderbouwing",
        "Doelen in tijd en effect",
        "Randvoorwaarden",
    ),
    "ja",
)


def advised(*rows: dict[str, object], **more: object) -> Sheets:
    """A register with these advices, of one case that was discussed."""
    return full([case()], [session()], [talk()], list(rows), **more)  # type: ignore[arg-type]


def test_advices_by_kind_and_adviesdatum() -> None:
    """First and last day inside; a blank kind is a weighty one."""
    sheets = advised(
        advice("1", Adviesdatum=FIRST),
        advice("2", Adviesdatum=LAST, Soort="mondeling"),
        advice("3", Soort=None),
        advice("4", Adviesdatum=NEXT),
        advice("5", Adviesdatum=None),
        advice("6", Adviesdatum=date(2020, 12, 31)),
    )

    assert list(table(measured(sheets), "T-e").values) == [
        (2, 1, 3), (1, 0, 1), (3, 1, 4),
    ]  # fmt: skip


def test_complete_advices_have_all_seven_elements() -> None:
    """A blank and a nee are not complete; an oral advice needs none."""
    sheets = advised(
        advice("1") | YES,
        advice("2") | YES | {"Onderbouwing": None},
        advice("3") | YES | {"Beschrijving": "nee"},
        advice("4") | YES,
        advice("5", Soort="mondeling"),
    )
    found = figure(measured(sheets), "T-e-volledig")

    assert (found.value, found.n) == (50, 4)


def test_execution_of_the_advices() -> None:
    """Blank counts as onbekend; shares are of all advices."""
    sheets = advised(
        advice("1", Uitvoering="volledig"),
        advice("2", Uitvoering="volledig"),
        advice("3", Uitvoering="deels"),
        advice("4", Uitvoering=None),
    )
    figures = measured(sheets)

    assert [row[0] for row in table(figures, "M02-2").values] == [2, 1, 0, 1, 4]
    assert [row[0] for row in table(figures, "M02-2-percentage").values] == [50, 25, 0, 25]
    assert table(figures, "M02-2-percentage").n == (4, 4, 4, 4)


def goal(number: int, **changes: object) -> dict[str, object]:
    """A row of Doelen of the first advice, reached."""
    row = {
        "Doelnummer": f"D-{number}",
        "Adviesnummer": "1",
        "Type": "einddoel",
        "Termijn": date(2021, 6, 1),
        "Resultaat": "behaald",
        "Behaald op": None,
    }
    return row | changes


def test_goals_reached_of_those_that_are_not_open() -> None:
    """Open and blank do not count; a day on which it was reached is enough."""
    sheets = advised(
        advice("1", Adviesdatum=LAST),
        Doelen=[
            goal(1),
            goal(2, Resultaat="deels"),
            goal(3, Resultaat="niet", Type="tussentijds"),
            goal(4, Resultaat="open"),
            goal(5, Resultaat=None),
            goal(6, Resultaat=None) | {"Behaald op": date(2021, 5, 1)},
            goal(7, Adviesnummer="9"),
        ],
    )
    figures = measured(sheets)

    assert (figure(figures, "T-f").value, figure(figures, "T-f").n) == (50, 4)
    assert (figure(figures, "S-a").value, figure(figures, "S-a").n) == (66.7, 3)
    assert figure(measured(sheets, K2), "T-f").n == 0
    assert figure(measured(sheets, K2), "T-f").running == 50


def test_goals_are_followed_by_their_term() -> None:
    """B10: of seven goals that end in the second quarter, two are open."""
    sheets = advised(
        advice("1"), Doelen=[goal(1), goal(2, Resultaat="open"), goal(3, Termijn=date(2021, 7, 1))]
    )
    found = figure(measured(sheets, K2), "B10")

    assert (found.value, found.n) == (1, 2)


def agreed(due: date | None, done: object) -> dict[str, object]:
    """A row of Afspraken."""
    return {
        "Nr": "1", "Overlegnummer": "OV-1", "Casusnummer": "ET-2021-001", "Uitvoerder": "Youké",
        "Termijn": due, "Gereed op": done,
    }  # fmt: skip


def test_agreements_in_time_by_their_term() -> None:
    """On the day itself is in time; open and over is not; open within its term does not count."""
    sheets = advised(
        advice(),
        Afspraken=[
            agreed(LAST, LAST),
            agreed(LAST, NEXT),
            agreed(FIRST, None),
            agreed(LAST, "x"),
            agreed(None, LAST),
            agreed(NEXT, NEXT),
        ],
    )
    found = figure(measured(sheets, on=NEXT), "T-g")

    assert (found.value, found.n) == (33.3, 3)
    assert figure(measured(sheets, on=date(2021, 1, 1)), "T-g").n == 2


def test_without_a_sheet_nothing_is_known_of_goals_and_agreements() -> None:
    """Never a nought."""
    figures = measured(full([case()], [session()], [talk()], None))

    for code in ("T-e-volledig", "T-f", "S-a", "T-g", "B10"):
        found = figure(figures, code)
        assert (found.value, found.n) == (None, None)
        assert found.reason is not None
    assert table(figures, "T-e").rows == ()
    assert table(figures, "M02-2").rows == ()


def test_a_minimal_register_counts_the_advices_that_were_sent() -> None:
    """By the day on which they were; of which kind is not known."""
    rows = [listed("1"), listed("2") | {"Besluit verzonden op": NEXT}, listed("3")]
    rows[2]["Besluit verzonden op"] = None
    found = table(measured(minimal(*rows), K1), "T-e")

    assert found.rows == ("zwaarwegend", "mondeling", "totaal")
    assert [row[0] for row in found.values] == [None, None, 1]
    assert three(measured(minimal(*rows), K2), "T-e", "totaal") == (1, 1, 2)
