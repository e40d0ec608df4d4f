"""What `declareer` says at the terminal: plain Dutch, eighty columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from expertteam_xl.billing.model import Amount, Split
from expertteam_xl.findings import Finding
from expertteam_xl.terminal import wrapped
from expertteam_xl.text import count

_MOST = 10
_LONGEST_LIST = 12


def summary(
    split: Split,
    files: Sequence[Path],
    notes: Iterable[str],
    *,
    stale: Sequence[Path] = (),
    concept: bool = False,
) -> list[str]:
    """The lines that tell a coordinator what was split, written, and what stands in the way.

    Args:
        split: of the quarter.
        files: what was written; nothing where the declaration waits.
        notes: what else to tell, whole sentences.
        stale: declarations of this quarter from an earlier run that this one did not make again.
        concept: whether the files say CONCEPT.
    """
    lines = [f"{split.register_name}, {split.quarter}, peildatum {split.on:%d-%m-%Y}"]
    for title, part in (
        ("Declaratie", _amounts(split) if files else ()),
        ("Eerst te verbeteren", _blocking(split, written=bool(files))),
        ("Let op", _remarks(split, notes, stale)),
        ("Resultaat", _files(split, files, concept=concept)),
    ):
        if body := list(part):
            lines += ["", title, *body]
    return lines


def euros(cents: int) -> str:
    """An amount as ``€ 1.234,56``; one that is taken back as ``€ -1.234,56``."""
    whole, rest = divmod(abs(cents), 100)
    dotted = f"{whole:,}".replace(",", ".")
    return f"€ {'-' if cents < 0 else ''}{dotted},{rest:02d}"


def _amounts(split: Split) -> Iterator[str]:
    """Every gemeente with its minutes and amount, under each other."""
    rows: list[tuple[str, Amount]] = list(split.by_gemeente.items())
    if split.unallocated != Amount():
        rows.append(("niet toewijsbaar", split.unallocated))
    rows.append(("totaal", split.total))
    width = max(len(name) for name, _ in rows)
    amounts = [euros(amount.cent) for _, amount in rows]
    widest = max(len(amount) for amount in amounts)
    for (name, amount), text in zip(rows, amounts, strict=True):
        yield f"  {name:<{width}}  {amount.minuten:>8} min  {text:>{widest}}"
    yield from _besides(split)


def _besides(split: Split) -> Iterator[str]:
    """What the amounts do not show by themselves."""
    cut = sum(each.afgetopt_min for each in split.per_partner.values())
    if cut:
        minutes = count(cut, "minuut is", "minuten zijn")
        yield from wrapped(f"Boven het maximum per overleg: {minutes} niet gedeclareerd.")
    late = [line for line in split.lines if line.nagekomen]
    if late:
        back = sum(line.correctie for line in late)
        number = count(len(late), "regel", "regels")
        yield from wrapped(
            f"Van eerdere kwartalen: {number} ({len(late) - back} nagekomen, {back} correctie), "
            f"samen {euros(sum(line.cent for line in late))}."
        )


def _blocking(split: Split, *, written: bool) -> Iterator[str]:
    if not split.blocking:
        return
    number = count(len(split.blocking), "fout", "fouten")
    if written:
        yield from wrapped(
            f"Er {'staat' if len(split.blocking) == 1 else 'staan'} nog {number} in de weg; de "
            "bedragen kunnen nog veranderen."
        )
    else:
        yield from wrapped(
            f"Er is nog niets geschreven: {number} "
            f"{'maakt' if len(split.blocking) == 1 else 'maken'} dat een bedrag niet vaststaat. "
            "Verbeter dit in het register en geef de opdracht opnieuw, of vraag met --concept een "
            "voorlopige declaratie."
        )
    yield from _listed(split.blocking)


def _listed(findings: Sequence[Finding]) -> Iterator[str]:
    for number, finding in enumerate(findings[:_MOST], 1):
        yield from wrapped(f"{number:>2}. {finding}", hang=4)
    if len(findings) > _MOST:
        yield from wrapped(
            f"En nog {len(findings) - _MOST}; controleer zet ze allemaal in een kopie van het "
            "register."
        )


def _remarks(split: Split, notes: Iterable[str], stale: Sequence[Path]) -> Iterator[str]:
    for note in (*notes, *split.notes):
        yield from wrapped(note, hang=2)
    if stale:
        shown = ", ".join(path.name for path in stale[:_LONGEST_LIST])
        more = f" en nog {len(stale) - _LONGEST_LIST}" if len(stale) > _LONGEST_LIST else ""
        yield from wrapped(
            f"Van een eerdere keer staat hier ook: {shown}{more}. Daarin staat niets van deze "
            "declaratie; verwijder wat niet meer klopt.",
            hang=2,
        )
    blocking = set(split.blocking)
    yield from _listed([finding for finding in split.findings if finding not in blocking])


def _files(split: Split, files: Sequence[Path], *, concept: bool) -> Iterator[str]:
    for path in files:
        yield f"  {path}"
    if files and concept:
        yield from wrapped(
            "Op elke pagina staat CONCEPT; deze declaratie telt later niet als verstuurd."
        )
    if files and not split.lines:
        yield from wrapped("In dit kwartaal is er niets te declareren.")
