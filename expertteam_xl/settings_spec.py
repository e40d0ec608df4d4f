"""How one setting is defined: its kind, meaning, rule and source beside its default."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from expertteam_xl.convenant.versions import Version
    from expertteam_xl.settings_values import ValueKind

_STAR = "keuze van dit programma"


@dataclass(frozen=True, slots=True)
class Spec:
    """What belongs to a setting besides its value; stands in the metadata of its field.

    Attributes:
        group: the table that the example file puts it in.
        kind: what may stand there.
        meaning: what it does, in Dutch.
        rule: codes of the rules that use it; empty for none.
        source: tells where the default comes from.
    """

    group: str
    kind: ValueKind
    meaning: str
    rule: str
    source: Callable[[], str]


def _newest() -> Version:
    from expertteam_xl.convenant.versions import newest_version

    return newest_version()


def choice(group: str, kind: ValueKind, default: Any, rule: str, meaning: str) -> Any:
    """A setting whose default is this program's own choice."""
    spec = Spec(group, kind, meaning, rule, lambda: _STAR)
    return field(default=default, metadata={"spec": spec})


def agreed_term(group: str, kind: ValueKind, key: str, rule: str, meaning: str) -> Any:
    """A setting whose default is a number of the convenant, read when it is needed."""
    spec = Spec(group, kind, meaning, rule, lambda: _newest().terms[key].source)
    return field(
        default_factory=lambda: kind.read(_newest().terms[key].value), metadata={"spec": spec}
    )


def agreed_fact(
    group: str,
    kind: ValueKind,
    find: Callable[[Version], Any],
    part: str,
    rule: str,
    meaning: str,
) -> Any:
    """A setting whose default is another fact of the convenant; ``part`` holds its source."""
    spec = Spec(group, kind, meaning, rule, lambda: _newest().sources.get(part, _STAR))
    return field(default_factory=lambda: find(_newest()), metadata={"spec": spec})
