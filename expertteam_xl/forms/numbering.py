"""The next number of an advice, goal or agreement, in the form that the register uses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from expertteam_xl.disclosure import may_be_shown

_ENDING = re.compile(r"(.*?)(\d{1,9})", re.DOTALL)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

_ALIKE = 75
"""How alike (0–100) a number must be to one that is not there."""

DEFAULTS = {"Adviezen": "AD-{year}-000", "Doelen": "D-0000", "Afspraken": "AF-0000"}
"""The number before the first one, in a register that has none."""


def next_numbers(
    known: Sequence[str], default: str, year: int, taken: Collection[str] = ()
) -> Iterator[str]:
    """Numbers to propose, in order and without end.

    The last number of the register tells the form. A year in it becomes this year; numbering then
    goes on behind the highest number of that year. Where the register counts anew for every advice
    (numbers come back), counting begins at 1.

    Args:
        known: the numbers of the register, in their order.
        default: the number before the first one, when there are none; ``{year}`` is filled in.
        year: the year of the overleg.
        taken: other numbers that are not free.
    """
    usable = [number for number in known if _ENDING.fullmatch(number)]
    prefix, digits = _split(usable[-1] if usable else default.format(year=year))
    prefix = _YEAR.sub(str(year), prefix)
    anew = counts_anew(len(usable), len(set(usable)))
    gone = {number.casefold() for number in (*taken, *(() if anew else usable))}
    number = 0 if anew else _highest(usable, prefix)
    while True:
        number += 1
        proposal = f"{prefix}{number:0{len(digits)}d}"
        if proposal.casefold() not in gone:
            yield proposal


def nearest(number: str, known: Iterable[str]) -> str | None:
    """A known number that looks like one that is not there, and may be repeated; or None."""
    from rapidfuzz import fuzz, process

    shown = sorted(each for each in set(known) if may_be_shown(each))
    close = process.extractOne(
        number.casefold(), shown, processor=str.casefold, scorer=fuzz.ratio, score_cutoff=_ALIKE
    )
    return close[0] if close else None


def counts_anew(numbers: int, different: int) -> bool:
    """Whether a register counts its goals or agreements anew for every advice or overleg.

    Then most numbers come back; a number that stands twice by mistake does not make it so.
    """
    return numbers > 1 and different * 2 <= numbers


def _split(number: str) -> tuple[str, str]:
    """What stands before the digits at the end of a number, and those digits."""
    match = _ENDING.fullmatch(number)
    return (match[1], match[2]) if match else (f"{number}-", "000")


def _highest(numbers: Sequence[str], prefix: str) -> int:
    same = [_split(number) for number in numbers]
    return max((int(d) for p, d in same if p.casefold() == prefix.casefold()), default=0)
