"""The command ``controleer``: the main job."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from expertteam_xl.commands import options
from expertteam_xl.commands.common import DONE, FOUND, Progress, inputs_must_exist
from expertteam_xl.commands.earlier import EarlierResults
from expertteam_xl.commands.jsonfile import JSON_ADVICE, check_json_target
from expertteam_xl.commands.password import password_for
from expertteam_xl.commands.schoon import check_clean_target, cleaned, write_clean
from expertteam_xl.dutch_click import DutchCommand

if TYPE_CHECKING:
    from expertteam_xl.checks import Report
    from expertteam_xl.cleaning import Clean
    from expertteam_xl.register.model import Register

_STEPS = ("Register openen", "Lijsten herkennen", "Regels toetsen", "Resultaat schrijven")


@click.command(cls=DutchCommand)
@options.register
@options.peildatum
@options.profiel
@options.config
@options.naar
@options.overschrijf
@options.herstel
@options.schoon
@options.json_file
@options.wachtwoord
@options.open_after
def controleer(  # noqa: PLR0913 - an argument for every option
    *,
    register: Path,
    peildatum: date | None,
    profiel: Path | None,
    config: Path | None,
    naar: Path | None,
    overschrijf: bool,
    herstel: bool,
    schoon: Path | None,
    json_file: str | None,
    wachtwoord: bool,
    open_after: bool,
) -> None:
    """Zoek wat aandacht vraagt, en markeer het in een kopie.

    De kopie heet als het register, met -gecontroleerd- en de peildatum erachter. Zij heeft een blad
    meer: Bevindingen. Staat er al zo'n kopie, dan krijgt de nieuwe -2, -3 …
    """
    from expertteam_xl.files import as_on_disk

    register = as_on_disk(register)
    inputs_must_exist(register, config=config, profiel=profiel)
    check_json_target(json_file, register, overwrite=overschrijf)
    check_clean_target(schoon, register, json_file, overwrite=overschrijf)
    password = password_for(register, asked=wachtwoord)
    on = peildatum or date.today()
    with Progress(_STEPS) as progress:
        folder = naar or register.parent
        earlier = EarlierResults(register, folder, password)
        report = _check(register, (profiel, config), on, earlier, progress, repairs=herstel)
        copy = cleaned(report.register) if schoon is not None else None
        progress("Resultaat schrijven")
        result = write_result(report, register, folder, earlier, overwrite=overschrijf)
        if schoon is not None and copy is not None:
            write_clean(copy, schoon, report.register.password)
    for notice in earlier.notices:
        click.echo(notice, err=True)
    _tell(report, register, result, json_file, (schoon, copy))
    if open_after:
        _open(result)
    click.get_current_context().exit(exit_code(report))


def _check(
    register: Path,
    given: tuple[Path | None, Path | None],
    on: date,
    earlier: EarlierResults,
    progress: Progress,
    *,
    repairs: bool,
) -> Report:
    from expertteam_xl.checks import check
    from expertteam_xl.register import read_register

    profile, config = given
    read = read_register(
        register,
        password=earlier.password,
        profile=profile,
        config=config,
        progress=progress,
    )
    if repairs:
        read = _repaired(read, profile)
    progress("Regels toetsen")
    return check(read, on=on, previous=earlier)


def _repaired(read: Register, profile: Path | None) -> Register:
    from expertteam_xl.repairs import repair

    return repair(read, day=date.today(), profile=profile).register


def write_result(
    report: Report, register: Path, folder: Path, earlier: EarlierResults, *, overwrite: bool
) -> Path:
    """Write the marked copy; gives its path.

    Raises:
        RegisterError: it can't be written.
    """
    from expertteam_xl.files import make_folder, result_path
    from expertteam_xl.outputs.signals import write_findings

    make_folder(folder)
    suffix = _suffix(report, register)
    path = result_path(
        register,
        folder,
        "gecontroleerd",
        report.on,
        suffix,
        overwrite=overwrite,
        kept=earlier.is_of_other,
    )
    write_findings(report, path)
    return path


def _suffix(report: Report, register: Path) -> str:
    """The extension of the result: the register's own one where that fits its content."""
    if not report.register.markable:
        return ".xlsx"
    fitting = report.register.suffix
    return register.suffix if register.suffix.lower() == fitting else fitting


def _tell(
    report: Report,
    register: Path,
    result: Path,
    json_file: str | None,
    clean: tuple[Path | None, Clean | None],
) -> None:
    from expertteam_xl.files import full_path, write_text
    from expertteam_xl.json_report import as_json
    from expertteam_xl.terminal import summary

    files, more, lines = [full_path(result)], {}, []
    if clean[0] is not None and clean[1] is not None:
        from expertteam_xl.cleaning.telling import as_data, told

        files.append(full_path(clean[0]))
        more, lines = {"schoon": as_data(clean[1], files[1])}, told(clean[1], files[1])
    if json_file == "-":
        click.echo(as_json(report, files, more).encode(errors="replace"), nl=False)
        for notice in report.register.notices:
            click.echo(notice, err=True)
        return
    if json_file:
        write_text(Path(json_file), as_json(report, files, more), JSON_ADVICE)
    for line in (*summary(report, files[:1], older(register, result)), *lines):
        click.echo(click.style(line, bold=True) if line and line[0] != " " else line)


def older(register: Path, result: Path) -> list[Path]:
    """Earlier results of a register in the folder of this one."""
    from expertteam_xl.files import older_results

    return [path for path in older_results(register, result.parent) if path != result]


def _open(result: Path) -> None:
    """Show the result in Excel or what else opens it; failing to is no error."""
    from expertteam_xl.commands.launch import opens
    from expertteam_xl.files import full_path

    if opens(full_path(result)):
        sentence = "Het resultaat gaat nu open; begin op het blad Bevindingen."
    else:
        sentence = f"Het resultaat ging niet vanzelf open; open het zelf: {result.name}"
    click.echo(f"\n{sentence}", err=True)


def exit_code(report: Report) -> int:
    """3 when something of severity *fout* was found that nobody accepted, else 0."""
    from expertteam_xl.findings import Severity, summarise

    return FOUND if summarise(report.findings)[Severity.FOUT] else DONE
