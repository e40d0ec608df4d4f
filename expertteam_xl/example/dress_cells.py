"""Values as people type them: each means the same as what stood in the record."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache
from random import Random

from expertteam_xl.convenant.gemeenten import resolve
from expertteam_xl.example.dress_page import Formula
from expertteam_xl.example.dress_style import DateMode, Style
from expertteam_xl.example.model import Value
from expertteam_xl.kinds import Kind
from expertteam_xl.schema import Column

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MODES: tuple[DateMode, ...] = ("datum", "datum", "tekst", "getal")
_WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_ORDINAL_1900, _ORDINAL_1904 = date(1899, 12, 30).toordinal(), date(1904, 1, 1).toordinal()
_FIRST_SERIAL_YEAR = 1990
_DAY, _LIKE_HOURS = 1440, 72
"""Minutes of a day; a multiple of the other is, as a part of a day, also a number of hours."""

_TWO_DIGITS_SINCE = 1980
_YES, _NO = "ja", "nee"
_NUMBER_FORMATS = {Kind.GELD: '"€" #,##0.00', Kind.UREN: "0.0"}
_NUMBERS = (Kind.SCORE, Kind.JAAR, Kind.GEHEEL)
_TEXTS = (Kind.TEKST, Kind.NUMMER)
_OTHER_PLACES = {
    "Hilversum": ("H'sum", "Hilversum NH", "gem. Hilversum"),
    "Bussum": ("Bussum (Gooise Meren)", "bussum"),
    "Naarden": ("Naarden-Vesting", "Naarden (gem. Gooise Meren)"),
    "Nederhorst den Berg": ("Nederhorst", "N. den Berg", "Nederhorst Den Berg"),
    "'s-Graveland": ("s Graveland", "’s-Graveland", "'s Graveland"),
    "Loosdrecht": ("Oud-Loosdrecht", "Nieuw-Loosdrecht", "Oud-/Nieuw-Loosdrecht"),
    "Laren": ("Laren (Gooi)", "Laren NH"),
    "Blaricum": ("Blaricummermeent",),
    "Ankeveen": ("Ankeveen (Wijdemeren)",),
    "Huizen": ("Huizen NH", "gemeente Huizen"),
}
"""Other spellings; only those that mean the same place are used."""


def date_texts(day: date) -> tuple[str, ...]:
    """A day in every form in which people type it."""
    d, m, year = day.day, day.month, day.year
    forms = [
        f"{d}-{m}-{year}",
        f"{d:02}-{m:02}-{year}",
        f"{d} {_SHORT[m - 1]} {year}",
        f"{d} {_MONTHS[m - 1]} {year}",
        f"{d:02}/{m:02}/{year}",
        f"{d}.{m}.{year}",
        f"{year}-{m:02}-{d:02}",
        f"{_WEEKDAYS[day.weekday()]} {d} {_MONTHS[m - 1]} {year}",
        f"{d}-{_SHORT[m - 1]}-{year}",
    ]
    if year >= _TWO_DIGITS_SINCE:
        forms += [f"{d}-{m}-'{year % 100:02}", f"{d:02}-{m:02}-{year % 100:02}"]
    return tuple(forms)


def minute_texts(minutes: int) -> tuple[Value, ...]:
    """A whole number of minutes in the ways people note it; without a value of its own."""
    hours, rest = divmod(minutes, 60)
    forms: list[Value] = [f"{minutes} min", f"{minutes} minuten", f"{minutes}"]
    if minutes % 6 == 0 and minutes:
        forms.append(f"{minutes / 60:.1f} uur".replace(".", ","))
    if hours:
        forms += [f"{hours}u{rest:02}", f"{hours}:{rest:02}"]
    if 0 < minutes < _DAY:
        forms.append(time(hours, rest))
        if minutes % _LIKE_HOURS:
            forms.append(minutes / _DAY)
    return tuple(forms)


@lru_cache(maxsize=1024)
def place_texts(place: str) -> tuple[str, ...]:
    """Other spellings that mean exactly this place's gemeente."""
    meant = resolve(place, None).gemeente
    others = (*_OTHER_PLACES.get(place, ()), place.upper(), place.lower(), f"{place} ")
    return tuple(text for text in others if meant and resolve(text, None).gemeente == meant)


