"""Where the JSON of a command may come."""

from __future__ import annotations

from pathlib import Path

from expertteam_xl.errors import RegisterError
from expertteam_xl.formats import READABLE

JSON_ADVICE = "kies voor --json een andere plaats"


def check_json_target(json_file: str | None, register: Path, *, overwrite: bool) -> None:
    """Refuse, before the work begins, a place where the JSON can't or should not come.

    Raises:
        RegisterError: it can't or should not come there.
    """
    from expertteam_xl.disk import reason_of

    if json_file in (None, "-"):
        return
    target = Path(json_file or "")
    try:
        problem = _problem(target, register, overwrite=overwrite)
    except OSError as error:
        problem = reason_of(error)
    if problem or not json_file:
        raise RegisterError(
            f"De JSON kan niet naar '{json_file}': {problem or 'dat is geen naam'}; "
            f"{JSON_ADVICE}, zoals uitslag.json."
        )


def _problem(target: Path, register: Path, *, overwrite: bool) -> str | None:
    """Why the JSON can't or should not come there; None when it can."""
    from expertteam_xl.files import same_file

    if same_file(target, register):
        return "dat is het register zelf"
    if target.is_dir():
        return "dat is een map"
    if target.suffix.lower() in READABLE:
        return "dat is de naam van een werkmap"
    if not target.parent.is_dir():
        return f"de map '{target.parent}' bestaat niet"
    if target.exists() and target.suffix.lower() != ".json" and not overwrite:
        return "dat bestand bestaat al"
    return None
