"""The rule catalogue: code, title, severity, source and help of every rule, without its function.

Codes are permanent. The functions stand by theme in the other modules of `expertteam_xl.rules` and
are tied to their rule there, so that printing the catalogue needs none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from types import MappingProxyType

from expertteam_xl.errors import DefinitionError
from expertteam_xl.rules.catalogue import (
    advice,
    agreements,
    course,
    intake,
    meeting,
    money,
    privacy,
    registration,
    shape,
    team,
    terms,
    versions,
)
from expertteam_xl.rules.catalogue.rule import Needs, Rule
from expertteam_xl.rules.catalogue.wording import described, rule_text

__all__ = ["RULES", "Needs", "Rule", "described", "rule_text"]

_FAMILIES = (
    shape,
    versions,
    intake,
    registration,
    terms,
    meeting,
    agreements,
    advice,
    course,
    money,
    privacy,
    team,
)


def _by_code(rules: Iterable[Rule]) -> Mapping[str, Rule]:
    known: dict[str, Rule] = {}
    for rule in rules:
        if rule.code in known:
            raise DefinitionError(f"rule {rule.code} is defined twice")
        known[rule.code] = rule
    return MappingProxyType(known)


RULES = _by_code(chain.from_iterable(family.RULES for family in _FAMILIES))
"""Every rule by its code, in the order of the catalogue."""
