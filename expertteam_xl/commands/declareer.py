"""The command ``declareer``: what every gemeente pays, in a workbook each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from expertteam_xl.commands import options
from expertteam_xl.commands.common import DONE, FOUND, Progress, inputs_must_exist
from expertteam_xl.commands.jsonfile import JSON_ADVICE, check_json_target
from expertteam_xl.commands.password import password_for
from expertteam_xl.dutch_click import DutchCommand
from expertteam_xl.errors import RegisterError
from expertteam_xl.quarters import Quarter

if TYPE_CHECKING:
    from expertteam_xl.billing.issued import Earlier
    from expertteam_xl.billing.model import Split
    from expertteam_xl.register.model import Register

_STEPS = ("Register openen", "Lijsten herkennen", "Tijd verdelen", "Declaraties schrijven")


@click.command(cls=DutchCommand)
@options.register
@options.kwartaal
@options.peildatum
@options.profiel
@options.config
@options.naar
@options.overschrijf
@click.option(
    "--json",
    "json_file",
    metavar="BESTAND",
    help="Schrijf alle regels en bedragen ook als JSON; een .json dat er al staat, wordt "
    "vervangen; - is de standaarduitvoer.",
)
@options.wachtwoord
@options.concept
@options.sjabloon
def declareer(  # noqa: PLR0913 - an argument for every option
    *,
    register: Path,
    kwartaal: Quarter | None,
    peildatum: date | None,
    profiel: Path | None,
    config: Path | None,
    naar: Path | None,
    overschrijf: bool,
    json_file: str | None,
    wachtwoord: bool,
    concept: bool,
    sjabloon: Path | None,
) -> None:
    """Verdeel de tijd van een kwartaal over de gemeenten.

    Elke gemeente krijgt een werkmap met haar eigen regels, en de coördinator een met alle: die heet
    declaratie-2021-K1-regio.xlsx. Staat er nog een fout in de weg, dan wordt er niets geschreven.
    """
    from expertteam_xl.files import as_on_disk

    if kwartaal is None:
        raise click.UsageError("Noem het kwartaal, zoals --kwartaal 2021-K1.")
    register = as_on_disk(register)
    inputs_must_exist(register, config=config, profiel=profiel, sjabloon=sjabloon)
    check_json_target(json_file, register, overwrite=overschrijf)
    password = password_for(register, asked=wachtwoord)
    folder = naar or register.parent
    refuse_register(register, folder, kwartaal)
    with Progress(_STEPS) as progress:
        read = _read(register, password, (profiel, config), progress)
        progress("Tijd verdelen")
        split, earlier = split_now(read, kwartaal, folder, on=peildatum)
        progress("Declaraties schrijven")
        files = write_now(
            split, earlier, folder, template=sjabloon, concept=concept, overwrite=overschrijf
        )
    notes = [*read.notices, *earlier.notes, *notes_on(split, earlier, files, read)]
    if json_file != "-":
        _tell(split, folder, files, notes, concept=concept)
    _write_json(split, files, notes, json_file)
    click.get_current_context().exit(exit_code(split))


def split_now(
    register: Register, quarter: Quarter, folder: Path, *, on: date | None = None
) -> tuple[Split, Earlier]:
    """The split of a quarter, and what earlier declarations in the folder of results say.

    Args:
        register: what was read.
        quarter: the quarter that is declared.
        folder: where declarations come.
        on: the peildatum; today when not given.
    """
    from expertteam_xl.billing.issued import issued_in
    from expertteam_xl.billing.split import split_costs

    earlier = issued_in(folder, password=register.password)
    return split_costs(register, quarter, on=on, issued=earlier.issued), earlier


def write_now(
    split: Split,
    earlier: Earlier,
    folder: Path,
    *,
    template: Path | None,
    concept: bool,
    overwrite: bool,
) -> list[Path]:
    """Write the workbooks, unless something blocks and nobody asked for a CONCEPT.

    Raises:
        RegisterError: a file is there already, or can't be written; a CONCEPT would come in the
            place of a declaration that was issued.
    """
    if split.is_blocked and not concept:
        return []
    from expertteam_xl.files import full_path, make_folder
    from expertteam_xl.outputs.declaration import write_declarations

    if concept and overwrite and _own(split, earlier):
        raise RegisterError(
            f"De declaratie van {split.quarter} in '{folder}' is al definitief; een CONCEPT komt "
            "daar niet voor in de plaats. Kies met --naar een andere map."
        )
    make_folder(folder)
    written = write_declarations(
        split, folder, template=template, concept=concept, overwrite=overwrite
    )
    return [full_path(path) for path in written]


def exit_code(split: Split) -> int:
    """3 when something blocks, also where a CONCEPT was written; else 0."""
    return FOUND if split.is_blocked else DONE


def _read(
    register: Path,
    password: str | None,
    given: tuple[Path | None, Path | None],
    progress: Progress,
) -> Register:
    from expertteam_xl.register import read_register

    profile, config = given
    return read_register(
        register, password=password, profile=profile, config=config, progress=progress
    )


def refuse_register(register: Path, folder: Path, quarter: Quarter) -> None:
    """Refuse a register that has the name of a result: it would be written over.

    Raises:
        RegisterError: the register is called like one of the results.
    """
    from expertteam_xl.files import same_file

    name = register.name.casefold()
    if name.startswith(f"declaratie-{quarter}-".casefold()) and same_file(
        folder / register.name, register
    ):
        raise RegisterError(
            f"'{register.name}' is de naam van een declaratie; geef het register een andere naam, "
            "of kies met --naar een andere map."
        )


def _own(split: Split, earlier: Earlier) -> bool:
    """Whether a definitive declaration of this quarter is in the folder already."""
    return any(each.quarter == split.quarter for each in earlier.issued)


def notes_on(split: Split, earlier: Earlier, files: list[Path], register: Register) -> list[str]:
    """What a coordinator must know beside the amounts."""
    return [*_replaced(split, earlier, files), *_open_files(register)]


def _replaced(split: Split, earlier: Earlier, files: list[Path]) -> list[str]:
    if not (files and _own(split, earlier)):
        return []
    return [
        f"De eerdere declaratie van {split.quarter} is vervangen. Is zij al verstuurd, laat de "
        "gemeenten dat dan weten."
    ]


def _open_files(register: Register) -> list[str]:
    """That declarations have no password, where the register has one."""
    if register.password is None:
        return []
    return [
        "Het register heeft een wachtwoord; declaraties hebben er geen, zodat gemeenten ze kunnen "
        "openen."
    ]


def _write_json(split: Split, files: list[Path], notes: list[str], json_file: str | None) -> None:
    from expertteam_xl.billing.report import as_json
    from expertteam_xl.files import write_text

    if json_file == "-":
        click.echo(as_json(split, files).encode(errors="replace"), nl=False)
        for note in notes:
            click.echo(note, err=True)
    elif json_file:
        write_text(Path(json_file), as_json(split, files), JSON_ADVICE)


def _tell(
    split: Split, folder: Path, files: list[Path], notes: list[str], *, concept: bool
) -> None:
    from expertteam_xl.terminal_declaration import summary

    found = stale(split, folder, files)
    for line in summary(split, files, notes, stale=found, concept=concept):
        click.echo(click.style(line, bold=True) if line and line[0] != " " else line)


def stale(split: Split, folder: Path, files: list[Path]) -> list[Path]:
    """Declarations of this quarter in the folder that were not written now."""
    if not files:
        return []
    names = {path.name.casefold() for path in files}
    try:
        found = sorted(folder.glob(f"declaratie-{split.quarter}-*.xlsx"))
    except OSError:
        return []
    return [path for path in found if path.name.casefold() not in names]
