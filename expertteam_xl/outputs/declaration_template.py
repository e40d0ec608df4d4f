"""The template of a declaration for one gemeente: a first sheet to sign, and a sheet of lines."""

from __future__ import annotations

from expertteam_xl.outputs import declaration_words as w
from expertteam_xl.outputs.declaration_looks import Book, Column, Sheet

TITLE = "Declaratie expertteam jeugd"

_FRONT, _LINES = "Declaratie", "Regels"
_WIDTHS = (34.0, 27.0, 14.0, 20.0)
_LAST = len(_WIDTHS) - 1
_FIRST_PARTNER = 19
"""The row of the first partner, from 0 on; the partners stand under each other from there."""

_HEAD = (
    ("Gemeente", "gemeente", "value"),
    ("CBS-code", "cbs_code", "plain"),
    ("Gericht aan", "gericht_aan", "plain"),
    ("Periode", "periode", "plain"),
    ("Declaratienummer", "declaratienummer", "value"),
    ("Datum", "datum", "plain_day"),
)
_TO_FILL = ("Verplichtingen-/inkoopnummer", "Kostenplaats", "Contactpersoon")

COLUMNS = (
    Column(w.DAY, 15.0, "day"),
    Column(w.MEETING, 17.0),
    Column(w.STREAM, 13.0),
    Column(w.VERSION, 12.0),
    Column(w.PARTNER, 30.0, "long"),
    Column(w.AGB, 11.0),
    Column(w.CASE, 15.0),
    Column(w.BASIS, 19.0),
    Column(w.MINUTES, 12.0, "minutes"),
    Column(w.TARIFF, 15.0, "euro"),
    Column(w.AMOUNT, 14.0, "euro"),
    Column(w.SORT, 12.0),
)
"""The lines of a gemeente."""


def gemeente_template() -> bytes:
    """The workbook that a declaration for one gemeente is made from."""
    book = Book(TITLE)
    front = book.sheet(_FRONT, _WIDTHS, pages=1)
    _head(front)
    _partners(front)
    below = _totals(front, _FIRST_PARTNER + w.CAPACITY)
    below = _control(front, below + 1)
    below = _rules(front, below + 1)
    _signatures(front, below + 1)
    _lines(book)
    return book.to_bytes()


def _head(front: Sheet) -> None:
    front.named(0, 0, "concept", "concept")
    front.text(1, 0, TITLE, "title")
    front.height(1, 27)
    front.text(
        2,
        0,
        "Specificatie per gemeente en kwartaal; dit is geen factuur. Elke partner krijgt één "
        "betaling.",
        "under",
    )
    front.heading(4, "Gegevens", _LAST)
    for row, (label, name, look) in enumerate(_HEAD, 5):
        front.text(row, 0, label)
        front.named(row, 1, name, look)
    front.heading(12, "In te vullen door de gemeente", _LAST)
    for row, label in enumerate(_TO_FILL, 13):
        front.text(row, 0, label)
        for column, look in enumerate(("input_left", "input_middle", "input_right"), 1):
            front.blank(row, (column,), look)
        front.height(row, 20)


def _partners(front: Sheet) -> None:
    front.heading(17, "Te betalen per partner", _LAST)
    for column, header in enumerate((w.PARTNER, w.AGB, w.MINUTES, w.AMOUNT)):
        front.text(18, column, header, "head_right" if column > 1 else "head")
    for number in range(1, w.CAPACITY + 1):
        row = _FIRST_PARTNER + number - 1
        front.named(row, 0, w.partner_name(number, "naam"), "long")
        front.named(row, 1, w.partner_name(number, "agb"), "text")
        for column, part, look in ((2, "minuten", "minutes"), (3, "bedrag", "euro")):
            name = w.partner_name(number, part)
            front.computed(row, column, _of_partner(row, part.capitalize()), look, name, "")


def _of_partner(row: int, header: str) -> str:
    """A partner's part of a column of lines; a comparison, since SUMIFS takes * for a wildcard."""
    here = f"$A{row + 1}"
    sums = f"SUMPRODUCT(({w.LINES}[{w.PARTNER}]={here})*{w.LINES}[{header}])"
    return f'IF({here}="","",ROUND({sums},2))'


