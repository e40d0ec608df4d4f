"""The template of the region's workbook, for the coordinator alone: every gemeente and partner."""

from __future__ import annotations

from expertteam_xl.convenant.versions import newest_version
from expertteam_xl.outputs import declaration_words as w
from expertteam_xl.outputs.declaration_looks import Book, Column, Sheet

TITLE = "Declaratie expertteam jeugd, regio"

_OVERVIEW = (46.0, 22.0, 27.0)
_LAST = len(_OVERVIEW) - 1

_HEAD = (
    ("Kwartaal", "kwartaal", "value"),
    ("Periode", "periode", "plain"),
    ("Datum", "datum", "plain_day"),
    ("Register", "register", "plain"),
    ("Register (SHA-256)", "register_sha256", "small"),
    ("Programma en versie", "programmaversie", "plain"),
    ("Peildatum", "peildatum", "plain_day"),
)

LINES = (
    Column(w.QUARTER, 11.0),
    Column(w.DAY, 15.0, "day"),
    Column(w.MEETING, 17.0),
    Column(w.STREAM, 13.0),
    Column(w.VERSION, 12.0),
    Column(w.PARTNER, 28.0, "long"),
    Column(w.AGB, 12.0),
    Column(w.CASE, 15.0),
    Column(w.GEMEENTE, 17.0),
    Column(w.BASIS, 19.0),
    Column(w.MINUTES, 12.0, "minutes"),
    Column(w.TARIFF, 15.0, "euro"),
    Column(w.AMOUNT, 14.0, "euro"),
    Column(w.SORT, 12.0),
    Column(w.SOURCE, 22.0),
)
"""All lines of the quarter, with who pays and the row that each comes from."""


def _of_gemeente(header: str) -> str:
    here = f"{w.GEMEENTEN}[[#This Row],[{w.GEMEENTE}]]"
    return f"ROUND(SUMIFS({w.LINES}[{header}],{w.LINES}[{w.GEMEENTE}],{here}),2)"


def _of_partner(header: str) -> str:
    """A partner's part of a column of lines; a comparison, since SUMIFS takes * for a wildcard."""
    here = f"{w.PARTNERS}[[#This Row],[{w.PARTNER}]]"
    same = f"({w.LINES}[{w.PARTNER}]={here})"
    return f'IF({here}="","",ROUND(SUMPRODUCT({same}*{w.LINES}[{header}]),2))'


_SPENT, _DECLARED, _CAPPED = "Werkelijk (min)", "Gedeclareerd (min)", "Afgetopt (min)"

GEMEENTEN = (
    Column(w.GEMEENTE, 20.0),
    Column("CBS-code", 12.0),
    Column("Gericht aan", 46.0, "long"),
    Column("Declaratienummer", 24.0),
    Column(w.MINUTES, 12.0, "minutes", _of_gemeente(w.MINUTES)),
    Column(w.AMOUNT, 16.0, "euro", _of_gemeente(w.AMOUNT)),
    Column("Bestand", 40.0, "long"),
)
PARTNERS = (
    Column(w.PARTNER, 40.0, "long"),
    Column(w.AGB, 14.0),
    Column(_SPENT, 16.0, "minutes"),
    Column(_DECLARED, 16.0, "minutes", _of_partner(w.MINUTES)),
    Column(_CAPPED, 16.0, "minutes"),
    Column(w.AMOUNT, 18.0, "euro", _of_partner(w.AMOUNT)),
)
CAPPED = (
    Column(w.DAY, 14.0, "day"),
    Column(w.MEETING, 20.0),
    Column(w.PARTNER, 40.0, "long"),
    Column(_SPENT, 16.0, "minutes"),
    Column(_DECLARED, 16.0, "minutes"),
    Column(_CAPPED, 16.0, "minutes"),
    Column(w.SOURCE, 24.0),
)
NOBODY = (
    Column(w.DAY, 14.0, "day"),
    Column(w.MEETING, 18.0),
    Column(w.PARTNER, 28.0, "long"),
    Column(w.CASE, 16.0),
    Column("Reden", 44.0, "long"),
    Column(w.MINUTES, 11.0, "minutes"),
    Column(w.AMOUNT, 14.0, "euro"),
    Column(w.SOURCE, 22.0),
)
ISSUED = (
    Column("Kwartaal", 12.0),
    Column(w.GEMEENTE, 20.0),
    Column("Declaratienummer", 24.0),
    Column(w.MINUTES, 12.0, "minutes"),
    Column(w.AMOUNT, 16.0, "euro"),
    Column("Bestand", 44.0, "long"),
)
FINDINGS = (
    Column("Ernst", 15.0),
    Column("Code", 9.0),
    Column("Plaats", 22.0, "long"),
    Column(w.CASE, 16.0),
    Column("Melding", 92.0, "long"),
)

