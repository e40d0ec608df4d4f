"""What people thought of it, and whether the method works (M02-6, M02-7, S-c, E01)."""

from __future__ import annotations

from datetime import date
from typing import Any

from monitor_figures import K2, YEAR, cell, figure, measured, table, three
from registers import Row, Sheets, advice, case, full, session, talk

FIRST, LAST, NEXT = date(2021, 1, 1), date(2021, 3, 31), date(2021, 4, 1)


def experience(group: str | None, score: object, on: date | None = LAST, **items: Any) -> Row:
    """A row of Ervaringen."""
    return {"Datum": on, "Groep": group, "Score": score, **items}


def answered(*rows: Row) -> Sheets:
    """A register with these experiences."""
    return full([case()], [session()], [talk()], [advice()], Ervaringen=rows)


def test_the_mean_of_each_group_by_date() -> None:
    """First and last day inside; a blank or impossible score, group or date counts nowhere."""
    figures = measured(
        answered(
            experience("partner", 8),
            experience("partner", 7, FIRST),
            experience("partner", 1, NEXT),
            experience("partner", None),
            experience("partner", 11),
            experience("partner", 9, None),
            experience(None, 9),
            experience("gemeente", 6),
            experience("ouder", 10),
            experience("jeugdige", 5),
        )
    )

    assert (figure(figures, "M02-6").value, figure(figures, "M02-6").n) == (7.5, 2)
    assert figure(figures, "E01-3").value == 7.5
    assert figure(figures, "E01-4").value == 6
    assert [row[0] for row in table(figures, "M02-7").values] == [10, 5]
    assert table(figures, "M02-7").n == (1, 1)
    assert [row[0] for row in table(figures, "M02-6-respons").values] == [2, 1, 1, 1]


def test_running_and_previous_means_are_taken_anew() -> None:
    """8 and 6 and 1 together are 5."""
    sheets = answered(
        experience("partner", 8), experience("partner", 6), experience("partner", 1, NEXT)
    )

    assert three(measured(sheets, K2), "M02-6") == (1, 7, 5)
    assert figure(measured(sheets, YEAR), "M02-6").value == 5


def closing(number: int, effect: object, cooperation: object, on: date = LAST) -> Row:
    """A row of Afsluitingen."""
    return {
        "Casusnummer": f"ET-2021-{number:03}", "Datum": on, "Type": "afgesloten",
        "Waardering effect": effect, "Waardering samenwerking": cooperation,
    }  # fmt: skip


def test_scores_of_the_closing_forms() -> None:
    """S-c: by the day of closing; blanks are left out."""
    forms = [
        closing(1, 6, 9),
        closing(2, None, 7),
        closing(3, 7, None, FIRST),
        closing(4, 1, 1, NEXT),
    ]
    figures = measured(full([case(f"ET-2021-{n:03}") for n in range(1, 5)], Afsluitingen=forms))

    assert (figure(figures, "S-c").value, figure(figures, "S-c").n) == (6.5, 2)
    assert (figure(figures, "S-c-samenwerking").value, figure(figures, "S-c-samenwerking").n) == (
        8,
        2,
    )


def test_whether_the_method_works() -> None:
    """E01-2: timeliness per term, goals reached, and the five aims, each over its own answers."""
    aims = {"Snel geholpen": 8, "Rollen duidelijk": None, "Eigen kracht": 4}
    sheets = answered(
        experience("ouder", 7, **aims), experience("partner", 7, **aims | {"Snel geholpen": 5})
    ) | {
        "Doelen": [
            {"Doelnummer": "D", "Adviesnummer": "AD-1", "Type": "einddoel", "Termijn": NEXT,
             "Resultaat": "behaald"}
        ]
    }  # fmt: skip
    found = table(measured(sheets), "E01-2")

    assert dict(zip(found.rows, (row[0] for row in found.values), strict=True)) == {
        "T01 op tijd (procent)": 100,
        "T02 op tijd (procent)": 100,
        "T03 op tijd (procent)": None,
        "T05 op tijd (procent)": 100,
        "doelen behaald (procent)": 100,
        "snel geholpen (cijfer)": 6.5,
        "hulpverleners effectief (cijfer)": None,
        "creatieve oplossing (cijfer)": None,
        "rollen duidelijk (cijfer)": None,
        "eigen kracht (cijfer)": 4,
    }
    assert found.n == (1, 1, None, 1, 1, 2, None, None, None, 2)


def test_nobody_asked_is_no_nought() -> None:
    """No sheet; and a quarter in which nobody answered."""
    none = measured(full([case()]))

    assert figure(none, "M02-6").reason == "het register heeft geen blad Ervaringen"
    assert table(none, "M02-7").rows == ()
    assert figure(none, "S-c").reason == "het register heeft geen blad Afsluitingen"
    empty = figure(measured(answered(experience("partner", 8, NEXT))), "M02-6")
    assert (empty.value, empty.n, empty.reason) == (None, 0, "er is niets om over te tellen")


def test_scores_of_few_are_hidden() -> None:
    """Four partners for the directors, five are told; nine for anyone, ten are."""
    rows = [experience("partner", 8) for _ in range(10)]

    assert figure(measured(answered(*rows[:4]), to="bestuurlijk"), "M02-6").value == "."
    assert figure(measured(answered(*rows[:5]), to="bestuurlijk"), "M02-6").value == 8
    assert figure(measured(answered(*rows[:9]), to="openbaar"), "M02-6").value == "."
    assert figure(measured(answered(*rows), to="openbaar"), "M02-6").value == 8
    assert cell(measured(answered(*rows[:5]), to="bestuurlijk"), "M02-6-respons", "partner") == 5
