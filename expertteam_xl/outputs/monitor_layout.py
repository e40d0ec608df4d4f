"""Where every figure of the monitor stands on paper: pages, blocks and tiles (domein §5, Printout).

The template is built from this, and the filling finds its way by the same names.
"""

from __future__ import annotations

from dataclasses import dataclass

from expertteam_xl.monitoring.model import TOTAL

TEMPLATE = "kwartaalmonitor.xlsx"

LAST_COLUMN = 8
"""The last column of a page, from 0 on: a label and eight columns of figures."""

REASON = 5
"""The column of the reason behind a figure that stands alone, from 0 on."""

OPEN_CASES, PARTNERS, DEFINED = "tblOpenCasussen", "tblDeelname", "tblDefinities"
QUARTERS = "tblKwartalen"
"""The tables that grow; each is the last thing on its sheet."""

OPEN_TAB = "3b Open casussen"
"""The sheet that only the team itself gets."""

TIMES_CHART = "grafiek_tijdigheid"
"""The cells that the bars of timeliness are drawn from."""

NOTES, TITLE = "voetnoten", "monitor_titel"

FOOT_ROOM = 100
"""Footnotes that the template has room for."""

WHOLE, TENTH, PERCENT, EURO, MINUTES, TEXT = (
    "whole", "tenth", "percent", "euro", "minutes", "long",
)  # fmt: skip
"""How numbers look; also names of the template's styles."""


@dataclass(frozen=True, slots=True)
class Block:
    """A table of figures at a place of its own.

    Attributes:
        code: of the figures.
        rows: how many rows it has room for, the header left out.
        columns: how many columns of figures it usually has.
        look: how its numbers look.
        row_looks: the same for each row, where rows differ.
        column_looks: the same for each column, where columns differ.
        n: whether a column with n stands behind the first.
    """

    code: str
    rows: int
    columns: int
    look: str = WHOLE
    row_looks: tuple[str, ...] = ()
    column_looks: tuple[str, ...] = ()
    n: bool = False

    @property
    def name(self) -> str:
        """The name of its cells in the workbook."""
        return f"blok_{self.code.replace('-', '_')}"

    def look_at(self, row: int, column: int) -> str:
        """How a number looks; row and column count from 0."""
        if row < len(self.row_looks):
            return self.row_looks[row]
        return self.column_looks[column] if column < len(self.column_looks) else self.look


@dataclass(frozen=True, slots=True)
class Singles:
    """Figures that stand alone, under each other.

    Attributes:
        name: of its cells in the workbook.
        title: above them.
        figures: code of each, and how its number looks.
    """

    name: str
    title: str
    figures: tuple[tuple[str, str], ...]

    @property
    def rows(self) -> int:
        """How many rows it has room for, the header left out."""
        return len(self.figures)


