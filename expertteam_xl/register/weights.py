"""How much text a sheet comes to: calamine copies a common text into every cell that uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from expertteam_xl.register.facts import SheetFacts
from expertteam_xl.register.sheetxml import text_references

_END = b"</si>"


@dataclass(frozen=True)
class TextWeights:
    """Sizes of the common texts.

    Attributes:
        sizes: bytes of every text, by index.
        exact: whether every text was told apart.
    """

    sizes: tuple[int, ...]
    exact: bool

    def swells(self, facts: SheetFacts, chunks: Callable[[], Iterable[bytes]], most: int) -> bool:
        """Whether the texts in the cells of a sheet come to more than ``most`` bytes together.

        Args:
            facts: of the sheet.
            chunks: gives the sheet's bytes; only called when a quick estimate leaves doubt.
            most: number of bytes.
        """
        if facts.cells * max(self.sizes, default=0) <= most:
            return False
        if not (self.exact and facts.quick):
            return True
        total = 0
        for references in text_references(chunks()):
            try:
                total += sum(map(self.sizes.__getitem__, map(int, references)))
            except IndexError:
                return True
            if total > most:
                return True
        return False


def weigh_texts(chunks: Iterable[bytes]) -> TextWeights:
    """The sizes of the common texts, found without parsing them."""
    sizes: list[int] = []
    rest, exact = b"", True
    for chunk in chunks:
        pieces = (rest + chunk).split(_END)
        rest = pieces.pop()
        sizes.extend(map(len, pieces))
        exact = exact and b"<si/>" not in chunk
    sizes.append(len(rest))
    return TextWeights(tuple(sizes), exact and len(rest) < len(_END) * 100)
