"""What the example register holds: invented cases, sessions and decisions, row by row.

Every row is made up. A date in ``d("…")`` becomes a real date in the workbook; a plain text stays
text, as people type it. The comments say which rows are meant to give a finding on 15-12-2021;
`tests/test_example.py` holds the whole list.
"""

from __future__ import annotations

from datetime import date, datetime, time

Value = str | int | date | datetime | time | None
Row = tuple[Value, ...]


def d(text: str) -> date:
    """The day that ``dag-maand-jaar`` writes."""
    day, month, year = (int(part) for part in text.split("-"))
    return date(year, month, day)


def t(text: str) -> datetime:
    """The moment that ``dag-maand-jaar uur:minuut`` writes."""
    day, _, clock = text.partition(" ")
    hour, minute = (int(part) for part in clock.split(":"))
    return datetime.combine(d(day), datetime.min.time()).replace(hour=hour, minute=minute)


CASE_HEADERS = (
    "Nr",
    "Datum aanmelding",
    "Woonplaats",
    "Aangemeld door",
    "Werkstroom",
    "Grond",
    "Datum triage",
    "Uitkomst triage",
    "Knelpunt",
    "Status",
    "Datum afgesloten",
    "Bijzonderheden",
)
EXTRA_HEADER = "Map"
"""A column of her own in 2021, which the program does not know (R09)."""

CASES_2020: tuple[Row, ...] = (
    ("ET-2020-001", d("3-9-2020"), "Hilversum", "consulent USD", None, "nvt", d("8-9-2020"),
     "bespreken", "wachtlijst", "afgesloten", d("15-12-2020"), "nog onder het oude convenant"),
    # G04: a werkstroom in a case of the convenant of 2018
    ("ET-2020-002", d("14-9-2020"), "Naarden", "partner", "B", "nvt", d("18-9-2020"),
     "bespreken", "integraal", "afgesloten", d("8-1-2021"), None),
    ("ET-2020-003", "12 okt 2020", "Huizen", "consulent USD", "A", "c", d("15-10-2020"),
     "bespreken", "wachtlijst", "afgesloten", d("22-2-2021"), "eerste doorbraaktafel"),
    ("ET-2020-004", d("14-10-2020"), "Weesp", "partner", "B", "nvt", d("20-10-2020"),
     "bespreken", "specialisme", "afgesloten", d("1-3-2021"), None),
    ("ET-2020-005", d("26-10-2020"), "Kortenhoef", "Veilig Thuis", "A", "c", d("30-10-2020"),
     "bespreken", "integraal", "afgesloten", d("29-3-2021"), None),
    # R10: this row is hidden
    ("ET-2020-006", d("3-11-2020"), "Blaricum", "consulent USD", "B", "nvt", d("10-11-2020"),
     "mondeling advies", "sociaal domein", "niet op tafel", "nvt", None),
    ("ET-2020-007", d("12-11-2020"), "Hilversum", "consulent GI", "A", "a", d("17-11-2020"),
     "bespreken", "wachtlijst", "afgesloten", d("12-4-2021"), None),
    ("ET-2020-008", d("23-11-2020"), "Loosdrecht", "consulent USD", "A", "b", "26-11-2020",
     "bespreken", "wachtlijst", "afgesloten", d("10-5-2021"), "tussenvoorziening vol"),
    # T01: triage two working days late
    ("ET-2020-009", d("30-11-2020"), "Muiderberg", "partner onderwijs", "B", "nvt",
     d("9-12-2020"), "bespreken", "integraal", "afgesloten", d("3-5-2021"),
     "triageteam krap bezet"),
    ("ET-2020-010", d("8-12-2020"), "Laren", "consulent USD", "A", "c", d("14-12-2020"),
     "bespreken", "18-/18+", "afgesloten", d("17-5-2021"), None),
)  # fmt: skip

