"""Who sat at the table, what it cost, and the budget of C&A (M05, S-d, F05)."""

from __future__ import annotations

from datetime import date
from typing import Any

from monitor_figures import K1, K2, YEAR, cell, measured, table, three
from registers import Row, Sheets, case, full, session, talk

from expertteam_xl.monitoring import Quarter

FEB, APRIL = date(2021, 2, 11), date(2021, 4, 8)


def attended(session_number: str, partner: str, **changes: Any) -> Row:
    """A row of Deelnames: an hour of an expert."""
    row = {
        "Overlegnummer": session_number, "Partner": partner, "Rol": "expert",
        "Overleg (min)": 60, "Voorbereiding (min)": 0, "Reistijd (min)": 0,
    }  # fmt: skip
    return row | changes


PARTNERS = [
    {"Partner": "Youké", "Soort": "partner", "Declarabel": "ja"},
    {"Partner": "Jellinek", "Soort": "partner", "Declarabel": "ja"},
]
TARIFFS = [
    {"Partner": name, "Tariefcode": "T", "€ per uur": 96, "Geldig van": date(2020, 1, 1)}
    for name in ("Youké", "Jellinek")
]


def region(**more: Any) -> Sheets:
    """FX1: Youké 205 minutes at a doorbraaktafel; Hilversum 40, Bussum 30, Huizen 20 minutes.

    And an hour of Youké in April, about Hilversum, with a lapsed meeting beside it.
    """
    places = ("Hilversum", "Bussum", "Huizen")
    numbers = [f"ET-2021-{n:03}" for n in (1, 2, 3)]
    talks = [
        talk(number, "OV-1", Bespreekminuten=minutes)
        for number, minutes in zip(numbers, (40, 30, 20), strict=True)
    ]
    first = {"Overleg (min)": 120, "Voorbereiding (min)": 45, "Reistijd (min)": 40}
    return full(
        [case(n, Woonplaats=place) for n, place in zip(numbers, places, strict=True)],
        [
            session("OV-1"),
            session("OV-2", Overlegdatum=APRIL),
            session("OV-3", Status="vervallen"),
        ],
        [*talks, talk(numbers[0], "OV-2", Bespreekminuten=30)],
        Deelnames=[
            attended("OV-1", "Youké", **first),
            attended("OV-2", "Youké"),
            attended("OV-2", "Youké", Rol="voorzitter"),
            attended("OV-3", "Jellinek"),
        ],
        Partners=PARTNERS,
        Tarieven=TARIFFS,
    ) | dict(more)


def test_amounts_by_gemeente_as_the_declarations_have_them() -> None:
    """FX1: 128,00 / 96,00 / 64,00 = 288,00, over three discussions."""
    found = table(measured(region()), "M05-bedrag")
    now = {label: row[0] for label, row in zip(found.rows, found.values, strict=True) if row[0]}

    assert now == {"Hilversum": 12800, "Gooise Meren": 9600, "Huizen": 6400, "totaal": 28800}
    assert found.n[-1] == 3
    assert three(measured(region(), K2), "M05-bedrag", "totaal") == (19200, 28800, 48000)
    assert cell(measured(region(), YEAR), "M05-bedrag", "totaal") == 48000
    assert cell(measured(region()), "S-d", "kosten van de partners") == 28800


def test_an_amount_over_few_discussions_is_hidden() -> None:
    """Three discussions for the directors: no amount, and no total of it."""
    found = table(measured(region(), to="bestuurlijk"), "M05-bedrag")

    assert [row[0] for row in found.values] == [0, ".", ".", ".", 0, 0, 0, 0, "."]


def test_participation_counts_a_meeting_once_and_all_minutes() -> None:
    """Two people of Youké in April; who came to a lapsed meeting did not take part."""
    found = table(measured(region(), K2), "M05-deelname")

    assert found.columns == (
        "overleggen", "minuten", "vorige overleggen", "cumulatief overleggen", "vorige minuten",
        "cumulatief minuten",
    )  # fmt: skip
    assert found.row("Youké") == (1, 120, 1, 2, 205, 325)
    assert found.row("Jellinek") == (0, 0, 0, 0, 0, 0)


def test_minutes_of_few_meetings_are_hidden() -> None:
    """They would tell what the number of meetings does."""
    found = table(measured(region(), K2, "bestuurlijk"), "M05-deelname")

    assert set(found.row("Youké")) == {"."}


def test_time_without_a_tariff_is_told() -> None:
    """The amounts are too low; nobody should take them for the whole."""
    sheets = region(Tarieven=[TARIFFS[1]])
    figures = measured(sheets)

    assert cell(figures, "M05-bedrag", "totaal") == 0
    assert any("tarief" in note for note in figures.notes)
    assert not any("tarief" in note for note in measured(region()).notes)