@dataclass(frozen=True, slots=True)
class Break:
    """A new page begins here."""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of the monitor.

    Attributes:
        tab: the name of its tab.
        title: at its top.
        items: what stands on it, from top to bottom.
        chart: name of the chart at its right; empty for none.
        remark: a line of text under the title of the first block; empty for none.
        widths: of its columns, in characters; empty for those of a page with numbers.
    """

    tab: str
    title: str
    items: tuple[Block | Singles | Break, ...]
    chart: str = ""
    remark: str = ""
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Tile:
    """One key figure on the first page.

    Attributes:
        name: of its cell in the workbook; the line under it has ``_bij`` behind it.
        title: what it says.
        code: of the figure.
        row: of a table of figures; empty for a figure that stands alone.
        column: of a crosstab.
        look: how its number looks.
        over: the column of a crosstab with the whole.
    """

    name: str
    title: str
    code: str
    row: str = ""
    column: str = "aantal"
    look: str = WHOLE
    over: str = ""


_ON_TIME = {"column": "percentage", "look": PERCENT, "over": "noemer"}
_DAYS = "Van aanmelding tot oplossing (mediaan, dagen)"
TILES = (
    Tile("tegel_aanmeldingen", "Aanmeldingen", "T-a", TOTAL),
    Tile("tegel_besproken", "Casussen besproken", "T-c", "casussen besproken"),
    Tile("tegel_open", "Open casussen, eind van de periode", "T-c-open", TOTAL),
    Tile("tegel_sessies", "Sessies gehouden", "T-c", "sessies gehouden"),
    Tile("tegel_triage", "Triage op tijd (T01)", "T-d", "T01", **_ON_TIME),
    Tile("tegel_overleg", "Overleg op tijd (T02)", "T-d", "T02", **_ON_TIME),
    Tile("tegel_oplossing", _DAYS, "M02-5a", look=TENTH),
    Tile("tegel_doelen", "Doelen behaald", "T-f", look=PERCENT),
    Tile("tegel_terugkeer", "Casussen die terugkwamen", "M02-3"),
    Tile("tegel_uhp", "Uithuisplaatsingen voorkomen", "M02-4", "alle casussen"),
    Tile("tegel_ervaring", "Ervaring van partners (cijfer)", "M02-6", look=TENTH),
    Tile("tegel_kosten", "Kosten van de partners", "M05-bedrag", TOTAL, look=EURO),
)
"""The key figures, row by row."""

_SEVEN = (("M02-5a", TENTH), ("M02-5b", TENTH), ("M02-5c", TENTH), ("M02-5d", TENTH))
_STAYS = (WHOLE, TENTH, WHOLE, PERCENT, WHOLE)
_ESTIMATE = (WHOLE, PERCENT, PERCENT, EURO, WHOLE, EURO, EURO, EURO)
_LEARNING = (WHOLE, WHOLE, PERCENT, WHOLE, WHOLE, WHOLE)
_TIMES = (WHOLE, WHOLE, PERCENT, PERCENT, PERCENT)
_WORKS = (*(PERCENT,) * 5, *(TENTH,) * 5)
_SUBJECTS = tuple((f"B{number:02}", WHOLE) for number in range(1, 17))

PAGES = (
    Page(
        "2 Instroom", "2 Instroom",
        (
            Block("T-a", 6, 3), Block("T-a-gemeente", 12, 3), Break(),
            Block("T-b", 9, 3), Block("T-c", 6, 3), Block("T-c-open", 6, 2), Break(),
            Block("M02-1", 12, 6), Block("M02-1-werkstroom", 12, 4), Break(),
            Block("M02-1-knelpunt", 9, 4), Block("M02-1-grond", 6, 3),
        ),
        chart="instroom",
    ),
    Page(
        "3 Tijdigheid", "3 Tijdigheid",
        (Block("T-d", 6, 5, column_looks=_TIMES),),
        chart="tijdigheid",
    ),
    Page(
        "4 Adviezen en doelen", "4 Adviezen en doelen",
        (
            Singles("kengetallen_adviezen", "Resultaten", (
                ("T-e-volledig", PERCENT), ("T-f", PERCENT), ("S-a", PERCENT), ("T-g", PERCENT),
            )),
            Block("T-e", 4, 3), Block("M02-2", 6, 3),
            Block("M02-2-percentage", 6, 3, PERCENT, n=True),
        ),
    ),
    Page(
        "5 Terugkeer en UHP", "5 Terugkeer en uithuisplaatsing (UHP)",
        (
            Singles("kengetallen_terugkeer", "Terugkeer", (
                ("M02-3", WHOLE), ("M02-3-percentage", PERCENT), ("M02-3-vervolg", WHOLE),
            )),
            Block("M02-4", 3, 3, n=True), Block("M02-4-percentage", 3, 3, PERCENT, n=True),
            Block("S-b", 3, 3, n=True),
            Break(),
            Block("T-h", 6, 3, row_looks=_STAYS, n=True), Block("T-h-uitstroom", 8, 3),
            Block("M06", 9, 3, EURO, row_looks=_ESTIMATE, n=True),
        ),
    ),
    Page(
        "6 Snelheid", "6 Snelheid",
        (Singles("kengetallen_snelheid", "Dagen tot de oplossing", _SEVEN),),
        chart="snelheid",
    ),
    Page(
        "7 Ervaringen", "7 Ervaringen",
        (
            Singles("kengetallen_ervaringen", "Cijfers van 1 tot en met 10", (
                ("M02-6", TENTH), ("S-c", TENTH), ("S-c-samenwerking", TENTH), ("E01-3", TENTH),
                ("E01-4", TENTH),
            )),
            Block("M02-7", 3, 3, TENTH, n=True), Block("M02-6-respons", 5, 3), Break(),
            Block("E01-1", 3, 3), Block("E01-2", 11, 3, TENTH, row_looks=_WORKS, n=True),
        ),
    ),
    Page(
        "8 Deelname en kosten", "8 Deelname en kosten",
        (Block("M05-bedrag", 12, 3, EURO, n=True), Block("S-d", 4, 3, EURO, n=True)),
    ),
    Page(
        "9 Signalen en leren", "9 Signalen en leren",
        (
            Block("S-e", 8, 4, TEXT, column_looks=(WHOLE, TEXT, TEXT, TEXT)), Break(),
            Block("B", 16, 4, TEXT, column_looks=(TEXT, TEXT, TEXT, WHOLE)),
        ),
        widths=(44.0, 14.0, 48.0, 24.0, 24.0, 2.0, 2.0, 2.0, 2.0),
    ),
    Page(
        "9b Leren en procesregie", "9b Leren en procesregie",
        (
            Block("N03", 9, 3),
            Singles("kengetallen_regie", "Procesregie", (("N02", PERCENT),)),
            Block("N01", 3, 3), Break(),
            Block("N04", 7, 3, row_looks=_LEARNING, n=True), Break(),
            Singles("kengetallen_basis", "Wat het register laat zien van elk onderwerp", _SUBJECTS),
        ),
    ),
    Page(
        "10 C&A-budget", "10 Budget van het team Consultatie en Advies (C&A)",
        (Block("F05", 10, 3, EURO),),
    ),
)  # fmt: skip
"""The sheets with figures, in the order of the printout."""

FRONT_TAB, NOTES_TAB, DEFINED_TAB = "1 Kerncijfers", "11 Voetnoten", "11b Definities"
HELPER_TAB = "Cijfers bij de grafieken"

UNDER_NAMES = {
    tab: f"onder_{number}"
    for number, tab in enumerate(
        (FRONT_TAB, *(page.tab for page in PAGES), OPEN_TAB, NOTES_TAB, DEFINED_TAB, HELPER_TAB),
        1,
    )
}
"""Name of the cell under the title of each sheet, that says for whom and when it was made."""


def chart_note(name: str) -> str:
    """Name of the cell above a chart that tells where there is nothing to draw."""
    return f"grafiek_{name}_uitleg"


OPEN_HEADERS = (
    "Casusnummer", "Uitvoeringsdienst", "Eerstvolgende termijn", "Uiterste datum", "Dagen",
    "Open doelen", "Open afspraken", "Dag in tussenvoorziening", "Bevindingen",
)  # fmt: skip
PARTNER_HEADERS = (
    "Partner", "Overleggen", "Minuten", "Vorige overleggen", "Vorige minuten",
    "Cumulatief overleggen", "Cumulatief minuten",
)  # fmt: skip
DEFINED_HEADERS = (
    "Code", "Kengetal", "Eenheid", "Hoe het is geteld", "Bron", "Niet bepaalbaar, want",
)  # fmt: skip
QUARTER_HEADERS = (
    "Kwartaal", "Werkstroom A", "Werkstroom B", "Zonder werkstroom", "Aanmelding tot oplossing",
    "Overleg tot oplossing",
)  # fmt: skip