CASES_2021: tuple[Row, ...] = (
    ("ET-2021-001", d("4-1-2021"), "Hilversum", "consulent USD", "A", "c", d("7-1-2021"),
     "bespreken", "wachtlijst", "in uitvoering", None, "terug op tafel in november", "K1"),
    ("ET-2021-002", d("19-1-2021"), "Huizen", "partner", "B", "nvt", d("25-1-2021"),
     "bespreken", "specialisme", "afgesloten", d("21-6-2021"), None, "K1"),
    ("ET-2021-003", d("1-2-2021"), "Bussum", "consulent USD", "A", "a", d("8-2-2021"),
     "bespreken", "wachtlijst", "afgesloten", d("5-7-2021"), None, "K1"),
    ("ET-2021-004", "17 februari 2021", "Ankeveen", "Veilig Thuis", "A", "c", d("22-2-2021"),
     "bespreken", "integraal", "afgesloten", d("5-7-2021"), None, "K1"),
    # T02: session five days late
    ("ET-2021-005", d("25-2-2021"), "Weesp", "consulent USD", "B", "nvt", d("2-3-2021"),
     "bespreken", "sociaal domein", "afgesloten", d("30-8-2021"), "expert pas later beschikbaar",
     "K1"),
    ("ET-2021-006", d("15-3-2021"), "Hilversum", "consulent GI", "A", "c", "do 18-3-2021",
     "bespreken", "wachtlijst", "afgesloten", d("6-9-2021"), None, "K2"),
    # T01: triage one working day late, with Goede Vrijdag and Tweede paasdag in the sum
    ("ET-2021-007", d("1-4-2021"), "Naarden", "consulent USD", "B", "nvt", d("13-4-2021"),
     "bespreken", "integraal", "afgesloten", d("4-10-2021"), None, "K2"),
    ("ET-2021-008", d("8-4-2021"), "Huizen", "partner", "B", "nvt", d("14-4-2021"),
     "mondeling advies", "anders", "niet op tafel", "nvt", None, "K2"),
    ("ET-2021-009", d("12-4-2021"), "Laren", "consulent USD", "A", "b", d("15-4-2021"),
     "bespreken", "wachtlijst", "afgesloten", d("4-10-2021"), "tussenvoorziening vol", "K2"),
    ("ET-2021-010", d("11-5-2021"), "Hilversum", "consulent GI", "A", "a", d("17-5-2021"),
     "bespreken", "wachtlijst", "afgesloten", d("11-10-2021"), None, "K2"),
    ("ET-2021-011", d("31-5-2021"), "'s-Graveland", "partner", "B", "nvt", d("4-6-2021"),
     "bespreken", "specialisme", "in uitvoering", None, None, "K2"),
    ("ET-2021-012", d("9-6-2021"), "Bussum", "consulent USD", "A", "c", d("14-6-2021"),
     "bespreken", "integraal", "in uitvoering", None, "in twee sessies besproken", "K2"),
    ("ET-2021-013", d("5-7-2021"), "Blaricum", "Veilig Thuis", "A", "c", d("8-7-2021"),
     "bespreken", "wachtlijst", "in uitvoering", None, None, "K3"),
    ("ET-2021-014", d("17-8-2021"), "Muiden", "partner onderwijs", "B", "nvt", d("20-8-2021"),
     "doorverwezen", "sociaal domein", "niet op tafel", "nvt", None, "K3"),
    ("ET-2021-015", d("30-8-2021"), "Hilversum", "consulent USD", "A", "c", d("2-9-2021"),
     "bespreken", "wachtlijst", "in uitvoering", None, None, "K3"),
    ("ET-2021-016", d("13-9-2021"), "Loosdrecht", "consulent GI", "A", "a", d("16-9-2021"),
     "bespreken", "wachtlijst", "in uitvoering", None, None, "K3"),
    # R03: it happened, but when?
    ("ET-2021-017", d("27-9-2021"), "Weesp", "consulent USD", "B", "nvt", "x",
     "bespreken", "integraal", "in uitvoering", None, None, "K3"),
    # G04: no werkstroom
    ("ET-2021-018", d("14-10-2021"), "Huizen", "consulent USD", None, "c", d("19-10-2021"),
     "bespreken", "18-/18+", "besproken", None, "werkstroom navragen", "K4"),
    ("ET-2021-019", d("1-11-2021"), "Hilversum", "partner", "B", "nvt", d("5-11-2021"),
     "bespreken", "specialisme", "besproken", None, None, "K4"),
    ("ET-2021-020", "di 23-11-2021", "Kortenhoef", "consulent USD", "A", "c", d("29-11-2021"),
     "bespreken", "wachtlijst", "besproken", None, "besluit ligt ter tekening", "K4"),
    # T01 and T02: nothing done yet, both over their term
    ("ET-2021-021", d("29-11-2021"), "Bussum", "consulent USD", "A", "c", "volgt",
     "volgt", "?", "aangemeld", None, "wacht op stukken", "K4"),
    # T02: the last day is tomorrow
    ("ET-2021-022", d("2-12-2021"), "Naarden", "consulent USD", "A", "a", d("7-12-2021"),
     "bespreken", "wachtlijst", "gepland", None, None, "K4"),
    # T01: the last day is today; T02: no session planned; R05: no woonplaats
    ("ET-2021-023", d("8-12-2021"), "volgt", "partner", "B", "nvt", None,
     None, None, "aangemeld", None, "nieuw", "K4"),
)  # fmt: skip