TABLES: tuple[tuple[str, str, str, tuple[Column, ...]], ...] = (
    ("Gemeenten", "Per gemeente", w.GEMEENTEN, GEMEENTEN),
    ("Partners", "Per partner", w.PARTNERS, PARTNERS),
    ("Afgetopt", "Tijd boven het maximum, per partner per overleg", w.CAPPED, CAPPED),
    ("Niet toewijsbaar", "Tijd die niemand betaalt, met de reden", w.NOBODY, NOBODY),
    ("Eerder gedeclareerd", "Wat eerdere regiobestanden zeggen", w.ISSUED, ISSUED),
    ("Te weten", "Wat bij deze declaratie opviel", w.FINDINGS, FINDINGS),
    ("Regels", "Alle regels", w.LINES, LINES),
)
"""Sheets with one table: name of the tab, title, table and columns."""

_BUDGET_SHEET = "Begroting C&A"


def region_template() -> bytes:
    """The workbook that the declaration of the region is made from."""
    book = Book(TITLE)
    _overview(book.sheet("Overzicht", _OVERVIEW))
    for tab, title, table, columns in TABLES[:5]:
        _list(book, tab, title, table, columns)
    _budget(book)
    for tab, title, table, columns in TABLES[5:]:
        _list(book, tab, title, table, columns)
    return book.to_bytes()


def explanation_name(table: str) -> str:
    """Name of the cell that tells of a table: for ``tblAfgetopt`` it is ``uitleg_afgetopt``."""
    return f"uitleg_{table.removeprefix('tbl').lower()}"


def _list(book: Book, tab: str, title: str, table: str, columns: tuple[Column, ...]) -> None:
    """A sheet with one table, last on it."""
    sheet = book.sheet(tab, (), landscape=True)
    sheet.heading(0, title, len(columns) - 1)
    sheet.named(1, 0, explanation_name(table), "under")
    sheet.table(3, table, columns)


def _overview(front: Sheet) -> None:
    front.named(0, 0, "concept", "concept")
    front.text(1, 0, TITLE, "title")
    front.height(1, 27)
    front.text(
        2,
        0,
        "Alleen voor de coördinator: hierin staan alle gemeenten. Stuur dit niet door.",
        "under",
    )
    front.heading(4, "Gegevens", _LAST)
    for row, (label, name, look) in enumerate(_HEAD, 5):
        front.text(row, 0, label)
        front.named(row, 1, name, look)
    below = _totals(front, 13)
    below = _sorts(front, below + 1)
    _tie_out(front, below + 1)


def _headers(front: Sheet, row: int, title: str) -> None:
    front.text(row, 0, title, "head")
    front.text(row, 1, w.MINUTES, "head_right")
    front.text(row, 2, w.AMOUNT, "head_right")


def _pair(front: Sheet, row: int, label: str, formulas: tuple[str, str], name: str) -> None:
    """A label with minutes and an amount that are calculated."""
    front.text(row, 0, label)
    front.computed(row, 1, formulas[0], "free_minutes", f"{name}_minuten")
    front.computed(row, 2, formulas[1], "free_euro", f"{name}_bedrag")


def _both(formula: str) -> tuple[str, str]:
    """A formula for the minutes and for the amounts."""
    made = [f"ROUND({formula.format(column=header)},2)" for header in (w.MINUTES, w.AMOUNT)]
    return made[0], made[1]


