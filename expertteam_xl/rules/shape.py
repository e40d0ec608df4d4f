"""The shape of the register: columns, types, words, numbers and references (R01–R10)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Place, Result, implements
from expertteam_xl.convenant.gemeenten import Kind as PlaceKind
from expertteam_xl.convenant.gemeenten import resolve
from expertteam_xl.findings import Severity
from expertteam_xl.kinds import Kind
from expertteam_xl.register.model import Block, Table, letters
from expertteam_xl.rules.catalogue import R01, R02, R03, R04, R05, R06, R07, R08, R09, R10
from expertteam_xl.rules.context import Context, keys
from expertteam_xl.rules.wording import count, listed, masked
from expertteam_xl.schema import Column, model, tables
from expertteam_xl.text import fold

_FEW_WORDS = 12
_NO_PARTNER_NEEDED = ("ouder", "jeugdige")


@implements(R01)
def required_columns(context: Context) -> Result:
    """R01: every list has its required columns; a proposal that nobody confirmed does not count."""
    hits = [
        Hit(
            _missing_text(block, column),
            Severity.FOUT,
            place=Place(block.sheet, block.header_row, block.first_column),
        )
        for block in context.register.blocks
        for column in tables()[block.table].required
        if column.header not in block.columns
    ]
    return Result(hits)


def _missing_text(block: Block, column: Column) -> str:
    text = f"De verplichte kolom '{column.header}' ontbreekt in deze lijst ({block.table})."
    if proposal := block.proposals.get(column.header):
        return (
            f"{text} Kolom {letters(proposal.column)} ('{proposal.text}') lijkt erop; is dat de "
            f"kolom, geef haar dan de kop '{column.header}'."
        )
    known = listed([f"'{name}'" for name in (column.header, *column.aliases[:3])], "of")
    return f"{text} Voeg haar toe, of geef een bestaande kolom de kop {known}."


@implements(R02)
def one_column_a_field(context: Context) -> Result:
    """R02: no two columns mean the same field."""
    hits = [
        Hit(
            f"Deze kolom ('{header.text}') en kolom {letters(block.columns[header.field])} zijn "
            f"allebei '{header.field}'; alleen die tweede is gelezen. Geef een van beide een "
            "andere kop, of voeg ze samen.",
            Severity.FOUT,
            place=Place(block.sheet, block.header_row, header.column),
        )
        for block in context.register.blocks
        for header in block.duplicates
        if header.field in block.columns
    ]
    return Result(hits)


@implements(R03)
def readable(context: Context) -> Result:
    """R03: every cell can be read as what its column holds."""
    return Result(list(_problem_hits(context, "R03")))


@implements(R08)
def calculated(context: Context) -> Result:
    """R08: no formula lacks its stored value or has an error for one."""
    return Result(list(_problem_hits(context, "R08")))


def _problem_hits(context: Context, rule: str) -> Iterator[Hit]:
    for table in context.register.tables.values():
        for field, problems in table.problems.items():
            for row, problem in problems.items():
                if problem.rule == rule:
                    yield _hit(table, row, field, _problem_text(problem))


def _problem_text(problem: object) -> str:
    found, expected = problem.found, problem.expected  # type: ignore[attr-defined]
    hint = problem.hint  # type: ignore[attr-defined]
    advice = f" {hint[0].upper()}{hint[1:].rstrip('.')}." if hint else ""
    return f"Hier staat {found}; verwacht wordt {expected}.{advice} Verbeter {{cel}}."


def _hit(
    table: Table, row: int, field: str, text: str, severity: Severity = Severity.FOUT
) -> Hit:
    return Hit(text, severity, table.name, int(row), (field,))


def _failures(table: Table) -> pd.DataFrame:
    """What the table's pandera model refuses: columns ``column``, ``check``, ``index``."""
    import pandera.errors  # noqa: PLC0415 - heavy, and only when checking

    try:
        model(table.name).validate(table.frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases[["column", "check", "index"]]
        return cases.dropna(subset=["index"]).drop_duplicates()
    return pd.DataFrame({"column": [], "check": [], "index": []})


def _refused(context: Context, check: str) -> Iterator[tuple[Table, str, list[int]]]:
    """Rows that a check of pandera refuses, a field at a time; unreadable cells left out."""
    for table in context.register.tables.values():
        failures = context.failures(table.name, _failures)
        for field, rows in failures[failures["check"] == check].groupby("column", sort=False):
            unreadable = table.problems.get(str(field), {})
            yield table, str(field), [int(r) for r in rows["index"] if int(r) not in unreadable]


@implements(R04)
def allowed_values(context: Context) -> Result:
    """R04: a value is one of the allowed words, within its bounds, or a place that exists."""
    hits: list[Hit] = []
    for table, field, rows in _refused(context, "R04"):
        column, values = table.spec.by_header[field], table.objects(field)
        hits += [_hit(table, row, field, _not_allowed(column, values[row])) for row in rows]
    for table in context.register.tables.values():
        for column in table.spec.columns:
            if table.has(column.header):
                hits += _own_checks(table, column)
    return Result(hits)


def _own_checks(table: Table, column: Column) -> Iterable[Hit]:
    """What pandera can't see: several words in a cell, places, the form of a number."""
    if column.kind is Kind.CODES:
        return _unknown_codes(table, column)
    if column.kind is Kind.WOONPLAATS:
        return _unknown_places(table, column)
    return _other_form(table, column) if column.pattern else ()


def _not_allowed(column: Column, value: object) -> str:
    if not column.words:
        low, high = column.low, column.high
        bounds = f"minstens {low:g}" if high is None else f"{low:g} tot en met {high:g}"
        return f"De waarde valt buiten wat kan ({bounds}). Verbeter {{cel}}."
    return f"{masked(value)} is geen bekende keuze.{_closest(column, str(value))} {_choose(column)}"


def _choose(column: Column) -> str:
    words = list(column.words)
    if len(words) > _FEW_WORDS:
        words = [*words[:_FEW_WORDS], "…"]
    return f"Kies in {{cel}} een van: {', '.join(words)}."


def _closest(column: Column, value: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for what is wrong

    close = get_close_matches(fold(value), column.spellings, n=1, cutoff=0.75)
    return f" Bedoelde u '{column.spellings[close[0]]}'?" if close else ""


def _unknown_codes(table: Table, column: Column) -> Iterator[Hit]:
    for row, codes in enumerate(table.objects(column.header)):
        wrong = [code for code in codes or () if code not in column.words]
        if wrong:
            text = f"{masked(wrong[0])} is geen bekende keuze. {_choose(column)}"
            yield _hit(table, row, column.header, text)


def _unknown_places(table: Table, column: Column) -> Iterator[Hit]:
    for row, value in enumerate(table.objects(column.header)):
        if value is None:
            continue
        place = resolve(value, None)
        if place.kind is PlaceKind.GEEN_WOONPLAATS:
            text = (
                "Dit is een uitvoeringsdienst, geen woonplaats; zo is niet te zien welke gemeente "
                "betaalt. Vul in {cel} de woonplaats in."
            )
            yield _hit(table, row, column.header, text)
        elif place.kind is PlaceKind.ONBEKEND and place.proposal:
            text = (
                f"Deze plaats is niet bekend. Bedoelde u '{place.proposal}'? "
                "Verbeter dan {cel}; er wordt niets geraden."
            )
            yield _hit(table, row, column.header, text)


def _other_form(table: Table, column: Column) -> Iterator[Hit]:
    """Once for the whole register: numbers in another form than the agreed one."""
    pattern = re.compile(column.pattern or "")
    values = table.objects(column.header)
    other = [r for r, v in enumerate(values) if v is not None and not pattern.fullmatch(v)]
    if other:
        yield _hit(
            table,
            other[0],
            column.header,
            f"{count(len(other), 'casusnummer heeft', 'casusnummers hebben')} een andere vorm dan "
            "ET-jjjj-nnn. Dat mag zo blijven; de nummers worden gelezen zoals ze er staan.",
            Severity.WAARSCHUWING,
        )


@implements(R05)
def required_cells(context: Context) -> Result:
    """R05: a required cell holds a value; words such as *volgt* are none."""
    hits = []
    for table, field, rows in _refused(context, "not_nullable"):
        known = table.known(field)
        text = f"'{field}' is verplicht en hier leeg. Vul {{cel}} in."
        skip = _may_be_blank(table, field)
        hits += [_hit(table, row, field, text) for row in rows if known[row] and not skip[row]]
    return Result(hits)


def _may_be_blank(table: Table, field: str) -> np.ndarray:
    """Rows on which a required field may be empty after all: Partner of an ouder or jeugdige."""
    if table.name == "Deelnames" and field == "Partner":
        return np.isin(table.objects("Rol").astype(str), _NO_PARTNER_NEEDED)
    return np.zeros(len(table), dtype=bool)


@implements(R06)
def unique_numbers(context: Context) -> Result:
    """R06: a number stands once; in a minimal register a later aanmelding may repeat it (M03)."""
    hits = []
    for table in context.register.tables.values():
        for column in table.spec.columns:
            if column.unique and table.has(column.header):
                hits += _duplicates(context, table, column)
    return Result(hits)


def _duplicates(context: Context, table: Table, column: Column) -> Iterator[Hit]:
    values = pd.Series(keys(table.objects(column.header)), dtype=object)
    repeated = values.notna() & values.duplicated()
    returns = table.name == "Casussen" and context.register.minimal
    days = table.dates("Aanmelddatum") if returns else None
    first = values.drop_duplicates().reset_index().set_index(values.name or 0)["index"]
    for row in np.flatnonzero(repeated.to_numpy()):
        earlier = int(first[values[row]])
        if days is not None and not _same_day(values, days, int(row)):
            continue
        where = f"rij {table.excel_rows[earlier]}"
        sheet = table.blocks[table.block_of[earlier]].sheet
        if sheet != table.blocks[table.block_of[row]].sheet:
            where += f" van blad '{sheet}'"
        text = (
            f"Dit {column.header.lower()} staat ook op {where}. Geef deze rij een eigen nummer, "
            "of verwijder de dubbele rij."
        )
        yield _hit(table, int(row), column.header, text)


def _same_day(values: pd.Series, days: np.ndarray, row: int) -> bool:
    """Whether an earlier row with this number has the same, readable aanmelddatum."""
    earlier = np.flatnonzero((values == values[row]).to_numpy())
    return bool(np.any(days[earlier[earlier < row]] == days[row]))


@implements(R07)
def references(context: Context) -> Result:
    """R07: what a cell refers to exists, where the register has the table it refers to."""
    hits: list[Hit] = []
    lacking: set[str] = set()
    for table in context.register.tables.values():
        for column in table.spec.columns:
            if not column.refers or not table.has(column.header):
                continue
            target, _, header = column.refers.partition(".")
            if not context.register.has(column.refers):
                lacking.add(target)
                continue
            known = set(keys(context.register.table(target).objects(header)))
            hits += _dangling(table, column, target, known)
    remark = f"niet vergeleken met {listed(sorted(lacking))}: dat blad is er niet"
    return Result(hits, remark=remark if lacking else None)


def _dangling(table: Table, column: Column, target: str, known: set[object]) -> Iterator[Hit]:
    for row, value in enumerate(table.objects(column.header)):
        if value is None:
            continue
        numbers = value if isinstance(value, tuple) else (value,)
        missing = [key for key in keys(np.array(numbers, dtype=object)) if key not in known]
        if missing:
            text = (
                f"Wat hier bij '{column.header}' staat, komt niet voor op {target}. Verbeter "
                f"{{cel}}, of voeg de rij toe aan {target}."
            )
            yield _hit(table, row, column.header, text)


@implements(R09)
def unknown_columns(context: Context) -> Result:
    """R09: a column that is no field of ours is kept and not read."""
    hits = [
        Hit(
            _unknown_text(header.text, header.field),
            Severity.INFO,
            place=Place(block.sheet, block.header_row, header.column),
        )
        for block in context.register.blocks
        for header in block.headers
        if header.field is None or header.how == "lijkt_op"
    ]
    return Result(hits)


def _unknown_text(header: str, proposal: str | None) -> str:
    if not header:
        return "Deze kolom heeft geen kop; zij blijft staan en wordt niet gelezen."
    text = f"De kolom '{header}' is niet bekend; zij blijft staan en wordt niet gelezen."
    return f"{text} Bedoelde u '{proposal}'?" if proposal else text


@implements(R10)
def hidden_data(context: Context) -> Result:
    """R10: hidden rows, columns and sheets with data are read all the same, and told."""
    hits = [hit for block in context.register.blocks for hit in _hidden_in(block)]
    hits += [
        Hit(
            "Dit blad is verborgen en bevat gegevens. Gaat het bestand naar anderen, dan gaat het "
            "mee.",
            Severity.INFO,
            place=Place(sheet.name, sheet.row, sheet.column),
        )
        for sheet in context.register.hidden_sheets
    ]
    return Result(hits)


def _hidden_in(block: Block) -> Iterator[Hit]:
    how = "door een filter verborgen" if block.filtered else "verborgen"
    position = {int(row): i for i, row in enumerate(block.rows)}
    for first, last in _runs(block.hidden_rows, position):
        rows = f"Rij {first} is" if first == last else f"De rijen {first} tot en met {last} zijn"
        yield Hit(
            f"{rows} {how}, en gewoon meegeteld.",
            Severity.INFO,
            place=Place(block.sheet, first, block.first_column),
        )
    for column in block.hidden_columns:
        yield Hit(
            f"Kolom {letters(column)} is verborgen, en gewoon meegeteld.",
            Severity.INFO,
            place=Place(block.sheet, block.header_row, column),
        )


def _runs(rows: Iterable[int], position: dict[int, int]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of rows that follow each other in the list."""
    for _, run in groupby(enumerate(rows), lambda pair: position[pair[1]] - pair[0]):
        stretch = [row for _, row in run]
        yield stretch[0], stretch[-1]
