"""What who makes a declaration should know although nothing is wrong: plain Dutch sentences."""

from __future__ import annotations

from collections.abc import Sequence

from expertteam_xl.billing.model import Line
from expertteam_xl.billing.payers import MASKED
from expertteam_xl.quarters import Quarter
from expertteam_xl.rules.context import Context
from expertteam_xl.text import count


def general_notes(context: Context, quarter: Quarter, lines: Sequence[Line]) -> tuple[str, ...]:
    """Notes about a declaration as a whole.

    Args:
        context: the register.
        quarter: the quarter that is declared.
        lines: all of its lines.
    """
    return tuple(
        note
        for note in (
            _without_time(context),
            _still_running(context, quarter),
            _masked(lines),
            _before_any_convenant(lines),
        )
        if note
    )


def undated_note(number: int) -> tuple[str, ...]:
    """Why errors may block a quarter that they do not seem to be of; nothing where none do.

    Args:
        number: errors on rows whose quarter can't be told.
    """
    if not number:
        return ()
    rows = "staat" if number == 1 else "staan"
    return (
        f"{count(number, 'fout', 'fouten')} {rows} op een rij waarvan niet te zien is bij welk "
        "kwartaal zij hoort; zolang dat zo is, houdt die elk kwartaal tegen.",
    )


def _without_time(context: Context) -> str | None:
    if len(context.register.table("Deelnames")):
        return None
    return (
        "Het register heeft geen blad Deelnames (Urenregistratie), of niets daarop; er is geen "
        "tijd om te declareren."
    )


def _still_running(context: Context, quarter: Quarter) -> str | None:
    if context.on > quarter.last:
        return None
    if context.on < quarter.first:
        return (
            f"{quarter} begint pas op {quarter.first:%d-%m-%Y}, na de peildatum. Klopt het "
            "kwartaal niet, verwijder dan wat nu geschreven is en geef de opdracht opnieuw."
        )
    return (
        f"{quarter} loopt op de peildatum nog ({quarter.last:%d-%m-%Y} is de laatste dag); wat er "
        "nog bij komt, wordt nagekomen tijd."
    )


def _masked(lines: Sequence[Line]) -> str | None:
    numbers = {line.casusnummer for line in lines if line.casusnummer.startswith(MASKED)}
    if not numbers:
        return None
    what = count(len(numbers), "casusnummer lijkt", "casusnummers lijken")
    return (
        f"{what} op een naam, een geboortedatum of een BSN; in de declaratie staat daarvoor een "
        "kenmerk dat niets over de jeugdige zegt."
    )


def _before_any_convenant(lines: Sequence[Line]) -> str | None:
    early = sum(line.convenant is None for line in lines)
    if not early:
        return None
    return (
        f"{count(early, 'regel is', 'regels zijn')} van vóór het eerste convenant (1-1-2018); daar "
        "is geen afspraak over declareren voor."
    )
