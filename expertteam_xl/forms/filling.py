"""A form filled with what the register knows, and searched for what may not be in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from expertteam_xl.disclosure import masked, may_be_shown
from expertteam_xl.errors import RegisterError
from expertteam_xl.forms.case import CaseFacts, Record, plain
from expertteam_xl.forms.fields import (
    ADVICE,
    AGREEMENTS,
    CLOSING,
    GOALS,
    LONGEST_CODE,
    PARTNER_CELLS,
    SHOWN_GOALS,
    SHOWN_HEADERS,
    Field,
    FormSpec,
    shown_goal,
)
from expertteam_xl.kinds import Kind
from expertteam_xl.leaks import Forbidden, find_leaks, texts
from expertteam_xl.leaks.forbidden import Value as Forbid
from expertteam_xl.outputs.declaration_words import ON_MARK
from expertteam_xl.package.book import Package
from expertteam_xl.package.fill import Value, fill_names
from expertteam_xl.package.namedcells import area_of, fill_places
from expertteam_xl.package.papers import fill_headers
from expertteam_xl.register.model import Register
from expertteam_xl.rules.vectors import keys
from expertteam_xl.text import count, fold, listed

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 60
_FEWEST = 5
"""A casusnummer with fewer letters and digits can be anything, so it is not searched for."""

_SHORTEST_REMARK = 25
"""So many characters of free text say something that can't stand there by chance."""

_REFUSED = (
    "Het formulier is niet gemaakt, want er staat {kind} in ({where}: {shown}); haal dat uit het "
    "register of het sjabloon en probeer het opnieuw."
)


def file_name(form: FormSpec, case: CaseFacts) -> str:
    """Name of the form's file; a number that could tell who somebody is, is left out."""
    safe = _UNSAFE.sub("-", case.number).strip(".-")[:_LONGEST_NAME]
    if not safe or not may_be_shown(case.number):
        safe = f"rij-{case.row}"
    return f"{form.kind}-{safe}.xlsx"


def filled_form(template: bytes, form: FormSpec, case: CaseFacts, on: date) -> bytes:
    """The form of a case, as bytes.

    Args:
        template: the workbook that it is made from.
        form: which form.
        case: what the register knows.
        on: the peildatum.

    Raises:
        TemplateError: the template lacks a field.
    """
    from expertteam_xl.outputs.declaration_fill import bytes_of

    package = Package(template)
    values = _advice_values(case) if form is ADVICE else _closing_values(case)
    every: dict[str, Value] = {field.name: None for field in form.every_field()}
    known = {name.name.casefold() for name in package.workbook.names()}
    shown = {name: values.pop(name) for name in list(values) if name.startswith("toon_")}
    fill_names(package, every | values)
    fill_names(package, {name: v for name, v in shown.items() if name in known})
    if PARTNER_CELLS in known:
        _fill_partners(package, case.all_partners)
    fill_headers(package, {ON_MARK: f"{on:%d-%m-%Y}"})
    return bytes_of(package)


def refuse_leaks(data: bytes, template: bytes, register: Register, case: CaseFacts) -> None:
    """Refuses a form that holds the number of another case, free text, or personal data (§7).

    Args:
        data: the filled form.
        template: what it was made from; its own texts tell nothing of anybody.
        register: what was read.
        case: whose form it is.

    Raises:
        RegisterError: it does; one sentence says what and where, with the value masked.
    """
    for leak in find_leaks(data):
        raise RegisterError(_REFUSED.format(kind=leak.kind, where=leak.where, shown=leak.shown))
    forbidden = Forbidden(_forbidden(register, case))
    own = {text.text for text in texts(template)} | _own_texts(case)
    for text in texts(data):
        if text.text in own:
            continue
        for kind, value in forbidden.found_in(text.text):
            raise RegisterError(_REFUSED.format(kind=kind, where=text.where, shown=masked(value)))


def _own_texts(case: CaseFacts) -> set[str]:
    """Numbers and names that belong on the form, though another case may be called alike."""
    numbers = [case.number, case.advice_number, *case.goal_numbers, *case.agreement_numbers]
    numbers += [case.talk.number] if case.talk else []
    numbers += [str(goal.get("Doelnummer")) for goal in case.goals]
    numbers += [str(each.get("Nr")) for each in case.agreements]
    numbers += [
        str(each.get(h)) for each in case.advices for h in ("Adviesnummer", "Overlegnummer")
    ]
    shown = (_earlier(case), _agreed(case), _still_open(case), _advice_list(case))
    return {*numbers, *case.all_partners, *(text for text in shown if text)}


def _forbidden(register: Register, case: CaseFacts) -> Iterator[tuple[str, Forbid]]:
    """Numbers of other cases, and what stays in the source (K2) of this one."""
    table = register.table("Casussen")
    numbers = table.objects("Casusnummer")
    own = keys(numbers) == keys([case.number])[0]
    for number in numbers[~own]:
        if number is not None and _is_distinct(number):
            yield "het nummer van een andere casus", number
    for column in table.spec.columns:
        if column.privacy == "K2":
            for value in table.objects(column.header)[own]:
                yield from _of_source(value)


def _is_distinct(number: str) -> bool:
    """Whether a number is long enough to be recognised within a text."""
    return len(fold(number)) >= _FEWEST and any(map(str.isdigit, number))


