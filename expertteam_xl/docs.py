"""Pages of the documentation that are made from the definitions, so that they never go stale.

``python -m expertteam_xl.docs`` writes them to ``docs/`` of the checkout; a test compares.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from expertteam_xl.cli import cli
from expertteam_xl.monitoring.catalogue import DEFINITIONS
from expertteam_xl.monitoring.model import Definition, Section
from expertteam_xl.rules.catalogue import RULES, Rule, described
from expertteam_xl.schema import Column, TableSpec, tables
from expertteam_xl.settings import GROUPS
from expertteam_xl.settings_docs import describe_settings, example_file

_HEAD = """# Kolommen van het register

Deze bladzijde is gemaakt uit de definities in het programma (`expertteam_xl/columns.py`). Een kop
mag anders geschreven zijn: hoofdletters, accenten, spaties en leestekens tellen niet mee, en wat
er tussen haakjes of op een volgende regel achter staat ook niet. Andere kolommen mogen er gewoon
bij staan; die blijven zoals ze zijn.

Privacyklasse: **K0** geen persoonsgegevens, **K1** onder een nummer, **K2** herkenbaar of
bijzonder: blijft in het register en gaat nooit mee naar buiten.
"""
_RULES_HEAD = """# De regels

Deze bladzijde is gemaakt uit de regels in het programma (`expertteam_xl/rules/catalogue/`).
Getallen zijn die van het convenant; uw instellingen kunnen ze veranderen. C20 en C18 zijn de
convenanten van 2020 en 2018, V is het voorstel bij dat van 2020; ★ is een keuze van dit programma.

Een regel waarvoor het register kolommen mist, wordt *niet getoetst* en dat staat erbij. Dat telt
nooit als geslaagd.
"""
_SETTINGS_HEAD = """# Instellingen

Deze bladzijde is gemaakt uit de instellingen in het programma (`expertteam_xl/settings.py`). Zet
een bestand `expertteam-xl.toml` naast het register met wat bij u anders is; wat er niet in staat,
houdt de standaard.
"""
_COMMANDS_HEAD = """# De opdrachten

Deze bladzijde is gemaakt uit het programma zelf: het is wat `--help` laat zien.
"""
_ENDING = """## Hoe het afloopt

Het programma eindigt met een getal, voor wie het vanuit een ander programma aanroept:

| getal | betekent |
| --- | --- |
| 0 | klaar, en er is niets van ernst *fout* |
| 3 | klaar, en er is wel iets van ernst *fout* |
| 1 | het register is niet te gebruiken, of het resultaat is niet te schrijven |
| 2 | de woorden achter de opdracht kloppen niet, of een genoemd bestand bestaat niet |
"""
_FIGURES_HEAD = """# De kengetallen van de monitor

Deze bladzijde is gemaakt uit de kengetallen in het programma (`expertteam_xl/monitoring/`). De
volgorde is die van de afdruk. C20 en C18 zijn de convenanten van 2020 en 2018, V is het voorstel
bij dat van 2020; VNG en GLD zijn de handreikingen van de VNG en van Gelderland; ★ is een keuze van
dit programma.

- Een kwartaal telt van zijn eerste tot en met zijn laatste dag, een jaar telt zijn vier kwartalen.
- **Vorige** is de periode van dezelfde lengte ervoor. **Cumulatief** is vanaf het begin van het
  register tot en met de periode; wat vóór het eerste convenant (1-1-2018) gedateerd is, telt niet
  mee. Een **stand** is van de laatste dag en heeft geen cumulatief.
- **n** is het aantal waarover een getal is genomen.
- Wat het register niet vastlegt is *niet bepaalbaar*, nooit nul. Het staat er dan bij waarom.
- Een register met alleen een lijst van aanmeldingen geeft: aanmeldingen, triage, open en besproken
  casussen, T01, T02 en T05, verzonden adviezen, terugkeer en afgesloten casussen.
- Voor bestuurders en voor iedereen zijn kleine aantallen verborgen, met wat hen zou verraden. Een
  bedrag over weinig besprekingen staat er ook niet.
