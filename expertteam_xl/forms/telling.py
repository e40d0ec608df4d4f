"""What ``verwerk`` says: lines for the terminal, and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from expertteam_xl.disclosure import may_be_shown
from expertteam_xl.forms.adding import Added, ToPaste
from expertteam_xl.forms.judging import Taken
from expertteam_xl.forms.pasting import columns_of, rows_of, tabbed
from expertteam_xl.forms.placing import Share
from expertteam_xl.forms.taking import Outcome, TakenForm
from expertteam_xl.register.model import Register
from expertteam_xl.terminal import wrapped
from expertteam_xl.text import count, listed

FORMAT_VERSION = 1

_SAID = {
    Taken.ADDED: "toegevoegd",
    Taken.TO_PASTE: "zelf te plakken, zie hieronder",
    Taken.THERE: "stond er al; er is niets toegevoegd",
    Taken.REFUSED: "niet toegevoegd; verbeter dit eerst op het formulier",
    Taken.NO_FORM: "niet gelezen",
}


def as_data(
    outcome: Outcome, register: Register, on: date, files: Sequence[Path]
) -> dict[str, Any]:
    """What became of all forms, as plain data for JSON."""
    result = outcome.result
    return {
        "versie": FORMAT_VERSION,
        "register": register.name,
        "peildatum": on.isoformat(),
        "formulieren": [_form(outcome, index) for index in range(len(outcome.forms))],
        "plakken": [_paste(each) for each in result.to_paste],
        "ontbrekende_kolommen": [
            {"blad": block.sheet, "tabel": share.table, "velden": list(share.missing)}
            for share in _shares(outcome)
            if (block := share.block) is not None and share.missing
        ],
        "bestanden": [str(path) for path in files],
    }


def _form(outcome: Outcome, index: int) -> dict[str, Any]:
    each = outcome.forms[index]
    form, judgement = each.form, each.judgement
    return {
        "formulier": each.name,
        "soort": form.form.kind if form else None,
        "casusnummer": form.values.get("Casusnummer") if form else None,
        "status": outcome.taken(index).value,
        "reden": each.reason or None,
        "rijen": [
            {"tabel": added.share.table, "blad": added.share.block.sheet, "rij": added.first + n}
            for added in outcome.result.added
            for n, _ in outcome.rows_of(added, index)
            if added.share.block is not None
        ],
        "bevindingen": [
            {"blad": p.sheet, "cel": p.cell, "veld": p.field, "melding": p.sentence}
            for p in judgement.problems
        ],
        "opmerkingen": list(judgement.notes),
    }


def _paste(paste: ToPaste) -> dict[str, Any]:
    block = paste.share.block
    rows = rows_of(paste)
    return {
        "tabel": paste.share.table,
        "blad": block.sheet if block else None,
        "reden": paste.reason,
        "koppen": [text for text, _ in columns_of(paste)],
        "rijen": rows,
        "tekst": tabbed(rows),
    }


def summary(
    outcome: Outcome, register: Register, on: date, files: Sequence[Path], notes: Iterable[str]
) -> list[str]:
    """The lines that tell a coordinator what became of the forms.

    Rows to paste are not broken or indented, so that they can be copied.
    """
    lines = [f"{register.name}, peildatum {on:%d-%m-%Y}"]
    result = outcome.result
    parts: list[tuple[str, Iterable[str]]] = [
        ("Formulieren", _forms(outcome)),
        ("Geen kolom in het register, dus niet overgenomen", _missing(outcome)),
        ("Let op", (line for note in notes for line in wrapped(note, hang=2))),
    ]
    parts += [(_paste_title(each), _paste_lines(each)) for each in result.to_paste]
    parts.append(("Resultaat", _files(outcome, files)))
    for title, part in parts:
        if body := list(part):
            lines += ["", title, *body]
    return lines


def _forms(outcome: Outcome) -> Iterator[str]:
    for index, each in enumerate(outcome.forms):
        taken = outcome.taken(index)
        yield from wrapped(f"{each.name}: {_case(each)}{_SAID[taken]}", hang=2)
        if each.reason:
            yield from wrapped(each.reason, indent=4)
        for added in outcome.result.added:
            yield from _rows(outcome, added, index)
        for text in (*(p.sentence for p in each.judgement.problems), *each.judgement.notes):
            yield from wrapped(text, indent=4, hang=2)


def _case(each: TakenForm) -> str:
    """The case and the kind of a form that was read."""
    if each.form is None:
        return ""
    number = each.form.values.get("Casusnummer")
    case = f" van {number}" if number and may_be_shown(str(number)) else ""
    return f"{each.form.form.kind}{case}, "


def _rows(outcome: Outcome, added: Added, index: int) -> Iterator[str]:
    """Where the rows of a form came in one list."""
    places = [added.first + n for n, _ in outcome.rows_of(added, index)]
    if places and added.share.block is not None:
        rows = f"rij {places[0]}" if len(places) == 1 else f"rij {places[0]}–{places[-1]}"
        yield from wrapped(f"{added.share.table}: {rows} van blad '{added.share.block.sheet}'",
                           indent=4)  # fmt: skip


def _missing(outcome: Outcome) -> Iterator[str]:
    """Values that the register has no column for."""
    for share in _shares(outcome):
        if share.block is not None and share.missing:
            yield from wrapped(
                f"Blad '{share.block.sheet}' ({share.table}): {listed(share.missing)}.", hang=2
            )


def _shares(outcome: Outcome) -> list[Share]:
    """Rows by list, those that were added first."""
    result = outcome.result
    return [*(each.share for each in result.added), *(each.share for each in result.to_paste)]


def _paste_title(paste: ToPaste) -> str:
    """What to do with rows that could not be added, and why."""
    rows = count(len(paste.share.rows), "rij", "rijen")
    block = paste.share.block
    where = f"op blad '{block.sheet}'" if block else f"op een blad {paste.share.table}"
    return f"Zelf te plakken: {rows} {where}, want {paste.reason}"


def _paste_lines(paste: ToPaste) -> list[str]:
    """The rows as they go to the clipboard; with headers where the register has no list."""
    rows = rows_of(paste)
    if paste.share.block is None:
        rows = [[text for text, _ in columns_of(paste)], *rows]
    return tabbed(rows).splitlines()


def _files(outcome: Outcome, files: Sequence[Path]) -> Iterator[str]:
    for path in files:
        yield f"  {path}"
    if not files:
        reason = "Er is geen bestand geschreven"
        if outcome.result.to_paste:
            reason += "; plak de rijen hierboven zelf in het register"
        yield from wrapped(f"{reason}.")