SESSION_HEADERS = (
    "Sessienr",
    "Datum",
    "Aanvang",
    "Duur",
    "Werkstroom",
    "Status",
    "Gemeld op",
    "Voorzitter",
)
_A, _B = "pedagoog C&A", "GZ-psycholoog C&A"


def _held(number: str, day: str, stream: str | None, length: Value = 120) -> Row:
    start = time(10, 0) if stream == "A" else time(13, 30)
    chair = _A if stream == "A" else _B
    return (number, d(day), start, length, stream, "gehouden", "nvt", chair)


def _lapsed(number: str, day: str, told: str) -> Row:
    return (number, d(day), time(10, 0), None, "A", "vervallen", t(told), _A)


def _planned(number: str, day: str) -> Row:
    return (number, d(day), time(10, 0), "volgt", "A", "gepland", None, _A)


SESSIONS_2020: tuple[Row, ...] = (
    _held("OV-2020-01", "15-9-2020", None, 90),
    _held("OV-2020-02", "24-9-2020", None, 75),
    _lapsed("OV-2020-A-01", "8-10-2020", "5-10-2020 11:15"),
    _held("OV-2020-A-02", "22-10-2020", "A", 110),
    _held("OV-2020-B-01", "27-10-2020", "B", 60),
    _held("OV-2020-A-03", "5-11-2020", "A", "2 uur"),
    _held("OV-2020-A-04", "19-11-2020", "A"),
    _held("OV-2020-A-05", "3-12-2020", "A", 95),
    _held("OV-2020-B-02", "10-12-2020", "B", 70),
    _held("OV-2020-A-06", "17-12-2020", "A", 105),
    _lapsed("OV-2020-A-07", "31-12-2020", "28-12-2020 9:00"),
)
SESSIONS_2021: tuple[Row, ...] = (
    _held("OV-2021-A-01", "14-1-2021", "A", 100),
    _lapsed("OV-2021-A-02", "28-1-2021", "25-1-2021 16:20"),
    _held("OV-2021-B-01", "2-2-2021", "B", 60),
    _held("OV-2021-A-03", "11-2-2021", "A"),
    _held("OV-2021-A-04", "25-2-2021", "A", 90),
    _lapsed("OV-2021-A-05", "11-3-2021", "8-3-2021 9:45"),
    _held("OV-2021-B-02", "16-3-2021", "B", 75),
    _held("OV-2021-A-06", "25-3-2021", "A", "1,5 uur"),
    _lapsed("OV-2021-A-07", "8-4-2021", "6-4-2021 9:10"),
    _held("OV-2021-B-03", "15-4-2021", "B", 80),
    _held("OV-2021-A-08", "22-4-2021", "A", 115),
    # T06: told less than two days before
    _lapsed("OV-2021-A-09", "6-5-2021", "4-5-2021 15:30"),
    _held("OV-2021-A-10", "20-5-2021", "A", 110),
    _lapsed("OV-2021-A-11", "3-6-2021", "31-5-2021 14:05"),
    _held("OV-2021-B-04", "10-6-2021", "B", 65),
    _held("OV-2021-A-12", "17-6-2021", "A"),
    _held("OV-2021-A-13", "1-7-2021", "A", 75),
    _held("OV-2021-A-14", "15-7-2021", "A", 90),
    _lapsed("OV-2021-A-15", "29-7-2021", "26-7-2021 9:30"),
    _lapsed("OV-2021-A-16", "12-8-2021", "9-8-2021 9:30"),
    _lapsed("OV-2021-A-17", "26-8-2021", "23-8-2021 10:40"),
    _held("OV-2021-A-18", "9-9-2021", "A", 95),
    _held("OV-2021-A-19", "23-9-2021", "A", 115),
    _held("OV-2021-B-05", "6-10-2021", "B", 70),
    _lapsed("OV-2021-A-20", "7-10-2021", "4-10-2021 15:00"),
    _held("OV-2021-A-21", "21-10-2021", "A", 85),
    _held("OV-2021-A-22", "4-11-2021", "A", "2 uur"),
    _held("OV-2021-B-06", "9-11-2021", "B", 60),
    _lapsed("OV-2021-A-23", "18-11-2021", "15-11-2021 10:00"),
    _held("OV-2021-A-24", "2-12-2021", "A", 90),
    _planned("OV-2021-A-25", "16-12-2021"),
    _planned("OV-2021-A-26", "30-12-2021"),
)

