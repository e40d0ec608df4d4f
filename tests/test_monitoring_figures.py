"""Periods, footnotes, and how figures are laid out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from monitor_figures import K1, K2, YEAR, aanmeldingen, figure, measured, table, three
from registers import case, full, listed, minimal, register

from expertteam_xl.errors import DefinitionError, RegisterError
from expertteam_xl.monitoring import Period, Quarter, monitor
from expertteam_xl.monitoring.catalogue import DEFINITIONS, definitions_for
from expertteam_xl.monitoring.periods import first_day, publications

NEW_YEAR, LAST = date(2021, 1, 1), date(2021, 3, 31)


class TestPeriods:
    """A quarter or a year."""

    def test_days_and_the_period_before(self) -> None:
        """2021-K1 comes after 2020-K4, 2021 after 2020."""
        quarter = Period.of(K1)

        assert (quarter.first, quarter.last, quarter.months) == (NEW_YEAR, LAST, 3)
        assert (YEAR.first, YEAR.last, YEAR.months) == (NEW_YEAR, date(2021, 12, 31), 12)
        assert str(quarter.previous) == "2020-K4"
        assert str(YEAR.previous) == "2020"

    def test_running_begins_with_the_first_convenant(self) -> None:
        """1-1-2018."""
        assert YEAR.until.first == first_day() == date(2018, 1, 1)
        assert YEAR.until.last == YEAR.last

    def test_each_quarter_comes_out_and_each_year_after_its_last(self) -> None:
        """From the quarter of the first day."""
        found = publications(date(2020, 11, 1), Period.of(K2))

        assert [str(each) for each in found] == ["2020-K4", "2020", "2021-K1", "2021-K2"]
        assert str(publications(date(2022, 1, 1), YEAR)[-1]) == "2021"

    def test_a_year_of_no_register_is_refused(self) -> None:
        """One sentence."""
        with pytest.raises(RegisterError, match="bestaat niet"):
            Period(1066)


class TestLayout:
    """Figures, tables and frames."""

    def test_a_figure_without_anything_to_count_over_says_so(self) -> None:
        """No percentage of nothing; n is nought."""
        sheets = full([case()]) | {"Afspraken": [{"Nr": "1", "Termijn": None, "Gereed op": None}]}
        found = figure(measured(sheets), "T-g")

        assert (found.value, found.n) == (None, 0)
        assert found.reason == "er is niets om over te tellen"

    def test_the_frame_holds_every_figure_and_cell(self) -> None:
        """One row each, with row and column of a table."""
        figures = measured(aanmeldingen(NEW_YEAR, LAST))
        frame = figures.to_frame()
        row = frame[(frame["code"] == "T-a") & (frame["rij"] == "totaal")]

        assert list(frame.columns) == ["code", "naam", "rij", "kolom", "eenheid", "waarde"]
        assert dict(zip(row["kolom"], row["waarde"], strict=True)) == {
            "aantal": 2, "vorige": None, "cumulatief": 2,
        }  # fmt: skip
        cells = sum(len(t.rows) * len(t.columns) for t in map(_as_table, figures.figures.values()))
        assert len(frame) == cells

    def test_before_the_register_there_is_no_previous(self) -> None:
        """Nought in a quarter of the register, unknown before it."""
        sheets = aanmeldingen(NEW_YEAR, date(2021, 8, 2))

        assert three(measured(sheets, K1), "T-a", "totaal") == (1, None, 1)
        assert three(measured(sheets, K2), "T-a", "totaal") == (0, 1, 1)
        assert three(measured(sheets, Quarter(2021, 3)), "T-a", "totaal") == (1, 0, 2)

    def test_a_table_of_which_a_row_is_unknown_says_why(self) -> None:
        """The others are told; the figure as a whole is not lacking."""
        figures = measured(minimal(listed()))
        found = table(figures, "T-c")

        assert found.rows
        assert "Overleggen" in (found.reason or "")
        assert "T-c" not in {code for code, _, _ in figures.quality}
        assert "M05-bedrag" in {code for code, _, _ in figures.quality}

    def test_history_tells_of_every_quarter(self) -> None:
        """For charts: a hidden number is nothing, a nought is 0."""
        sheets = aanmeldingen(NEW_YEAR, *[date(2021, 8, 2)] * 6)
        figures = measured(sheets, Quarter(2021, 3), "bestuurlijk")

        assert figures.history["T-a", "A"] == (("2021-K1", None), ("2021-K2", 0), ("2021-K3", 6))

    def test_settings_say_what_is_few(self) -> None:
        """drempel_bestuurlijk."""
        sheets = aanmeldingen(*[NEW_YEAR] * 6)

        assert three(measured(sheets, to="bestuurlijk"), "T-a", "A")[0] == 6
        stricter = measured(sheets, to="bestuurlijk", drempel_bestuurlijk=7)
        assert three(stricter, "T-a", "A")[0] == "."

    def test_nobody_else_is_an_audience(self) -> None:
        """Our own mistake."""
        with pytest.raises(DefinitionError):
            monitor(register(full([])), K1, doelgroep="iedereen")

    def test_a_number_is_a_year(self) -> None:
        """monitor(register, 2021)."""
        assert monitor(register(full([])), 2021, doelgroep="intern").period == YEAR


def _as_table(each: object) -> object:
    from expertteam_xl.monitoring import FigureTable

    return each if isinstance(each, FigureTable) else _One


class _One:
    rows = columns = ("",)


class TestNotes:
    """What a reader must know."""

    def test_a_period_that_is_not_over(self) -> None:
        """On its last day it is not; a day later it is."""
        sheets = aanmeldingen(NEW_YEAR)

        assert any("nog niet voorbij" in note for note in measured(sheets, on=LAST).notes)
        over = measured(sheets, on=date(2021, 4, 1)).notes
        assert not any("nog niet voorbij" in note for note in over)

    def test_since_when_running_totals_count(self) -> None:
        """Only where something was before."""
        told = "Cumulatief telt vanaf 2020-K4, het eerste kwartaal van het register."

        assert told in measured(aanmeldingen(date(2020, 12, 1))).notes
        assert told not in measured(aanmeldingen(NEW_YEAR)).notes

    def test_how_a_year_relates_to_its_quarters(self) -> None:
        """Of a year only."""
        assert any("optelsom" in note for note in measured(full([]), YEAR).notes)
        assert not any("optelsom" in note for note in measured(full([]), K1).notes)

    def test_how_many_dates_are_lacking_is_for_the_team_only(self) -> None:
        """A small number in a sentence is one too."""
        sheets = aanmeldingen(NEW_YEAR, None)

        assert "Aanmeldingen zonder leesbare aanmelddatum tellen nergens mee." in (
            measured(sheets, to="openbaar").notes
        )
        assert any("(1)" in note for note in measured(sheets).notes)

    def test_money_and_mandate_of_the_region(self) -> None:
        """Doorbraakbudget and mandaat; nothing where nobody set them."""
        notes = measured(full([]), doorbraakbudget=True, mandaat=False).notes

        assert "De regio heeft een doorbraakbudget." in notes
        assert "Het mandaat is regionaal niet geregeld." in notes
        assert not any("mandaat" in note for note in measured(full([])).notes)

    def test_targets_stand_beside_the_figures(self) -> None:
        """streefwaarden; a code that is none is left out."""
        aims = (("T-f", Decimal("87.50")), ("T-x", Decimal(1)))
        notes = measured(full([]), streefwaarden=aims).notes

        assert "Streefwaarde van T-f (Doelen behaald): 87,5." in notes
        assert not any("T-x" in note for note in notes)


PROMISED = """
    T-a T-a-gemeente T-b T-c T-d T-e T-f T-g T-h S-a S-b S-c S-d S-e O-a
    M02-1 M02-2 M02-3 M02-4 M02-5a M02-5b M02-5c M02-5d M02-6 M02-7 M05-deelname M05-bedrag M06
    E01-1 E01-2 E01-3 E01-4 N01 N02 N03 N04 F05
""".split()  # noqa: SIM905 - a list that is read as one


def test_every_promised_figure_is_there_and_defined_in_dutch() -> None:
    """The codes of the contract, and B01–B16; each with a text that ends as a sentence."""
    assert {*PROMISED, *(f"B{number:02}" for number in range(1, 17))} <= DEFINITIONS.keys()
    assert all(each.text.endswith(".") and each.name for each in DEFINITIONS.values())
    assert "O-a" not in {each.code for each in definitions_for("bestuurlijk")}
