"""Returns, uithuisplaatsingen and the estimate, stays, speed (M02-3 … M02-5, M06, T-h)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from monitor_figures import (
    K1,
    K2,
    YEAR,
    cell,
    discussed,
    figure,
    measured,
    table,
    three,
)
from registers import Row, Sheets, advice, case, full, listed, minimal, session, stay, talk

from expertteam_xl.monitoring import Quarter
from expertteam_xl.monitoring.measures import mean, median, percentile

FEB, JUN, SEP = date(2021, 2, 11), date(2021, 6, 17), date(2021, 9, 14)


class TestReturns:
    """M02-3."""

    def test_a_return_counts_where_the_discussion_is_that_returns(self) -> None:
        """R3: June is a terugkeer, February was new."""
        sheets = discussed((1, FEB), (1, JUN), (2, JUN))

        assert three(measured(sheets, K1), "M02-3") == (0, 0, 0)
        found = figure(measured(sheets, K2), "M02-3")
        assert (found.value, found.n, found.previous, found.running) == (1, 2, 0, 1)
        assert figure(measured(sheets, K2), "M02-3-percentage").value == 50

    def test_a_case_that_returned_twice_is_one_case(self) -> None:
        """In a year, too."""
        sheets = discussed((1, FEB), (1, JUN), (1, SEP))

        assert three(measured(sheets, YEAR), "M02-3") == (1, 0, 1)
        assert figure(measured(sheets, Quarter(2021, 3)), "M02-3").running == 1

    def test_a_vervolgsessie_is_no_return(self) -> None:
        """R2: the first session was not finished."""
        sheets = full(
            [case()],
            [session("OV-1"), session("OV-2", Overlegdatum=date(2021, 2, 25))],
            [talk(held="OV-1") | {"Sessie afgerond": "nee"}, talk(held="OV-2")],
        )
        figures = measured(sheets)

        assert figure(figures, "M02-3").value == 0
        assert three(figures, "M02-3-vervolg") == (1, None, 1)

    def test_the_youth_counts_not_the_number_of_the_case(self) -> None:
        """Another casusnummer of the same sleutel came back; two cases were discussed."""
        sheets = full(
            [case("ET-2021-001", Jeugdigesleutel="J1"), case("ET-2021-002", Jeugdigesleutel="J1")],
            [session("OV-1"), session("OV-2", Overlegdatum=date(2021, 3, 4))],
            [talk("ET-2021-001", "OV-1"), talk("ET-2021-002", "OV-2")],
        )
        found = figure(measured(sheets), "M02-3")

        assert (found.value, found.n) == (1, 2)

    def test_in_a_minimal_register_the_same_number_again(self) -> None:
        """By the overleg on the row that returned; not before that was held."""
        first = listed("7")
        again = listed("7", Aanmelddatum=date(2021, 3, 29), Overlegdatum=date(2021, 4, 8))
        later = listed("7", Aanmelddatum=date(2021, 7, 1), Overlegdatum=None)
        sheets = minimal(first, again, later)

        assert figure(measured(sheets, K1), "M02-3").value == 0
        assert figure(measured(sheets, K2), "M02-3").value == 1
        assert figure(measured(sheets, Quarter(2021, 3)), "M02-3").value == 0

    def test_numbers_that_begin_anew_on_each_sheet_are_other_cases(self) -> None:
        """Then no return can be seen, and every row is a case of its own."""
        sheets = {
            str(year): [
                listed(str(n), Aanmelddatum=date(year, 2, n), Overlegdatum=date(year, 2, n + 9))
                for n in range(1, 8)
            ]
            for year in (2021, 2022)
        }
        figures = measured(sheets, Quarter(2022, 1), on=date(2022, 12, 15))

        assert "nummering" in (figure(figures, "M02-3").reason or "")
        assert three(figures, "T-c", "casussen besproken") == (7, 0, 14)


def outcome(number: int, what: str | None, **changes: object) -> Row:
    """A case with an outcome, measured on 1-3-2021."""
    return case(f"ET-2021-{number:03}") | {
        "Grond A": "c", "Uitkomst UHP": what, "Peildatum UHP": date(2021, 3, 1),
        "Oplossing gerealiseerd op": None, "Kosten inzet": 9000, **changes,
    }  # fmt: skip


class TestKeptHome:
    """M02-4, S-b."""

    def test_prevented_of_the_known_outcomes_and_ground_c_apart(self) -> None:
        """nvt, onbekend and blank are no known outcome."""
        rows = [
            outcome(1, "voorkomen"),
            outcome(2, "voorkomen") | {"Grond A": "a"},
            outcome(3, "niet voorkomen"),
            outcome(4, "uitgesteld"),
            outcome(5, "nvt"),
            outcome(6, "onbekend"),
            outcome(7, None),
        ]
        figures = measured(full(rows))
        found = table(figures, "M02-4")

        assert [row[0] for row in found.values] == [2, 1]
        assert found.n == (4, 3)
        assert [row[0] for row in table(figures, "M02-4-percentage").values] == [50, 33.3]
        assert table(figures, "S-b").values == found.values

    def test_when_an_outcome_counts(self) -> None:
        """Its peildatum; else the closing; else six months after the advice; else the aanmelding."""
        form = {"Casusnummer": "ET-2021-002", "Datum": date(2021, 4, 1), "Type": "afgesloten"}
        rows = [
            outcome(
                number, "voorkomen", **{"Peildatum UHP": None, "Aanmelddatum": date(2021, 1, 4)}
            )
            for number in range(1, 5)
        ]
        sheets = full(
            [rows[0] | {"Peildatum UHP": date(2021, 7, 1)}, *rows[1:]],
            [session()],
            [talk()],
            [
                advice("1", "ET-2021-002", Adviesdatum=date(2021, 8, 31)),
                advice("2", "ET-2021-003", Adviesdatum=date(2021, 8, 31)),
            ],
            Afsluitingen=[form],
        )
        by_quarter = [
            cell(measured(sheets, Quarter(year, number)), "M02-4", "alle casussen")
            for year, number in ((2021, 1), (2021, 2), (2021, 3), (2021, 4), (2022, 1))
        ]

        assert by_quarter == [1, 1, 1, 0, 1]

    def test_without_outcomes_nothing_is_known(self) -> None:
        """Neither how many, nor what they saved."""
        figures = measured(full([case()]))

        for code in ("M02-4", "M02-4-percentage", "S-b", "M06"):
            assert table(figures, code).rows == ()


KP3 = {
    "uhp_kans_laag": Decimal("0.5"), "uhp_kans_hoog": Decimal(1), "uhp_dagkosten": Decimal(250),
    "uhp_dagen": 120,
}  # fmt: skip


def kp3() -> Sheets:
    """Ten known outcomes of ground c, seven of them prevented, at 9.000 euro each."""
    kept = [outcome(number, "voorkomen") for number in range(1, 8)]
    return full([*kept, *(outcome(number, "niet voorkomen") for number in (8, 9, 10))])


class TestEstimate:
    """M06."""

    def test_kp3(self) -> None:
        """7 x 0,5-1,0 x (250 x 120 - 9.000) = 73.500-147.000 euro, with all parameters beside it."""
        figures = measured(kp3(), **KP3)
        found = table(figures, "M06")

        assert dict(zip(found.rows, (row[0] for row in found.values), strict=True)) == {
            "voorkomen uithuisplaatsingen": 7,
            "kans laag (in procenten)": 50,
            "kans hoog (in procenten)": 100,
            "dagkosten van een plaatsing": 25_000,
            "dagen van een plaatsing": 120,
            "gemiddelde kosten van de inzet": 900_000,
            "inschatting laag": 7_350_000,
            "inschatting hoog": 14_700_000,
        }
        assert cell(figures, "M02-4-percentage", "waarvan grond c") == 70
        assert cell(measured(kp3(), **KP3), "S-d", "inschatting hoog") == 14_700_000

    def test_without_parameters_it_can_not_be_known(self) -> None:
        """All four must be set."""
        for missing in KP3:
            figures = measured(kp3(), **{key: KP3[key] for key in KP3 if key != missing})
            assert "niet ingesteld" in (table(figures, "M06").reason or "")

    def test_nothing_prevented_saves_nothing_and_asks_for_no_cost(self) -> None:
        """A quarter without outcomes is not unknown while the running total is known."""
        figures = measured(kp3(), K2, **KP3)

        assert three(figures, "M06", "inschatting laag") == (0, 7_350_000, 7_350_000)
        assert cell(figures, "M06", "gemiddelde kosten van de inzet") is None

    def test_a_mean_over_few_costs_gives_no_cost_away(self) -> None:
        """Seven prevented, of four of which the cost is known: hidden, and so is the estimate."""
        rows = [outcome(n, "voorkomen") for n in range(1, 5)]
        rows += [outcome(n, "voorkomen") | {"Kosten inzet": None} for n in (5, 6, 7)]
        figures = measured(full(rows), to="bestuurlijk", **KP3)

        assert cell(figures, "M06", "voorkomen uithuisplaatsingen") == 7
        for row in ("gemiddelde kosten van de inzet", "inschatting laag", "inschatting hoog"):
            assert cell(figures, "M06", row) == "."


class TestStays:
    """T-h."""

    ON = date(2021, 5, 1)

    def test_stays_their_length_and_those_over_the_maximum(self) -> None:
        """By the first placement: 28 nights is not too long, 29 is; moves are one stay."""
        rows = [
            stay("1", Plaatsingsdatum=date(2021, 3, 1), Uitstroomdatum=date(2021, 3, 29)),
            stay("2", Plaatsingsdatum=date(2021, 3, 1), Uitstroomdatum=date(2021, 3, 30)),
            stay("3", Plaatsingsdatum=date(2021, 3, 31), Uitstroomdatum=date(2021, 4, 2)),
            stay("3", Plaatsingsdatum=date(2021, 4, 2), Uitstroomdatum=date(2021, 4, 12)),
            stay("4", Plaatsingsdatum=date(2021, 3, 20)),
            stay("5", Plaatsingsdatum=date(2021, 3, 30), Uitstroomdatum="x"),
            stay("6", Plaatsingsdatum=date(2021, 4, 1)),
            stay("7", Plaatsingsdatum=date(2021, 3, 9), Vol="ja"),
            stay("8", Plaatsingsdatum=date(2021, 3, 9), Type="pleegzorg"),
        ]
        figures = measured(full([case(str(n)) for n in range(1, 9)], Plaatsingen=rows), on=self.ON)
        found = table(figures, "T-h")

        assert dict(zip(found.rows, (row[0] for row in found.values), strict=True)) == {
            "verblijven": 5,
            "gemiddeld aantal dagen": 23,
            "langer dan 28 dagen": 2,
            "percentage langer dan 28 dagen": 50,
            "geweigerd omdat alles vol was": 1,
        }
        assert found.n == (None, 3, None, 4, None)

    def test_outflow_by_the_day_of_leaving_and_where_to(self) -> None:
        """The next place of the case on or after that day; without one it is unknown."""
        left = {"Uitstroomdatum": date(2021, 4, 1)}
        rows = [
            stay("1", **left),
            stay("1", Type="pleegzorg", Plaatsingsdatum=date(2021, 4, 1)),
            stay("2", **left),
            stay("2", Type="instelling", Plaatsingsdatum=date(2021, 3, 31)),
            stay("3", **left),
            stay("3", Type="gezinshuis", Plaatsingsdatum=date(2021, 4, 20)),
            stay("3", Type="thuis", Plaatsingsdatum=date(2021, 4, 10)),
            stay("4", Uitstroomdatum=date(2021, 3, 31)),
            stay("5", Uitstroomdatum=date(2021, 6, 1)),
        ]
        sheets = full([case(str(n)) for n in range(1, 6)], Plaatsingen=rows)
        found = table(measured(sheets, K2, on=self.ON), "T-h-uitstroom")

        assert dict(zip(found.rows, found.values, strict=True)) == {
            "naar pleegzorg": (1, 0, 1),
            "naar gezinshuis": (0, 0, 0),
            "naar instelling": (0, 0, 0),
            "naar thuis": (1, 0, 1),
            "onbekend": (1, 1, 2),
            "totaal": (3, 1, 4),
        }

    def test_without_placements_nothing_is_known(self) -> None:
        """No sheet, or an empty one."""
        assert table(measured(full([case()])), "T-h").reason == (
            "het register heeft geen blad Plaatsingen"
        )


class TestSpeed:
    """M02-5."""

    DAYS = (9, 12, 14, 20, 31)

    def sheets(self) -> Sheets:
        """Solved so many days after 1 February, each discussed two days after it came in."""
        solved = [date(2021, 2, 1).toordinal() + days for days in self.DAYS]
        rows = [
            case(f"ET-2021-{n:03}") | {"Oplossing gerealiseerd op": date.fromordinal(day)}
            for n, day in enumerate(solved, 1)
        ]
        talks = [talk(f"ET-2021-{n:03}") for n in range(1, 6)]
        return full(rows, [session(Overlegdatum=date(2021, 2, 3))], talks)

    def test_kp1(self) -> None:
        """9, 12, 14, 20, 31: median 14, P90 26,6; from the overleg two days less."""
        figures = measured(self.sheets())
        found = {code: figure(figures, f"M02-5{code}") for code in "abcd"}

        assert {code: each.value for code, each in found.items()} == {
            "a": 14, "b": 26.6, "c": 12, "d": 24.6,
        }  # fmt: skip
        assert {each.n for each in found.values()} == {5}

    def test_by_the_day_of_the_solution(self) -> None:
        """The aanmelding was a quarter earlier; a solution before it can't be right."""
        rows = [
            case("ET-2021-001") | {"Oplossing gerealiseerd op": date(2021, 4, 1)},
            case("ET-2021-002") | {"Oplossing gerealiseerd op": date(2021, 1, 31)},
            case("ET-2021-003") | {"Oplossing gerealiseerd op": date(2021, 2, 1)},
            case("ET-2021-004") | {"Oplossing gerealiseerd op": None},
        ]
        figures = measured(full(rows), K2)

        assert three(figures, "M02-5a") == (59, 0, 29.5)
        assert figure(figures, "M02-5c").reason == "er is niets om over te tellen"

    def test_a_percentage_or_median_needs_enough(self) -> None:
        """Five for the directors, ten for anyone."""
        assert figure(measured(self.sheets(), to="bestuurlijk"), "M02-5a").value == 14
        assert figure(measured(self.sheets(), to="openbaar"), "M02-5a").value == "."


@pytest.mark.parametrize(
    ("values", "middle", "ninety"),
    [
        ([9, 12, 14, 20, 31], 14, Fraction(133, 5)),
        ([], None, None),
        ([3], 3, 3),
        ([4, 1], Fraction(5, 2), Fraction(37, 10)),
    ],
)
def test_median_and_percentile(values: list[int], middle: object, ninety: object) -> None:
    """KP1; of nothing there is none; of one it is that one."""
    assert median(values) == middle
    assert percentile(values, 90) == ninety


def test_mean() -> None:
    """KP1: 17,2."""
    assert mean([9, 12, 14, 20, 31]) == Fraction(86, 5)
    assert mean([]) is None
