"""Every figure of the monitor, in the order of the printout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from types import MappingProxyType

from expertteam_xl.errors import DefinitionError
from expertteam_xl.monitoring import (
    assessment,
    costs,
    course,
    crosstabs,
    experience,
    follow,
    intake,
    learning,
    operational,
    speed,
    spending,
    stays,
)
from expertteam_xl.monitoring.model import Definition, Section

_THEMES = (
    intake,
    crosstabs,
    operational,
    follow,
    course,
    stays,
    speed,
    experience,
    costs,
    learning,
    assessment,
    spending,
)


def _by_code(definitions: Iterable[Definition]) -> Mapping[str, Definition]:
    order = list(Section)
    known: dict[str, Definition] = {}
    for each in sorted(definitions, key=lambda each: order.index(each.section)):
        if each.code in known:
            raise DefinitionError(f"figure {each.code} is defined twice")
        known[each.code] = each
    return MappingProxyType(known)


DEFINITIONS = _by_code(chain.from_iterable(theme.DEFINITIONS for theme in _THEMES))
"""Every figure by its code."""


def definitions_for(audience: str) -> tuple[Definition, ...]:
    """The figures that an audience may see."""
    return tuple(each for each in DEFINITIONS.values() if audience == "intern" or not each.intern)
