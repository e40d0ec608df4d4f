"""What changed since the previous run, in words: for the sheet *Bevindingen* and the terminal."""

from __future__ import annotations

from datetime import date

from expertteam_xl.memory import Changes


def dutch_day(day: date) -> str:
    """The day as ``dd-mm-jjjj``."""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def dutch_number(number: int) -> str:
    """The number with points between thousands."""
    return f"{number:,}".replace(",", ".")


def change_text(found: Changes) -> str:
    """One line; for a first run that there is nothing to compare with."""
    if found.first:
        return "Eerste controle: er is geen eerdere gevonden om mee te vergelijken."
    day = f" (peildatum {dutch_day(found.on)})" if found.on else ""
    parts = [
        f"{dutch_number(found.new)} nieuw",
        f"{dutch_number(found.open)} nog open",
        f"{dutch_number(found.solved)} opgelost",
    ]
    if found.accepted:
        parts.append(f"{dutch_number(found.accepted)} geaccepteerd")
    if found.unseen:
        parts.append(f"{dutch_number(found.unseen)} niet bekeken")
    expired = ""
    if found.expired:
        verb = "telt" if found.expired == 1 else "tellen"
        expired = f" Van {dutch_number(found.expired)} is het akkoord voorbij; die {verb} weer mee."
    return f"Sinds de vorige controle{day}: {', '.join(parts)}.{expired}"
