"""What came in, and how soon it was helped along (T-a … T-d)."""

from __future__ import annotations

from datetime import date

import pytest
from monitor_figures import (
    K1,
    K2,
    YEAR,
    aanmeldingen,
    cell,
    discussed,
    figure,
    measured,
    table,
    three,
)
from registers import advice, case, full, listed, minimal, session, stay, talk

from expertteam_xl.monitoring import Quarter

FIRST, LAST = date(2021, 1, 1), date(2021, 3, 31)


def test_aanmeldingen_count_on_the_first_and_the_last_day_of_the_quarter() -> None:
    """31 December and 1 April are other quarters."""
    sheets = aanmeldingen(date(2020, 12, 31), FIRST, LAST, date(2021, 4, 1))

    assert three(measured(sheets), "T-a", "totaal") == (2, 1, 3)
    assert three(measured(sheets, K2), "T-a", "totaal") == (1, 2, 4)


def test_aanmeldingen_by_werkstroom() -> None:
    """A, B, and what has none; the total is their sum."""
    sheets = full(
        [
            case("ET-2021-001"),
            case("ET-2021-002"),
            case("ET-2021-003", Werkstroom="B"),
            case("ET-2021-004", Werkstroom=None),
            case("ET-2021-005", Werkstroom="?!"),
        ]
    )

    assert [row[0] for row in table(measured(sheets), "T-a").values] == [2, 1, 2, 5]


def test_an_adviesvraag_is_no_aanmelding() -> None:
    """It counts for N01 only (A01)."""
    figures = measured(full([case("ET-2021-001"), case("ET-2021-002", Soort="adviesvraag")]))

    assert cell(figures, "T-a", "totaal") == 1
    assert cell(figures, "N01", "adviesvragen") == 1


def test_an_aanmelding_without_a_readable_date_counts_nowhere_and_that_is_told() -> None:
    """Blank or unreadable: in no quarter, in no running total."""
    sheets = aanmeldingen(FIRST, None, "volgt morgen")
    figures = measured(sheets)

    assert three(figures, "T-a", "totaal") == (1, None, 1)
    assert "Aanmeldingen zonder leesbare aanmelddatum (2) tellen nergens mee." in figures.notes


def test_what_is_dated_before_the_first_convenant_counts_nowhere() -> None:
    """1921 for 2021 is a mistake (V02), and no reason to begin counting in 1921."""
    figures = measured(aanmeldingen(date(1921, 2, 1), FIRST))

    assert three(figures, "T-a", "totaal") == (1, 0, 1)
    assert len(figures.history["T-a", "totaal"]) == 13


def test_aanmeldingen_by_gemeente_on_the_day_of_the_aanmelding() -> None:
    """Weesp is a gemeente until 23-3-2022; after that it is none of the convenant's."""
    rows = [
        case("ET-2021-001", Woonplaats="Naarden", Aanmelddatum=date(2022, 1, 3)),
        case("ET-2021-002", Woonplaats="Weesp", Aanmelddatum=date(2022, 3, 23)),
        case("ET-2021-003", Woonplaats="Weesp", Aanmelddatum=date(2022, 3, 24)),
        case("ET-2021-004", Woonplaats="Utrecht", Aanmelddatum=date(2022, 1, 3)),
        case("ET-2021-005", Woonplaats="Utrecht", Aanmelddatum=date(2022, 1, 3), Gemeente="Huizen"),
    ]
    found = table(measured(full(rows), Quarter(2022, 1)), "T-a-gemeente")

    assert {label: row[0] for label, row in zip(found.rows, found.values, strict=True) if row[0]} == {
        "Gooise Meren": 1, "Weesp": 1, "Huizen": 1, "buiten het convenant of onbekend": 2,
        "totaal": 5,
    }  # fmt: skip


def test_triage_outcomes_of_the_aanmeldingen() -> None:
    """By aanmelddatum, also when the triage was later; a blank is no outcome yet."""
    rows = [
        case("ET-2021-001") | {"Triagedatum": date(2021, 4, 2)},
        case("ET-2021-002") | {"Triage-uitkomst": "mondeling advies"},
        case("ET-2021-003") | {"Triage-uitkomst": None},
    ]
    found = table(measured(full(rows)), "T-b")

    assert dict(zip(found.rows, (row[0] for row in found.values), strict=True)) == {
        "bespreken": 1, "mondeling advies": 1, "niet bespreken": 0, "doorverwezen": 0,
        "ingetrokken": 0, "nog geen uitkomst, of onbekend": 1, "totaal": 3,
    }  # fmt: skip


