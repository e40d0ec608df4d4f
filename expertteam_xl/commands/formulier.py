"""The command ``formulier``: the form of one case, filled with what the register knows."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from expertteam_xl.called import typed
from expertteam_xl.commands import options
from expertteam_xl.commands.common import DONE, Progress, inputs_must_exist
from expertteam_xl.commands.jsonfile import JSON_ADVICE, check_json_target
from expertteam_xl.commands.password import password_for
from expertteam_xl.dutch_click import DutchCommand, hint

if TYPE_CHECKING:
    from expertteam_xl.forms.making import MadeForm
    from expertteam_xl.register.model import Register

_STEPS = ("Register openen", "Lijsten herkennen", "Formulier schrijven")
_KINDS = ("advies", "afsluiting")


@click.command(cls=DutchCommand)
@options.register
@click.argument("casusnummer")
@click.option("--soort", metavar="SOORT", help="Welk formulier: advies of afsluiting.")
@options.peildatum
@options.profiel
@options.config
@options.naar
@click.option("--overschrijf", is_flag=True, help="Vervang een formulier dat er al staat.")
@click.option(
    "--json",
    "json_file",
    metavar="BESTAND",
    help="Schrijf wat er gemaakt is ook als JSON; - is de standaarduitvoer.",
)
@options.wachtwoord
@options.sjabloon
def formulier(  # noqa: PLR0913 - an argument for every option
    *,
    register: Path,
    casusnummer: str,
    soort: str | None,
    peildatum: date | None,
    profiel: Path | None,
    config: Path | None,
    naar: Path | None,
    overschrijf: bool,
    json_file: str | None,
    wachtwoord: bool,
    sjabloon: Path | None,
) -> None:
    """Maak het formulier van één casus.

    Wat het register al weet, staat erin; de rest vult u in. Het heet naar de casus, zoals
    advies-ET-2021-007.xlsx. Is het ingevuld, dan zet de opdracht verwerk het in het register.
    """
    from expertteam_xl.files import as_on_disk

    kind = _kind(soort)
    register = as_on_disk(register)
    inputs_must_exist(register, config=config, profiel=profiel, sjabloon=sjabloon)
    check_json_target(json_file, register, overwrite=overschrijf)
    password = password_for(register, asked=wachtwoord)
    with Progress(_STEPS) as progress:
        from expertteam_xl.register import read_register

        read = read_register(
            register, password=password, profile=profiel, config=config, progress=progress
        )
        row = _row(read, casusnummer)
        progress("Formulier schrijven")
        from expertteam_xl.forms.fields import FORMS
        from expertteam_xl.forms.making import make_form

        made = make_form(
            read,
            row,
            FORMS[kind],
            naar or register.parent,
            peildatum or date.today(),
            template=sjabloon,
            overwrite=overschrijf,
        )
    _tell(made, kind, read, register, json_file, peildatum or date.today())
    click.get_current_context().exit(DONE)


def _kind(word: str | None) -> str:
    """Which form was asked for."""
    if word is None:
        raise click.UsageError("Noem het formulier: --soort advies of --soort afsluiting.")
    folded = word.strip().casefold()
    if folded not in _KINDS:
        raise click.UsageError(
            f"'{word}' is geen soort formulier; kies --soort advies of --soort afsluiting."
            f"{hint(folded, _KINDS)}"
        )
    return folded


def _row(register: Register, number: str) -> int:
    """The row of the case that was asked for."""
    from expertteam_xl.disclosure import may_be_shown
    from expertteam_xl.forms.case import find_case, near_case

    row = find_case(register, number)
    if row is not None:
        return row
    near = near_case(register, number)
    asked = f"De casus '{number}'" if may_be_shown(number) else "Deze casus"
    raise click.UsageError(
        f"{asked} staat niet in {register.name}.{f' Bedoelde u {near!r}?' if near else ''}"
    )


def _tell(
    made: MadeForm, kind: str, read: Register, register: Path, json_file: str | None, on: date
) -> None:
    from expertteam_xl.disclosure import may_be_shown
    from expertteam_xl.files import full_path, write_text
    from expertteam_xl.terminal import wrapped

    path = full_path(made.path)
    data: dict[str, Any] = {
        "versie": 1,
        "register": read.name,
        "peildatum": on.isoformat(),
        "soort": kind,
        "casusnummer": made.case.number,
        "opmerkingen": list(made.notes),
        "bestanden": [str(path)],
    }
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if json_file == "-":
        click.echo(text.encode(errors="replace"), nl=False)
        for note in (*made.notes, *read.notices):
            click.echo(note, err=True)
        return
    if json_file:
        write_text(Path(json_file), text, JSON_ADVICE)
    number = made.case.number if may_be_shown(made.case.number) else "deze casus"
    lines = [f"{read.name}: formulier {kind} van {number}", ""]
    for note in (*made.notes, *read.notices):
        lines += wrapped(note, hang=2)
    lines += ["", "Resultaat", f"  {path}"]
    command = typed(f'verwerk "{register}" "{made.path}"')
    lines += wrapped(f"Ingevuld terug? {command} zet het in een kopie van het register.")
    for line in lines:
        click.echo(click.style(line, bold=True) if line and line[0] != " " else line)