def test_without_time_or_tariffs_nothing_is_known() -> None:
    """No sheet Tarieven: no cost; no minutes: none of nought."""
    sheets = {name: sheet for name, sheet in region().items() if name != "Tarieven"}
    bare = [{"Overlegnummer": "OV-1", "Partner": "Youké", "Rol": "expert"}]
    figures = measured(sheets | {"Deelnames": bare})

    assert table(figures, "M05-bedrag").reason == "het register heeft geen blad Tarieven"
    assert table(figures, "S-d").rows == ()
    assert cell(figures, "M05-deelname", "Youké", "overleggen") == 1
    assert cell(figures, "M05-deelname", "Youké", "minuten") is None


def hours(function: str, number: float, on: date = FEB) -> Row:
    """A row of C&A-uren."""
    return {"Datum": on, "Functie": function, "Uren": number}


def budget(*rows: Row, triages: int = 9) -> Sheets:
    """BU2: these hours, and nine triages in the first quarter."""
    cases = [case(f"ET-2021-{n:03}") for n in range(1, triages + 1)]
    return full(cases) | {"C&A-uren": rows}


BU2 = (
    hours("voorzitter", 31.5),
    hours("secretaris", 18),
    hours("secretariaat", 40),
    hours("triage", 27),
)


class TestBudget:
    """F05."""

    def test_bu1(self) -> None:
        """10.800 + 6.480 + 7.200 + 10.800 = 35.280, cover 35.000, 280 short."""
        found = table(measured(budget(*BU2)), "F05")
        year = {label: row[0] for label, row in zip(found.rows, found.values, strict=True)}

        assert year == {
            "Voorzitter": 1_080_000, "Secretaris overleg": 648_000, "Secretariaat": 720_000,
            "Uitvoering triage": 1_080_000, "totaal": 3_528_000,
            "vermeld in het voorstel (circa)": 3_500_000, "dekking": 3_500_000, "tekort": 28_000,
            "prognose triage": 36 * 3 * 9_000,
        }  # fmt: skip

    def test_bu2(self) -> None:
        """8.885,00 spent against 8.820,00 at the end of 2021-K1."""
        found = table(measured(budget(*BU2)), "F05")

        assert found.columns == ("begroting", "tot en met nu", "besteed")
        assert found.row("totaal")[1:] == (882_000, 888_500)
        assert [found.row(label)[1:] for label in found.rows[:4]] == [
            (270_000, 283_500), (162_000, 162_000), (180_000, 200_000), (270_000, 243_000),
        ]  # fmt: skip

    def test_hours_of_the_year_so_far(self) -> None:
        """The last day of the quarter counts, the next and last year's do not."""
        rows = [hours("triage", 1, day) for day in (date(2021, 3, 31), date(2021, 4, 1))]
        sheets = budget(*rows, hours("triage", 1, date(2020, 12, 31)))

        assert cell(measured(sheets, K1), "F05", "totaal", "besteed") == 9_000
        assert cell(measured(sheets, K2), "F05", "totaal", "besteed") == 18_000
        assert cell(measured(sheets, YEAR), "F05", "totaal", "tot en met nu") == 3_528_000

    def test_no_hours_no_budget_and_no_cover_are_no_noughts(self) -> None:
        """Without hours nothing is known to be spent; before 2021 there was no budget."""
        figures = measured(full([case()]))

        assert cell(figures, "F05", "totaal", "besteed") is None
        assert (
            cell(measured(full([case()]), Quarter(2022, 1)), "F05", "dekking", "begroting") is None
        )
        assert table(measured(full([]), Quarter(2020, 4)), "F05").rows == ()

    def test_the_forecast_gives_no_few_triages_away(self) -> None:
        """Nine are told; three of the second quarter would follow from the forecast after it."""
        three_more = [
            case(f"ET-2021-1{n:02}", Aanmelddatum=date(2021, 4, 5), Triagedatum=APRIL)
            for n in range(3)
        ]
        sheets = budget(*BU2)
        more = {**sheets, "Casussen": [*sheets["Casussen"].rows, *three_more]}  # type: ignore[union-attr]

        assert (
            cell(measured(more, K1, "bestuurlijk"), "F05", "prognose triage", "begroting")
            == 972_000
        )
        assert cell(measured(more, K2, "bestuurlijk"), "F05", "prognose triage", "begroting") == "."
        assert cell(measured(more, K2), "F05", "prognose triage", "begroting") == 24 * 27_000
