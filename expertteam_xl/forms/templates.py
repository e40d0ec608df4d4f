"""The templates of the two forms."""

from __future__ import annotations

from expertteam_xl.forms.fields import (
    ADVICE,
    AGREEMENT_HEADERS,
    CLOSING,
    GOAL_HEADERS,
    SHOWN_GOALS,
    SHOWN_HEADERS,
    Line,
    shown_goal,
)
from expertteam_xl.forms.looks import FormPage

_ONLY_PROCESS = (
    "Alleen datums, keuzes en codes: geen namen, geen verhaal, geen tekst van het advies of van "
    "een doel."
)
_HOW = (
    "Vul de lichte vakken in; wat het register al weet, staat er. Leeg laten betekent: nog niet "
    "bekend."
)
_READY = (
    "Klaar? Bewaar dit bestand en stuur het naar de coördinator; de opdracht verwerk zet het in "
    "het register."
)


def advice_template() -> bytes:
    """The form of an advice (Z01): seven elements, goals (O09) and agreements (O12)."""
    page = FormPage("Advies van het expertteam jeugd", "Advies")
    field = ADVICE.by_header
    page.text(1, _HOW)
    page.text(2, _ONLY_PROCESS)
    page.heading(4, "Casus en overleg")
    page.field(5, 1, "Casusnummer", field["Casusnummer"])
    page.field(5, 4, "Overlegnummer", field["Overlegnummer"])
    page.shown(6, 1, "Werkstroom", "toon_werkstroom")
    page.shown(6, 4, "Datum van het overleg", "toon_overlegdatum", "shown day")
    page.field(7, 1, "Adviesnummer", field["Adviesnummer"])
    page.field(7, 4, "Adviesdatum", field["Adviesdatum"])
    page.field(8, 1, "Soort advies", field["Soort"])
    page.heading(10, "Staat het in het advies? De zeven onderdelen")
    _pairs(page, 11, _ELEMENTS)
    page.heading(16, "Verzending en uitvoering")
    _pairs(page, 17, _EXECUTION)
    page.wide(21, "Uitvoerende partner(s)", field["Uitvoerende partner(s)"])
    page.heading(23, "Doelen: minstens één tussentijds doel en één einddoel")
    page.headers(24, ("Doelnummer", "Soort doel", "Termijn", "Leefgebied (code)", "Resultaat"))
    _lines(page, 25, [line for line in ADVICE.lines if line.table == "Doelen"], GOAL_HEADERS)
    page.heading(32, "Afspraken: wie doet wat, en wanneer is het klaar")
    page.headers(33, ("Nummer", "Soort", "Termijn", "Uitvoerder (organisatie)", "Gereed op"))
    agreements = [line for line in ADVICE.lines if line.table == "Afspraken"]
    _lines(page, 34, agreements, AGREEMENT_HEADERS)
    page.shown(43, 0, "", "toon_bekend", "note")
    page.shown(44, 0, "", "toon_nog_bekend", "note")
    page.text(45, _READY, "note")
    page.partners()
    return page.to_bytes(45)


_ELEMENTS = (
    ("Probleemschets", "Beschrijving"),
    ("Soort hulp", "Concrete stappen en termijnen"),
    ("Onderbouwing", "Doelen in tijd en effect"),
    ("Randvoorwaarden", ""),
)
_EXECUTION = (
    ("Besluit verzonden op", "Aan consulent op"),
    ("Aan ouders/jeugdige op", "Aanvaard op"),
    ("Hulpvorm", "Uitvoering"),
    ("Motivering afwijking", ""),
)


def _pairs(page: FormPage, row: int, pairs: tuple[tuple[str, str], ...]) -> None:
    """Fields of the advice, two a row."""
    for number, (left, right) in enumerate(pairs, row):
        page.field(number, 1, left, ADVICE.by_header[left])
        if right:
            page.field(number, 4, right, ADVICE.by_header[right])


def _lines(page: FormPage, row: int, lines: list[Line], headers: tuple[str, ...]) -> None:
    for number, line in enumerate(lines, row):
        for column, (field, header) in enumerate(zip(line.fields, headers, strict=True)):
            page.cell(number, column, field, header)


def closing_template() -> bytes:
    """The form that closes or scales down a case (S01, S02)."""
    page = FormPage("Afsluitformulier expertteam jeugd", "Afsluiting")
    field = CLOSING.by_header
    page.text(1, _HOW)
    page.text(2, _ONLY_PROCESS)
    page.heading(4, "Casus")
    page.field(5, 1, "Casusnummer", field["Casusnummer"])
    page.shown(5, 4, "Werkstroom", "toon_werkstroom")
    page.shown(6, 1, "Status in het register", "toon_status")
    page.shown(7, 1, "Adviezen", "toon_adviezen")
    page.heading(9, "Afsluiting")
    page.field(10, 1, "Datum", field["Datum"])
    page.field(10, 4, "Afgesloten of afgeschaald", field["Type"])
    page.field(11, 1, "Door (rol)", field["Door"])
    page.field(11, 4, "Geregistreerd op", field["Geregistreerd op"])
    page.field(12, 1, "Reden open doelen (code)", field["Reden open doelen"])
    page.shown(13, 0, "", "toon_open_doelen", "note")
    page.heading(15, "Waardering: 1 is heel slecht, 10 is uitstekend")
    page.field(16, 1, "Samenwerking", field["Waardering samenwerking"])
    page.field(16, 4, "Effect van het advies", field["Waardering effect"])
    page.heading(18, "Doelen zoals zij in het register staan")
    page.headers(19, ("Doelnummer", "Soort doel", "Termijn", "Resultaat", "Behaald op"))
    for number in range(1, SHOWN_GOALS + 1):
        for column, header in enumerate(SHOWN_HEADERS):
            look = "cell day" if header in ("Termijn", "Behaald op") else "cell"
            page.shown(19 + number, column, "", shown_goal(number, header), look)
    below = 20 + SHOWN_GOALS
    page.shown(below, 0, "", "toon_meer_doelen", "note")
    page.text(
        below + 1,
        "Klopt een doel niet? Verbeter het dan in het register; dit formulier verandert doelen "
        "niet.",
        "note",
    )
    page.text(below + 2, _READY, "note")
    return page.to_bytes(below + 2)


def form_templates() -> dict[str, bytes]:
    """File name of every template of a form to its bytes."""
    return {ADVICE.template: advice_template(), CLOSING.template: closing_template()}
