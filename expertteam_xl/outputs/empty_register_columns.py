"""The columns of an empty list: how they look, what may be typed in them, what their header tells.

All of it follows from the definition of a column (`expertteam_xl.schema`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from expertteam_xl.kinds import Kind
from expertteam_xl.outputs.empty_register_lists import Lists
from expertteam_xl.outputs.empty_register_model import (
    LAST_ROW,
    LONGEST_MESSAGE,
    LONGEST_TITLE,
    Entry,
    ListColumn,
    Message,
)
from expertteam_xl.outputs.empty_register_places import Places
from expertteam_xl.schema import Column
from expertteam_xl.text import fold, listed

_FIRST_YEAR, _LAST_YEAR = 2015, 2099
_BORN_SINCE = 1900
_LAST_DAY = date(_LAST_YEAR, 12, 31)
_DAY_IN_MINUTES = 1440
_TEXT, _DAY, _WHOLE = "@", "dd-mm-yyyy", "0"
_FORMATS: Mapping[Kind, str] = {
    Kind.DATUM: _DAY,
    Kind.DATUMTIJD: f"{_DAY} hh:mm",
    Kind.TIJD: "hh:mm",
    Kind.MINUTEN: _WHOLE,
    Kind.GEHEEL: _WHOLE,
    Kind.SCORE: _WHOLE,
    Kind.JAAR: _WHOLE,
    Kind.UREN: "0.00",
    Kind.GETAL: "0.00",
    Kind.GELD: '"€" #,##0.00',
}
_FIGURES = (Kind.MINUTEN, Kind.UREN, Kind.GEHEEL, Kind.GETAL, Kind.GELD, Kind.SCORE)
_WIDTHS: Mapping[Kind, float] = {
    Kind.DATUM: 12,
    Kind.DATUMTIJD: 17,
    Kind.NUMMER: 13,
    Kind.NUMMERS: 24,
    Kind.WOONPLAATS: 21,
    Kind.TEKST: 18,
    Kind.GELD: 12,
}
_NARROWEST, _WIDEST_CHOICE, _ORGANISATION, _REMARKS = 9, 22, 26, 40
_BUTTON = 3
"""Characters that the filter button of a header takes."""

_LONG = frozenset({"Opmerkingen", "Advies"})
"""Columns in which people write sentences."""

_HOW: Mapping[Kind, str] = {
    Kind.DATUM: "Datum als dd-mm-jjjj.",
    Kind.DATUMTIJD: "Datum en tijd, zoals 27-03-2021 10:00.",
    Kind.TIJD: "Tijd als uu:mm, zoals 13:30.",
    Kind.MINUTEN: "Hele minuten, zoals 90.",
    Kind.UREN: "Uren, zoals 1,5.",
    Kind.GEHEEL: "Een heel getal.",
    Kind.GETAL: "Een getal.",
    Kind.GELD: "Bedrag in euro, zoals 96,00.",
    Kind.SCORE: "Een heel getal.",
    Kind.JAAR: "Jaartal met vier cijfers.",
    Kind.JA_NEE: "Kies ja, nee of onbekend.",
    Kind.WOONPLAATS: "Kies uit de lijst, of typ een andere plaats.",
    Kind.NUMMER: "Wordt bewaard als tekst; nullen vooraan blijven staan.",
    Kind.NUMMERS: "Een of meer nummers, met een komma ertussen; leeg betekent alle.",
    Kind.TEKST: "",
}
_LATER = "Datum als dd-mm-jjjj; nog niet bekend: leeg laten."
"""How a date is typed that need not be there."""

_PRIVATE = "Vertrouwelijk: blijft in het register."


def list_column(table: str, column: Column, lists: Lists, places: Places) -> ListColumn:
    """One column of an empty list."""
    return ListColumn(
        header=column.header,
        number_format=_FORMATS.get(column.kind, _TEXT),
        width=_width(column),
        required=column.required,
        wrap=column.header in _LONG,
        figure=column.kind in _FIGURES,
        prompt=Message(
            column.header[:LONGEST_TITLE], places.told(prompt_text(column))[:LONGEST_MESSAGE]
        ),
        entry=_entry(table, column, lists, places),
    )


def prompt_text(column: Column) -> str:
    """What the header tells when it is selected: required or not, what it is for, and how."""
    parts = ["Verplicht." if column.required else "", column.help, how_to_fill(column)]
    if column.privacy == "K2":
        parts.append(_PRIVATE)
    return " ".join(part for part in parts if part)[:LONGEST_MESSAGE] or "Vrij in te vullen."


def how_to_fill(column: Column) -> str:
    """How a value is typed, in a sentence; empty for free text."""
    if column.kind is Kind.CODE:
        return f"Kies {listed(list(column.words), 'of')}."
    if column.kind is Kind.CODES or column.help.startswith("1 tot en met"):
        return ""
    if column.kind is Kind.SCORE:
        return f"Een heel getal van {column.low:g} tot en met {column.high:g}."
    if column.refers:
        return f"Kies uit wat op {column.refers.partition('.')[0]} staat."
    return _LATER if column.kind is Kind.DATUM and not column.required else _HOW[column.kind]


def _width(column: Column) -> float:
    """Wide enough for its values and for the longest word of its header."""
    if column.header in _LONG:
        return _REMARKS
    width = _WIDTHS.get(column.kind, _NARROWEST)
    if column.kind is Kind.TEKST and "partner" in fold(column.header):
        width = _ORGANISATION
    if column.kind is Kind.CODE:
        width = min(max(map(len, column.words)) + _BUTTON, _WIDEST_CHOICE)
    return max(width, *(len(word) + _BUTTON for word in column.header.split()))


def _entry(table: str, column: Column, lists: Lists, places: Places) -> Entry | None:
    """What may be typed in a column; None for anything."""
    if column.refers:
        return _reference(column, places)
    if column.words or column.kind in (Kind.JA_NEE, Kind.WOONPLAATS):
        return _choice(table, column, lists)
    if fold(column.header) == "uitvoeringsdienst":
        return Entry("list", lists.services(), style=None)
    if column.unique:
        return _once(f"{table}.{column.header}", places)
    return _bounded(column)


def _reference(column: Column, places: Places) -> Entry | None:
    """A drop-down of what stands on another sheet; something else is asked about."""
    place = column.refers or ""
    if not places.has([place]):
        return None
    target, _, field = place.partition(".")
    sheet = places.sheet_of(target)
    alert = Message(
        f"Staat dit op {sheet}?"[:LONGEST_TITLE],
        f"Dit staat nog niet op het blad {sheet} in de kolom {field}. Zet het daar ook bij; "
        "anders meldt controleer dat de verwijzing nergens heen gaat."[:LONGEST_MESSAGE],
    )
    single = column.kind is not Kind.NUMMERS
    return Entry(
        "list",
        f"={places.name(place)}",
        style="warning" if single else None,
        alert=alert if single else None,
    )


def _choice(table: str, column: Column, lists: Lists) -> Entry:
    """A drop-down of the words, or of the places, of a column."""
    if column.kind is Kind.WOONPLAATS:
        alert = Message(
            "Andere plaats?",
            "Deze plaats staat niet in de lijst van het convenant. Klopt zij, kies dan Ja; wie "
            "betaalt, is dan nog de vraag.",
        )
        source = lists.gemeenten() if column.header == "Gemeente" else lists.places()
        return Entry("list", source, style="warning", alert=alert)
    if column.kind is Kind.JA_NEE:
        alert = Message("Ja, nee of onbekend", "Kies ja, nee of onbekend, of laat de cel leeg.")
        return Entry("list", lists.yes_no(), alert=alert)
    source = lists.words(table, column)
    if column.kind is Kind.CODES:
        return Entry("list", source, style=None)
    blank = "" if column.required else " Of laat de cel leeg."
    alert = Message("Kies uit de lijst", f"{how_to_fill(column)}{blank}"[:LONGEST_MESSAGE])
    return Entry("list", source, alert=alert)


def _once(place: str, places: Places) -> Entry | None:
    """A number that stands in the list once."""
    table, _, header = place.partition(".")
    site = places.sites[table]
    cell = places.cell(place)
    letters = cell.strip("$0123456789")
    column = f"${letters}${site.first}:${letters}${LAST_ROW}"
    alert = Message(
        "Dit nummer is er al",
        f"Dit {header.lower()} staat al in deze lijst. Geef deze rij een eigen nummer.",
    )
    return Entry("custom", f"=COUNTIF({column},{cell})=1", alert=alert)


def _bounded(column: Column) -> Entry | None:
    """A date, a time or a number within its bounds; None for text."""
    if column.kind in (Kind.DATUM, Kind.DATUMTIJD):
        return _day_entry(column)
    if column.kind is Kind.TIJD:
        alert = Message("Tijd", "Vul een tijd in als uu:mm, zoals 13:30, of laat de cel leeg.")
        return Entry("time", low=0.0, high=1 - 1 / _DAY_IN_MINUTES / 60, alert=alert)
    low, high = column.low, column.high
    if column.kind is Kind.MINUTEN:
        low, high = low or 0, _DAY_IN_MINUTES
        text = f"Vul hele minuten in, van {low:g} tot en met {high}, zoals 90."
        return Entry("whole", low=low, high=high, alert=Message("Minuten", text))
    if column.kind in (Kind.UREN, Kind.GELD, Kind.GETAL):
        text = f"Vul een getal in van {low or 0:g} of meer, zoals 1,5."
        return Entry("decimal", low=low or 0, alert=Message("Getal", text))
    if column.kind in (Kind.SCORE, Kind.JAAR, Kind.GEHEEL) and low is not None:
        text = f"Vul een heel getal in van {low:g} tot en met {high:g}."
        return Entry("whole", low=low, high=high, alert=Message("Heel getal", text))
    return None


def _day_entry(column: Column) -> Entry:
    """A day of this century; of a birth an earlier one too."""
    year = _BORN_SINCE if column.header == "Geboortedatum" else _FIRST_YEAR
    with_time = column.kind is Kind.DATUMTIJD
    example = "27-03-2021 10:00" if with_time else "01-02-2021"
    blank = "" if column.required else " Is zij nog niet bekend, laat de cel dan leeg."
    alert = Message(
        "Datum en tijd" if with_time else "Datum",
        f"Vul een datum in tussen {year} en {_LAST_YEAR}, zoals {example}.{blank}",
    )
    return Entry("date", low=date(year, 1, 1), high=_LAST_DAY, alert=alert)
