"""What the sheet *Bevindingen* says, as plain data: nothing here knows about Excel files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from expertteam_xl.findings import Finding, Memory, Severity, Status, summarise
from expertteam_xl.memory import changes
from expertteam_xl.outputs.changes import change_text, dutch_day, dutch_number

if TYPE_CHECKING:
    from expertteam_xl.checks import Report
    from expertteam_xl.findings import Outcome
    from expertteam_xl.memory import PreviousFinding
    from expertteam_xl.outcomes import Untested

MOST_PER_RULE = 1_000
MOST_ROWS = 20_000
TITLE = "Bevindingen – controle van het register"
"""Text of cell A1, by which a next run knows the sheet."""

NOTHING = "Geen bevindingen"
"""How the sentence begins that stands there instead of a list, by which a next run knows it."""

DAY_TOLD = "peildatum"
"""The word before the peildatum in the head, by which a next run finds it."""

UNSEEN = "niet bekeken"
"""Status of a finding of the previous run that could not be looked for."""

COLUMNS = (
    "Casusnummer", "Blad", "Cel", "Ernst", "Melding", "Uiterste datum", "Dagen", "Sinds",
    "Status", "Code", "Akkoord tot", "Reden", "Kenmerk",
)  # fmt: skip
"""Headers of the list, in the order people work; the coordinator fills the two before the last."""

_NAMES = {
    Severity.FOUT: ("fout", "fouten"),
    Severity.WAARSCHUWING: ("waarschuwing", "waarschuwingen"),
    Severity.INFO: ("info", "info"),
}
_NOT_TESTED = {Status.NIET_TOETSBAAR: "niet getoetst", Status.GECRASHT: "vastgelopen"}

_EXPLANATION = (
    ("fout", "Klopt niet, ontbreekt, of een termijn is voorbij en staat nog open. Eerst doen."),
    ("waarschuwing", "Was te laat, of vraagt om een afweging. Nakijken."),
    ("info", "Ter herinnering of ter kennisneming. Niets doen mag."),
    (
        "In het register",
        "De cel licht op: fout rood met een doorgetrokken rand, waarschuwing geel met een "
        "streepjesrand, info lichtblauw met een stippelrand. De opmaak van de cel zelf is niet "
        "veranderd. Wie dit blad verwijdert, haalt alle markeringen weg.",
    ),
    (
        "Dagen",
        "Hoeveel dagen over de uiterste datum, geteld tot de peildatum als het nog openstaat. "
        "Bij T01 zijn het werkdagen, bij de andere regels kalenderdagen.",
    ),
    (
        "Akkoord tot, Reden",
        "Is een bevinding bekend en akkoord? Vul een datum en een reden in en bewaar het register. "
        "Ze telt dan niet mee tot en met die datum, of tot de cel verandert.",
    ),
    (
        "Sinds, Status",
        "Nieuw: voor het eerst gevonden. Open: ook bij de vorige controle. Geaccepteerd: akkoord "
        "van de coördinator; onderaan de lijst. Niet bekeken: stond er de vorige keer, maar het "
        "blad wordt niet meer gelezen of de regel kon nu niet worden getoetst; helemaal onderaan. "
        "Is zo'n rij niet meer nodig, verwijder haar dan.",
    ),
    (
        "Opnieuw",
        "Verbeter het register en controleer het opnieuw: dit blad wordt dan vervangen. Laat de "
        "kolom Kenmerk staan; daaraan herkent het programma een bevinding. Sorteren, filteren en "
        "eigen kolommen erbij mag: wat u daarin zet, blijft bij zijn bevinding.",
    ),
)

_ALONE = {
    "In het register": (
        "In het register",
        "Blad en Cel zeggen waar u moet zijn. Het register zelf is niet gemarkeerd: dat kan alleen "
        "in een .xlsx of .xlsm zonder handtekening.",
    ),
    "Opnieuw": (
        "Opnieuw",
        "Verbeter het register en controleer het opnieuw, met dit bestand ernaast: daaruit leest "
        "het programma wat u hier invulde. Laat de kolom Kenmerk staan. Sorteren, filteren en "
        "eigen kolommen erbij mag.",
    ),
}
"""What is told instead in a workbook that holds this sheet alone."""


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One line of a section: a short first cell, some words beside it, a long text, its source."""

    first: str
    text: str
    found: str = ""
    shown: str = ""
    severity: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A block under the list.

    Attributes:
        title: its heading.
        header: headers of its lines, laid out as the lines are; None for running text.
        rows: its lines.
    """

    title: str
    header: SectionRow | None
    rows: tuple[SectionRow, ...]


@dataclass(frozen=True)
class FindingsSheet:
    """The whole sheet.

    Attributes:
        title: what stands in A1.
        summary: the register, the peildatum, and how much was found.
        changed: what changed since the previous run.
        hint: what to do with the sheet.
        rows: findings to show, most urgent first.
        unseen: findings of the previous run to keep under them, that could not be looked for.
        empty: the sentence for a sheet without findings; empty otherwise.
        sections: the blocks under the list.
        on: the peildatum.
        own: headers of the columns that the coordinator added, in her order.
    """

    title: str
    summary: str
    changed: str
    hint: str
    rows: tuple[Finding, ...]
    unseen: tuple[PreviousFinding, ...]
    empty: str
    sections: tuple[Section, ...]
    on: date
    own: tuple[str, ...] = ()

    @property
    def listed(self) -> int:
        """How many rows the list has."""
        return len(self.rows) + len(self.unseen)


def build_sheet(report: Report) -> FindingsSheet:
    """The sheet that tells what a check found."""
    shown = _shown(report.findings)
    unseen = _kept(report.unseen, MOST_ROWS - len(shown))
    listed: tuple[Finding | PreviousFinding, ...] = (*shown, *unseen)
    sections = (
        _explanation(listed, marked=report.register.markable),
        _rules(report.findings, shown),
        _untested(report.outcomes),
        _solved(report.solved),
    )
    return FindingsSheet(
        title=TITLE,
        summary=_summary(report, len(shown)),
        changed=change_text(changes(report)),
        hint=_hint(bool(listed), marked=report.register.markable),
        rows=shown,
        unseen=unseen,
        empty="" if listed else _all_well(report.outcomes),
        sections=tuple(section for section in sections if section is not None),
        on=report.on,
        own=tuple(dict.fromkeys(header for finding in listed for header, _ in finding.own)),
    )


def _shown(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What fits on the sheet; what the coordinator wrote in always does, or it would be lost."""
    written = sum(f.status is Memory.GEACCEPTEERD or f.is_annotated for f in findings)
    room = MOST_ROWS - min(written, MOST_ROWS)
    per_rule: Counter[str] = Counter()
    shown = []
    for finding in findings:
        if finding.status is not Memory.GEACCEPTEERD and not finding.is_annotated:
            if not room or per_rule[finding.code] == MOST_PER_RULE:
                continue
            per_rule[finding.code] += 1
            room -= 1
        shown.append(finding)
    return tuple(shown[:MOST_ROWS])


