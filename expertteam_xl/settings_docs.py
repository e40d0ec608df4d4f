"""What the settings tell about themselves: the table in the documentation, and an example file."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expertteam_xl.settings import GROUPS, Settings, specs

if TYPE_CHECKING:
    from expertteam_xl.settings_spec import Spec

NOT_SET = "niet ingesteld"


@dataclass(frozen=True, slots=True)
class Described:
    """One setting as the documentation shows it.

    Attributes:
        key: as it stands in the file.
        group: the table that the example file puts it in.
        default: as TOML writes it; ``niet ingesteld`` for a setting without one.
        meaning: what it does, in Dutch.
        allowed: what may stand there.
        rule: codes of the rules that use it; empty for none.
        source: where the default comes from.
    """

    key: str
    group: str
    default: str
    meaning: str
    allowed: str
    rule: str
    source: str


def describe_settings() -> list[Described]:
    """All settings in order, for the documentation."""
    defaults = Settings()
    return [
        Described(
            name,
            spec.group,
            _default(spec, getattr(defaults, name)),
            spec.meaning,
            spec.kind.allowed,
            spec.rule,
            spec.source(),
        )
        for name, spec in specs().items()
    ]


def _default(spec: Spec, value: object) -> str:
    return NOT_SET if value is None else spec.kind.write(value)


def example_file() -> str:
    """A settings file that holds every default, each with its meaning above it."""
    lines = [
        "# Instellingen van expertteam-xl. Wat u weglaat, houdt de waarde die hier staat.",
        "# Zet dit bestand naast het register.",
    ]
    described = describe_settings()
    for group in GROUPS:
        lines += ["", f"[{group}]"]
        for each in described:
            if each.group == group:
                lines += _example_lines(each)
    return "\n".join(lines) + "\n"


def _example_lines(each: Described) -> list[str]:
    """The comment and the line of one setting; commented out when it has no default."""
    note = f"{each.meaning} Toegestaan: {each.allowed}. Bron: {each.source}."
    commented = textwrap.wrap(note, 96, initial_indent="# ", subsequent_indent="# ")
    unset = each.default == NOT_SET
    return [*commented, f"# {each.key} = ({NOT_SET})" if unset else f"{each.key} = {each.default}"]