def _totals(front: Sheet, row: int) -> int:
    """The total and what it consists of; gives the first row below."""
    front.text(row, 0, "Totaal te betalen", "sum")
    front.blank(row, (1,), "sum")
    front.computed(row, 2, f"SUM({w.LINES}[{w.MINUTES}])", "sum_minutes", "totaal_minuten")
    front.computed(row, 3, f"ROUND(SUM({w.LINES}[{w.AMOUNT}]),2)", "sum_euro", "totaal_bedrag")
    for sort, label in zip(
        w.SORTS, ("waarvan regulier", "waarvan nagekomen", "waarvan correcties"), strict=True
    ):
        row += 1
        front.text(row, 0, label)
        for column, header, look in ((2, w.MINUTES, "free_minutes"), (3, w.AMOUNT, "free_euro")):
            formula = f'ROUND(SUMIFS({w.LINES}[{header}],{w.LINES}[{w.SORT}],"{sort}"),2)'
            front.computed(row, column, formula, look, f"{sort}_{header.lower()}")
    front.text(row + 1, 0, "Btw: vrijgesteld – te bevestigen")
    return row + 2


def _control(front: Sheet, row: int) -> int:
    """The block that proves the sum; gives the first row below."""
    front.heading(row, "Controle", _LAST)
    front.text(row + 1, 0, "Som van de regels")
    front.computed(
        row + 1, 3, f"ROUND(SUM({w.LINES}[{w.AMOUNT}]),2)", "free_euro", "controle_regels"
    )
    front.text(row + 2, 0, "Som van de betalingen per partner")
    first, last = _FIRST_PARTNER + 1, _FIRST_PARTNER + w.CAPACITY
    front.computed(row + 2, 3, f"ROUND(SUM(D{first}:D{last}),2)", "free_euro", "controle_partners")
    front.text(row + 3, 0, "Eigen aandeel volgens de verdeling van de tijd")
    front.named(row + 3, 3, "eigen_aandeel", "free_euro")
    front.text(row + 4, 0, "Verschil (moet 0,00 zijn)", "sum")
    front.blank(row + 4, (1, 2), "sum")
    difference = f"ROUND(ABS(D{row + 2}-D{row + 4})+ABS(D{row + 3}-D{row + 4}),2)"
    front.computed(row + 4, 3, difference, "sum_euro", "verschil")
    front.text(row + 5, 0, "Register (SHA-256)")
    front.named(row + 5, 1, "register_sha256", "small")
    front.text(row + 6, 0, "Programma en versie")
    front.named(row + 6, 1, "programmaversie", "plain")
    front.text(row + 7, 0, "Peildatum")
    front.named(row + 7, 1, "peildatum", "plain_day")
    return row + 8


_TERMS = (
    "Vergoed wordt de tijd die uitgenodigde partners echt besteedden, tegen hun consulttarief.",
    "In werkstroom A geldt een maximum per overleg; reistijd en voorbereiding tellen daarin mee.",
    "De tijd is in minuten verdeeld naar de woonplaats van de besproken cliënten (convenant 2020, "
    "art. 8).",
    "Nagekomen: tijd uit een eerder kwartaal. Correctie: verrekening van een eerder bedrag.",
)


def _rules(front: Sheet, row: int) -> int:
    """What the declaration rests on; gives the first row below."""
    front.heading(row, "Afspraken", _LAST)
    for number, text in enumerate(_TERMS, 1):
        front.text(row + number, 0, text, "plain")
    return row + len(_TERMS) + 1


def _signatures(front: Sheet, row: int) -> None:
    front.heading(row, "Ondertekening", _LAST)
    front.text(row + 1, 1, "Namens het expertteam", "input_head")
    front.text(row + 1, 2, "Akkoord gemeente", "input_head")
    for number, label in enumerate(("Naam en functie", "Datum", "Handtekening"), 2):
        front.text(row + number, 0, label)
        for column, look in enumerate(("input", "input_left", "input_right"), 1):
            front.blank(row + number, (column,), look)
        front.height(row + number, 40 if label == "Handtekening" else 20)


def _lines(book: Book) -> None:
    sheet = book.sheet(_LINES, (), landscape=True)
    sheet.named(0, 0, "regels_titel", "heading")
    sheet.blank(0, range(1, len(COLUMNS)), "rule")
    sheet.named(1, 0, "regels_concept", "concept")
    sheet.text(1, 7, "Totaal van de getoonde regels", "aside")
    sheet.height(1, 21)
    sheet.computed(1, 8, f"SUBTOTAL(109,{w.LINES}[{w.MINUTES}])", "top_minutes", "regels_minuten")
    sheet.computed(
        1, 10, f"ROUND(SUBTOTAL(109,{w.LINES}[{w.AMOUNT}]),2)", "top_euro", "regels_bedrag"
    )
    sheet.table(3, w.LINES, COLUMNS)
