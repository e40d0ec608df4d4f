"""Fills the template of one gemeente: values in its names, lines in its table, nothing else."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from expertteam_xl.billing.model import Amount, Line
from expertteam_xl.disclosure import discreet
from expertteam_xl.outputs import declaration_words as w
from expertteam_xl.outputs.declaration_heights import fit_names, fit_table, free_pages
from expertteam_xl.outputs.declaration_model import Declaration, period, sort_of
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import TemplateError
from expertteam_xl.package.fill import Content, Formula, fill_names, fill_table
from expertteam_xl.package.papers import fill_headers, hide_empty_rows
from expertteam_xl.package.properties import set_title
from expertteam_xl.package.tableparts import find_table

_BANNER = f'&"-,Bold"&14&K9C0006{w.CONCEPT_LINE}'
_PARTNER = re.compile(r"partner_(\d{2,3})_naam", re.IGNORECASE)
_PARTS = ("naam", "agb", "minuten", "bedrag")
_COMPUTED = ("minuten", "bedrag")
_OPTIONAL = ("regels_titel", "regels_concept", "regels_minuten", "regels_bedrag")

_NO_COLUMN = "De tabel {table} in het sjabloon mist: {headers}; voeg die kolom toe."
_NO_COLUMNS = "De tabel {table} in het sjabloon mist: {headers}; voeg die kolommen toe."
_ODD_COLUMN = (
    "De tabel {table} in het sjabloon heeft een kolom '{header}', en die hoort niet in een "
    "declaratie; haal die weg."
)
_TOLD = 5
_NO_NAMES = (
    "In het sjabloon ontbreken de namen {names} en nog {more}; zet die terug of neem het "
    "meegeleverde sjabloon."
)
_NO_ROOM = (
    "Het sjabloon heeft plaats voor {room} partners en deze declaratie heeft er {count}; geef nog "
    "cellen de namen partner_{next:02}_naam, _agb, _minuten en _bedrag, en zo verder."
)


def filled_declaration(template: bytes, declaration: Declaration) -> bytes:
    """The workbook of one gemeente.

    Args:
        template: ours, or the region's own with the same names and table.
        declaration: what to put in it.

    Raises:
        TemplateError: the template lacks a name, a table, a column or room for the partners.
        PackageError: the template is no workbook, or is damaged.
    """
    package = Package(template)
    check_columns(package, w.LINES, w.LINE_HEADERS)
    single = _single_values(declaration)
    check_names(package, single, _OPTIONAL)
    room = _room(known_names(package))
    count = len(declaration.payments)
    if count > room:
        raise TemplateError(_NO_ROOM.format(room=room, count=count, next=room + 1))
    fill_cells(package, {**_single_values(declaration), **_payments(declaration, room)}, _OPTIONAL)
    names = {w.partner_name(n, "naam"): p.partner for n, p in enumerate(declaration.payments, 1)}
    fit_names(package, names)
    if count > w.ON_ONE_PAGE:
        free_pages(package, w.partner_name(1, "naam"))
    free = [w.partner_name(n, part) for n in range(count + 1, room + 1) for part in _PARTS]
    formulas = [name for name in free if name.endswith(_COMPUTED)]
    hide_empty_rows(package, free, formulas)
    stamp(package, on=declaration.on, number=declaration.number, concept=declaration.concept)
    set_title(package, f"Declaratie {declaration.number}, gemeente {declaration.gemeente}")
    put_rows(package, w.LINES, w.LINE_HEADERS, map(line_values, declaration.lines))
    return bytes_of(package)


def check_names(package: Package, names: Iterable[str], optional: Collection[str] = ()) -> None:
    """Looks whether a template has its names; of many that it lacks one sentence tells a few.

    Raises:
        TemplateError: more names are not there than a sentence can tell.
    """
    known = known_names(package)
    absent = [name for name in names if name not in known and name not in optional]
    if (more := len(absent) - _TOLD) > 0:
        raise TemplateError(_NO_NAMES.format(names=", ".join(absent[:_TOLD]), more=more))


def fill_cells(
    package: Package, values: Mapping[str, Content], optional: Collection[str] = ()
) -> None:
    """Puts values in named cells.

    Args:
        package: the workbook.
        values: by name.
        optional: names that a template may do without.

    Raises:
        TemplateError: a name is not there, or its cell can't be filled.
    """
    check_names(package, values, optional)
    known = known_names(package)
    fill_names(
        package,
        {name: value for name, value in values.items() if name not in optional or name in known},
    )


def known_names(package: Package) -> frozenset[str]:
    """The defined names of a workbook, in lower case."""
    return frozenset(name.name.casefold() for name in package.workbook.names())


def _room(known: Iterable[str]) -> int:
    """How many partners the template has cells for, from the first on without a gap."""
    numbers = {int(match[1]) for name in known if (match := _PARTNER.fullmatch(name))}
    room = 0
    while room + 1 in numbers:
        room += 1
    return max(room, 1)


def _single_values(declaration: Declaration) -> dict[str, Content]:
    """What stands once in the workbook."""
    total = declaration.share
    title = f"Regels bij declaratie {declaration.number}, gemeente {declaration.gemeente}"
    values: dict[str, Content] = {
        "concept": w.CONCEPT_LINE if declaration.concept else "",
        "gemeente": declaration.gemeente,
        "cbs_code": declaration.code,
        "gericht_aan": declaration.addressed_to,
        "periode": period(declaration.quarter),
        "declaratienummer": declaration.number,
        "datum": declaration.on,
        "eigen_aandeel": euros(total.cent),
        "controle_regels": Formula(None, euros(total.cent)),
        "controle_partners": Formula(None, euros(total.cent)),
        "verschil": Formula(None, 0),
        "register_sha256": declaration.sha256,
        "programmaversie": declaration.program,
        "peildatum": declaration.on,
        "regels_titel": title,
        "regels_concept": w.CONCEPT_LINE if declaration.concept else "",
    }
    amounts = {"totaal": total, "regels": total}
    amounts |= {sort: declaration.of_sort(sort) for sort in w.SORTS}
    for name, amount in amounts.items():
        values |= computed(name, amount)
    return values


def _payments(declaration: Declaration, room: int) -> dict[str, Content]:
    """The amounts of the partners; the cells that are left over are emptied."""
    values: dict[str, Content] = {}
    for number in range(1, room + 1):
        names = [w.partner_name(number, part) for part in _PARTS]
        row: Sequence[Content] = ("", "", Formula(None, ""), Formula(None, ""))
        if number <= len(declaration.payments):
            payment = declaration.payments[number - 1]
            amount = payment.amount
            sums = (Formula(None, amount.minuten), Formula(None, euros(amount.cent)))
            row = (payment.partner, payment.agb, *sums)
        values |= dict(zip(names, row, strict=True))
    return values


def computed(name: str, amount: Amount) -> dict[str, Content]:
    """Results for the two cells ``<name>_minuten`` and ``<name>_bedrag`` that hold formulas."""
    return {
        f"{name}_minuten": Formula(None, amount.minuten),
        f"{name}_bedrag": Formula(None, euros(amount.cent)),
    }


def line_values(line: Line) -> tuple[Content, ...]:
    """A line as `LINE_HEADERS` name its columns."""
    return (
        line.overlegdatum,
        line.overlegnummer,
        line.werkstroom,
        line.convenant,
        line.partner,
        line.agb,
        line.casusnummer,
        basis(line),
        line.minuten,
        line.tarief_cent_per_uur / 100,
        line.cent / 100,
        sort_of(line),
    )


def basis(line: Line) -> str:
    """The verdeelbasis as people read it."""
    return line.verdeelbasis.replace("_", " ").replace("client", "cliënt")


def euros(cents: int) -> float:
    """Cents as the number that stands in a cell: the one nearest to the exact amount."""
    return cents / 100


def check_columns(package: Package, table: str, headers: Sequence[str]) -> None:
    """Looks whether a table has its columns, and no other.

    Raises:
        TemplateError: the table or a column is not there, or one more is.
    """
    found = find_table(package, table).headers
    folded = {header.casefold() for header in found}
    if absent := [header for header in headers if header.casefold() not in folded]:
        form = _NO_COLUMN if len(absent) == 1 else _NO_COLUMNS
        raise TemplateError(form.format(table=table, headers=", ".join(absent)))
    wanted = {header.casefold() for header in headers}
    if odd := [header for header in found if header.casefold() not in wanted]:
        raise TemplateError(_ODD_COLUMN.format(table=table, header=discreet(odd[0])))


def put_rows(
    package: Package, table: str, headers: Sequence[str], rows: Iterable[Sequence[Content]]
) -> None:
    """Puts rows in a table, whatever the order of its columns in the template.

    Args:
        package: the workbook.
        table: its name.
        headers: what the values of a row are, in their order.
        rows: the values.
    """
    places = {header.casefold(): place for place, header in enumerate(headers)}
    order = [places[header.casefold()] for header in find_table(package, table).headers]
    values = list(rows)
    if order == list(range(len(headers))):
        fill_table(package, table, values)
    else:
        fill_table(package, table, [[row[place] for place in order] for row in values])
    fit_table(package, table, headers, values)


def stamp(package: Package, *, on: date, number: str, concept: bool) -> None:
    """Puts peildatum, number and CONCEPT above and below every page."""
    marks: Mapping[str, str] = {
        w.ON_MARK: f"{on:%d-%m-%Y}",
        w.NUMBER_MARK: number,
        w.CONCEPT_MARK: _BANNER if concept else "",
    }
    fill_headers(package, marks, _BANNER if concept else "")


def bytes_of(package: Package) -> bytes:
    """The workbook as bytes."""
    memory = io.BytesIO()
    package.save(memory)
    return memory.getvalue()
