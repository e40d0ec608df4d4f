"""What partners, gemeenten, parents and youths thought of it (M02-6, M02-7, S-c, E01)."""

from __future__ import annotations

import numpy as np

from expertteam_xl.monitoring.follow import goals_reached
from expertteam_xl.monitoring.intake import PERCENT, sessions_in, timeliness
from expertteam_xl.monitoring.measures import Measure, Statistic, Unknown, mean
from expertteam_xl.monitoring.model import Build, Definition, Label, Measures, Section, Unit
from expertteam_xl.monitoring.periods import Span
from expertteam_xl.monitoring.views import (
    counted,
    discussed_cases,
    no_column,
    no_talks,
    within,
)
from expertteam_xl.rules.context import HELD, Context
from expertteam_xl.rules.vectors import Array, among

_DATE, _GROUP, _SCORE = "Ervaringen.Datum", "Ervaringen.Groep", "Ervaringen.Score"
_LOWEST, _HIGHEST = 1, 10
_AIMS = (
    "Snel geholpen",
    "Hulpverleners effectief",
    "Creatieve oplossing",
    "Rollen duidelijk",
    "Eigen kracht",
)


def _mean(context: Context, place: str, chosen: Array, key: str) -> Statistic:
    """The mean of the scores on the chosen rows; blanks left out."""
    values, known = context.derived(f"monitor scores {place}", lambda: _scores(context, place))
    mask = chosen & known
    return Statistic(mean(values[mask].tolist()), counted(key, mask))


def _scores(context: Context, place: str) -> tuple[Array, Array]:
    """Whole scores from 1 to 10, and where there is one; any other can't be right (R04)."""
    values = context.objects(place)
    numbers = np.array([np.nan if value is None else float(value) for value in values])
    known = (numbers >= _LOWEST) & (numbers <= _HIGHEST)
    return np.where(known, numbers, 0).astype(np.int64), known


def _of_group(context: Context, span: Span, group: str) -> Statistic:
    member = context.derived(
        f"monitor group {group}", lambda: among(context.objects(_GROUP), (group,))
    )
    inside = within(context.days(_DATE), span) & member
    return _mean(context, _SCORE, inside, f"ervaringen|{group}")


def _no_scores(context: Context) -> Unknown | None:
    return no_column(context, _DATE, _GROUP, _SCORE)


def _experience(group: str) -> Build:
    def build(context: Context, span: Span) -> Measures:
        if reason := _no_scores(context):
            return {"": reason}
        return {"": _of_group(context, span, group)}

    return build


def family(context: Context, span: Span) -> Measures:
    """M02-7: the mean score of parents, and where possible of youths."""
    if reason := _no_scores(context):
        return {"": reason}
    return {group: _of_group(context, span, group) for group in ("ouder", "jeugdige")}


def answers(context: Context, span: Span) -> Measures:
    """M02-6-respons: how many filled in an experience, by group."""
    if reason := _no_scores(context):
        return {"": reason}
    groups = ("partner", "gemeente", "ouder", "jeugdige")
    found: dict[Label, Measure] = {group: _of_group(context, span, group).over for group in groups}
    return found


def effect(context: Context, span: Span) -> Measures:
    """S-c: the mean effect score of the closing forms."""
    return _closing_score(context, span, "Waardering effect")


def cooperation(context: Context, span: Span) -> Measures:
    """S-c-samenwerking: the mean score for cooperation of the closing forms."""
    return _closing_score(context, span, "Waardering samenwerking")


def _closing_score(context: Context, span: Span, field: str) -> Measures:
    place = f"Afsluitingen.{field}"
    if reason := no_column(context, "Afsluitingen.Datum", place):
        return {"": reason}
    inside = within(context.days("Afsluitingen.Datum"), span)
    return {"": _mean(context, place, inside, f"afsluitingen met {field.lower()}")}


def use(context: Context, span: Span) -> Measures:
    """E01-1: how often the expert team was used: sessions held and different cases."""
    return {
        "sessies gehouden": sessions_in(context, span, HELD),
        "verschillende casussen": no_talks(context) or discussed_cases(context, span),
    }


def works(context: Context, span: Span) -> Measures:
    """E01-2: whether the method works: timeliness per term, goals reached, and the aims of E02."""
    found: dict[Label, Measure] = {}
    for label, measure in timeliness(context, span).items():
        if isinstance(label, tuple) and label[1] == PERCENT:
            found[f"{label[0]} op tijd (procent)"] = measure
    found["doelen behaald (procent)"] = goals_reached(context, span)[""]
    for aim in _AIMS:
        found[f"{aim.lower()} (cijfer)"] = _aim(context, span, aim)
    return found


def _aim(context: Context, span: Span, aim: str) -> Measure:
    place = f"Ervaringen.{aim}"
    if reason := no_column(context, _DATE, place):
        return reason
    inside = within(context.days(_DATE), span)
    return _mean(context, place, inside, f"ervaringen met {aim.lower()}")


_MEAN = "Gemiddelde van de cijfers van 1 tot en met 10, naar datum; n is het aantal cijfers."

DEFINITIONS = (
    Definition(
        "M02-6",
        "Ervaring van partners",
        Unit.SCORE,
        Section.ERVARINGEN,
        _MEAN,
        _experience("partner"),
        source="V Uitvoering",
    ),
    Definition(
        "M02-6-respons",
        "Ingevulde ervaringen",
        Unit.AANTAL,
        Section.ERVARINGEN,
        "Ervaringen met een cijfer. Hoeveel mensen gevraagd zijn, legt het register niet vast; een "
        "deel is daarom niet te bepalen.",
        answers,
        table=True,
        source="V Uitvoering",
    ),
    Definition(
        "M02-7",
        "Ervaring van ouders en jeugdigen",
        Unit.SCORE,
        Section.ERVARINGEN,
        _MEAN,
        family,
        table=True,
        source="V Uitvoering",
    ),
    Definition(
        "S-c",
        "Waardering van het effect",
        Unit.SCORE,
        Section.ERVARINGEN,
        "Gemiddelde van de afsluitformulieren, naar de datum van afsluiten.",
        effect,
        source="C20 4.6",
    ),
    Definition(
        "S-c-samenwerking",
        "Waardering van de samenwerking",
        Unit.SCORE,
        Section.ERVARINGEN,
        "Gemiddelde van de afsluitformulieren, naar de datum van afsluiten.",
        cooperation,
        source="C20 4.6",
    ),
    Definition(
        "E01-1",
        "Evaluatie: gebruik van het expertteam",
        Unit.AANTAL,
        Section.ERVARINGEN,
        "Gehouden sessies, en verschillende casussen die besproken zijn.",
        use,
        table=True,
        source="C20 9",
    ),
    Definition(
        "E01-2",
        "Evaluatie: werkt de werkwijze",
        Unit.SCORE,
        Section.ERVARINGEN,
        "Tijdigheid per termijn, behaalde doelen, en de cijfers op de vijf doelen van het "
        "convenant.",
        works,
        table=True,
        source="C20 2, 9",
    ),
    Definition(
        "E01-3",
        "Evaluatie: ervaring van partners",
        Unit.SCORE,
        Section.ERVARINGEN,
        _MEAN,
        _experience("partner"),
        source="C20 9",
    ),
    Definition(
        "E01-4",
        "Evaluatie: ervaring van gemeenten",
        Unit.SCORE,
        Section.ERVARINGEN,
        _MEAN,
        _experience("gemeente"),
        source="C20 9",
    ),
)