def _kept(unseen: Sequence[PreviousFinding], room: int) -> tuple[PreviousFinding, ...]:
    """What fits of the findings that could not be looked for; those with a remark first."""
    if len(unseen) <= room:
        return tuple(unseen)
    return tuple(sorted(unseen, key=lambda finding: not finding.is_annotated)[:room])


def _summary(report: Report, shown: int) -> str:
    counts = summarise(report.findings)
    parts = [
        f"{dutch_number(count)} {_NAMES[severity][count != 1]}"
        for severity, count in counts.items()
    ]
    accepted = sum(finding.status is Memory.GEACCEPTEERD for finding in report.findings)
    if accepted:
        parts.append(f"{dutch_number(accepted)} geaccepteerd")
    if shown < len(report.findings):
        total = dutch_number(len(report.findings))
        parts.append(f"hieronder {dutch_number(shown)} van de {total}")
    day = dutch_day(report.on)
    return f"{report.register.name} – {DAY_TOLD} {day} – {', '.join(parts)}"


def _hint(found: bool, *, marked: bool) -> str:
    if not marked:
        return (
            "Deze werkmap heeft alleen dit blad; het register zelf is niet gemarkeerd."
            + " Akkoord? Vul Akkoord tot en Reden in." * found
        )
    if not found:
        return "Na een wijziging in het register: controleer opnieuw; dit blad wordt dan vervangen."
    return (
        "Klik op een adres in de kolom Cel om erheen te gaan. Akkoord? Vul Akkoord tot en Reden "
        "in. Klik hier voor de uitleg onder de lijst."
    )


