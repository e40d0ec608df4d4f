"""The lists behind the drop-downs of an empty register, which stand on a sheet of their own.

A drop-down that reads them from a sheet takes ``Ja`` for ``ja``, and a list may be as long as it
likes; words typed into the drop-down itself may not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from expertteam_xl.convenant.gemeenten import gemeenten, services
from expertteam_xl.outputs.empty_register_model import Name, identifier
from expertteam_xl.package.areas import quoted
from expertteam_xl.register.references import column_letters
from expertteam_xl.schema import Column

TOP = 4
"""Excel row of the first word, on Keuzelijsten and on Gemeenten."""

_YES_NO = ("ja", "nee", "onbekend")
PLACES = "Woonplaatsen"
"""Name of the woonplaatsen on the sheet Gemeenten."""


@dataclass
class Lists:
    """The lists that the drop-downs have asked for so far, each once.

    Attributes:
        sheet: name of their tab.
        found: the words of every list, to its name and its title.
    """

    sheet: str = "Keuzelijsten"
    found: dict[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)

    def words(self, table: str, column: Column) -> str:
        """The drop-down of a column's own words."""
        return self._list(tuple(column.words), f"{table}: {column.header}")

    def yes_no(self) -> str:
        """The drop-down of a question."""
        return self._list(_YES_NO, "Ja of nee")

    def gemeenten(self) -> str:
        """The drop-down of the gemeenten of the convenant."""
        return self._list(tuple(each.name for each in gemeenten()), "Gemeente")

    def services(self) -> str:
        """The drop-down of their uitvoeringsdiensten."""
        return self._list(services(), "Uitvoeringsdienst")

    def places(self) -> str:
        """The drop-down of the woonplaatsen, which stand on the sheet Gemeenten."""
        return f"={PLACES}"

    def _list(self, words: tuple[str, ...], title: str) -> str:
        self.found.setdefault(words, (f"Keuze_{identifier(title)}", title))
        return f"={self.found[words][0]}"

    def names(self) -> Iterator[Name]:
        """The names of the lists, in the order of their columns."""
        for number, (words, (name, _)) in enumerate(self.found.items(), 1):
            letters = column_letters(number)
            area = f"${letters}${TOP}:${letters}${TOP + len(words) - 1}"
            yield Name(name, f"={quoted(self.sheet)}!{area}")
