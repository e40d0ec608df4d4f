"""How much text a sheet comes to: calamine copies a common text into every cell that uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from expertteam_xl.register.facts import SheetFacts
from expertteam_xl.register.sheetxml import text_references

_END, _EMPTY = b"</si>", b"<si/>"
_LONGEST_TEXT = 64 * 1024 * 1024


class TextTooLongError(Exception):
    """A single common text is larger than any cell can hold."""


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
    """The sizes of the common texts, found without parsing them.

    Raises:
        TextTooLongError: one of them is larger than 64 MB.
    """
    sizes: list[int] = []
    rest, before, exact = b"", 0, True
    for chunk in chunks:
        piece = rest + chunk
        exact = exact and _EMPTY not in piece
        first, *others = map(len, piece.split(_END))
        lengths = [before + first, *others]
        open_text = lengths.pop()
        sizes.extend(lengths)
        rest = piece[-min(len(_END) - 1, open_text) :] if open_text else b""
        before = open_text - len(rest)
        if before > _LONGEST_TEXT:
            raise TextTooLongError
    sizes.append(before + len(rest))
    return TextWeights(tuple(sizes), exact and sizes[-1] < len(_END) * 100)
