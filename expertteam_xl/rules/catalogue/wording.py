"""The text of a rule with the numbers that hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expertteam_xl.text import count

if TYPE_CHECKING:
    from datetime import date

    from expertteam_xl.rules.catalogue.rule import Rule
    from expertteam_xl.settings import Settings


def rule_text(rule: Rule, settings: Settings | None = None) -> str:
    """The rule in plain Dutch, with the numbers that hold: of these settings, else the defaults."""
    from expertteam_xl.settings import Settings

    return rule.text.format_map(_numbers(settings or Settings()))


def _numbers(settings: Settings) -> dict[str, str]:
    """What the words in braces of the rule texts stand for."""
    numbers = {
        "triage_termijn": count(settings.triage_werkdagen, "werkdag", "werkdagen"),
        "overleg_termijn": count(settings.overleg_dagen, "dag", "dagen"),
        "tv_overleg_termijn": count(settings.tv_overleg_dagen, "dag", "dagen"),
        "tv_max_termijn": count(settings.tv_max_dagen, "dag", "dagen"),
        "besluit_termijn": count(settings.besluit_werkdagen, "werkdag", "werkdagen"),
        "vervallen_termijn": f"{settings.vervallen_uren} uur",
        "leeftijd_ok_tot": str(settings.leeftijd_ok_tot),
        "leeftijd_fout_vanaf": str(settings.leeftijd_fout_vanaf),
        "start_A": _day(settings.start_A),
    }
    return numbers | _periods()


def _periods() -> dict[str, str]:
    """From when to when each convenant holds, and how often it can be extended."""
    from expertteam_xl.convenant.versions import load_versions

    periods = {}
    for version in load_versions():
        times = len(version.extensions)
        periods[f"begin_{version.name}"] = _day(version.begin)
        periods[f"eind_{version.name}"] = _day(version.end)
        periods[f"keren_{version.name}"] = f"{count(times, 'keer', 'keer')} een jaar"
    return periods


def _day(value: date) -> str:
    return f"{value.day}-{value.month}-{value.year}"