TALK_HEADERS = (
    "Sessienr",
    "Casusnr",
    "Bespreektijd",
    "Ouders aanwezig",
    "Afgerond",
    "Regievoerder",
    "Afweging",
    "Datum afweging",
)


def _talk(session: str, case: str, length: Value, parents: str = "ja", finished: str = "ja") -> Row:
    return (session, case, length, parents, finished, "consulent", "nvt", "nvt")


TALKS: tuple[Row, ...] = (
    _talk("OV-2020-01", "ET-2020-001", 75),
    _talk("OV-2020-02", "ET-2020-002", 60),
    _talk("OV-2020-A-02", "ET-2020-003", 90),
    _talk("OV-2020-B-01", "ET-2020-004", 50),
    _talk("OV-2020-A-03", "ET-2020-005", "1 uur 30"),
    _talk("OV-2020-A-04", "ET-2020-007", 100),
    _talk("OV-2020-A-05", "ET-2020-008", 80),
    _talk("OV-2020-B-02", "ET-2020-009", 60),
    _talk("OV-2020-A-06", "ET-2020-010", 85),
    _talk("OV-2021-A-01", "ET-2021-001", 80),
    _talk("OV-2021-B-01", "ET-2021-002", 50),
    _talk("OV-2021-A-03", "ET-2021-003", 95),
    _talk("OV-2021-A-04", "ET-2021-004", 75),
    _talk("OV-2021-B-02", "ET-2021-005", "1 uur"),
    _talk("OV-2021-A-06", "ET-2021-006", 75),
    _talk("OV-2021-B-03", "ET-2021-007", 65),
    _talk("OV-2021-A-08", "ET-2021-009", 95),
    _talk("OV-2021-A-10", "ET-2021-010", 90),
    _talk("OV-2021-B-04", "ET-2021-011", 55),
    _talk("OV-2021-A-12", "ET-2021-012", 100, finished="nee"),
    _talk("OV-2021-A-13", "ET-2021-012", 60),
    _talk("OV-2021-A-14", "ET-2021-013", 75),
    _talk("OV-2021-A-18", "ET-2021-015", 80),
    _talk("OV-2021-A-19", "ET-2021-016", 95),
    _talk("OV-2021-B-05", "ET-2021-017", 60),
    _talk("OV-2021-A-21", "ET-2021-018", 70),
    # M03: the case of January is back
    ("OV-2021-A-22", "ET-2021-001", 90, "ja", "ja", "consulent", "opnieuw", d("28-10-2021")),
    # T05: discussed, and no decision on the sheet Besluiten
    _talk("OV-2021-B-06", "ET-2021-019", 50),
    _talk("OV-2021-A-24", "ET-2021-020", 75),
    ("OV-2021-A-25", "ET-2021-022", "volgt", None, None, None, None, None),
)

