"""Forms for tests: made from a register, filled in, and taken in again."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import registers as rs

from expertteam_xl.forms.case import case_facts, find_case
from expertteam_xl.forms.fields import FORMS
from expertteam_xl.forms.filling import filled_form
from expertteam_xl.forms.reading import FilledForm, read_form
from expertteam_xl.forms.taking import Outcome, take_forms
from expertteam_xl.outputs.templates import template
from expertteam_xl.package.book import Package
from expertteam_xl.package.fill import fill_names
from expertteam_xl.register import read_register
from expertteam_xl.register.model import Register

ON = date(2021, 12, 15)
CASE = "ET-2021-001"

ADVICE = {
    "advies_adviesdatum": date(2021, 2, 11),
    "advies_probleemschets": "ja",
    "advies_randvoorwaarden": "nee",
    "advies_besluit_verzonden_op": date(2021, 2, 12),
    "doel_1_type": "tussentijds",
    "doel_1_termijn": date(2021, 6, 1),
    "doel_2_type": "einddoel",
    "doel_2_termijn": date(2021, 12, 1),
    "afspraak_1_type": "oplossing",
    "afspraak_1_uitvoerder": "Youké",
    "afspraak_1_termijn": date(2021, 3, 1),
}
"""What a secretaris fills in on the form of an advice."""

CLOSING = {
    "afsluiting_datum": date(2021, 12, 1),
    "afsluiting_type": "afgesloten",
    "afsluiting_door": "consulent USD",
    "afsluiting_waardering_samenwerking": 8,
    "afsluiting_waardering_effect": 7.5,
}
"""What a consulent fills in on the closing form."""


def goal(number: object = "D-0001", of: object = "AD-2021-001", **changes: Any) -> dict[str, Any]:
    """A row of Doelen."""
    row = {"Doelnummer": number, "Adviesnummer": of, "Type": "einddoel",
           "Termijn": date(2021, 9, 1), "Leefgebied": "WONEN", "Resultaat": "open"}  # fmt: skip
    return row | changes


def agreement(
    number: object = "AF-0001", of: object = CASE, held: object = "OV-1"
) -> dict[str, Any]:
    """A row of Afspraken."""
    return {"Nr": number, "Overlegnummer": held, "Casusnummer": of, "Type": "actie",
            "Uitvoerder": "Jellinek", "Termijn": date(2021, 4, 1), "Gereed op": None}  # fmt: skip


def closing(of: object = "ET-2021-002", day: date = date(2021, 11, 1)) -> dict[str, Any]:
    """A row of Afsluitingen."""
    return {"Casusnummer": of, "Datum": day, "Type": "afgesloten", "Door": "consulent USD",
            "Waardering samenwerking": 7, "Waardering effect": 6}  # fmt: skip


def sheets(**more: Any) -> dict[str, Any]:
    """A register in which ET-2021-001 was discussed and has no advice yet, ET-2021-002 has one."""
    known = {
        "advices": [rs.advice("AD-2021-001", "ET-2021-002", "OV-1")
                    | {"Probleemschets": "ja", "Randvoorwaarden": None,
                       "Uitvoerende partner(s)": "Jellinek"}],
        "Doelen": [goal()],
        "Afspraken": [agreement(of="ET-2021-002")],
        "Afsluitingen": [closing("ET-2021-003")],
        "Partners": [{"Partner": "Youké", "Soort": "partner"}, {"Partner": "Jellinek", "Soort": "partner"}],
    }  # fmt: skip
    return rs.full(
        [rs.case(f"ET-2021-00{n}") for n in (1, 2, 3)],
        [rs.session()],
        [rs.talk(), rs.talk("ET-2021-002")],
        **(known | more),
    )


def form_of(register: Register, kind: str = "advies", number: str = CASE) -> bytes:
    """The form of a case as the command makes it."""
    row = find_case(register, number)
    assert row is not None
    form = FORMS[kind]
    return filled_form(template(form.template), form, case_facts(register, row, ON), ON)


def filled(form: bytes, values: Mapping[str, Any]) -> bytes:
    """A form with other values in it."""
    package = Package(form)
    fill_names(package, values)
    memory = io.BytesIO()
    package.save(memory)
    return memory.getvalue()


def read(folder: Path, form: bytes, name: str = "formulier.xlsx") -> FilledForm:
    """A form read from the disk."""
    path = folder / name
    path.write_bytes(form)
    return read_form(path)


def taken(folder: Path, register: bytes, *forms: bytes) -> Outcome:
    """Forms taken in by a register."""
    paths = []
    for number, form in enumerate(forms, 1):
        paths.append(folder / f"formulier-{number}.xlsx")
        paths[-1].write_bytes(form)
    return take_forms(read_register(register), paths)


def saved(outcome: Outcome) -> bytes:
    """The copy of the register, which must be there."""
    assert outcome.result.package is not None, outcome.result.to_paste
    memory = io.BytesIO()
    outcome.result.package.save(memory)
    return memory.getvalue()


def rows(data: bytes, table: str) -> list[dict[str, Any]]:
    """The rows of a table of a register, blanks left out."""
    from expertteam_xl.forms.case import record

    found = read_register(data).table(table)
    each = (record(found, row) for row in range(len(found)))
    return [{h: v for h, v in row.items() if v is not None} for row in each]
