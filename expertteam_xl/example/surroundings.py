"""The sheets that are about no case: momenten, uren, signals, lessons and the basisvereisten."""

from __future__ import annotations

from datetime import date
from random import Random

from expertteam_xl.convenant.versions import load_versions
from expertteam_xl.example.days import is_workday, later, workday_after, workday_before
from expertteam_xl.example.model import Record
from expertteam_xl.example.parties import partners, tariffs

_QUARTER_MONTHS = (1, 4, 7, 10)
_SIGNALS = (
    ("wachtlijst", "Verzonnen voorbeeld: meer plaatsen in pleegzorg", "aanbieder"),
    ("integraal", "Verzonnen voorbeeld: één plan per gezin", "gemeente"),
    ("specialisme", "Verzonnen voorbeeld: vraag voorgelegd", "expertisecentrum"),
)
_LESSONS = ("intervisie", "evaluatie", "peer review")
_FUNCTIONS = (("voorzitter", 10), ("secretaris", 6), ("secretariaat", 12))
_LAST_REQUIREMENT = 16


def surroundings(on: date, chance: Random) -> dict[str, list[Record]]:
    """Rows by table, of everything that happened up to the peildatum."""
    return {
        "Momenten": moments(on),
        "Partners": partners(),
        "Tarieven": tariffs(on),
        "C&A-uren": _hours(on, chance),
        "Signalering": [
            _note(code, quarter, "besproken" if number % 2 else "open", advice, whom)
            for number, (quarter, (code, advice, whom)) in enumerate(
                zip(_quarters(on), _SIGNALS * 9, strict=False)
            )
        ],
        "Leren": [
            _note(code, quarter, "gedeeld", "Verzonnen voorbeeld: les besproken", "partners")
            for quarter, code in zip(_quarters(on), _LESSONS * 9, strict=False)
        ],
        "Basisvereisten": [
            {"Code": f"B{number:02d}", "Periode": str(on.year), "Status": "op orde"}
            for number in range(1, _LAST_REQUIREMENT + 1)
        ],
    }


def moments(on: date) -> list[Record]:
    """The sheet Momenten: letters, evaluations and a meeting about every quarter."""
    rows = [_moment("verlengingsbrief", day, str(year)) for year, day in letters().items()]
    for version in load_versions():
        for kind, day in (
            ("tussentijdse evaluatie", version.interim_evaluation),
            ("evaluatie", version.final_evaluation),
        ):
            rows.append(_moment(kind, workday_before(later(day, -20)), str(day.year)))
    rows += [
        _moment("kwartaalbespreking", workday_after(day, 8), period)
        for day, period in _quarters(on)
    ]
    rows = [row for row in rows if _day_of(row) <= on]
    return sorted(rows, key=_day_of)


def letters() -> dict[int, date]:
    """For every year of an extension the day of its verlengingsbrief."""
    return {
        extension.begin.year: workday_before(later(extension.begin, -20))
        for version in load_versions()
        for extension in version.extensions
    }


def _day_of(row: Record) -> date:
    day = row["Datum"]
    return day if isinstance(day, date) else date.max


def _moment(kind: str, day: date, period: str) -> Record:
    return {"Soort": kind, "Datum": day, "Periode": period}


def _quarters(on: date) -> list[tuple[date, str]]:
    """The first day after every quarter of the newest convenant, and the quarter's name."""
    begin, found = load_versions()[-1].begin, []
    for year in range(begin.year, on.year + 1):
        for number, month in enumerate(_QUARTER_MONTHS, 1):
            ended = date(year + month // 10, (month + 2) % 12 + 1, 1)
            if begin < ended <= on:
                found.append((ended, f"{year}-K{number}"))
    return found


def _note(code: str, quarter: tuple[date, str], status: str, advice: str, whom: str) -> Record:
    day, period = quarter
    return {
        "Code": code,
        "Datum": day,
        "Periode": period,
        "Status": status,
        "Advies": advice,
        "Geadresseerde": whom,
    }


def _hours(on: date, chance: Random) -> list[Record]:
    """The sheet C&A-uren: three posts at the end of every month of the newest convenant."""
    rows: list[Record] = []
    day = load_versions()[-1].begin
    while (day := _next_month(day)) <= on:
        last = later(day, -1)
        last = last if is_workday(last) else workday_before(last)
        for function, hours in _FUNCTIONS:
            rows.append(
                {"Datum": last, "Functie": function, "Uren": hours + chance.choice((-2, -1, 0, 1))}
            )
    return rows


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
