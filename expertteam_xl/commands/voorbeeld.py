"""The command ``voorbeeld``: a made-up register with its answer key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from expertteam_xl.called import typed
from expertteam_xl.commands import options
from expertteam_xl.commands.common import DONE, WIDTH, Progress
from expertteam_xl.dutch_click import DutchCommand, FilePath
from expertteam_xl.errors import RegisterError

if TYPE_CHECKING:
    from expertteam_xl.example.dress import Example

REGISTER, ANSWERS = "register.xlsx", "antwoorden.json"
"""What it writes."""

_STEPS = ("Casussen verzinnen", "Register schrijven")
_OTHER_PLACE = "kies een andere map"
_USUAL_CASES, _USUAL_SEED = 40, 1
_FILE = FilePath()


class _WholeNumber(click.ParamType[int]):
    """A whole number from 0 on."""

    name = "GETAL"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        """Read the number, or say what it should be."""
        text = str(value).strip()
        if not (text.isascii() and text.isdigit()):
            option = param.opts[0] if param else self.name
            raise click.UsageError(
                f"'{text}' kan niet bij {option}; vul een geheel getal van 0 of meer in, zoals 40.",
                ctx,
            )
        return int(text)


@click.command(cls=DutchCommand)
@click.argument("map", type=_FILE)
@click.option(
    "--casussen",
    type=_WholeNumber(),
    default=_USUAL_CASES,
    metavar="N",
    help=f"Hoeveel casussen; standaard {_USUAL_CASES}.",
)
@click.option(
    "--startgetal",
    type=_WholeNumber(),
    default=_USUAL_SEED,
    metavar="N",
    help="Een ander getal geeft een ander voorbeeld; hetzelfde getal altijd hetzelfde. "
    f"Standaard {_USUAL_SEED}.",
)
@click.option(
    "--rommelig",
    is_flag=True,
    help="Zo rommelig als registers echt zijn, en met fouten; zonder deze optie is het in orde.",
)
@options.overschrijf
def voorbeeld(
    map: Path,  # noqa: A002 - the word of the contract
    *,
    casussen: int,
    startgetal: int,
    rommelig: bool,
    overschrijf: bool,
) -> None:
    """Maak een verzonnen register, met de antwoorden erbij.

    In de map komen register.xlsx, en antwoorden.json met elke bevinding die controleer daarin moet
    vinden. Zonder --rommelig zijn dat er geen. Een rommelig register is, naar het startgetal, een
    enkele lijst met casussen of een register met alle bladen.
    """
    _refuse_taken(map, overwrite=overschrijf)
    with Progress(_STEPS) as progress:
        progress("Casussen verzinnen")
        example = _example(casussen, startgetal, messy=rommelig)
        progress("Register schrijven")
        _write(map, example, startgetal)
    _tell(map, example, messy=rommelig)
    click.get_current_context().exit(DONE)


def _refuse_taken(folder: Path, *, overwrite: bool) -> None:
    """Refuse a folder that is a file, or that holds what would be written.

    Raises:
        RegisterError: it does.
    """
    from expertteam_xl.files import explained

    with explained(folder, _OTHER_PLACE):
        no_folder = folder.exists() and not folder.is_dir()
        taken = [folder / name for name in (REGISTER, ANSWERS) if (folder / name).exists()]
    if no_folder:
        raise RegisterError(f"'{folder}' is een bestand en geen map; {_OTHER_PLACE}.")
    if taken and not overwrite:
        raise RegisterError(
            f"'{taken[0]}' bestaat al; {_OTHER_PLACE}, of vervang het met --overschrijf."
        )


def _example(cases: int, seed: int, *, messy: bool) -> Example:
    from expertteam_xl.example.dress import make_example

    try:
        return make_example(cases, seed, messy=messy)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _write(folder: Path, example: Example, seed: int) -> None:
    """Write both files, or neither."""
    from expertteam_xl.example.answers import as_json
    from expertteam_xl.example.write import write_example
    from expertteam_xl.files import explained, write_text, write_whole

    with explained(folder, _OTHER_PLACE):
        folder.mkdir(parents=True, exist_ok=True)
    register = folder / REGISTER
    with explained(register, _OTHER_PLACE):
        write_whole(register, lambda path: write_example(example, path))
    text = as_json(example.world, seed, example.answers)
    write_text(folder / ANSWERS, text, _OTHER_PLACE)


def _tell(folder: Path, example: Example, *, messy: bool) -> None:
    """Say what was made, and how to check it."""
    import textwrap

    from expertteam_xl.files import full_path
    from expertteam_xl.text import count

    world = example.world
    cases = count(len(world.tables["Casussen"]), "casus", "casussen")
    form = "een lijst met casussen" if world.minimal else "alle bladen"
    found = count(len(example.answers), "bevinding", "bevindingen")
    kind = f"rommelig, met {found}" if messy else "in orde, zonder bevindingen"
    lines = [
        f"Een verzonnen register met {cases} ({form}): {kind}. De peildatum is "
        f"{world.on:%d-%m-%Y}.",
        "Alles erin is verzonnen: niemand die erin staat, bestaat.",
    ]
    click.echo(f"Gemaakt: {full_path(folder / REGISTER)}")
    click.echo(f"         {full_path(folder / ANSWERS)}")
    for line in lines:
        click.echo(textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False))
    click.echo("Controleren:")
    click.echo("  " + typed(f'controleer "{folder / REGISTER}" --peildatum {world.on.isoformat()}'))
