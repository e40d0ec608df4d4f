"""The four functions and the self-assessment (N01–N04, S-e, B01–B16)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from monitor_figures import K1, K2, cell, figure, measured, table, three
from registers import Row, Sheets, advice, case, full, listed, minimal, session, talk

FIRST, LAST, NEXT = date(2021, 1, 1), date(2021, 3, 31), date(2021, 4, 1)


def test_consultation_counts_questions_and_oral_advices() -> None:
    """By adviesdatum; a triage that came to one counts only where Adviezen has none of it."""
    oral = {"Triage-uitkomst": "mondeling advies"}
    sheets = full(
        [
            case("ET-2021-001") | oral,
            case("ET-2021-002", Triagedatum=NEXT) | oral,
            case("ET-2021-003", Triagedatum=LAST) | oral,
            case("ET-2021-004", Soort="adviesvraag", Aanmelddatum=LAST),
            case("ET-2021-005", Soort="adviesvraag", Aanmelddatum=NEXT),
        ],
        [session()],
        [talk()],
        [advice("1", Soort="mondeling", Adviesdatum=NEXT)],
    )

    assert [row[0] for row in table(measured(sheets), "N01").values] == [1, 1]
    assert [row[0] for row in table(measured(sheets, K2), "N01").values] == [1, 2]


def test_regie_of_open_cases() -> None:
    """By the case or by one of its discussions; a closed case does not count."""
    sheets = full(
        [
            case("ET-2021-001", Procesregisseur="consulent"),
            case("ET-2021-002"),
            case("ET-2021-003"),
            case("ET-2021-004", Procesregisseur="consulent", Status="afgesloten"),
        ],
        [session()],
        [talk("ET-2021-001"), talk("ET-2021-002") | {"Regievoerder": "consulent"}],
    )
    figures = measured(sheets)

    assert (figure(figures, "N02").value, figure(figures, "N02").n) == (66.7, 3)
    assert (figure(figures, "B15").value, figure(figures, "B15").n) == (2, 3)
    assert figure(figures, "N02").running is None


def with_knelpunten(**numbers: int) -> list[Row]:
    """So many cases with each knelpunt; ``_`` is a blank."""
    words = [word.replace("_", " ") for word, number in numbers.items() for _ in range(number)]
    return [case(f"ET-2021-{n:03}", Knelpunt=word) for n, word in enumerate(words, 1)]


def signal(code: str, advice_text: str, on: date | None = FIRST, **changes: Any) -> Row:
    """A row of Signalering."""
    row = {
        "Code": code, "Datum": on, "Status": "besproken", "Advies": advice_text,
        "Geadresseerde": "gemeente",
    }  # fmt: skip
    return row | changes


class TestSignals:
    """N03 and S-e."""

    def test_a_knelpunt_is_on_the_agenda_from_three_on(self) -> None:
        """Two are counted, not signalled."""
        figures = measured(full(with_knelpunten(wachtlijst=3, integraal=2)))

        assert cell(figures, "N03", "wachtlijst") == 3
        assert cell(figures, "N03", "integraal") == 2
        assert table(figures, "S-e").rows == ("wachtlijst",)
        assert table(figures, "S-e").row("wachtlijst") == (3, *("nog in te vullen",) * 3)

    def test_the_last_that_signalering_says_by_the_end_of_the_period(self) -> None:
        """Later rows and other knelpunten say nothing of it."""
        sheets = full(
            with_knelpunten(wachtlijst=3),
            Signalering=[
                signal("wachtlijst", "oud", None),
                signal("Wachtlijst", "nieuw", LAST, Status=None),
                signal("wachtlijst", "later", NEXT),
                signal("integraal", "ander", LAST),
            ],
        )

        assert table(measured(sheets), "S-e").row("wachtlijst") == (
            3, "nieuw", "gemeente", "nog in te vullen",
        )  # fmt: skip

    def test_none_often_enough(self) -> None:
        """A sentence, no empty table."""
        found = table(measured(full(with_knelpunten(wachtlijst=2))), "S-e")

        assert (found.rows, found.reason) == ((), "er is niets dat vaak genoeg voorkwam")

    def test_whether_a_hidden_number_was_enough_is_hidden_too(self) -> None:
        """3 and 1 look the same for the directors; 6 is told, 0 is left out."""
        sheets = full(with_knelpunten(wachtlijst=3, integraal=1, specialisme=6))
        found = table(measured(sheets, to="bestuurlijk"), "S-e")

        assert found.rows == ("integraal", "wachtlijst", "specialisme")
        assert found.row("integraal") == found.row("wachtlijst") == (".",) * 4
        assert found.row("specialisme")[0] in (6, ".")

    def test_the_trend_over_quarters(self) -> None:
        """Each quarter its number, for a line in a chart."""
        rows = with_knelpunten(wachtlijst=3)
        rows[0] = {**rows[0], "Aanmelddatum": NEXT}
        figures = measured(full(rows), K2)

        assert figures.history["N03", "wachtlijst"] == (("2021-K1", 2), ("2021-K2", 1))


def closing(number: int, score: object, on: date | None = LAST, kind: str = "afgesloten") -> Row:
    """A row of Afsluitingen."""
    return {
        "Casusnummer": f"ET-2021-{number:03}", "Datum": on, "Type": kind,
        "Waardering effect": score, "Waardering samenwerking": None,
    }  # fmt: skip


class TestLearning:
    """N04."""

    def test_evaluations_of_the_closed_cases(self) -> None:
        """A case closed twice counts at the first; one without a form has no evaluation."""
        sheets = full(
            [case(f"ET-2021-{n:03}") for n in (1, 2, 3)]
            + [case("ET-2021-004", Status="afgesloten") | {"Afgesloten op": LAST}],
            Afsluitingen=[
                closing(1, 8, FIRST, "afgeschaald"),
                closing(1, 8, NEXT),
                closing(2, None),
                closing(3, 7, NEXT),
            ],
        )
        found = table(measured(sheets), "N04")

        assert [row[0] for row in found.values[:3]] == [1, 3, 33.3]
        assert found.n[0] == 3
        assert three(measured(sheets, K2), "N04", "afgesloten casussen") == (1, 3, 4)

    def test_lessons_and_intervisie(self) -> None:
        """By their date; a lesson went back when it has an addressee."""
        rows = [
            {"Code": "intervisie met partners", "Datum": FIRST, "Geadresseerde": None},
            {"Code": "Les 1", "Datum": LAST, "Geadresseerde": "alle partners"},
            {"Code": "Les 2", "Datum": LAST, "Geadresseerde": None},
            {"Code": "Les 3", "Datum": NEXT, "Geadresseerde": "gemeente"},
        ]
        figures = measured(full([case()], Leren=rows))

        assert [row[0] for row in table(figures, "N04").values[3:]] == [1, 2, 1]
        assert (figure(figures, "B09").value, figure(figures, "B09").running) == (3, 3)

    def test_what_is_not_recorded_is_no_nought(self) -> None:
        """A minimal register knows what was closed, not what people thought of it."""
        rows = [listed("1", Status="afgesloten") | {"Afgesloten op": LAST}, listed("2")]
        found = table(measured(minimal(*rows)), "N04")

        assert [row[0] for row in found.values] == [None, 1, None, None, None, None]


SHOWN = {
    "B04": {"Kosten inzet": 100},
    "B06": {"JIM": "ja"},
    "B12": {"Geëscaleerd": "expertisecentrum"},
    "B13": {"Type aanmelder": "consulent GI"},
    "B14": {"Ander overleg": "MDA++"},
    "B16": {"Ouders/jeugdige geïnformeerd op": date(2021, 2, 2)},
}


@pytest.mark.parametrize("code", SHOWN)
def test_what_the_cases_show_of_a_subject(code: str) -> None:
    """One of two aanmeldingen, by aanmelddatum."""
    rows = [case("1") | SHOWN[code], case("2"), case("3", Aanmelddatum=NEXT) | SHOWN[code]]
    found = figure(measured(full(rows)), code)

    assert (found.value, found.n) == (1, 2)


@pytest.mark.parametrize(
    ("code", "field"),
    [
        ("B01", "Netwerk besproken"),
        ("B07", "Mandaat geregeld"),
        ("B08", "Voorwaarden benoemd"),
    ],
)
def test_what_the_discussions_show_of_a_subject(code: str, field: str) -> None:
    """One of two that were held; a planned one shows nothing yet."""
    sheets = full(
        [case()],
        [session("1"), session("2"), session("3", Status="gepland")],
        [
            talk(held="1") | {field: "ja"},
            talk(held="2") | {field: "nee"},
            talk(held="3") | {field: "ja"},
        ],
    )
    found = figure(measured(sheets), code)

    assert (found.value, found.n) == (1, 2)


def assessed() -> Sheets:
    """Three judgements of B02, one of them after the quarter; one of B11 that has evidence."""
    rows = [
        {"Code": "B02", "Datum": LAST, "Status": "voldoet", "Advies": "doorgaan"},
        {"Code": "b02", "Datum": FIRST, "Status": "deels", "Advies": "overleggen"},
        {"Code": "B02", "Datum": NEXT, "Status": "later", "Advies": "niets"},
    ]
    return full([case()], Basisvereisten=rows, Signalering=[signal("B11", "x", LAST)])


def test_the_self_assessment_tells_the_last_judgement() -> None:
    """By date, not by place on the sheet; all sixteen subjects are there."""
    figures = measured(assessed())
    found = table(figures, "B")

    assert len(found.rows) == 16
    assert found.row("B02 analyse over sectoren heen") == ("voldoet", "doorgaan", "", 2)
    assert found.row("B03 doorbreken van patronen") == ("nog niet beoordeeld", "", "", 0)
    assert [figure(figures, code).value for code in ("B02", "B03", "B11")] == [2, 0, 1]
    assert figure(measured(full([case()])), "B02").value is None


def test_few_judgements_are_hidden_like_any_small_number() -> None:
    """No count of 1 to 4 stands anywhere for the directors."""
    found = measured(assessed(), K1, "bestuurlijk")

    assert figure(found, "B02").value == "."
    assert cell(found, "B", "B02 analyse over sectoren heen", "vastgelegd") == "."
    assert cell(found, "B", "B02 analyse over sectoren heen", "stand") == "voldoet"