def test_sessions_by_what_became_of_them_and_cases_once() -> None:
    """Two discussions of one case are one case; planned sessions count as nothing yet."""
    sheets = full(
        [case("ET-2021-001"), case("ET-2021-002")],
        [
            session("OV-1"),
            session("OV-2", Overlegdatum=LAST),
            session("OV-3", Status="vervallen"),
            session("OV-4", Status="geannuleerd"),
            session("OV-5", Status="gepland"),
            session("OV-6", Overlegdatum=date(2021, 4, 1)),
        ],
        [
            talk("ET-2021-001", "OV-1") | {"Schakelfunctionaris": "ja"},
            talk("ET-2021-001", "OV-2"),
            talk("ET-2021-002", "OV-2"),
            talk("ET-2021-002", "OV-5"),
            talk("ET-2021-001", "OV-6"),
        ],
    )
    figures, later = measured(sheets), measured(sheets, K2)

    assert [row[0] for row in table(figures, "T-c").values] == [2, 1, 1, 2, 1]
    assert three(later, "T-c", "casussen besproken") == (1, 2, 2)
    assert cell(later, "E01-1", "sessies gehouden", "cumulatief") == 3
    assert cell(later, "E01-1", "verschillende casussen", "cumulatief") == 2


class TestOpenStock:
    """Open at the end of the period."""

    def test_open_until_the_day_of_closing(self) -> None:
        """Closed on the last day is not open any more; one day later it still was."""
        rows = [
            listed("ET-2021-001", Status="afgesloten") | {"Afgesloten op": LAST},
            listed("ET-2021-002", Status="afgesloten") | {"Afgesloten op": date(2021, 4, 1)},
            listed("ET-2021-003"),
            listed("ET-2021-004", Aanmelddatum=date(2021, 4, 1)),
        ]

        assert cell(measured(minimal(*rows)), "T-c-open", "totaal") == 2

    def test_closed_without_a_day_or_kept_from_the_table(self) -> None:
        """Only the status tells so: closed all along. Not tabled: from the day of the triage."""
        rows = [
            case("ET-2021-001", Status="afgesloten"),
            case("ET-2021-002", Status="niet op tafel", Triagedatum=date(2021, 4, 1)),
            case("ET-2021-003", Status="ingetrokken", Triagedatum=LAST),
            case("ET-2021-004", Status="ingetrokken", Triagedatum=None),
        ]

        assert cell(measured(full(rows)), "T-c-open", "totaal") == 1

    def test_forms_lead_and_a_case_that_comes_back_is_open_again(self) -> None:
        """Scaled down in January, back at the table in March, closed in May."""
        form = {"Casusnummer": "ET-2021-001", "Type": "afgeschaald", "Datum": date(2021, 1, 20)}
        sheets = full(
            [case(Aanmelddatum=date(2021, 1, 4), Status="afgesloten")],
            [session("OV-1", Overlegdatum=date(2021, 3, 4))],
            [talk(held="OV-1")],
            Afsluitingen=[form, form | {"Datum": date(2021, 5, 4)}],
        )

        assert cell(measured(sheets), "T-c-open", "totaal") == 1
        assert cell(measured(sheets, K2), "T-c-open", "totaal") == 0

    def test_a_stock_has_no_running_total(self) -> None:
        """Now and at the end of the period before."""
        figures = measured(aanmeldingen(date(2020, 12, 1), FIRST))

        assert table(figures, "T-c-open").columns == ("aantal", "vorige")
        assert table(figures, "T-c-open").row("totaal") == (2, 1)


class TestTimeliness:
    """T-d."""

    def test_kp2(self) -> None:
        """7 of 9: two are late, and one that is still within its term does not count."""
        on_time = [listed(f"ET-2021-{n:03}") for n in range(1, 8)]
        late = [listed(f"ET-2021-{n:03}", Triagedatum=date(2021, 2, 9)) for n in (8, 9)]
        still = listed("ET-2021-010", Aanmelddatum=date(2021, 3, 1), Triagedatum=None)
        figures = measured(minimal(*on_time, *late, still), on=date(2021, 3, 8))

        assert table(figures, "T-d").row("T01")[:3] == (7, 9, 77.8)

    def test_open_over_its_term_counts_as_not_on_time(self) -> None:
        """As known on the peildatum, one day after the deadline of 8 February."""
        sheets = full([case(Triagedatum=None)])

        assert table(measured(sheets, on=date(2021, 2, 8)), "T-d").row("T01")[:3] == (0, 0, None)
        assert table(measured(sheets, on=date(2021, 2, 9)), "T-d").row("T01")[:3] == (0, 1, 0)

    def test_each_term_by_its_own_date(self) -> None:
        """T02 by the aanmelding, T03 by the placement, T05 by the overleg."""
        sheets = full(
            [case(Aanmelddatum=date(2021, 3, 30))],
            [session(Overlegdatum=date(2021, 4, 13))],
            [talk()],
            [advice() | {"Besluit verzonden op": date(2021, 4, 14)}],
            Plaatsingen=[stay(Plaatsingsdatum=date(2021, 4, 1))],
        )
        first, second = table(measured(sheets), "T-d"), table(measured(sheets, K2), "T-d")

        assert [first.row(code)[1] for code in ("T01", "T02", "T03", "T05")] == [1, 1, 0, 0]
        assert [second.row(code)[1] for code in ("T01", "T02", "T03", "T05")] == [0, 0, 1, 1]
        assert [second.row(code)[0] for code in ("T03", "T05")] == [1, 1]

    def test_a_term_that_the_register_can_not_tell_is_no_zero(self) -> None:
        """Without placements there is no T03."""
        found = table(measured(minimal(listed())), "T-d")

        assert found.row("T03") == (None,) * 5
        assert found.row("T05")[:3] == (1, 1, 100)
        assert "Plaatsingen" in (found.reason or "")