"""
_COLUMNS = ("kop", "andere koppen", "soort", "verplicht", "keuzes", "privacyklasse", "uitleg")


def column_docs() -> str:
    """The page about columns in Markdown: a table for every sheet, a row for every column."""
    return "\n".join((_HEAD, *(_table(spec) for spec in tables().values())))


def _table(spec: TableSpec) -> str:
    return "\n".join(_table_lines(spec)) + "\n"


def _table_lines(spec: TableSpec) -> Iterator[str]:
    yield f"## {spec.name}"
    yield ""
    yield spec.help
    if spec.sheet_names:
        yield f"Het blad mag ook zo heten: {', '.join(spec.sheet_names)}."
    yield ""
    yield _row(_COLUMNS)
    yield _row(["---"] * len(_COLUMNS))
    for column in spec.columns:
        yield _row(_cells(column))


def _cells(column: Column) -> tuple[str, ...]:
    return (
        f"**{column.header}**",
        ", ".join(column.aliases),
        column.kind.value,
        "ja" if column.required else "",
        ", ".join(column.words),
        column.privacy,
        " ".join(part for part in (column.help, _refers(column)) if part),
    )


def _refers(column: Column) -> str:
    if not column.refers:
        return ""
    table, _, header = column.refers.partition(".")
    return f"Moet voorkomen op {table}, kolom {header}."


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def rule_docs() -> str:
    """The page about rules in Markdown: the catalogue as a table that leads to a page each."""
    lines = [_RULES_HEAD, _row(("code", "regel", "ernst")), _row(["---"] * 3)]
    lines += [
        _row((f"[{rule.code}](regels/{rule.code}.md)", rule.title, _severity(rule)))
        for rule in RULES.values()
    ]
    return "\n".join(lines) + "\n"


def _severity(rule: Rule) -> str:
    return "geen toets" if rule.untestable else rule.severity.value


def rule_page(rule: Rule) -> str:
    """One rule in full, in Markdown."""
    lines = [f"# {rule.code} – {rule.title}", ""]
    for name, text in described(rule):
        lines += [f"**{name}.** {text}", ""]
    return "\n".join([*lines, "[Alle regels](../regels.md)", ""])


def settings_docs() -> str:
    """The page about settings in Markdown: a table for every group, and an example file."""
    lines = [_SETTINGS_HEAD]
    for group in GROUPS:
        lines += [f"## {group}", "", _row(_SETTINGS), _row(["---"] * len(_SETTINGS))]
        lines += [
            _row((f"`{s.key}`", s.default, s.meaning, s.allowed, s.rule, s.source))
            for s in describe_settings()
            if s.group == group
        ]
        lines.append("")
    return "\n".join([*lines, "## Voorbeeld", "", "```toml", example_file().rstrip(), "```", ""])


def figure_docs() -> str:
    """The page about the figures of the monitor in Markdown: a table for every page of it."""
    lines = [_FIGURES_HEAD]
    for section in Section:
        own = [each for each in DEFINITIONS.values() if each.section is section]
        if own:
            lines += [f"## {section}", "", _row(_FIGURES), _row(["---"] * len(_FIGURES))]
            lines += [_row(_figure_cells(each)) for each in own]
            lines.append("")
    return "\n".join(lines)


def _figure_cells(each: Definition) -> tuple[str, ...]:
    notes = ["Stand."] if each.stock else []
    notes += ["Alleen intern."] if each.intern else []
    return (f"`{each.code}`", each.name, each.unit, " ".join([each.text, *notes]), each.source)


_FIGURES = ("code", "kengetal", "eenheid", "hoe het is geteld", "bron")
_WIDTH = 80
_SETTINGS = ("sleutel", "standaard", "betekenis", "mag zijn", "regel", "bron")


def command_docs() -> str:
    """The page about commands in Markdown: what ``--help`` shows, and the exit codes."""
    parent = click.Context(cli, info_name="expertteam-xl", terminal_width=_WIDTH)
    lines = [_COMMANDS_HEAD, "```", cli.get_help(parent), "```", ""]
    for name, command in cli.commands.items():
        context = click.Context(command, info_name=name, parent=parent, terminal_width=_WIDTH)
        lines += [f"## {name}", "", "```", command.get_help(context), "```", ""]
    return "\n".join([*lines, _ENDING])


def pages() -> Mapping[str, str]:
    """Every page that is made, by the name of its file in ``docs/``."""
    rules = {f"regels/{rule.code}.md": rule_page(rule) for rule in RULES.values()}
    return rules | {
        "instellingen.md": settings_docs(),
        "kengetallen.md": figure_docs(),
        "kolommen.md": column_docs(),
        "opdrachten.md": command_docs(),
        "regels.md": rule_docs(),
    }


def main() -> None:
    """Write the pages to ``docs/`` beside the package."""
    folder = Path(__file__).parent.parent / "docs"
    if not folder.is_dir():
        sys.exit("There is no folder docs beside the package: this works in a checkout only.")
    (folder / "regels").mkdir(exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