class Speller:
    """Spells the values of one register, in one hand."""

    def __init__(self, style: Style, rng: Random) -> None:
        """Settle what she does in which column."""
        self._style, self._rng = style, rng
        self._modes: dict[str, DateMode] = {}
        self._words: dict[str, dict[str, str]] = {}

    def spell(self, column: Column, value: Value) -> tuple[Value | Formula, str]:
        """A value as it is typed, with the number format of its cell.

        What is no value of the column's kind, a fault for example, stays as it is.
        """
        if value is None:
            return self._blank(column), ""
        if isinstance(value, str):
            return self._text(column, value), ""
        if isinstance(value, date | time):
            return self._clock(column, value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value, ""
        return self._figure(column.kind, value)

    def _clock(self, column: Column, value: date | time) -> tuple[Value | Formula, str]:
        match column.kind, value:
            case Kind.DATUMTIJD, datetime():
                return self._moment(value)
            case Kind.TIJD, time():
                return self._time(value)
            case Kind.DATUM, date() if not isinstance(value, datetime):
                return self._date(column, value)
        return value, self.format_of(value)

    def slips(self) -> bool:
        """Whether something goes otherwise than usual."""
        return self._style.slip > 0 and self._rng.random() < self._style.slip

    def format_of(self, value: date | time) -> str:
        """The number format in which a date or time is shown."""
        if isinstance(value, time):
            return "hh:mm"
        clock = " hh:mm" if isinstance(value, datetime) else ""
        return f"{self._style.date_format}{clock}"

    def _blank(self, column: Column) -> Value:
        """Nothing, or what is written where nothing is known."""
        allowed = {"onbekend", "nvt"} & set(column.words)
        if allowed or not self._style.blanks or self._rng.random() >= self._style.blank_share:
            return None
        return self._rng.choice(self._style.blanks)

    def _date(self, column: Column, day: date) -> tuple[Value | Formula, str]:
        if column.header not in self._modes:
            usual = self._rng.random() < 0.7
            self._modes[column.header] = self._style.date_mode if usual else self._any_mode()
        mode = self._any_mode() if self.slips() else self._modes[column.header]
        if mode == "getal" and day.year >= _FIRST_SERIAL_YEAR:
            return self._serial(day), ""
        if mode == "tekst":
            texts = date_texts(day)
            at = self._rng.randrange(len(texts)) if self.slips() else self._style.date_text
            return texts[at % len(texts)], ""
        if self.slips():
            formula = f"=DATE({day.year},{day.month},{day.day})"
            return Formula(formula, self._serial(day)), self._style.date_format
        return day, self._style.date_format

    def _any_mode(self) -> DateMode:
        return self._rng.choice(_MODES)

    def _serial(self, day: date) -> int:
        first = _ORDINAL_1904 if self._style.date1904 else _ORDINAL_1900
        return day.toordinal() - first

    def _moment(self, value: datetime) -> tuple[Value, str]:
        if not self.slips():
            return value, f"{self._style.date_format} hh:mm"
        clock = f"{value.hour}.{value.minute:02}"
        forms = (f"om {clock} uur", f"{value.hour:02}:{value.minute:02}")
        return f"{value.day}-{value.month}-{value.year} {self._rng.choice(forms)}", ""

    def _time(self, value: time) -> tuple[Value, str]:
        if not self.slips():
            return value, "hh:mm"
        clock = f"{value.hour}.{value.minute:02}"
        return self._rng.choice((f"{clock} uur", clock, f"{value.hour}:{value.minute:02}")), ""

    def _figure(self, kind: Kind, value: float) -> tuple[Value, str]:
        """A number, now and then with its unit, as a time or as text."""
        usual = _NUMBER_FORMATS.get(kind, "")
        if value < 0 or not self.slips():
            return value, usual
        if kind is Kind.MINUTEN and isinstance(value, int):
            chosen = self._rng.choice(minute_texts(value))
            return chosen, "[h]:mm" if isinstance(chosen, time) else ""
        if kind is Kind.GELD:
            return f"€ {value:.2f}".replace(".", ","), ""
        if kind is Kind.UREN:
            return f"{value:g} uur".replace(".", ","), ""
        return (str(value), "") if kind in _NUMBERS and isinstance(value, int) else (value, usual)

    def _text(self, column: Column, value: str) -> Value:
        kind = column.kind
        if kind is Kind.JA_NEE and value in (_YES, _NO):
            return self._yes_no(value)
        if kind is Kind.CODE and value in column.words:
            return self._word(column, value)
        if kind is Kind.WOONPLAATS and self.slips():
            return self._rng.choice(place_texts(value) or (value,))
        if kind is Kind.NUMMERS and ";" in value:
            return value.replace("; ", self._rng.choice(("; ", ", ", ";", "\n")))
        if kind in _TEXTS and self.slips():
            return self._rng.choice((f"{value} ", f" {value}", f"{value}\u00a0"))
        return value

    def _yes_no(self, value: str) -> Value:
        usual = self._style.yes if value == _YES else self._style.no
        if not self.slips():
            return usual
        others: tuple[Value, ...] = ("Ja", "JA ", "x", "X", "j", True, "✓", 1)
        if value == _NO:
            others = ("Nee", "NEE", "n", "nee ", False, "N", 0)
        return self._rng.choice(others)

    def _word(self, column: Column, value: str) -> str:
        """The word that she uses for a code; seldom another one."""
        words = self._words.setdefault(column.header, {})
        others = (value, *column.words[value])
        if value not in words:
            other = self._rng.random() < self._style.aliases / 2
            words[value] = self._rng.choice(others) if other else value
        if words[value] not in others:
            words[value] = value
        if self.slips():
            tricks = (str.upper, str.capitalize, lambda text: f"{text} ", lambda text: f"{text}.")
            return self._rng.choice(tricks)(self._rng.choice(others))
        return words[value]
