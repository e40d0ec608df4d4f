"""The end of a world: numbers, references, and every row in its table."""

from __future__ import annotations

from collections import Counter

from expertteam_xl.example.model import Record
from expertteam_xl.example.parties import CORE
from expertteam_xl.example.records import Life
from expertteam_xl.example.stage import MOST_A_YEAR, Stage
from expertteam_xl.schema import tables

_BY_CASE = ("Adviezen", "Doelen", "Afspraken", "Plaatsingen", "Toestemmingen", "Afsluitingen",
            "Ervaringen")  # fmt: skip
_SERIES = {
    "Adviezen": ("Adviesnummer", "AD"),
    "Doelen": ("Doelnummer", "DO"),
    "Afspraken": ("Nr", "AF"),
}


def finish(stage: Stage, others: dict[str, list[Record]]) -> None:
    """Give every row its number and its place, and let the last faults act.

    Args:
        stage: with every case and session in it.
        others: rows of the tables that belong to no case, by table.
    """
    stage.lives.sort(key=lambda life: life.course.start)
    number_cases(stage)
    if stage.minimal:
        stage.tables = {"Casussen": [life.case for life in stage.lives]}
    else:
        _finish_full(stage, others)
    for act in stage.last_acts + stage.end_acts:
        act()


def number_cases(stage: Stage) -> None:
    """Casusnummers by year, in order of aanmelding and without gaps.

    A number that a case has already is kept; one that it shares with another is not its own.
    """
    counts: Counter[int] = Counter()
    skipping = _before_the_gap(stage)
    for life in stage.lives:
        if _has_own_number(life):
            year = life.course.start.year
            counts[year] += 1 + (stage.gap if life is skipping else 0)
            life.number = f"ET-{year}-{counts[year]:03d}"
    for person, life in enumerate(stage.lives, 1):
        life.number = life.twin.number if life.twin else life.number
        life.case.setdefault("Casusnummer", life.number)
        if not stage.minimal:
            life.case.setdefault("Jeugdigesleutel", f"verzonnen-{person:03d}")


def _has_own_number(life: Life) -> bool:
    """Whether a case gets the next number of its year."""
    return not (life.number or life.twin or life.unnumbered)


def _before_the_gap(stage: Stage) -> Life | None:
    """The case before which numbers are skipped, where that is asked for and can be seen (A03).

    It is not the first of its year: a register may begin with any number.
    """
    seen: Counter[int] = Counter()
    able = []
    for life in filter(_has_own_number, stage.lives):
        year = life.course.start.year
        seen[year] += 1
        if seen[year] > 1 and stage.taken[year] + stage.gap <= MOST_A_YEAR:
            able.append(life)
    if not stage.gap or not able:
        return None
    life = stage.chance.choice(able)
    stage.expect("A03", "info", "Casussen", life.case, "Casusnummer")
    return life


def _finish_full(stage: Stage, others: dict[str, list[Record]]) -> None:
    stage.agenda.fill_tables()
    stage.agenda.sessions.sort(key=lambda session: session.day)
    stage.agenda.attend(stage.link, stage.join)
    for session in stage.agenda.sessions:
        if session.stream == "A" or session.absent:
            stage.spoiled.update(map(id, session.attendance))
    _number_sessions(stage)
    found = {name: list(others.get(name, ())) for name in tables()}
    found["Casussen"] = [life.case for life in stage.lives]
    for session in stage.agenda.sessions:
        found["Overleggen"].append(session.record)
        found["Besprekingen"] += [talk.record for talk in session.talks]
        found["Deelnames"] += session.attendance
    counts: Counter[str] = Counter()
    for life in stage.lives:
        for name in _BY_CASE:
            rows = life.rows.get(name, [])
            _number_rows(name, rows, life, counts)
            found[name] += rows
    for record, field, to, its in stage.links:
        record.setdefault(field, to[its])
    for record, field, cases in stage.joins:
        record[field] = "; ".join(str(case["Casusnummer"]) for case in cases)
    stage.spoiled.update(id(row) for row in found["Partners"] if row["Partner"] in CORE)
    stage.tables = found


def _number_rows(name: str, rows: list[Record], life: Life, counts: Counter[str]) -> None:
    """Own numbers for the rows of one case, and the number of the case."""
    for row in rows:
        if "Casusnummer" in tables()[name].by_header:
            row.setdefault("Casusnummer", life.number)
        if name in _SERIES:
            field, prefix = _SERIES[name]
            series = f"{prefix}-{life.course.start.year}"
            counts[series] += 1
            row.setdefault(field, f"{series}-{counts[series]:03d}")


def _number_sessions(stage: Stage) -> None:
    counts: Counter[str] = Counter()
    for session in stage.agenda.sessions:
        series = "-".join(filter(None, ("OV", str(session.day.year), session.stream)))
        counts[series] += 1
        session.record["Overlegnummer"] = f"{series}-{counts[series]:02d}"
