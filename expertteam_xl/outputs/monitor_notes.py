"""The footnotes of a monitor, and the signs that its numbers are written with."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from expertteam_xl.convenant.gemeenten import gemeente_named, gemeenten
from expertteam_xl.monitoring.model import TOTAL, Figures, FigureTable
from expertteam_xl.outputs.monitor_blocks import WITHOUT_WEESP, block_rows, told
from expertteam_xl.outputs.monitor_layout import WHOLE, Block
from expertteam_xl.quarters import Quarter
from expertteam_xl.suppression import HIDDEN

_SIGNS = {
    "intern": "Alle getallen zijn exact; n.b. is niet bepaalbaar.",
    "bestuurlijk": "Een punt (.) is verborgen, een streepje (-) is nul, n.b. is niet bepaalbaar.",
    "openbaar": "Afgerond op vijf; een punt (.) is verborgen, n.b. is niet bepaalbaar.",
}
_HIDING = {
    "intern": "Deze monitor is alleen voor het team zelf: kleine aantallen zijn niet verborgen. "
    "Geef hem niet door.",
    "bestuurlijk": "Kleine aantallen zijn verborgen, en ook wat zij zouden verraden. "
    "Percentages, gemiddelden en medianen staan er alleen over genoeg casussen.",
    "openbaar": "Kleine aantallen zijn verborgen, en ook wat zij zouden verraden; andere aantallen "
    "zijn afgerond op vijf, zodat een totaal kan afwijken van de som. Percentages, gemiddelden en "
    "medianen staan er alleen over genoeg casussen.",
}
_GENERAL = (
    "Elk getal staat er met de vorige periode van dezelfde lengte, en cumulatief: vanaf het begin "
    "van het register tot en met deze periode. Een stand, zoals open casussen, heeft geen "
    "cumulatief.",
    "n is het aantal waarover een getal is genomen.",
    "Niet bepaalbaar betekent dat het register dit niet vastlegt of dat er niets is om over te "
    "tellen; het is nooit een nul. Waarom staat op het blad 11b Definities.",
    "De grafieken tekenen wat op het blad Cijfers bij de grafieken staat. Wat verborgen of niet "
    "bepaalbaar is, is daar leeg en ontbreekt in de grafiek.",
    "Een totaal is een formule waar niets verborgen of afgerond is; anders is het een waarde.",
    "De inschatting van wat is bespaard (M06, S-d) is een inschatting met vaste aannames, die "
    "erbij staan. Zij bewijst niet dat het expertteam de oorzaak is.",
    "Een signaal is geen verwijt: de afspraken zijn niet afdwingbaar, en termijnen lopen soms uit "
    "om een goede reden.",
)


def signs(figures: Figures) -> str:
    """One line that says what the signs in the tables mean."""
    return _SIGNS[figures.audience]


def notes(figures: Figures) -> list[str]:
    """The footnotes, in their order."""
    found = [_HIDING[figures.audience], *_GENERAL, *_breaks(), *_with_and_without(figures)]
    found += figures.notes
    return [*found, *_quality(figures), *_provenance(figures)]


def _breaks() -> list[str]:
    """Which gemeente of the convenant ended, and until when its row goes on (domein §3)."""
    return [
        f"Trendbreuk {each.name}: op {each.valid_until + timedelta(days=1):%d-%m-%Y} ging "
        f"{each.name} op in {each.successor} ({gemeente_named(each.successor).code}). De rij "
        f"{each.name} loopt tot en met {Quarter.of(each.valid_until)}."
        for each in gemeenten()
        if each.valid_until is not None and each.successor is not None
    ]


def _with_and_without(figures: Figures) -> list[str]:
    """The region's totals with and without Weesp, where both may be told."""
    table = figures.figures.get("T-a-gemeente")
    if not isinstance(table, FigureTable) or TOTAL not in table.rows:
        return []
    rows = {str(row[0]): row for row in block_rows(figures, Block("T-a-gemeente", 0, 0)) if row}
    without = rows[WITHOUT_WEESP][1] if WITHOUT_WEESP in rows else None
    less = getattr(without, "value", without)
    whole = told(table.row(TOTAL)[0], WHOLE)
    told_less = told(less, WHOLE) if isinstance(less, int | float | str) else "n.b."
    if HIDDEN in (whole, told_less):
        return ["Het totaal van de regio met en zonder Weesp is verborgen, of een van beide."]
    return [f"Aanmeldingen in de regio: {whole} met Weesp, {told_less} zonder Weesp."]


def _quality(figures: Figures) -> list[str]:
    """How much of the monitor the register can tell, and what it lacks most."""
    total, lacking = len(figures.definitions), len(figures.quality)
    found = [f"Datakwaliteit: {total - lacking} van {total} kengetallen zijn te bepalen."]
    causes = Counter(reason for _, _, reason in figures.quality)
    for reason, number in causes.most_common(_MOST_CAUSES):
        found.append(f"Niet bepaalbaar ({number}): {reason}.")
    return found


_MOST_CAUSES = 5


def _provenance(figures: Figures) -> list[str]:
    return [f"Gemaakt met {figures.program} uit het register met SHA-256 {figures.sha256}."]
