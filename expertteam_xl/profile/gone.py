"""Parts of a profile about sheets that the register no longer has: renamed, or set apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from expertteam_xl.profile.lines import renamed, set_apart
from expertteam_xl.profile.model import EVERY_SHEET, Profile, same_sheet, sheet_key
from expertteam_xl.profile.propose import Inspection
from expertteam_xl.text import fold

_MOST = 4
"""Of so many sheets at most that went is looked whether they have another name now."""

_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Tidied:
    """The text of a profile in which every part is about a sheet that is there.

    Attributes:
        text: the text; what went stands in it as remarks.
        notices: what was changed, in sentences for the user.
    """

    text: str
    notices: tuple[str, ...] = ()


def tidied(text: str, profile: Profile, look: Callable[[Profile], Inspection]) -> Tidied:
    """The text of a profile as it fits the sheets that the register has now.

    A sheet that went while one came with the very same headers was renamed: what was confirmed
    about it holds for its new name.

    Args:
        text: of the profile.
        profile: what it says.
        look: reads the register with a profile.
    """
    notices = []
    sheets = look(profile).sheets
    for old in gone(profile, sheets):
        new = _new_name(profile, old, look, sheets)
        if new is None:
            text = set_apart(text, old)
            notices.append(
                f"Blad '{old}' is er niet meer; wat daarvan vastlag, staat nog in het profiel als "
                "opmerking en telt niet."
            )
        else:
            text, profile = renamed(text, old, new), _renamed(profile, old, new)
            notices.append(f"Blad '{old}' heet nu '{new}'; wat daarvan vastlag, geldt daarvoor.")
    return Tidied(text, tuple(notices))


def gone(profile: Profile, sheets: Iterable[str]) -> list[str]:
    """The keys of sheets that the register does not have."""
    names = [*sheets]
    keys = dict.fromkeys((*profile.sheets, *profile.columns))
    return [
        key
        for key in keys
        if key != EVERY_SHEET and not any(same_sheet(key, name) for name in names)
    ]


def _new_name(
    profile: Profile, old: str, look: Callable[[Profile], Inspection], sheets: Iterable[str]
) -> str | None:
    """The key of the one new sheet with the headers of a sheet that went; None without one."""
    seen = profile.seen.get(old)
    known = (*profile.sheets, *profile.columns, *profile.seen)
    new = dict.fromkeys(
        sheet_key(name)
        for name in sheets
        if not any(key != EVERY_SHEET and same_sheet(key, name) for key in known)
    )
    if seen is None or len(new) > _MOST:
        return None
    headers = {fold(header) for header in seen}
    alike = [key for key in new if _headers(look(_renamed(profile, old, key)), key) == headers]
    return alike[0] if len(alike) == 1 else None


def _headers(inspection: Inspection, key: str) -> set[str]:
    return {fold(header) for header in inspection.seen.get(key, ())}


def _renamed(profile: Profile, old: str, new: str) -> Profile:
    def moved(parts: Mapping[str, _Value]) -> Mapping[str, _Value]:
        return MappingProxyType({new if key == old else key: parts[key] for key in parts})

    return replace(
        profile,
        sheets=moved(profile.sheets),
        columns=moved(profile.columns),
        seen=moved(profile.seen),
    )
