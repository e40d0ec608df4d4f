"""The command ``nieuw``: an empty register, or the sheets that a register lacks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from expertteam_xl.called import typed
from expertteam_xl.commands import options
from expertteam_xl.commands.common import Progress, must_exist
from expertteam_xl.commands.password import password_for
from expertteam_xl.dutch_click import DutchCommand, FilePath
from expertteam_xl.errors import RegisterError
from expertteam_xl.formats import MARKABLE

if TYPE_CHECKING:
    from expertteam_xl.outputs.empty_register_added import Addition

_FILE = FilePath()
_TEMPLATE = "register.xlsx"
_STEPS = ("Register openen", "Lijsten herkennen", "Bladen toevoegen")
_LOCK = "~$"
"""How the names of the files begin that Excel puts beside one that is open."""

_OTHER_PLACE = "kies een andere plaats"


@click.command(cls=DutchCommand)
@click.argument("bestand", type=_FILE)
@click.option(
    "--bij",
    type=_FILE,
    metavar="REGISTER",
    help="Maak geen leeg register, maar een kopie van dit register met de bladen erbij die het "
    "mist.",
)
@options.overschrijf
@options.wachtwoord
def nieuw(bestand: Path, bij: Path | None, *, overschrijf: bool, wachtwoord: bool) -> None:
    """Maak een leeg register om in te vullen.

    Het heeft alle bladen, met keuzelijsten, uitleg bij elke kop en datums die kleuren als een
    termijn afloopt. Met --bij komen de bladen die een register mist in een kopie daarvan; wat er al
    in stond, verandert niet.
    """
    if bij is None:
        target = _target(bestand, ".xlsx")
        _refuse_taken(target, overwrite=overschrijf)
        _write_empty(target)
        _tell(target, [])
        return
    from expertteam_xl.files import as_on_disk

    bij = as_on_disk(bij)
    must_exist(bij, "Het register")
    target = _target(bestand, bij.suffix)
    _refuse_register(target, bij)
    _refuse_taken(target, overwrite=overschrijf)
    addition = _add(bij, target, password_for(bij, asked=wachtwoord))
    _tell(target, _told(addition))


def _target(path: Path, suffix: str) -> Path:
    """The path with its extension; one that is left out is added.

    Raises:
        RegisterError: it is a folder.
        UsageError: another extension than the workbook has, or a name that Excel takes for its own.
    """
    wanted = suffix.lower()
    if path.name.startswith(_LOCK):
        raise click.UsageError(
            f"'{path.name}' begint met {_LOCK}, en zo heten hulpbestanden die Excel maakt en weer "
            f"verwijdert; noem het bijvoorbeeld '{path.name.removeprefix(_LOCK) or _TEMPLATE}'."
        )
    _refuse_folder(path)
    if not path.suffix:
        name = path.name.rstrip(". ")
        return path.with_name(f"{name}{suffix}") if name else path
    if wanted in MARKABLE and path.suffix.lower() != wanted:
        raise click.UsageError(
            f"'{path.name}' eindigt op {path.suffix}, maar dit wordt een bestand van de soort "
            f"{wanted}; noem het bijvoorbeeld '{path.stem}{wanted}'."
        )
    return path


def _refuse_folder(path: Path) -> None:
    """Refuse the name of a folder, also when an extension would still come behind it.

    Raises:
        RegisterError: it is a folder.
    """
    from expertteam_xl.files import explained

    with explained(path, _OTHER_PLACE):
        is_folder = path.is_dir()
    if is_folder:
        raise RegisterError(f"'{path}' is een map; noem ook de naam van het nieuwe bestand.")


def _refuse_register(target: Path, register: Path) -> None:
    """Refuse to write over the register itself.

    Raises:
        RegisterError: the target is the register.
    """
    from expertteam_xl.files import same_file

    if same_file(target, register):
        raise RegisterError(
            f"'{target.name}' is het register zelf, en dat verandert nooit; kies een andere naam "
            "voor de kopie."
        )


def _refuse_taken(target: Path, *, overwrite: bool) -> None:
    """Refuse a name that is taken.

    Raises:
        RegisterError: it is a folder, or the name of a file that may not be replaced.
    """
    from expertteam_xl.files import explained

    _refuse_folder(target)
    with explained(target, _OTHER_PLACE):
        taken = target.exists() or target.is_symlink()
    if taken and not overwrite:
        raise RegisterError(
            f"'{target}' bestaat al; kies een andere naam, of vervang het met --overschrijf."
        )


def _write_empty(target: Path) -> None:
    from expertteam_xl.files import explained, write_whole
    from expertteam_xl.outputs.templates import template

    data = template(_TEMPLATE)
    _make_folder(target)
    with explained(target, _OTHER_PLACE):
        write_whole(target, lambda path: path.write_bytes(data))


def _make_folder(target: Path) -> None:
    from expertteam_xl.files import explained

    with explained(target, _OTHER_PLACE):
        target.parent.mkdir(parents=True, exist_ok=True)


def _add(register: Path, target: Path, password: str | None) -> Addition:
    from expertteam_xl.outputs.empty_register_added import with_missing_sheets
    from expertteam_xl.outputs.saving import save
    from expertteam_xl.register import read_register

    with Progress(_STEPS) as progress:
        read = read_register(register, password=password, progress=progress)
        progress("Bladen toevoegen")
        addition = with_missing_sheets(read)
        _make_folder(target)
        save(addition.package, target, read.password)
    return addition


def _told(addition: Addition) -> list[str]:
    """What was added, and what was not."""
    from expertteam_xl.outputs.empty_register_added import why_left_out
    from expertteam_xl.text import listed

    lines = [
        f"Een kopie van het register, met erbij: {listed(addition.sheets)}. De rest is gebleven "
        "zoals het was."
    ]
    if addition.left_out:
        lines.append(why_left_out(addition.left_out, addition.cases))
    return lines


def _tell(target: Path, lines: list[str]) -> None:
    """Say what was made, and what to do next."""
    import textwrap

    from expertteam_xl.commands.common import WIDTH
    from expertteam_xl.files import full_path

    click.echo(f"Gemaakt: {full_path(target)}")
    next_steps = [
        "Begin op het blad Toelichting; daar staat hoe u het invult en wat de kleuren betekenen.",
        "Nakijken kan altijd: " + typed(f'controleer "{target}"'),
    ]
    for line in [*lines, *next_steps]:
        click.echo(textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False))
