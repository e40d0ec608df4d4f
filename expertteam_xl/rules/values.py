"""What the cells hold: words, bounds, blanks, numbers and references (R04–R07)."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.convenant.gemeenten import Kind as PlaceKind
from expertteam_xl.convenant.gemeenten import resolve
from expertteam_xl.disclosure import SHORTEST_TOLD, masked, may_be_shown
from expertteam_xl.findings import Severity
from expertteam_xl.kinds import Kind
from expertteam_xl.register.model import Table
from expertteam_xl.rules.catalogue.shape import R04, R05, R06, R07
from expertteam_xl.rules.context import ENOUGH, Context
from expertteam_xl.rules.vectors import Array, among, blank, frame_of, keys
from expertteam_xl.schema import Column, model
from expertteam_xl.text import count, fold, listed

_FEW_WORDS = 12
_ALIKE = 75
"""How alike (0–100) a word must be to a known one to be proposed."""

_NO_PARTNER_NEEDED = ("ouder", "jeugdige")
_PARTNERS = "Partners.Partner"
_OF_MONEY = ("Overleggen", "Besprekingen", "Deelnames", "Partners", "Tarieven")
"""Tables on which every row is told, since each decides on the declaration of its own quarter."""


def _hit(table: Table, row: int, field: str, text: str, severity: Severity = Severity.FOUT) -> Hit:
    return Hit(text, severity, table.name, int(row), (field,))


def _register_hit(table: Table, row: int, field: str, text: str) -> Hit:
    """What is told once of the whole register, at the first row it holds for."""
    return Hit(text, Severity.WAARSCHUWING, table.name, int(row), (field,), once=True)


def _failures(table: Table) -> pd.DataFrame:
    """What the table's pandera model refuses: columns ``column``, ``check``, ``index``."""
    import pandera.errors

    try:
        model(table.name).validate(table.frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases[["column", "check", "index"]]
        return cases.dropna(subset=["index"]).drop_duplicates()
    return pd.DataFrame({"column": [], "check": [], "index": []})


def _refused(context: Context, check: str) -> Iterator[tuple[Table, str, Array]]:
    """Rows that a check of pandera refuses, a field at a time; unreadable cells left out."""
    for table in context.register.tables.values():
        failures = context.failures(table.name, _failures)
        for field, found in failures[failures["check"] == check].groupby("column", sort=False):
            rows = np.unique(found["index"].to_numpy(dtype=int))
            yield table, str(field), rows[context.known(f"{table.name}.{field}")[rows]]


@implements(R04)
def allowed_values(context: Context) -> Result:
    """R04: a value is one of the allowed words, within its bounds, or a place that exists."""
    hits: list[Hit] = []
    for table, field, rows in _refused(context, R04.code):
        text = _for_each_value(_not_allowed(table.spec.by_header[field]))
        values = context.objects(f"{table.name}.{field}")
        shared = table.spec.by_header[field].words and table.name not in _OF_MONEY
        often, single = _often(values, rows) if shared else ([], rows)
        hits += [_own_word(table, same, field, text(values[same[0]])) for same in often]
        hits += [_hit(table, row, field, text(values[row])) for row in single]
    for table in context.register.tables.values():
        for column in table.spec.columns:
            if table.has(column.header):
                hits += _own_checks(context, table, column)
    return Result(hits)


def _often(values: Array, rows: Array) -> tuple[list[Array], Array]:
    """Rows that share a value with enough others, a value at a time, and the rows that do not."""
    shared = pd.Series(rows).groupby([fold(str(values[row])) for row in rows], sort=False)
    often = [same.to_numpy() for _, same in shared if len(same) >= ENOUGH]
    left: Array = np.setdiff1d(rows, np.concatenate(often)) if often else rows
    return often, left


def _own_word(table: Table, rows: Array, field: str, text: str) -> Hit:
    """Once for a word that a team uses on many rows."""
    more = (
        f" Dit staat op {len(rows)} rijen. Is het een vast woord van uw team, leg dan met de "
        "opdracht profiel vast wat het betekent."
    )
    return Hit(text + more, Severity.FOUT, table.name, int(rows[0]), (field,), once=True)


def _for_each_value(find: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same function, that finds what belongs to a value only once."""
    memo: dict[Any, Any] = {}

    def found(value: Any) -> Any:
        if value not in memo:
            memo[value] = find(value)
        return memo[value]

    return found


def _own_checks(context: Context, table: Table, column: Column) -> Iterable[Hit]:
    """What pandera can't see: several words in a cell, places, the form of a number."""
    if column.kind is Kind.CODES:
        unknown = functools.partial(_unknown_code, column)
        return _wrong_ones(context, table, column, unknown)
    if column.kind is Kind.WOONPLAATS:
        return _wrong_ones(context, table, column, _unknown_place)
    return _other_form(context, table, column) if column.pattern else ()


def _wrong_ones(
    context: Context, table: Table, column: Column, find: Callable[[Any], str | None]
) -> Iterator[Hit]:
    """The rows on whose value there is something to say."""
    values = context.objects(f"{table.name}.{column.header}")
    text = _for_each_value(find)
    for row in np.flatnonzero(~blank(values)):
        if said := text(values[row]):
            yield _hit(table, int(row), column.header, said)


def _not_allowed(column: Column) -> Callable[[Any], str]:
    if column.words:
        choose = _choose(column)
        return lambda value: f"{_stranger(value)}{_closest(column, str(value))} {choose}"
    bounds = _bounds(column)
    if column.kind is Kind.MINUTEN:
        return lambda _: f"De waarde in {{cel}} valt buiten wat kan. Vul hele minuten in, {bounds}."
    return lambda _: f"De waarde valt buiten wat kan ({bounds}). Verbeter {{cel}}."


def _stranger(value: object) -> str:
    """That a word is none of the choices, without telling it."""
    shown = masked(value) if len(str(value)) >= SHORTEST_TOLD else "Deze waarde"
    return f"{shown} is geen bekende keuze."


def _bounds(column: Column) -> str:
    low, high = column.low, column.high
    if low is None:
        return f"hoogstens {high:g}"
    return f"minstens {low:g}" if high is None else f"{low:g} tot en met {high:g}"


def _choose(column: Column) -> str:
    words = list(column.words)
    if len(words) > _FEW_WORDS:
        words = [*words[:_FEW_WORDS], "…"]
    return f"Kies in {{cel}} een van: {', '.join(words)}."


def _closest(column: Column, value: str) -> str:
    from rapidfuzz import fuzz, process

    spellings = column.spellings
    close = process.extractOne(
        fold(value), spellings.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE
    )
    return f" Bedoelde u '{spellings[close[0]]}'?" if close else ""


def _unknown_code(column: Column, codes: tuple[str, ...]) -> str | None:
    wrong = [code for code in codes if code not in column.words]
    return f"{_stranger(wrong[0])} {_choose(column)}" if wrong else None


def _unknown_place(value: str) -> str | None:
    place = resolve(value, None)
    if place.kind is PlaceKind.GEEN_WOONPLAATS:
        return (
            "Dit is een uitvoeringsdienst, geen woonplaats; zo is niet te zien welke gemeente "
            "betaalt. Vul in {cel} de woonplaats in."
        )
    if place.kind is not PlaceKind.ONBEKEND:
        return None
    if place.proposal:
        return (
            f"Deze plaats is niet bekend. Bedoelde u '{place.proposal}'? Verbeter dan {{cel}}; er "
            "wordt niets geraden."
        )
    return (
        "Deze plaats is niet bekend: geen woonplaats of gemeente van het convenant, en geen "
        "bekende plaats erbuiten. Controleer {cel}."
    )


def _other_form(context: Context, table: Table, column: Column) -> Iterator[Hit]:
    """Once for the whole register: numbers in another form than the agreed one."""
    values = context.objects(f"{table.name}.{column.header}")
    fits = re.compile(column.pattern or "").fullmatch
    other = [row for row, value in enumerate(values) if value is not None and not fits(value)]
    telling = [row for row in other if not may_be_shown(values[row])]
    if telling:
        text = (
            f"{count(len(telling), 'casusnummer lijkt', 'casusnummers lijken')} op een BSN, een "
            "naam of een geboortedatum, te beginnen in {cel}. Gebruik een volgnummer dat niets "
            "over de jeugdige zegt, zoals ET-2021-001."
        )
        yield _register_hit(table, telling[0], column.header, text)
    elif other:
        text = (
            f"{count(len(other), 'casusnummer heeft', 'casusnummers hebben')} een andere vorm dan "
            "ET-jjjj-nnn. Dat mag zo blijven; de nummers worden gelezen zoals ze er staan."
        )
        yield _register_hit(table, other[0], column.header, text)


@implements(R05)
def required_cells(context: Context) -> Result:
    """R05: a required cell holds a value; words such as *volgt* are none."""
    hits = []
    for table, field, rows in _refused(context, "not_nullable"):
        if context.is_unused(f"{table.name}.{field}"):
            hits.append(_nowhere_filled(table, int(rows[0]), field))
            continue
        needed = ~_may_be_blank(context, table, field)[rows]
        text = f"'{field}' is verplicht en hier leeg. Vul {{cel}} in."
        hits += [_hit(table, row, field, text) for row in rows[needed]]
    return Result(hits)


def _nowhere_filled(table: Table, row: int, field: str) -> Hit:
    """Once for a required column that nobody fills in."""
    text = (
        f"'{field}' is verplicht en staat op geen van de {len(table)} rijen. Vul de kolom in, te "
        "beginnen in {cel}."
    )
    return Hit(text, Severity.FOUT, table.name, row, (field,), once=True)


def _may_be_blank(context: Context, table: Table, field: str) -> Array:
    """Rows on which a required field may be empty after all: Partner of an ouder or jeugdige.

    Where the Rol is empty too that can't be told; the Rol is asked for then.
    """
    if (table.name, field) == ("Deelnames", "Partner"):
        role = context.objects("Deelnames.Rol")
        return among(role, _NO_PARTNER_NEEDED) | (blank(role) & context.known("Deelnames.Rol"))
    return np.zeros(len(table), dtype=bool)


@implements(R06)
def unique_numbers(context: Context) -> Result:
    """R06: a number stands once; in a minimal register a later aanmelding may repeat it (M03)."""
    hits: list[Hit] = []
    unknown = 0
    for table in context.register.tables.values():
        for column in table.spec.columns:
            if not column.unique or not table.has(column.header):
                continue
            numbers = frame_of({"number": context.keys(f"{table.name}.{column.header}")})
            if table.name == "Casussen" and context.register.minimal:
                numbers["day"] = context.days("Casussen.Aanmelddatum")
                again = numbers["number"].notna() & numbers.duplicated("number", keep=False)
                unknown += int((again & numbers["day"].isna()).sum())
            hits += _duplicates(table, column, numbers.dropna())
    return Result(hits, unknown)


def _duplicates(table: Table, column: Column, numbers: pd.DataFrame) -> Iterator[Hit]:
    """Rows whose number (and day, where there is one) stands on an earlier row."""
    rows = numbers.index.to_series()
    by = [numbers[name] for name in numbers.columns]
    first = rows.groupby(by, sort=False).transform("first")
    for row, earlier in first[first != rows].items():
        where = f"rij {table.excel_rows[earlier]}"
        sheet = table.blocks[table.block_of[earlier]].sheet
        if sheet != table.blocks[table.block_of[int(row)]].sheet:
            where += f" van blad '{sheet}'"
        text = (
            f"Dit {column.header.lower()} staat ook op {where}. Geef deze rij een eigen nummer, "
            "of verwijder de dubbele rij."
        )
        yield _hit(table, int(row), column.header, text)


@implements(R07)
def references(context: Context) -> Result:
    """R07: what a cell refers to exists, where the table that it refers to has any row at all."""
    hits: list[Hit] = []
    absent: set[str] = set()
    empty: set[str] = set()
    unfilled: set[str] = set()
    for table in context.register.tables.values():
        for column in table.spec.columns:
            if not column.refers or not table.has(column.header):
                continue
            target = column.refers.partition(".")[0]
            if context.is_unused(column.refers):
                unfilled.add(target)
            elif len(context.register.tables.get(target, ())) and context.register.has(
                column.refers
            ):
                hits += _dangling(context, table, column, set(context.keys(column.refers)))
            elif target not in context.register.tables or len(context.register.table(target)):
                absent.add(target)
            elif len(table):
                empty.add(target)
    return Result(hits, remark=_not_compared(absent, empty, unfilled))


def _not_compared(absent: set[str], empty: set[str], unfilled: set[str]) -> str | None:
    """With which tables nothing was compared, and why; None for none."""
    remarks = [
        f"niet vergeleken met {listed(sorted(names))}: {why}"
        for names, why in (
            (absent, "dat blad is er niet"),
            (empty, "dat blad is leeg"),
            (unfilled, "daar staan geen nummers of namen"),
        )
        if names
    ]
    return "; ".join(remarks) or None


def _dangling(context: Context, table: Table, column: Column, known: set[Any]) -> Iterator[Hit]:
    target = (column.refers or "").partition(".")[0]
    place = f"{table.name}.{column.header}"
    proposed = _for_each_value(_partner_proposal(context, column))
    values = context.objects(place)
    if column.kind is Kind.NUMMERS:
        lost = _for_each_value(lambda numbers: not known.issuperset(keys(numbers)))
        rows = [row for row in np.flatnonzero(~blank(values)) if lost(values[row])]
    else:
        numbers = context.keys(place)
        rows = list(np.flatnonzero(~blank(numbers) & ~among(numbers, known)))
    for row in rows:
        text = (
            f"Wat hier bij '{column.header}' staat, komt niet voor op {target}."
            f"{proposed(values[row])} Verbeter {{cel}}, of voeg de rij toe aan {target}."
        )
        yield _hit(table, int(row), column.header, text)


def _partner_proposal(context: Context, column: Column) -> Callable[[Any], str]:
    """What finds the partner of the sheet Partners that a name looks like; nothing for a number.

    Only names of that sheet are shown: they are organisations, what was typed may be a person.
    """
    if column.refers != _PARTNERS:
        return lambda _: ""
    partners = {fold(name): name for name in context.objects(_PARTNERS) if name and fold(name)}

    def proposal(name: str) -> str:
        close = difflib.get_close_matches(fold(name), partners, n=1, cutoff=_ALIKE / 100)
        return f" Bedoelde u '{partners[close[0]]}'?" if close else ""

    return proposal
