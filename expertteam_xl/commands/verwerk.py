"""The command ``verwerk``: rows of filled forms, in a copy of the register."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from expertteam_xl.called import typed
from expertteam_xl.commands import options
from expertteam_xl.commands.common import DONE, FOUND, UNUSABLE, Progress, must_exist
from expertteam_xl.commands.jsonfile import JSON_ADVICE, check_json_target
from expertteam_xl.commands.password import password_for
from expertteam_xl.dutch_click import DutchCommand, FilePath

if TYPE_CHECKING:
    from expertteam_xl.forms.taking import Outcome
    from expertteam_xl.register.model import Register

_STEPS = ("Register openen", "Lijsten herkennen", "Formulieren lezen", "Resultaat schrijven")


@click.command(cls=DutchCommand)
@options.register
@click.argument("formulieren", type=FilePath(), nargs=-1, required=True, metavar="FORMULIER…")
@options.peildatum
@options.profiel
@options.config
@options.naar
@options.overschrijf
@click.option(
    "--json",
    "json_file",
    metavar="BESTAND",
    help="Schrijf wat er van elk formulier werd ook als JSON; - is de standaarduitvoer.",
)
@options.wachtwoord
def verwerk(  # noqa: PLR0913 - an argument for every option
    *,
    register: Path,
    formulieren: tuple[Path, ...],
    peildatum: date | None,
    profiel: Path | None,
    config: Path | None,
    naar: Path | None,
    overschrijf: bool,
    json_file: str | None,
    wachtwoord: bool,
) -> None:
    """Zet ingevulde formulieren in een kopie van het register.

    De kopie heet als het register, met -bijgewerkt- en de peildatum erachter. Er komen alleen rijen
    bij, onder de lijst waar zij horen. Kan dat niet, dan ziet u de rijen om zelf te plakken.
    """
    from expertteam_xl.files import as_on_disk

    register = as_on_disk(register)
    forms = [as_on_disk(path) for path in formulieren]
    must_exist(register, "Het register")
    for path in forms:
        must_exist(path, "Het formulier")
        _refuse_register(path, register)
    if config is not None:
        must_exist(config, "Het instellingenbestand")
    if profiel is not None:
        must_exist(profiel, "Het profiel")
    check_json_target(json_file, register, overwrite=overschrijf)
    password = password_for(register, asked=wachtwoord)
    on = peildatum or date.today()
    with Progress(_STEPS) as progress:
        from expertteam_xl.register import read_register

        read = read_register(
            register, password=password, profile=profiel, config=config, progress=progress
        )
        progress("Formulieren lezen")
        from expertteam_xl.forms.taking import take_forms

        outcome = take_forms(read, forms, _profile(profiel, register))
        progress("Resultaat schrijven")
        files = _write(outcome, read, register, naar or register.parent, on, overwrite=overschrijf)
    _tell(outcome, read, register, files, json_file, on)
    click.get_current_context().exit(exit_code(outcome))


def exit_code(outcome: Outcome) -> int:
    """1 when a file was no form, else 3 when a form must be mended first, else 0."""
    from expertteam_xl.forms.judging import Taken

    taken = {outcome.taken(index) for index in range(len(outcome.forms))}
    if Taken.NO_FORM in taken:
        return UNUSABLE
    return FOUND if Taken.REFUSED in taken else DONE


def _refuse_register(form: Path, register: Path) -> None:
    """Refuse the register itself as a form."""
    from expertteam_xl.files import same_file

    if same_file(form, register):
        raise click.UsageError(
            f"'{form}' is het register zelf; noem daarachter de ingevulde formulieren."
        )


def _profile(given: Path | None, register: Path) -> Path | None:
    """The profile that the register was read with."""
    from expertteam_xl.disk import is_file
    from expertteam_xl.profile.read import profile_beside

    if given is not None:
        return given
    beside = profile_beside(register)
    return beside if is_file(beside) else None


def _write(
    outcome: Outcome, read: Register, register: Path, folder: Path, on: date, *, overwrite: bool
) -> list[Path]:
    """Write the copy, where a row was added."""
    from expertteam_xl.files import full_path, make_folder, result_path
    from expertteam_xl.outputs.saving import save

    package = outcome.result.package
    if package is None:
        return []
    make_folder(folder)
    suffix = register.suffix if register.suffix.lower() == read.suffix else read.suffix
    path = result_path(register, folder, "bijgewerkt", on, suffix, overwrite=overwrite)
    save(package, path, read.password)
    return [full_path(path)]


def _tell(
    outcome: Outcome,
    read: Register,
    register: Path,
    files: Sequence[Path],
    json_file: str | None,
    on: date,
) -> None:
    from expertteam_xl.files import write_text
    from expertteam_xl.forms.judging import Taken
    from expertteam_xl.forms.telling import as_data, summary

    text = json.dumps(as_data(outcome, read, on, files), ensure_ascii=False, indent=1) + "\n"
    notes = [*read.notices, *_go_on(register, files), *_lists_to_make(outcome, register)]
    unread = [
        each.reason
        for index, each in enumerate(outcome.forms)
        if outcome.taken(index) is Taken.NO_FORM
    ]
    if json_file == "-":
        click.echo(text.encode(errors="replace"), nl=False)
        for note in (*notes, *unread):
            click.echo(note, err=True)
        return
    if json_file:
        write_text(Path(json_file), text, JSON_ADVICE)
    for line in summary(outcome, read, on, files, notes):
        click.echo(click.style(line, bold=True) if _is_title(line) else line)
    for sentence in unread:
        click.echo(sentence, err=True)


def _is_title(line: str) -> bool:
    return bool(line) and line[0] != " " and "\t" not in line


def _go_on(register: Path, files: Sequence[Path]) -> list[str]:
    """That the copy takes the place of the register from now on."""
    if not files:
        return []
    return [f"Werk verder in de kopie; {register.name} zelf is niet veranderd en mist deze rijen."]


def _lists_to_make(outcome: Outcome, register: Path) -> list[str]:
    """How a register gets the lists that it lacks."""
    if not any(each.lacking for each in outcome.result.to_paste):
        return []
    command = typed(f'nieuw volledig.xlsx --bij "{register}"')
    return [
        f"Lijsten die het register nog niet heeft, maakt u met: {command}. Verwerk het formulier "
        "daarna met dat bestand, of plak de rijen erin."
    ]
