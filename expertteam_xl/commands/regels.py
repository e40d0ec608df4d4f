"""The command ``regels``: the rule catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from expertteam_xl.called import typed
from expertteam_xl.commands.common import WIDTH
from expertteam_xl.dutch_click import DutchCommand, hint

if TYPE_CHECKING:
    from expertteam_xl.rules.catalogue import Rule

_HANG = len("Niet toetsbaar: ")


@click.command(cls=DutchCommand)
@click.argument("code", required=False)
def regels(code: str | None) -> None:
    """Toon alle regels, of een regel helemaal."""
    from expertteam_xl.rules.catalogue import RULES

    if code is None:
        for rule in RULES.values():
            click.echo(f"{rule.code}  {rule.severity.value:<12}  {rule.title}")
        click.echo(f"\nEen regel helemaal: {typed('regels T01')}")
        return
    if code.upper() not in RULES:
        raise click.UsageError(f"De regel '{code}' bestaat niet.{hint(code.upper(), RULES)}")
    click.echo("\n".join(_rule_lines(RULES[code.upper()])))


def _rule_lines(rule: Rule) -> list[str]:
    """One rule in full."""
    import textwrap

    from expertteam_xl.rules.catalogue import described

    lines = [f"{rule.code}  {rule.title}", ""]
    for name, text in described(rule):
        lines += textwrap.wrap(f"{name + ':':<{_HANG}}{text}", WIDTH, subsequent_indent=" " * _HANG)
    return lines
