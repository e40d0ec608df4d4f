"""Faults with a known answer: for every rule, planters that make one and say what must be found.

A planter casts the cases it needs, spoils them, and notes what a check must give, counted with
plain arithmetic and never with the rules. It plants without side effects, or notes those too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from expertteam_xl.errors import DefinitionError
from expertteam_xl.example.stage import Stage
from expertteam_xl.rules.catalogue import RULES

DRESSED = ("R01", "R02", "R09", "R10")
"""Rules whose faults are no records: columns and hidden things, which the dress plants."""

UNSEEN = ("F06", "P04")
"""Rules that find nothing under the default settings, whatever a register holds."""

_THEMES = (
    "triage", "sessions", "stays", "decisions", "lapses", "order", "intake", "eligibility",
    "registration", "rhythm", "meeting", "table",
    "versions", "partners", "agreements", "advice", "returns", "closing",
    "cells", "words", "blanks", "numbers", "money", "rates", "privacy",
)  # fmt: skip


@dataclass(frozen=True)
class Planter:
    """What plants one kind of fault.

    Attributes:
        code: the rule that must find it; empty for a decoy.
        name: of the function.
        full: whether it plants in a register with all sheets.
        minimal: whether it plants in a register of one list.
        plant: does it; raises `NoRoomError` where the world has no place for it.
    """

    code: str
    name: str
    full: bool
    minimal: bool
    plant: Callable[[Stage], None]


_PLANTERS: list[Planter] = []
_DECOYS: list[Planter] = []
_Plant = Callable[[Stage], None]


def plants(code: str, *, full: bool = True, minimal: bool = True) -> Callable[[_Plant], _Plant]:
    """Tie a planter to the rule that must find what it plants; a rule may have several.

    Raises:
        DefinitionError: there is no such rule.
    """
    if code not in RULES:
        raise DefinitionError(f"no rule {code}")

    def register(plant: _Plant) -> _Plant:
        _PLANTERS.append(Planter(code, plant.__name__, full, minimal, plant))
        return plant

    return register


def decoy(*, full: bool = True, minimal: bool = True) -> Callable[[_Plant], _Plant]:
    """Mark what looks like a fault and is none: a check must say nothing about it."""

    def register(plant: _Plant) -> _Plant:
        _DECOYS.append(Planter("", plant.__name__, full, minimal, plant))
        return plant

    return register


def decoys() -> tuple[Planter, ...]:
    """Every decoy."""
    planters()
    return tuple(_DECOYS)


def planters() -> tuple[Planter, ...]:
    """Every planter, in the order in which they were tied."""
    for theme in _THEMES:
        import_module(f"expertteam_xl.example.faults.{theme}")
    return tuple(_PLANTERS)
