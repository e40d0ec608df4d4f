"""What `monitor` says at the terminal: plain Dutch, eighty columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from expertteam_xl.monitoring.model import Figures
from expertteam_xl.outputs.monitor_tiles import tile_lines
from expertteam_xl.terminal import wrapped
from expertteam_xl.text import count

_INTERN = (
    "Deze monitor is alleen voor het team zelf: er staan casusnummers en kleine aantallen in. Geef "
    "hem niet door."
)


def summary(figures: Figures, files: Sequence[Path], notes: Iterable[str]) -> list[str]:
    """The lines that tell a coordinator what was made, and what it says in short.

    Args:
        figures: of the period.
        files: what was written.
        notes: what else to tell, whole sentences.
    """
    lines = [
        f"{figures.register_name}, {figures.period}, doelgroep {figures.audience}, "
        f"peildatum {figures.on:%d-%m-%Y}"
    ]
    for title, part in (
        ("Kerncijfers", _key_figures(figures)),
        ("Let op", _remarks(figures, notes)),
        ("Resultaat", (f"  {path}" for path in files)),
    ):
        if body := list(part):
            lines += ["", title, *body]
    return lines


def _key_figures(figures: Figures) -> Iterator[str]:
    found = tile_lines(figures)
    width = max(len(title) for title, _ in found)
    for title, value in found:
        yield f"  {title:<{width}}  {value:>12}"


def _remarks(figures: Figures, notes: Iterable[str]) -> Iterator[str]:
    for note in notes:
        yield from wrapped(note, hang=2)
    if figures.audience == "intern":
        yield from wrapped(_INTERN, hang=2)
    if figures.quality:
        number = count(len(figures.quality), "kengetal is", "kengetallen zijn")
        yield from wrapped(
            f"{number} niet te bepalen met dit register; op 11b Definities staat per kengetal "
            "waarom.",
            hang=2,
        )
