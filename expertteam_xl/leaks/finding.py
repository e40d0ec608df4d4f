"""Whether a workbook holds what may not leave the house, in any of its parts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from expertteam_xl.clues import Clue, clues, may_hold_clues
from expertteam_xl.disclosure import masked
from expertteam_xl.leaks.forbidden import Forbidden, Value
from expertteam_xl.leaks.reading import texts
from expertteam_xl.text import tidy

PATTERNS = frozenset((Clue.BSN, Clue.EMAIL, Clue.PHONE, Clue.IBAN, Clue.POSTCODE))
"""What is told by its form alone."""

_GUID = re.compile(r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?")

_BETWEEN = re.compile(r"[;\"|<>\t\r\n]|,(?!\d{1,2}(?![\d-]))|(?<=[A-Za-z])[/\\]")
"""What stands between the items of a list or the folders of a path."""


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that should not be in a file.

    Attributes:
        part: the part of the package.
        where: what it stands in, in Dutch, such as ``cel B12 van blad 3``.
        kind: what it is, such as ``een BSN``.
        shown: the value, masked.
    """

    part: str
    where: str
    kind: str
    shown: str


def find_leaks(
    data: bytes,
    forbidden: Forbidden | Iterable[tuple[str, Value]] = (),
    *,
    patterns: Collection[Clue] = PATTERNS,
    allowed: Collection[str] = (),
) -> tuple[Leak, ...]:
    """What a workbook holds of what may not be in it; nothing when it is clean.

    Args:
        data: the plain bytes of the workbook.
        forbidden: kind and value of what may not occur. A text counts as whole words, whatever
            their case, accents and separators; a number by its value; a date in every usual form.
        patterns: what is not allowed whatever its value.
        allowed: texts that may fit a pattern, such as the region's own e-mail address.

    Raises:
        PackageError: no workbook, or a damaged one.
    """
    wanted = forbidden if isinstance(forbidden, Forbidden) else Forbidden(forbidden)
    known = frozenset(_plain(text) for text in allowed)
    seen: set[str] = set()
    found: dict[Leak, None] = {}
    for text in texts(data):
        if text.text in seen:
            continue
        seen.add(text.text)
        for kind, value in _kinds(text.text, wanted, patterns, known):
            found[Leak(text.part, text.where, kind, masked(value))] = None
    return tuple(found)


def _kinds(
    text: str, wanted: Forbidden, patterns: Collection[Clue], known: Collection[str]
) -> Iterator[tuple[str, str]]:
    yield from wanted.found_in(text)
    if not patterns or not may_hold_clues(text):
        return
    plain = _GUID.sub("\n", text)
    pieces = _BETWEEN.split(plain)
    for line in dict.fromkeys((*plain.splitlines(), *(pieces if len(pieces) > 1 else ()))):
        for clue, value in clues(line):
            if clue in patterns and _plain(value) not in known:
                yield clue.value, value


def _plain(text: str) -> str:
    return tidy(text).casefold()