def _where(header: str, value: str) -> str:
    return f'SUMIFS({w.LINES}[{{column}}],{w.LINES}[{header}],"{value}")'


def _totals(front: Sheet, row: int) -> int:
    _headers(front, row, "Totaal")
    payable = f"SUM({w.GEMEENTEN}[{{column}}])"
    nobody = _where(w.GEMEENTE, w.NOT_ASSIGNABLE)
    _pair(front, row + 1, "Te betalen door gemeenten", _both(payable), "toegewezen")
    _pair(front, row + 2, "Niet toewijsbaar", _both(nobody), "niet_toewijsbaar")
    front.text(row + 3, 0, "Totaal gedeclareerd", "sum")
    minutes, amount = _both(f"SUM({w.LINES}[{{column}}])")
    front.computed(row + 3, 1, minutes, "sum_minutes", "totaal_minuten")
    front.computed(row + 3, 2, amount, "sum_euro", "totaal_bedrag")
    without = f"SUM({w.LINES}[{{column}}])-{_where(w.GEMEENTE, 'Weesp')}"
    _pair(front, row + 4, "Totaal zonder Weesp", _both(without), "zonder_weesp")
    front.text(row + 5, 0, "Afgetopt (boven het maximum, niet gedeclareerd)")
    capped = f"SUM({w.PARTNERS}[{_CAPPED}])"
    front.computed(row + 5, 1, capped, "free_minutes", "afgetopt_minuten")
    return row + 6


def _sorts(front: Sheet, row: int) -> int:
    _headers(front, row, "Soort")
    for number, sort in enumerate(w.SORTS, 1):
        _pair(front, row + number, sort.capitalize(), _both(_where(w.SORT, sort)), sort)
    return row + len(w.SORTS) + 1


def _tie_out(front: Sheet, row: int) -> None:
    """Three ways to the same total, and what lies between them."""
    _headers(front, row, "Aansluiting")
    _pair(front, row + 1, "Som van de regels", _both(f"SUM({w.LINES}[{{column}}])"), "som_regels")
    partners = (f"SUM({w.PARTNERS}[{_DECLARED}])", f"ROUND(SUM({w.PARTNERS}[{w.AMOUNT}]),2)")
    _pair(front, row + 2, "Som van de partners", partners, "som_partners")
    nobody = f"SUM({w.GEMEENTEN}[{{column}}])+SUM({w.NOBODY}[{{column}}])"
    _pair(
        front, row + 3, "Som van de gemeenten en niet toewijsbaar", _both(nobody), "som_gemeenten"
    )
    front.text(row + 4, 0, "Volgens de verdeling van de tijd")
    front.named(row + 4, 1, "verdeeld_minuten", "free_minutes")
    front.named(row + 4, 2, "verdeeld_bedrag", "free_euro")
    front.text(row + 5, 0, "Verschil (moet 0 en 0,00 zijn)", "sum")
    for column, letter, name, look in (
        (1, "B", "verschil_minuten", "sum_minutes"),
        (2, "C", "verschil_bedrag", "sum_euro"),
    ):
        last = f"{letter}{row + 5}"
        apart = "+".join(f"ABS({letter}{row + n}-{last})" for n in (2, 3, 4))
        front.computed(row + 5, column, f"ROUND({apart},2)", look, name)


UNKNOWN_SUMS = ("werkelijk_uren", "werkelijk", "over")
"""Sums of the budget that are nothing where no hours are recorded: not known is not zero."""

_BUDGET_WIDTHS = (34.0, 12.0, 13.0, 16.0, 18.0, 14.0, 18.0, 16.0)
_BUDGET_HEADERS = (
    "Functie", "Uren per jaar", w.TARIFF, "Begroot per jaar", "Begroot tot en met kwartaal",
    "Werkelijke uren", "Werkelijk bedrag", "Nog over",
)  # fmt: skip