DECISION_HEADERS = (
    "Besluitnummer",
    "Casusnr",
    "Sessienr",
    "Soort",
    "Datum advies",
    "Besluit verzonden",
    "Uitvoerende partner",
    "Hulpvorm",
)
_YOUKE, _JELLINEK, _KWINTES = "Youké", "Jellinek", "Kwintes"
_LEGER, _FORNHESE = "Leger des Heils", "GGZ Centraal Fornhese"


def _decision(
    number: str, case: str, session: str, day: str, sent: Value, who: str, how: str
) -> Row:
    return (number, case, session, "zwaarwegend", d(day), sent, who, how)


DECISIONS: tuple[Row, ...] = (
    _decision("B-2020-01", "ET-2020-001", "OV-2020-01", "15-9-2020", d("16-9-2020"), _YOUKE,
              "ambulant"),
    _decision("B-2020-02", "ET-2020-002", "OV-2020-02", "24-9-2020", d("25-9-2020"), _FORNHESE,
              "ambulant"),
    _decision("B-2020-03", "ET-2020-003", "OV-2020-A-02", "22-10-2020", d("23-10-2020"), _YOUKE,
              "thuis"),
    _decision("B-2020-04", "ET-2020-004", "OV-2020-B-01", "27-10-2020", d("27-10-2020"), _JELLINEK,
              "ambulant"),
    _decision("B-2020-05", "ET-2020-005", "OV-2020-A-03", "5-11-2020", d("6-11-2020"), _YOUKE,
              "pleegzorg"),
    ("B-2020-06", "ET-2020-006", None, "mondeling", d("10-11-2020"), "nvt", "nvt", "ambulant"),
    _decision("B-2020-07", "ET-2020-007", "OV-2020-A-04", "19-11-2020", "vr 20-11-2020", _LEGER,
              "gezinshuis"),
    _decision("B-2020-08", "ET-2020-008", "OV-2020-A-05", "3-12-2020", d("4-12-2020"), _LEGER,
              "pleegzorg"),
    _decision("B-2020-09", "ET-2020-009", "OV-2020-B-02", "10-12-2020", d("11-12-2020"), _FORNHESE,
              "ambulant"),
    _decision("B-2020-10", "ET-2020-010", "OV-2020-A-06", "17-12-2020", d("18-12-2020"), _KWINTES,
              "thuis"),
    _decision("B-2021-01", "ET-2021-001", "OV-2021-A-01", "14-1-2021", d("15-1-2021"), _YOUKE,
              "thuis"),
    _decision("B-2021-02", "ET-2021-002", "OV-2021-B-01", "2-2-2021", d("3-2-2021"), _FORNHESE,
              "ambulant"),
    _decision("B-2021-03", "ET-2021-003", "OV-2021-A-03", "11-2-2021", d("12-2-2021"), _YOUKE,
              "pleegzorg"),
    _decision("B-2021-04", "ET-2021-004", "OV-2021-A-04", "25-2-2021", "26 feb 2021", _LEGER,
              "thuis"),
    _decision("B-2021-05", "ET-2021-005", "OV-2021-B-02", "16-3-2021", d("17-3-2021"), _JELLINEK,
              "ambulant"),
    _decision("B-2021-06", "ET-2021-006", "OV-2021-A-06", "25-3-2021", d("26-3-2021"), _YOUKE,
              "gezinshuis"),
    _decision("B-2021-07", "ET-2021-007", "OV-2021-B-03", "15-4-2021", d("16-4-2021"), _FORNHESE,
              "ambulant"),
    ("B-2021-08", "ET-2021-008", None, "mondeling", d("14-4-2021"), "nvt", "nvt", "ambulant"),
    _decision("B-2021-09", "ET-2021-009", "OV-2021-A-08", "22-4-2021", d("23-4-2021"), _LEGER,
              "pleegzorg"),
    _decision("B-2021-10", "ET-2021-010", "OV-2021-A-10", "20-5-2021", d("21-5-2021"), _YOUKE,
              "gezinshuis"),
    # T05: sent on Monday, due on Friday
    _decision("B-2021-11", "ET-2021-011", "OV-2021-B-04", "10-6-2021", d("14-6-2021"), _KWINTES,
              "ambulant"),
    _decision("B-2021-12", "ET-2021-012", "OV-2021-A-13", "1-7-2021", d("2-7-2021"), _YOUKE,
              "thuis"),
    _decision("B-2021-13", "ET-2021-013", "OV-2021-A-14", "15-7-2021", d("16-7-2021"), _LEGER,
              "thuis"),
    # T11: sent a day before the session
    _decision("B-2021-14", "ET-2021-015", "OV-2021-A-18", "9-9-2021", d("8-9-2021"), _YOUKE,
              "thuis"),
    _decision("B-2021-15", "ET-2021-016", "OV-2021-A-19", "23-9-2021", d("24-9-2021"), _LEGER,
              "pleegzorg"),
    _decision("B-2021-16", "ET-2021-017", "OV-2021-B-05", "6-10-2021", d("7-10-2021"), _FORNHESE,
              "ambulant"),
    _decision("B-2021-17", "ET-2021-018", "OV-2021-A-21", "21-10-2021", d("22-10-2021"), _KWINTES,
              "thuis"),
    _decision("B-2021-18", "ET-2021-001", "OV-2021-A-22", "4-11-2021", d("5-11-2021"), _YOUKE,
              "gezinshuis"),
    # T05: not sent yet
    _decision("B-2021-19", "ET-2021-020", "OV-2021-A-24", "2-12-2021", "volgt", _YOUKE, "thuis"),
)  # fmt: skip

