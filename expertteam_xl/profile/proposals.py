"""Proposals for whatever a person did not answer."""

from __future__ import annotations

from collections.abc import Callable

from expertteam_xl.profile.answers import Answers, applied
from expertteam_xl.profile.model import Profile
from expertteam_xl.profile.propose import Inspection

Inspect = Callable[[Profile], Inspection]
"""Reads the register with a profile."""


def propose_rest(
    inspect: Inspect,
    profile: Profile,
    answers: Answers,
    progress: Callable[[str], None] | None = None,
) -> None:
    """Add proposals for everything that was not answered; each step takes those before for true.

    Args:
        inspect: reads the register with a profile.
        profile: what was confirmed before.
        answers: what was said since; proposals are added to it.
        progress: called with a short Dutch text at the start of each step.
    """
    tell = progress or _silent
    tell("Lijsten voorstellen")
    answers.propose_lists(inspect(applied(profile, answers)))
    tell("Kolommen voorstellen")
    answers.propose_columns(inspect(applied(profile, answers, assume=True)))
    tell("Woorden voorstellen")
    answers.propose_words(inspect(applied(profile, answers, assume=True)))


def _silent(_: str) -> None:
    """Tell nobody."""
