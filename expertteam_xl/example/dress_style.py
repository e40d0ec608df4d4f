"""The hand of one made-up coordinator: what she always does, and how often she slips."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from expertteam_xl.example.dress_page import PLAIN, Look, look

DateMode = Literal["datum", "tekst", "getal"]

_FONTS = ("Calibri", "Arial", "Verdana", "Tahoma", "Aptos Narrow")
_PALETTES = (
    ("#1F4E5F", "#DCE9EE", "#F4F8FA"),
    ("#7A3B2E", "#F2DED7", "#FBF5F2"),
    ("#2F5D3A", "#DCEBDD", "#F4F9F4"),
    ("#5B4A86", "#E4DEF0", "#F7F5FB"),
    ("#B8860B", "#FBEFC9", "#FFFBEF"),
    ("#404040", "#D9D9D9", "#F5F5F5"),
)
_TABLE_STYLES = ("Table Style Medium 2", "Table Style Light 9", "Table Style Medium 7")
_DATE_FORMATS = ("dd-mm-yyyy", "d-m-yyyy", "dd/mm/yy", "d mmm yyyy", "ddd d mmm yyyy", "dd-mm-yy")
_YES_NO = (("ja", "nee"), ("ja", "nee"), ("Ja", "Nee"), ("JA", "NEE"), ("j", "n"), ("x", "nee"))
_BLANKS = ("?", "-", "nvt", "n.v.t.", "volgt", "n.b.", "onbekend", "nnb", "...")


@dataclass(frozen=True)
class Style:
    """What one coordinator always does.

    Attributes:
        font, size: of every cell.
        dark, band, pale: her colours, from strong to weak.
        table_style: of her Excel tables.
        banded: whether every second row is shaded.
        ruled: whether cells have lines around them.
        colours: whether a row is coloured by its status.
        date_format: how she shows a date.
        date_mode: what she types for one, most of the time.
        date_text: which form of text she uses.
        yes, no: her words.
        blanks: what she writes where nothing is known.
        blank_share: how often she writes it.
        slip: how often something is written otherwise than usual.
        aliases: how often a header is another name than ours.
        capitals: how she writes headers.
        excel_tables: whether her lists are Excel tables, as far as they can be.
        extras: how much else she puts in a sheet, from 0 to 1.
        date1904: whether her workbook once came from an old Mac.
        years: ``bladen`` for a sheet a year, ``regels`` for a line a year, ``geen``.
    """

    font: str
    size: int
    dark: str
    band: str
    pale: str
    table_style: str
    banded: bool
    ruled: bool
    colours: bool
    date_format: str
    date_mode: DateMode
    date_text: int
    yes: str
    no: str
    blanks: tuple[str, ...]
    blank_share: float
    slip: float
    aliases: float
    capitals: Literal["gewoon", "hoofdletters", "klein"]
    excel_tables: bool
    extras: float
    date1904: bool
    years: Literal["bladen", "regels", "geen"]

    def title(self) -> Look:
        """The first line of a sheet, in big letters."""
        return look(bold=True, font_size=self.size + 7, font_color=self.dark)

    def subtitle(self) -> Look:
        """The lines under it."""
        return look(italic=True, font_color="#595959")

    def header(self) -> Look:
        """A header of a list."""
        return look(
            self.lines(),
            bold=True,
            bg_color=self.dark,
            font_color="#FFFFFF",
            text_wrap=True,
            valign="vcenter",
        )

    def separator(self) -> Look:
        """A line between rows: a year, a subtotal."""
        return look(self.lines(), bold=True, bg_color=self.band, font_color=self.dark)

    def note(self) -> Look:
        """A remark beside or under a list."""
        return look(italic=True, font_color="#7F7F7F")

    def body(self, fill: str = "") -> Look:
        """A cell of a record."""
        base = look(self.lines(), bg_color=fill) if fill else self.lines()
        return look(base, valign="top", align="left")

    def lines(self) -> Look:
        """The lines around a cell."""
        return look(border=1, border_color="#BFBFBF") if self.ruled else PLAIN


def draw_style(rng: Random) -> Style:
    """The hand of somebody."""
    dark, band, pale = rng.choice(_PALETTES)
    yes, no = rng.choice(_YES_NO)
    return Style(
        font=rng.choice(_FONTS),
        size=rng.choice((10, 11, 11)),
        dark=dark,
        band=band,
        pale=pale,
        table_style=rng.choice(_TABLE_STYLES),
        banded=rng.random() < 0.4,
        ruled=rng.random() < 0.6,
        colours=rng.random() < 0.6,
        date_format=rng.choice(_DATE_FORMATS),
        date_mode=rng.choices(("datum", "tekst", "getal"), (8, 3, 1))[0],
        date_text=rng.randrange(100),
        yes=yes,
        no=no,
        blanks=tuple(rng.sample(_BLANKS, 2)),
        blank_share=rng.choice((0.0, 0.05, 0.15, 0.3)),
        slip=rng.choice((0.01, 0.04, 0.1)),
        aliases=rng.choice((0.1, 0.4, 0.8)),
        capitals=rng.choices(("gewoon", "hoofdletters", "klein"), (6, 1, 2))[0],
        excel_tables=rng.random() < 0.25,
        extras=rng.choice((0.2, 0.5, 0.8)),
        date1904=rng.random() < 0.12,
        years=rng.choices(("bladen", "regels", "geen"), (3, 3, 4))[0],
    )