STAY_HEADERS = (
    "Casusnr",
    "Type",
    "Datum plaatsing",
    "Einddatum",
    "Vol",
    "Locatiecode",
    "Vervolg geregeld op",
)
STAYS: tuple[Row, ...] = (
    ("ET-2020-007", "TV", d("9-11-2020"), d("4-12-2020"), "nee", "TV-1", d("27-11-2020")),
    ("ET-2020-008", "TV", d("20-11-2020"), "nvt", "ja", "nvt", "nvt"),
    ("ET-2021-003", "TV", d("28-1-2021"), d("25-2-2021"), "nee", "TV-1", d("15-2-2021")),
    ("ET-2021-009", "TV", d("9-4-2021"), "nvt", "ja", "nvt", "nvt"),
    # T04: three days too long
    ("ET-2021-010", "TV", d("10-5-2021"), d("10-6-2021"), "nee", "TV-2", d("31-5-2021")),
    # T03: the doorbraaktafel came six days late
    ("ET-2021-016", "TV", d("3-9-2021"), d("30-9-2021"), "nee", "TV-1", d("23-9-2021")),
    # T03: no doorbraaktafel yet; T04: day 21 and nothing arranged
    ("ET-2021-022", "TV", d("24-11-2021"), None, "nee", "TV-2", "volgt"),
)

MOMENT_HEADERS = ("Soort", "Datum", "Periode")
MOMENTS: tuple[Row, ...] = (
    ("verlengingsbrief", d("6-12-2018"), "2019"),
    ("verlengingsbrief", d("5-12-2019"), "2020"),
    ("kwartaalbespreking", d("21-1-2021"), "2020-K4"),
    ("kwartaalbespreking", d("15-4-2021"), "2021-K1"),
    ("tussentijdse evaluatie", d("1-7-2021"), "2021"),
    ("kwartaalbespreking", d("15-7-2021"), "2021-K2"),
    ("kwartaalbespreking", d("14-10-2021"), "2021-K3"),
    ("besluit vervolg", d("9-12-2021"), "2022"),
)

PARTNER_HEADERS = ("Partner", "Soort", "Expertise", "Kernpartij", "Declarabel", "Getekend op")
PARTNERS: tuple[Row, ...] = (
    (_YOUKE, "partner", "jeugdhulp en pleegzorg", "ja", "ja", d("1-10-2020")),
    (_LEGER, "partner", "verblijf en begeleiding", "ja", "ja", d("1-10-2020")),
    (_FORNHESE, "partner", "jeugd-ggz", "ja", "ja", d("1-10-2020")),
    (_JELLINEK, "partner", "verslaving", "nee", "ja", d("1-10-2020")),
    (_KWINTES, "partner", "begeleid wonen", "nee", "ja", d("1-10-2020")),
)
