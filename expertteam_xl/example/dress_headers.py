"""Headers as people write them: other names, stars, units and notes, and two lines.

Whatever is done to a header, it keeps its meaning: the reader knows every one of these forms.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from expertteam_xl.example.dress_style import Style
from expertteam_xl.kinds import Kind
from expertteam_xl.schema import Column

GROUPS = {
    "Aanmelding": (("Datum", "Aanmelddatum"), ("Door", "Type aanmelder")),
    "Triage": (("Datum", "Triagedatum"), ("Uitkomst", "Triage-uitkomst")),
    "Overleg": (("Datum", "Overlegdatum"),),
    "Advies": (("verzonden", "Besluit verzonden op"),),
    "Afsluiting": (("Datum", "Afgesloten op"),),
}
"""Titles over columns of Casussen that belong together, and what each column is called then."""

OWN_COLUMNS = (
    "Kleur", "Map", "Terugbellen", "Wie belt", "Aantal mappen", "Intern kenmerk 2",
    "Volgorde lijst", "Kast", "Lade", "Archiefdoos", "Postvak", "Zaaknr gemeentesysteem",
)  # fmt: skip
"""Headers that are no field of ours, nor look like one."""

UNITS = ("dd-mm-jjjj", "tekst", "ja/nee", "A of B", "keuze", "(verplicht)", "zie toelichting")
"""What stands in a row under a header to say how a column is filled in."""

Trick = Callable[[str], str]

WHOLE_TRICKS: tuple[Trick, ...] = (
    lambda t: t,
    lambda t: t,
    str.upper,
    str.lower,
    lambda t: f"  {t} ",
    lambda t: f"{t}:",
    lambda t: f"{t}*",
    lambda t: f"{t} *",
    lambda t: t.replace(" ", "\n"),
    lambda t: t.replace(" ", "  "),
    lambda t: t.replace(" ", "\u00a0"),
    lambda t: t.replace("e", "é", 1),
)
"""What leaves the letters and digits of a header as they are."""

NOTE_TRICKS: tuple[Trick, ...] = (
    lambda t: f"{t} (verplicht)",
    lambda t: f"{t}\nniet later wijzigen",
    lambda t: f"{t} (zie toelichting)*",
)
"""What adds a remark."""

DATE_TRICKS: tuple[Trick, ...] = (
    lambda t: f"{t} (dd-mm-jjjj)",
    lambda t: f"{t} dd-mm-jj",
    lambda t: f"{t}\n(dd-mm-jjjj)",
)
"""What adds how a date is typed."""


def any_header(rng: Random, column: Column, *, aliases: bool = True) -> str:
    """A column's header as anybody may write it: each time another name, another trick."""
    text = rng.choice((column.header, *column.aliases)) if aliases else column.header
    tricks = WHOLE_TRICKS[1:] + NOTE_TRICKS
    if column.kind is Kind.DATUM:
        tricks += DATE_TRICKS
    return rng.choice(tricks)(text)


class Headers:
    """The headers of one register, in one hand."""

    def __init__(self, style: Style, rng: Random) -> None:
        """Settle what this coordinator does to all her headers."""
        self._style, self._rng = style, rng
        self._names: dict[str, str] = {}
        self._habit = rng.choice(WHOLE_TRICKS[:2] + WHOLE_TRICKS[5:10])
        self._share = rng.choice((0.0, 0.15, 0.5))

    def name(self, column: Column) -> str:
        """What she calls a column: the same name in every sheet."""
        if column.header not in self._names:
            other = column.aliases and self._rng.random() < self._style.aliases
            self._names[column.header] = (
                self._rng.choice(column.aliases) if other else column.header
            )
        name = self._names[column.header]
        return name if name in (column.header, *column.aliases) else column.header

    def whole(self, column: Column) -> str:
        """A header whose letters and digits are exactly a name of the column."""
        return self.habit(self.cased(self.name(column)))

    def written(self, column: Column) -> str:
        """A header as she writes it, now and then with a remark."""
        if self._rng.random() >= self._style.slip * 2:
            return self.whole(column)
        tricks: Sequence[Trick] = NOTE_TRICKS + (
            DATE_TRICKS if column.kind is Kind.DATUM else WHOLE_TRICKS
        )
        return self._rng.choice(tricks)(self.name(column))

    def cased(self, text: str) -> str:
        """The text in capitals or without, as is her habit."""
        how = self._style.capitals
        return text.upper() if how == "hoofdletters" else text.lower() if how == "klein" else text

    def habit(self, text: str) -> str:
        """The text with what she often does to a header."""
        return self._habit(text) if self._rng.random() < self._share else text

    def own(self, count: int) -> list[str]:
        """Different headers for columns of her own."""
        return [self.cased(text) for text in self._rng.sample(OWN_COLUMNS, count)]
