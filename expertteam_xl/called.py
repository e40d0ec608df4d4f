"""How the user started the program, so that advice can be typed as it stands."""

from __future__ import annotations

import os

VARIABLE = "EXPERTTEAM_XL_OPDRACHT"
"""Environment variable in which a script that starts the program says what was typed."""

PROGRAM = "expertteam-xl"


def typed(words: str = "") -> str:
    """A command as the user can type it: ``py doe.py controleer "register.xlsx"``.

    Args:
        words: what comes behind the name of the program; nothing for that name alone.
    """
    return f"{os.environ.get(VARIABLE) or PROGRAM} {words}".rstrip()