def _of_source(value: Any) -> Iterator[tuple[str, Forbid]]:
    """A date of birth or a remark as what may not be in a form; nothing for a blank."""
    if isinstance(value, str) and len(value) >= _SHORTEST_REMARK:
        yield "vrije tekst uit het register", value
    elif isinstance(day := plain(value), date):
        yield "een geboortedatum", day


def _advice_values(case: CaseFacts) -> dict[str, Value]:
    values: dict[str, Value] = {
        "toon_werkstroom": case.werkstroom,
        "toon_overlegdatum": case.meeting_day,
        "toon_bekend": _earlier(case),
        "toon_nog_bekend": _agreed(case),
    }
    if case.advice is not None:
        values |= _of_record(ADVICE.fields, case.advice)
    else:
        values |= {
            "advies_casusnummer": case.number,
            "advies_overlegnummer": case.talk.number if case.talk else None,
            "advies_adviesnummer": case.advice_number,
            "advies_soort": case.kind,
            "advies_uitvoerende_partners": case.partners,
        }
    values |= _line_values("Doelen", case.own_goals, case.goal_numbers)
    return values | _line_values("Afspraken", case.agreements, case.agreement_numbers)


def _line_values(table: str, known: Sequence[Record], numbers: Sequence[str]) -> dict[str, Value]:
    """The rows that the register has already, and a number for each of the others."""
    values: dict[str, Value] = {}
    free = iter(numbers)
    for place, line in enumerate(line for line in ADVICE.lines if line.table == table):
        if place < len(known):
            values |= _of_record(line.fields, known[place])
        else:
            values[line.fields[0].name] = next(free, None)
    return values


def _of_record(fields: Sequence[Field], known: Record) -> dict[str, Value]:
    """What the register has already: ja or nee as people write it, and no story for a code."""
    return {field.name: _shown(field, known.get(field.header)) for field in fields}


def _shown(field: Field, value: Any) -> Value:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    code = field.column.kind is Kind.TEKST and field.column.privacy == "K1"
    if code and isinstance(value, str) and len(value) > LONGEST_CODE:
        return None
    plainly: Value = value
    return plainly


def _earlier(case: CaseFacts) -> str | None:
    """The other advices of this case in the register, and the goals that are still open."""
    own = case.advice["Adviesnummer"] if case.advice else None
    every = [str(a["Adviesnummer"]) for a in case.advices if a.get("Adviesnummer")]
    numbers = [number for number in every if number != own]
    if not numbers:
        return None
    told = f"Eerder advies in het register: {listed(numbers)}."
    if case.open_goals:
        told += f" Nog open: doel {listed(case.open_goals)}."
    return told


def _agreed(case: CaseFacts) -> str | None:
    known = len(case.agreements)
    if case.advice is not None:
        return _left_over(case)
    if not known:
        return None
    shown = min(known, sum(line.table == "Afspraken" for line in ADVICE.lines))
    told = "De eerste afspraak staat" if shown == 1 else f"De eerste {shown} afspraken staan"
    more = f", en nog {known - shown}" if known > shown else ""
    return f"{told} al in het register{more}; die komen er niet nog eens bij."


def _closing_values(case: CaseFacts) -> dict[str, Value]:
    known = case.closing or {"Casusnummer": case.number}
    values: dict[str, Value] = _of_record(CLOSING.fields, known) | {
        "toon_werkstroom": case.werkstroom,
        "toon_status": case.status,
        "toon_adviezen": _advice_list(case),
        "toon_open_doelen": _still_open(case),
        "toon_meer_doelen": _more_goals(case),
    }
    for number, goal in enumerate(case.goals[:SHOWN_GOALS], 1):
        for header in SHOWN_HEADERS:
            values[shown_goal(number, header)] = goal.get(header)
    return values


def _left_over(case: CaseFacts) -> str | None:
    """That an advice of the register has more goals or agreements than the form has rows."""
    more = max(0, len(case.own_goals) - GOALS) + max(0, len(case.agreements) - AGREEMENTS)
    there = count(more, "rij staat", "rijen staan")
    return f"Nog {there} alleen in het register." if more else None


def _advice_list(case: CaseFacts) -> str:
    return listed([str(a["Adviesnummer"]) for a in case.advices if a.get("Adviesnummer")]) or "geen"


def _still_open(case: CaseFacts) -> str | None:
    goals = case.open_goals
    if not goals:
        return None
    shown = listed(goals[:6]) + (" en meer" if len(goals) > 6 else "")
    return f"Nog open: doel {shown}. Vul dan de reden in."


def _more_goals(case: CaseFacts) -> str | None:
    more = len(case.goals) - SHOWN_GOALS
    return f"En nog {count(more, 'doel', 'doelen')} in het register." if more > 0 else None


def _fill_partners(package: Package, partners: Sequence[str]) -> None:
    """Puts the partners of the register behind the drop-down."""
    sheet, box = area_of(package, PARTNER_CELLS)
    room = box.bottom - box.top + 1
    cells = {
        (box.top + place, box.left): (PARTNER_CELLS, partner)
        for place, partner in enumerate(partners[:room])
    }
    if cells:
        fill_places(package, {sheet: cells})
