"""The colours of an empty register, calculated by LibreOffice, say what `controleer` says."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import tools
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter

from expertteam_xl import check, read_register
from expertteam_xl.findings import Finding, Severity
from expertteam_xl.outputs.empty_register import empty_register
from expertteam_xl.outputs.empty_register_model import ListSheet, Mark, State
from expertteam_xl.outputs.empty_register_writer import to_bytes

Row = Mapping[str, Any]
Filled = Mapping[str, Sequence[Row]]
Coloured = set[tuple[str, str, str, State]]

TERMS = ("T01", "T02", "T03", "T04", "T05", "T06")
_SCRATCH = 60
"""Column from which the formulas of the colours are calculated, right of every list."""


def lists() -> Iterator[ListSheet]:
    return (sheet for sheet in empty_register().sheets if isinstance(sheet, ListSheet))


def filled(tables: Filled, on: date) -> openpyxl.Workbook:
    """The empty register with these rows, whose Peildatum is fixed."""
    book = openpyxl.load_workbook(BytesIO(to_bytes(empty_register())))
    place = book.defined_names["Peildatum"].attr_text
    sheet, cell = place.replace("'", "").replace("$", "").split("!")
    book[sheet][cell] = on
    for sheet in lists():
        target = book[sheet.name]
        places = {column.header: i for i, column in enumerate(sheet.columns, 1)}
        for number, row in enumerate(tables.get(sheet.table, ()), 2):
            for header, value in row.items():
                target.cell(number, places[header]).value = value
    return book


def as_bytes(book: openpyxl.Workbook) -> bytes:
    memory = BytesIO()
    book.save(memory)
    return memory.getvalue()


def told(tables: Filled, on: date) -> Coloured:
    """The colours that the findings ask for."""
    register = read_register(as_bytes(filled(tables, on)))
    return {
        (finding.code, finding.sheet, finding.cell, state_of(finding))
        for finding in check(register, on=on).findings
        if finding.code in TERMS
    }


def state_of(finding: Finding) -> State:
    """Which colour goes with a finding: T06 is never worse than late."""
    if finding.severity is Severity.FOUT:
        return State.OVER
    done = finding.severity is Severity.WAARSCHUWING and finding.days is not None
    return State.LATE if done or finding.code == "T06" else State.SOON


def shown(tables: Filled, on: date, folder: Path) -> Coloured:
    """The colours that the cells take, as LibreOffice calculates them."""
    book = filled(tables, on)
    asked = dict(_ask(book, tables))
    folder.mkdir(exist_ok=True)
    path = folder / "gevraagd.xlsx"
    book.save(path)
    answers = openpyxl.load_workbook(tools.convert(path, "xlsx", folder / "uit"), data_only=True)
    return {
        (mark.code, sheet, cell, mark.state)
        for (sheet, scratch), (mark, cell) in asked.items()
        if answers[sheet][scratch].value is True
    }


def _ask(book: openpyxl.Workbook, tables: Filled) -> Iterator[tuple[Any, tuple[Mark, str]]]:
    """Put every formula beside every row: the cell of the answer, its mark and its own cell."""
    for sheet in lists():
        places = {column.header: i for i, column in enumerate(sheet.columns, 1)}
        for k, mark in enumerate(sheet.marks):
            letters = get_column_letter(_SCRATCH + k)
            own = get_column_letter(places[mark.field])
            for row in range(2, 2 + len(tables.get(sheet.table, ()))):
                moved = Translator(mark.formula, f"{letters}2").translate_formula(f"{letters}{row}")
                book[sheet.name][f"{letters}{row}"] = moved
                yield (sheet.name, f"{letters}{row}"), (mark, f"{own}{row}")


def region(seed: int, on: date) -> Filled:
    """A region around whose deadlines everything happens: early, on the day, late or never."""
    rng = random.Random(seed)  # noqa: S311 - made-up data, the same at every run
    cases = [_case(rng, i, on) for i in range(1, 41)]
    numbers = [case["Casusnummer"] for case in cases]
    sessions = [_session(rng, i, on) for i in range(1, 25)]
    held = [session["Overlegnummer"] for session in sessions]
    talks = [_talk(rng, numbers, held) for _ in range(50)]
    advices = [_advice(rng, i, rng.choice(talks), on) for i in range(1, 25)]
    stays = [stay for number in (*numbers[:18], "ET-2021-999") for stay in _stays(rng, number, on)]
    rng.shuffle(stays)
    return {
        "Casussen": cases,
        "Overleggen": sessions,
        "Besprekingen": talks,
        "Adviezen": advices,
        "Plaatsingen": stays,
    }


def small_region(seed: int, on: date) -> Filled:
    """The same without sheets of sessions: their dates stand on Casussen."""
    rng = random.Random(seed)  # noqa: S311 - made-up data, the same at every run
    cases = []
    for i in range(1, 81):
        day = on + timedelta(days=rng.randint(-30, 12))
        sent = _sometimes(rng, 0.5, day + timedelta(days=rng.randint(0, 6)))
        own = {"Overlegdatum": _sometimes(rng, 0.6, day), "Besluit verzonden op": sent}
        cases.append({**_case(rng, i, on), **own})
    return {"Casussen": cases}


def _sometimes(rng: random.Random, chance: float, value: Any) -> Any:
    return value if rng.random() < chance else None


def _case(rng: random.Random, i: int, on: date) -> Row:
    start = on - timedelta(days=rng.randint(0, 40))
    outcomes = ("bespreken", "bespreken", None, "mondeling advies", "ingetrokken", "niet bespreken")
    return {
        "Casusnummer": f"ET-2021-{i:03}",
        "Aanmelddatum": _sometimes(rng, 0.95, start),
        "Woonplaats": "Hilversum",
        "Soort": _sometimes(rng, 0.2, rng.choice(("aanmelding", "adviesvraag"))),
        "Werkstroom": rng.choice(("A", "A", "B", None)),
        "Type aanmelder": "consulent USD",
        "Triagedatum": _sometimes(rng, 0.6, start + timedelta(days=rng.randint(0, 16))),
        "Triage-uitkomst": rng.choice(outcomes),
        "Status": rng.choice(("aangemeld", "gepland", "besproken", "ingetrokken", "niet op tafel")),
    }


def _session(rng: random.Random, i: int, on: date) -> Row:
    states = ("gehouden", "gehouden", "gehouden", "gepland", "vervallen", "geannuleerd")
    day = on + timedelta(days=rng.randint(-40, 12))
    report = datetime.combine(day - timedelta(days=rng.randint(0, 4)), time(rng.choice((0, 9, 15))))
    state = rng.choice(states)
    return {
        "Overlegnummer": f"OV-{i:03}",
        "Overlegdatum": _sometimes(rng, 0.95, day),
        "Starttijd": rng.choice((time(10, 0), time(14, 30), None)),
        "Werkstroom": rng.choice(("A", "A", "B", None)),
        "Status": state,
        "Vervallen gemeld op": _sometimes(rng, 0.7, report) if state == "vervallen" else None,
    }


def _talk(rng: random.Random, numbers: Sequence[Any], held: Sequence[Any]) -> Row:
    return {
        "Overlegnummer": rng.choice((*held, "OV-999")),
        "Casusnummer": rng.choice((*numbers, "ET-2021-999")),
        "Sessie afgerond": rng.choice(("ja", "nee", None)),
    }


def _advice(rng: random.Random, i: int, talk: Row, on: date) -> Row:
    return {
        "Adviesnummer": f"AD-{i:03}",
        "Casusnummer": talk["Casusnummer"],
        "Overlegnummer": _sometimes(rng, 0.9, talk["Overlegnummer"]),
        "Soort": rng.choice(("zwaarwegend", "zwaarwegend", "mondeling", None)),
        "Adviesdatum": on,
        "Besluit verzonden op": _sometimes(rng, 0.5, on - timedelta(days=rng.randint(0, 40))),
    }


def _stays(rng: random.Random, number: Any, on: date) -> Iterator[Row]:
    """Placements of one case after each other, on the day of leaving or later."""
    start = on - timedelta(days=rng.randint(0, 60))
    for _ in range(rng.randint(1, 3)):
        left = start + timedelta(days=rng.randint(0, 25))
        open_end = rng.random() < 0.3
        yield {
            "Casusnummer": number,
            "Type": rng.choice(("tussenvoorziening",) * 4 + ("pleegzorg",)),
            "Plaatsingsdatum": start,
            "Uitstroomdatum": None if open_end else left,
            "Vol": _sometimes(rng, 0.2, rng.choice(("ja", "nee"))),
            "Vervolg geregeld op": _sometimes(rng, 0.3, on - timedelta(days=3)),
        }
        if open_end:
            return
        start = left + timedelta(days=rng.choice((0, 0, 1, 4)))


@pytest.mark.parametrize(
    ("make", "on"),
    [
        (region, date(2021, 4, 7)),  # Goede Vrijdag and Pasen lie within the terms
        (region, date(2021, 5, 14)),  # Koningsdag, 5 mei and Hemelvaart do
        (region, date(2020, 10, 20)),  # the convenant of 2018 ends
        (small_region, date(2021, 4, 7)),
    ],
)
def test_colours_say_what_the_check_says(
    make: Callable[[int, date], Filled], on: date, tmp_path: Path
) -> None:
    """Red, orange and yellow stand at exactly the cells of the findings T01 to T06."""
    tables = make(on.month, on)
    expected = told(tables, on)

    assert expected == shown(tables, on, tmp_path)
    assert set(State) == {state for *_, state in expected}
