"""Monitors for the tests of their workbook: a rich quarter, one case, and nothing at all."""

from __future__ import annotations

import io
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import registers
from click.testing import CliRunner

from expertteam_xl.commands.voorbeeld import voorbeeld
from expertteam_xl.monitoring import Figures, Quarter, monitor
from expertteam_xl.monitoring.model import Printed
from expertteam_xl.outputs.monitor_fill import filled_monitor
from expertteam_xl.outputs.monitor_layout import TEMPLATE
from expertteam_xl.outputs.monitor_model import printout
from expertteam_xl.outputs.templates import template
from expertteam_xl.register import read_register
from expertteam_xl.register.model import Register

AUDIENCES = ("intern", "bestuurlijk", "openbaar")
ON = date(2022, 1, 15)
STORY = "een lang verhaal over thuis"
"""Free text in the register of one case, which may stand nowhere else."""

ONE: dict[str, Any] = {
    "Casussen": [registers.case("ET-2021-001", Opmerkingen=STORY)],
    "Overleggen": [registers.session()],
    "Besprekingen": [registers.talk()],
    "Adviezen": [registers.advice()],
}


_MONTHS = ((2021, 2, 1), (2021, 3, 1), (2021, 4, 6), (2021, 5, 3))
_PLACES = ("Hilversum", "Bussum", "Huizen", "Hilversum", "Weesp")


def _many() -> dict[str, Any]:
    """Forty cases in two quarters, with all that hangs on them."""
    cases, sessions, talks, advices = [], [], [], []
    for number in range(40):
        start = date(*_MONTHS[number // 10])
        name, stream = f"ET-2021-{number + 1:03}", "AB"[number % 3 == 0]
        held = f"OV-{number // 2}"
        day = start + timedelta(days=10)
        place = _PLACES[number % len(_PLACES)]
        case = registers.case(name, Aanmelddatum=start, Woonplaats=place, Werkstroom=stream)
        solved = {"Oplossing gerealiseerd op": day + timedelta(days=number % 9 + 3)}
        cases.append(case | {"Triagedatum": start + timedelta(days=2)} | solved)
        if number % 2 == 0:
            sessions.append(registers.session(held, Overlegdatum=day, Werkstroom=stream))
        talks.append(registers.talk(name, held))
        sent = {"Besluit verzonden op": day + timedelta(days=1)}
        advices.append(registers.advice(f"AD-{number}", name, held, Adviesdatum=day) | sent)
    return registers.full(cases, sessions, talks, advices)


@cache
def register_of(kind: str) -> Register:
    """A register: ``rijk`` has every sheet, ``veel`` many cases, and ``een`` has one case."""
    if kind in ("een", "veel"):
        return read_register(registers.workbook(ONE if kind == "een" else _many()))
    with TemporaryDirectory() as folder:
        words = [folder, "--casussen", "120", "--startgetal", "7", "--overschrijf"]
        done = CliRunner().invoke(voorbeeld, words)
        assert done.exit_code == 0, done.output
        return read_register((Path(folder) / "register.xlsx").read_bytes())


@cache
def figures_of(kind: str, audience: str) -> Figures:
    """The figures of a register; ``leeg`` is a quarter before the only case."""
    quarter = Quarter(2020, 4) if kind == "leeg" else Quarter(2021, 1 if kind == "een" else 2)
    return monitor(
        register_of("een" if kind == "leeg" else kind), quarter, doelgroep=audience, on=ON
    )


@cache
def data_of(kind: str, audience: str) -> bytes:
    """The finished workbook, from the template that is shipped."""
    return filled_monitor(template(TEMPLATE), printout(figures_of(kind, audience)))


def book_of(data: bytes, *, values: bool = True) -> openpyxl.Workbook:
    """A workbook as openpyxl reads it: stored values, or formulas."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def area(book: openpyxl.Workbook, name: str) -> list[list[Any]]:
    """The values of a named area, the hidden and blank rows left out."""
    ((tab, reference),) = book.defined_names[name].destinations
    sheet = book[tab]
    found = sheet[reference]
    rows = found if isinstance(found, tuple) else ((found,),)
    return [
        [cell.value for cell in row]
        for row in rows
        if any(cell.value is not None for cell in row)
        and not sheet.row_dimensions[row[0].row].hidden
    ]


def as_printed(value: Printed) -> Any:
    """A count as its cell should hold it."""
    return {None: "n.b.", "0": 0}.get(value, value)  # type: ignore[arg-type]
