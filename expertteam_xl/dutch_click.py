"""Click in Dutch: headings, help, and what is wrong with a command line."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import Any

import click


class DutchCommand(click.Command):
    """A command whose help is Dutch."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make the command as click does, with the Dutch word for options."""
        kwargs.setdefault("options_metavar", "[OPTIES]")
        super().__init__(*args, **kwargs)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that says how to call it."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Gebruik: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a Dutch heading."""
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [r for p in options if (r := p.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("Opties"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, explained in Dutch."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Toon deze uitleg."
        return option


class DutchGroup(DutchCommand, click.Group):
    """A group of commands whose help is Dutch."""

    command_class = DutchCommand

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The pieces of the usage line."""
        return ["OPDRACHT", "[OPTIES]…"]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options and commands."""
        super().format_options(ctx, formatter)
        rows = [
            (name, command.get_short_help_str(limit=60))
            for name, command in self.commands.items()
            if not command.hidden
        ]
        with formatter.section("Opdrachten"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was perhaps meant."""
        name = args[0]
        if name in self.commands or name.startswith("-"):
            return super().resolve_command(ctx, args)
        raise click.UsageError(f"De opdracht '{name}' bestaat niet.{hint(name, self.commands)}")


class Day(click.ParamType[date]):
    """A day as JJJJ-MM-DD."""

    name = "JJJJ-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read the day, or say what it should look like."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise click.UsageError(
                f"'{value}' is geen datum; schrijf jaar-maand-dag, zoals 2021-04-01."
            ) from None


def hint(word: str, known: object) -> str:
    """``Bedoelde u …?`` for a word that is close to a known one; else nothing."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)  # type: ignore[call-overload]
    return f" Bedoelde u '{close[0]}'?" if close else ""


def explain(error: click.ClickException) -> str:
    """What is wrong with the words of a command, in Dutch."""
    if isinstance(error, click.NoSuchOption):
        return f"De optie '{error.option_name}' bestaat niet.{_close_option(error)}"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"{error.param.make_metavar(error.ctx or _NOWHERE)} ontbreekt."
    if isinstance(error, click.BadOptionUsage):
        return f"De optie '{error.option_name}' mist een waarde, of krijgt er een te veel."
    if isinstance(error, click.BadParameter):
        return f"De waarde voor '{error.param.name if error.param else '?'}' kan niet."
    text = error.format_message()
    return "Er staat een woord te veel op de regel." if text.startswith("Got unexpected") else text


def _close_option(error: click.NoSuchOption) -> str:
    return f" Bedoelde u '{min(error.possibilities)}'?" if error.possibilities else ""


_NOWHERE = click.Context(click.Command("expertteam-xl"))
