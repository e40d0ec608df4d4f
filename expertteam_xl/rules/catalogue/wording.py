"""The text of a rule with the numbers that hold, and all that is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expertteam_xl.text import count, listed

if TYPE_CHECKING:
    from datetime import date

    from expertteam_xl.rules.catalogue.rule import Rule
    from expertteam_xl.settings import Settings


def rule_text(rule: Rule, settings: Settings | None = None) -> str:
    """The rule in plain Dutch, with the numbers that hold: of these settings, else the defaults."""
    from expertteam_xl.settings import Settings

    return rule.text.format_map(_numbers(settings or Settings()))


def described(rule: Rule) -> list[tuple[str, str]]:
    """All that a user is told of a rule: what each line is, and its text; no line is empty."""
    lines = [
        ("Regel", rule_text(rule)),
        ("Bron", rule.source),
        ("Klok", rule.clock),
        ("Ernst", "" if rule.untestable else f"hoogstens {rule.severity.value}"),
        ("Convenant", " en ".join(rule.versions)),
        ("Kijkt naar", _columns(rule)),
        ("Niet toetsbaar", _untestable(rule)),
        ("Waarom", rule.why),
        ("Herstel", rule.help),
        ("Voorbeeld", rule.example),
    ]
    return [(name, text) for name, text in lines if text]


def _columns(rule: Rule) -> str:
    """The columns that a rule can't do without, an alternative at a time."""
    ways = (*rule.needs, *rule.needs_minimal)
    return "; of ".join(", ".join(way) for way in dict.fromkeys(ways) if way)


def _untestable(rule: Rule) -> str:
    """When a rule says nothing, and why."""
    if rule.untestable:
        return f"in een werkboek nooit: {rule.untestable}"
    parts = ["als het register die kolommen niet heeft"] if _columns(rule) else []
    if rule.recorded:
        names = listed([place.partition(".")[2] for place in rule.recorded])
        parts.append(f"als {names} nergens ingevuld is")
    if rule.kept:
        names = listed(list(dict.fromkeys(place.partition(".")[2] for place in rule.kept)), "of")
        parts.append(f"als {names} nergens ingevuld is terwijl de casussen al verder zijn")
    return listed(parts, "of")


def _numbers(settings: Settings) -> dict[str, str]:
    """What the words in braces of the rule texts stand for."""
    from expertteam_xl.convenant.versions import newest_version

    numbers = {
        "triage_termijn": count(settings.triage_werkdagen, "werkdag", "werkdagen"),
        "overleg_termijn": count(settings.overleg_dagen, "dag", "dagen"),
        "tv_overleg_termijn": count(settings.tv_overleg_dagen, "dag", "dagen"),
        "tv_max_termijn": count(settings.tv_max_dagen, "dag", "dagen"),
        "besluit_termijn": count(settings.besluit_werkdagen, "werkdag", "werkdagen"),
        "vervallen_termijn": f"{settings.vervallen_uren} uur",
        "interval_termijn": count(settings.sessie_interval_dagen, "dag", "dagen"),
        "sessie_termijn": count(settings.sessie_min, "minuut", "minuten"),
        "leeftijd_ok_tot": str(settings.leeftijd_ok_tot),
        "leeftijd_fout_vanaf": str(settings.leeftijd_fout_vanaf),
        "toestemming_leeftijd": str(settings.toestemming_leeftijd),
        "start_A": _day(settings.start_A),
        "cap_termijn": count(settings.cap_min, "minuut", "minuten"),
        "cap_werkstromen": f"werkstroom {listed(settings.cap_werkstromen)}",
    }
    return numbers | _periods() | {"kernpartijen": listed(newest_version().core_parties)}


def _periods() -> dict[str, str]:
    """From when to when each convenant holds, and how often it can be extended."""
    from expertteam_xl.convenant.versions import load_versions

    periods = {"evaluaties": _evaluations()}
    for version in load_versions():
        times = len(version.extensions)
        periods[f"begin_{version.name}"] = _day(version.begin)
        periods[f"eind_{version.name}"] = _day(version.end)
        periods[f"keren_{version.name}"] = f"{count(times, 'keer', 'keer')} een jaar"
    return periods


def _evaluations() -> str:
    """When each convenant is evaluated."""
    from expertteam_xl.convenant.versions import load_versions

    return listed(
        [
            f"dat van {version.name} uiterlijk op {_day(version.interim_evaluation)} en "
            f"{_day(version.final_evaluation)}"
            for version in load_versions()
        ],
        "en",
    )


def _day(value: date) -> str:
    return f"{value.day}-{value.month}-{value.year}"
