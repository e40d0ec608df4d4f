"""Click in Dutch: headings, help, and what is wrong with a command line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from expertteam_xl.errors import RegisterError
from expertteam_xl.formats import READABLE
from expertteam_xl.quarters import Quarter

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class DutchCommand(click.Command):
    """A command whose help is Dutch."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make the command as click does, with the Dutch word for options."""
        kwargs.setdefault("options_metavar", "[OPTIES]")
        super().__init__(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words; a file whose name begins with a dash is not taken for options."""
        for word in args[: args.index("--") if "--" in args else None]:
            if word.startswith("-") and word.lower().endswith(READABLE) and "=" not in word:
                raise click.UsageError(
                    f"'{word}' lijkt een optie, omdat het met een streepje begint; is het een "
                    f"bestand, schrijf dan ./{word}.",
                    ctx,
                )
        return super().parse_args(ctx, args)

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

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
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
        if name.lower().endswith(READABLE):
            raise click.UsageError(
                f"Zet een opdracht voor de naam van het register: {ctx.command_path} controleer "
                f'"{name}".'
            )
        raise click.UsageError(f"De opdracht '{name}' bestaat niet.{hint(name, self.commands)}")


class FilePath(click.Path):
    """Any path: whether it can be used is said in Dutch, by the command itself."""

    def __init__(self) -> None:
        """Make it give a `Path`, and look at nothing yet."""
        super().__init__(path_type=Path, readable=False)

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:
        """Refuse an empty name, which would mean the folder that one is in."""
        if isinstance(value, str) and not value.strip():
            label = param.opts[0] if isinstance(param, click.Option) else "de opdracht"
            raise click.UsageError(
                f"Achter {label} staat een lege naam; typ de naam van een bestand of map, tussen "
                "aanhalingstekens als er spaties in staan.",
                ctx,
            )
        return super().convert(value, param, ctx)


class Day(click.ParamType[date]):
    """A day as JJJJ-MM-DD."""

    name = "JJJJ-MM-DD"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,  # noqa: ARG002 - as click calls it
        ctx: click.Context | None,
    ) -> date:
        """Read the day, or say what it should look like."""
        if isinstance(value, date):
            return value
        text = str(value).strip()
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            raise click.UsageError(f"De dag '{text}' bestaat niet.", ctx) from None
        raise click.UsageError(
            f"'{text}' is geen datum; schrijf jaar-maand-dag, zoals 2021-04-01.", ctx
        )


class QuarterOf(click.ParamType[Quarter]):
    """A quarter as JJJJ-Kn."""

    name = "JJJJ-Kn"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,  # noqa: ARG002 - as click calls it
        ctx: click.Context | None,
    ) -> Quarter:
        """Read the quarter, or say what it should look like."""
        if isinstance(value, Quarter):
            return value
        try:
            return Quarter.parse(str(value))
        except RegisterError as error:
            raise click.UsageError(str(error), ctx) from None


def hint(word: str, known: Iterable[str]) -> str:
    """``Bedoelde u …?`` for a word that is close to a known one; else nothing."""
    folded = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return f" Bedoelde u '{folded[close[0]]}'?" if close else ""


def explain(error: click.ClickException) -> str:
    """What is wrong with the words of a command, in Dutch, and where to read more."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "expertteam-xl"
    return f"{_what(error)} Uitleg: {path} --help"


def _what(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        known = {option.lstrip("-"): option for option in _options(error.ctx)}
        near = hint(error.option_name.lstrip("-"), known).replace("u '", "u '--")
        return f"De optie '{error.option_name}' bestaat niet.{near}"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        metavar = error.param.make_metavar(error.ctx or _NOWHERE)
        return f"Er ontbreekt nog iets: {metavar}."
    if isinstance(error, click.BadOptionUsage):
        return f"De optie '{error.option_name}' mist een waarde, of krijgt er een te veel."
    if isinstance(error, click.BadParameter):
        return f"De waarde voor '{error.param.name if error.param else '?'}' kan niet."
    text = error.format_message()
    if text.startswith("Got unexpected"):
        return (
            "Er staat een woord te veel op de regel; zet een naam met spaties tussen "
            "aanhalingstekens."
        )
    return text


def _options(context: click.Context | None) -> list[str]:
    """The options that a command has."""
    if context is None:
        return []
    return [name for p in context.command.get_params(context) for name in p.opts if name[:1] == "-"]


_NOWHERE = click.Context(click.Command("expertteam-xl"))
