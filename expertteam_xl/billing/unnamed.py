"""Time that can't be declared although no rule has an error for it: said at its own row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from expertteam_xl.billing.concerned import OF_CASES
from expertteam_xl.checks import Hit
from expertteam_xl.declared import attendance, billed, blocking, tariffs, times
from expertteam_xl.findings import Severity
from expertteam_xl.formats import BINARY
from expertteam_xl.rules.context import HELD, Context
from expertteam_xl.rules.vectors import Array
from expertteam_xl.text import count

Coded = tuple[str, Hit]
TARIFF = ("F01", "F07")


def unnamed(
    context: Context, matters: Mapping[str, Array], known: Sequence[Coded]
) -> Iterator[Coded]:
    """What blocks and is not among what the rules found.

    Args:
        context: the register.
        matters: for every row of every table whether it matters (`concerned`).
        known: code and hit of what blocks already.
    """
    yield from _without_sheets(context, matters["Deelnames"])
    yield from _cell_errors(context, matters)
    yield from _without_tariff(context, matters["Deelnames"], known)


def _without_sheets(context: Context, rows: Array) -> Iterator[Coded]:
    """Once for a sheet that is not there, or empty, while there is time that needs it."""
    register, every = context.register, attendance(context)
    spent = rows & times(context).filled
    held = spent & (every["state"].eq(HELD) & (every["minutes"] > 0)).to_numpy(dtype=bool)
    for table, field, concerned, what in (
        ("Overleggen", "Overlegnummer", spent, "wanneer het overleg was"),
        ("Partners", "Partner", held, "wie declareert"),
        ("Casussen", "Casusnummers", rows & billed(context), "welke gemeente betaalt"),
    ):
        if concerned.any() and not len(register.table(table)):
            text = (
                f"Het register heeft geen blad {table}, of niets daarop; zo is van deze tijd niet "
                f"te zien {what}. Vul {table} aan; daarna kan {{cel}} zo blijven."
            )
            yield "R07", Hit(text, Severity.FOUT, "Deelnames", int(np.argmax(concerned)), (field,))
    counted = rows & every["counts"].to_numpy(dtype=bool)
    if counted.any() and not register.has("Besprekingen.Overlegnummer"):
        number = count(int(counted.sum()), "rij", "rijen")
        text = (
            "Het register heeft geen blad Besprekingen; zonder besproken casus wordt de tijd van "
            f"{number} niet gedeclareerd. Zijn er wel casussen besproken, voeg dat blad dan toe; "
            "daarna kan {cel} zo blijven."
        )
        yield "F10", Hit(text, Severity.WAARSCHUWING, "Deelnames", int(np.argmax(counted)), ())


def _cell_errors(context: Context, matters: Mapping[str, Array]) -> Iterator[Coded]:
    """Errors in cells of a format in which R08 is not tested as a whole."""
    if context.register.suffix not in BINARY:
        return
    for name, rows in matters.items():
        for field, problems in context.register.table(name).problems.items():
            if name == "Casussen" and field not in OF_CASES:
                continue
            for row, problem in problems.items():
                if problem.rule == "R08" and rows[row]:
                    text = "Hier staat een foutwaarde; zo is niets te declareren. Verbeter {cel}."
                    yield "R08", Hit(text, Severity.FOUT, name, int(row), (field,))


def _without_tariff(context: Context, rows: Array, known: Sequence[Coded]) -> Iterator[Coded]:
    """Billed time of which the tariff can't be told, once a partner and tariefcode."""
    codes, told = blocking(context), _told(context, known)
    bare = rows & ((codes == "F01") | (codes == "F07"))
    partner, tariff = context.keys("Deelnames.Partner"), tariffs(context).code
    found: dict[tuple[object, object], list[int]] = {}
    for row in np.flatnonzero(bare).tolist():
        pair = partner[row], tariff[row]
        if row not in told and pair not in told and (pair[0], None) not in told:
            found.setdefault(pair, []).append(row)
    for places in found.values():
        text = _text(codes[places[0]], len(places))
        fields = ("Tariefcode", "Partner")
        yield codes[places[0]], Hit(text, Severity.FOUT, "Deelnames", places[0], fields)


def _told(context: Context, known: Sequence[Coded]) -> set[object]:
    """Rows of Deelnames, and pairs of partner and tariefcode, of which a rule said it already."""
    told: set[object] = set()
    party, names = context.keys("Partners.Partner"), context.keys("Tarieven.Partner")
    code = context.keys("Tarieven.Tariefcode")
    for rule, hit in known:
        if hit.row < 0:
            continue
        if hit.table == "Deelnames" and rule in TARIFF:
            told.add(hit.row)
        elif hit.table == "Partners" and rule in TARIFF:
            told.add((party[hit.row], None))
        elif hit.table == "Tarieven":
            told.add((names[hit.row], code[hit.row]))
    return told


def _text(code: str, number: int) -> str:
    what = f"{count(number, 'rij', 'rijen')} op Deelnames"
    if code == "F01":
        return (
            f"Voor deze partner staat geen tarief op Tarieven, en wel tijd: {what}. Voeg het "
            "tarief toe; daarna kan {cel} zo blijven."
        )
    return (
        "Op Tarieven is niet alles te lezen of ingevuld; daardoor is niet te zien welk tarief "
        f"voor deze tijd geldt: {what}. Verbeter Tarieven, of de tariefcode in {{cel}}."
    )
