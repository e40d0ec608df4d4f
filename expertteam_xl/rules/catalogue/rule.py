"""What a rule is, before it has a function."""

from __future__ import annotations

from dataclasses import dataclass

from expertteam_xl.errors import DefinitionError
from expertteam_xl.findings import Severity
from expertteam_xl.schema import column_at

Needs = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        code: permanent code, such as ``T01``.
        title: what it watches over, in a few Dutch words.
        text: the rule itself in plain Dutch; words in braces are numbers of the agreement, which
            `rule_text` fills in.
        source: article it rests on, or ``★`` for this project's own choice.
        severity: the heaviest finding it can give.
        help: what to do about a finding.
        clock: from which field to which field its term runs; empty without a term.
        versions: convenant versions it holds for.
        needs: alternatives of columns (``Table.Field``); the rule runs when the register has all
            columns of one of them.
        needs_minimal: the same for a register without sheets of sessions and discussions; empty
            where it needs the same.
        recorded: columns of which a team that fills in none is told once, instead of once a row.
        kept: the ends of its clock: a column that is empty everywhere although cases went on.
        why: why it matters, in one or two plain sentences.
        example: a message as it gives.
        untestable: why no workbook can show it; such a rule has no function.
    """

    code: str
    title: str
    text: str
    source: str
    severity: Severity
    help: str
    clock: str = ""
    versions: tuple[str, ...] = ("2018", "2020")
    needs: Needs = ((),)
    needs_minimal: Needs = ()
    recorded: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    why: str = ""
    example: str = ""
    untestable: str = ""

    def __post_init__(self) -> None:
        """Refuse a rule without a source, or one that names a column that is none."""
        if not self.source or not self.help:
            raise DefinitionError(f"{self.code} has no source or no help")
        for alternative in (*self.needs, *self.needs_minimal, self.recorded, self.kept):
            for place in alternative:
                column_at(place)


F, W, I = Severity.FOUT, Severity.WAARSCHUWING, Severity.INFO  # noqa: E741 - domein.md's letters
STAR = "★ eigen keuze van dit programma"
ONLY_2018 = ("2018",)
ONLY_2020 = ("2020",)
TALKS = (
    "Overleggen.Overlegnummer",
    "Overleggen.Overlegdatum",
    "Overleggen.Status",
    "Besprekingen.Overlegnummer",
    "Besprekingen.Casusnummer",
)
"""What tells which case was discussed when."""

STREAM_OF_SESSION = ("Overleggen.Werkstroom", "Overleggen.Overlegdatum")