def test_a_year_is_the_sum_of_its_quarters() -> None:
    """Aanmeldingen, sessions and timeliness; the running total is that of the last quarter."""
    days = [date(2021, month, 5) for month in (1, 2, 4, 5, 6, 8, 11)]
    sheets = aanmeldingen(*days, date(2020, 11, 2))
    quarters = [measured(sheets, Quarter(2021, number)) for number in (1, 2, 3, 4)]
    year = measured(sheets, YEAR)

    for code, row, column in (("T-a", "A", "aantal"), ("T-d", "T01", "noemer")):
        assert cell(year, code, row, column) == sum(cell(q, code, row, column) for q in quarters)
    assert three(year, "T-a", "totaal") == (7, 1, 8)


def test_a_year_counts_a_case_once_that_was_discussed_in_each_quarter() -> None:
    """Different cases are no sum."""
    sheets = discussed(*((1, date(2021, month, 4)) for month in (2, 5, 8, 11)))

    assert cell(measured(sheets, YEAR), "T-c", "casussen besproken") == 1
    assert cell(measured(sheets, YEAR), "T-c", "sessies gehouden") == 4


def test_a_minimal_register_gives_what_it_can() -> None:
    """Cases, triage, open, discussed, T01, T02, T05; sessions can't be known."""
    figures = measured(minimal(listed("1"), listed("2", Aanmelddatum=LAST, Overlegdatum=None)))

    assert cell(figures, "T-a", "totaal") == 2
    assert cell(figures, "T-b", "bespreken") == 2
    assert cell(figures, "T-c", "sessies gehouden") is None
    assert cell(figures, "T-c", "casussen besproken") == 1
    assert cell(figures, "T-c-open", "totaal") == 2
    assert [cell(figures, "T-d", code, "op tijd") for code in ("T01", "T02", "T05")] == [2, 1, 1]
    assert cell(figures, "T-e", "totaal") == 2
    assert figure(figures, "M02-3").value == 0
    assert any("geen (ingevulde) bladen" in note for note in figures.notes)


def test_a_minimal_register_without_the_day_of_the_overleg_knows_no_discussion() -> None:
    """Not nought: unknown."""
    row = {name: value for name, value in listed().items() if name != "Overlegdatum"}
    figures = measured(minimal(row))

    assert table(figures, "T-c").rows == ()
    assert (
        figure(figures, "M02-3").reason == "het register heeft geen kolom 'Overlegdatum' (Casussen)"
    )
    assert cell(figures, "T-d", "T02", "noemer") is None


@pytest.mark.parametrize("to", ["intern", "bestuurlijk", "openbaar"])
def test_an_empty_register_has_figures_and_no_crash(to: str) -> None:
    """Nought aanmeldingen; nothing to take a percentage of."""
    zero = {"intern": 0, "bestuurlijk": "-", "openbaar": "0"}[to]
    figures = measured(full([]), K1, to)

    assert cell(figures, "T-a", "totaal") == zero
    assert cell(figures, "T-d", "T01", "percentage") is None


def test_without_a_werkstroom_column_only_the_total_is_known() -> None:
    """No A and B of nought."""
    row = {name: value for name, value in listed().items() if name != "Werkstroom"}
    found = table(measured(minimal(row)), "T-a")

    assert found.rows == ("A", "B", "totaal")
    assert [values[0] for values in found.values] == [None, None, 1]


def test_a_term_that_nobody_keeps_is_unknown() -> None:
    """T-d: triages of which no date was ever written down are not called late (T01)."""
    cases = [
        case(f"ET-2021-{number:03}", Triagedatum=None, Status="afgesloten")
        for number in range(1, 8)
    ]
    figures = measured(full(cases))

    assert table(figures, "T-d").row("T01")[:3] == (None, None, None)
    assert "Triagedatum" in str(table(figures, "T-d").reason)