def budget_sizes() -> tuple[int, int]:
    """How many functions and how many sources of cover the sheet has room for."""
    budget = newest_version().budget
    return (len(budget.lines), len(budget.cover)) if budget else (0, 0)


def _budget(book: Book) -> None:
    """What team C&A may cost, has cost, and will cost by the look of it (F05)."""
    sheet = book.sheet(_BUDGET_SHEET, _BUDGET_WIDTHS, landscape=True)
    last = len(_BUDGET_HEADERS) - 1
    sheet.heading(0, "Begroting van team Consultatie en Advies", last)
    sheet.named(1, 0, "uitleg_begroting", "under")
    for column, header in enumerate(_BUDGET_HEADERS):
        sheet.text(3, column, header, "head_right" if column else "head")
    sheet.height(3, 32)
    functions, covers = budget_sizes()
    for number in range(1, functions + 1):
        _function(sheet, 3 + number, number)
    row = 4 + functions
    sheet.text(row, 0, "Som", "sum")
    sheet.blank(row, (2,), "sum")
    for column, part, look in (
        (1, "uren", "sum_hours"), (3, "jaar", "sum_euro"), (4, "tot_nu", "sum_euro"),
        (5, "werkelijk_uren", "sum_hours"), (6, "werkelijk", "sum_euro"), (7, "over", "sum_euro"),
    ):  # fmt: skip
        letter = "ABCDEFGH"[column]
        cells = f"{letter}5:{letter}{row}"
        formula = f"ROUND(SUM({cells}),2)"
        if part in UNKNOWN_SUMS:
            formula = f'IF(COUNT({cells})=0,"",{formula})'
        sheet.computed(row, column, formula, look, f"begroting_som_{part}")
    _cover(sheet, row, covers)


def _function(sheet: Sheet, row: int, number: int) -> None:
    name = f"begroting_{number}_"
    for column, part, look in (
        (0, "functie", "text"), (1, "uren", "hours"), (2, "tarief", "euro"),
        (4, "tot_nu", "euro"), (5, "werkelijk_uren", "hours"), (6, "werkelijk", "euro"),
    ):  # fmt: skip
        sheet.named(row, column, name + part, look)
    here = row + 1
    year, left = f"ROUND(B{here}*C{here},2)", f"ROUND(E{here}-G{here},2)"
    sheet.computed(row, 3, f'IF(B{here}="","",{year})', "euro", name + "jaar", "")
    sheet.computed(row, 7, f'IF(G{here}="","",{left})', "euro", name + "over", "")


def _cover(sheet: Sheet, total: int, covers: int) -> None:
    """What pays for it, what is missing, and the forecast of triage."""
    first = total + 2
    sheet.heading(first, "Dekking", 3)
    for number in range(1, covers + 1):
        sheet.named(first + number, 0, f"dekking_{number}_naam", "text")
        sheet.blank(first + number, (1, 2), "text")
        sheet.named(first + number, 3, f"dekking_{number}_bedrag", "euro")
    end = first + covers
    sheet.text(end + 1, 0, "Som van de dekking")
    sheet.computed(end + 1, 3, f"ROUND(SUM(D{first + 2}:D{end + 1}),2)", "free_euro", "dekking_som")
    sheet.text(end + 2, 0, "Tekort: begroot min dekking", "sum")
    sheet.blank(end + 2, (1, 2), "sum")
    gap = f"ROUND(D{total + 1}-D{end + 2},2)"
    sheet.computed(end + 2, 3, gap, "sum_euro", "dekking_tekort")
    sheet.heading(end + 4, "Prognose triage", 3)
    for number, (label, name, look) in enumerate(
        (
            ("Casussen met triage, dit jaar tot nu", "triages", "plain_number"),
            ("Casussen in een heel jaar, in dit tempo", "prognose_casussen", "plain_number"),
            ("Kosten van triage in een heel jaar", "prognose_bedrag", "free_euro"),
            ("Uren van een functie buiten de begroting", "uren_overig", "plain_number"),
        ),
        1,
    ):
        sheet.text(end + 4 + number, 0, label)
        sheet.named(end + 4 + number, 3, name, look)
