"""Numbers that forms in the same folder use already, so that two forms never propose the same."""

from __future__ import annotations

from pathlib import Path

from expertteam_xl.errors import RegisterError
from expertteam_xl.files import same_file
from expertteam_xl.forms.fields import ADVICE
from expertteam_xl.forms.reading import read_form

_MOST = 50
"""So many forms are looked at, the newest first."""


def used_numbers(folder: Path, own: Path) -> tuple[str, ...]:
    """Numbers of advices, goals and agreements on the forms in a folder.

    What can't be read has none.

    Args:
        folder: where forms come.
        own: the form that is made now, which does not count.
    """
    try:
        found = [p for p in folder.glob(f"{ADVICE.kind}-*.xlsx") if not same_file(p, own)]
        found.sort(key=lambda path: -path.stat().st_mtime)
    except OSError:
        return ()
    numbers: list[str] = []
    for path in found[:_MOST]:
        try:
            numbers += read_form(path).numbers
        except (RegisterError, OSError):
            continue
    return tuple(dict.fromkeys(numbers))