def _all_well(outcomes: Iterable[Outcome]) -> str:
    tested = sum(outcome.status not in _NOT_TESTED for outcome in outcomes)
    if not tested:
        return f"{NOTHING}, maar er kon ook geen regel worden getoetst; zie hieronder."
    rules = "de ene regel die" if tested == 1 else f"alle {tested} regels die"
    verb = "kon worden getoetst, is" if tested == 1 else "konden worden getoetst, zijn"
    return f"{NOTHING}: {rules} {verb} in orde."


def _explanation(listed: Sequence[object], *, marked: bool) -> Section | None:
    if not listed:
        return None
    told = _EXPLANATION if marked else tuple(_ALONE.get(line[0], line) for line in _EXPLANATION)
    return Section("Uitleg", None, tuple(SectionRow(term, text) for term, text in told))


def _rules(findings: Sequence[Finding], shown: Sequence[Finding]) -> Section | None:
    """The rules that found something, in the order in which they first appear in the list."""
    if not findings:
        return None
    total = Counter(finding.code for finding in findings)
    listed = Counter(finding.code for finding in shown)
    worst: dict[str, Severity] = {}
    for finding in findings:
        known = worst.setdefault(finding.code, finding.severity)
        worst[finding.code] = min(known, finding.severity, key=lambda severity: severity.rank)
    rows = [_rule(code, total[code], listed[code], worst[code]) for code in worst]
    header = SectionRow("Code", "Regel, en wat u doet", "Gevonden", "Getoond", "Ernst", "Bron")
    return Section("Regels die iets vonden", header, tuple(rows))


def _rule(code: str, total: int, listed: int, worst: Severity) -> SectionRow:
    title, help_text, source = _about(code)
    text = f"{title}. {help_text}" if title else help_text
    if listed < total:
        text += (
            f"\nNog {dutch_number(total - listed)} bevindingen van deze regel passen niet in de "
            "lijst; in het register zijn ze wel gemarkeerd. Verbeter wat hier staat en controleer "
            "opnieuw."
        )
    counts = dutch_number(total), dutch_number(listed)
    return SectionRow(code, text.strip(), *counts, worst.value, source)


def _about(code: str) -> tuple[str, str, str]:
    """Title, help and source of a rule; empty for one that is not in the catalogue."""
    from expertteam_xl.rules.catalogue import RULES

    rule = RULES.get(code)
    return (rule.title, rule.help, rule.source) if rule else ("", "", "")


def _untested(outcomes: Iterable[Outcome]) -> Section | None:
    """Rules that did not run, and what rules that did run left undecided."""
    from expertteam_xl.outcomes import untested

    rows = [
        SectionRow(
            group.codes[0] if len(group.codes) == 1 else f"{len(group.codes)} regels",
            _untested_text(group),
            _NOT_TESTED.get(group.status, "deels"),
        )
        for group in untested(outcomes)
    ]
    if not rows:
        return None
    header = SectionRow("Code", "Regel en reden", "Uitkomst")
    return Section("Wat niet of niet helemaal kon worden getoetst", header, tuple(rows))


def _untested_text(group: Untested) -> str:
    title = _about(group.codes[0])[0] if len(group.codes) == 1 else ", ".join(group.codes)
    return ": ".join(part for part in (title, group.reason) if part)


def _solved(solved: Sequence[PreviousFinding]) -> Section | None:
    if not solved:
        return None
    rows = [
        SectionRow(
            finding.casusnummer or "",
            finding.message,
            found=finding.code,
            severity=finding.severity.value,
            source=dutch_day(finding.since) if finding.since else "",
        )
        for finding in solved[:MOST_PER_RULE]
    ]
    if len(solved) > len(rows):
        rows.append(SectionRow("", f"… en nog {dutch_number(len(solved) - len(rows))} opgelost."))
    header = SectionRow("Casusnummer", "Wat er was", "Code", severity="Ernst was", source="Sinds")
    return Section("Opgelost sinds de vorige controle", header, tuple(rows))
