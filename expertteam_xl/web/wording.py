"""Sentences as they fit a page: where a command speaks of its options, a page has buttons."""

from __future__ import annotations

import os
import re

from expertteam_xl.errors import ExpertteamError
from expertteam_xl.text import fold

DEBUG = "EXPERTTEAM_XL_DEBUG"
"""Environment variable with which makers see what went wrong; never with real data."""

_OPTIONS: tuple[tuple[str, str], ...] = (
    (r"Voer dan uit: .*$", "Kies dan op deze bladzijde *Kolommen aanwijzen*."),
    (r"wijs de lijst aan met: .*$", "wijs de lijst aan op deze bladzijde."),
    (
        r"; kies met --naar een andere map, of vervang het met --overschrijf",
        "; probeer het opnieuw",
    ),
    (r",? of kies met --naar een (?:andere map|map met een korter pad)", ""),
    (r"kies met --naar een andere map", "probeer het opnieuw"),
    (r"; typ --wachtwoord achter de opdracht[^.]*", "; typ het wachtwoord"),
)
_RULES = tuple((re.compile(pattern, re.MULTILINE), text) for pattern, text in _OPTIONS)
_PATH = re.compile(r" in de map '[^']*'|(?<=')[^']*[/\\](?=[^'/\\]+')")


def for_page(text: str) -> str:
    """A sentence of a command without its options, and without the path of the private folder."""
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return _PATH.sub("", text).strip()


def failure(error: Exception) -> str:
    """Why something failed, in Dutch and without anything of the register.

    Raises:
        Exception: the error itself, where a maker asked to see it.
    """
    if isinstance(error, ExpertteamError):
        return sentence(for_page(str(error)))
    if isinstance(error, MemoryError):
        return "Het geheugen van deze computer is vol; sluit andere programma's."
    if isinstance(error, OSError):
        from expertteam_xl.disk import reason_of

        return f"Een bestand kon niet gelezen of geschreven worden ({reason_of(error)})."
    if os.environ.get(DEBUG):
        raise error
    return (
        f"Het programma zelf liep vast ({type(error).__name__}); er is niets veranderd aan het "
        "register. Meld dit aan de makers."
    )


def sentence(text: str) -> str:
    """The text with a full stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def megabytes(size: int) -> str:
    """A size in whole megabytes."""
    return f"{size // 1024**2} MB"


def same(one: str, other: str) -> bool:
    """Whether two headers are the same but for case, blanks and punctuation."""
    return fold(one) == fold(other)
