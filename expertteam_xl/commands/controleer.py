"""The command ``controleer``: the main job."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from expertteam_xl.commands import options
from expertteam_xl.commands.common import DONE, FOUND, Progress, must_exist
from expertteam_xl.dutch_click import DutchCommand
from expertteam_xl.errors import RegisterError
from expertteam_xl.formats import MARKABLE, READABLE

if TYPE_CHECKING:
    from expertteam_xl.checks import Report

_STEPS = ("Register openen", "Lijsten herkennen", "Regels toetsen", "Resultaat schrijven")
_JSON_ADVICE = "kies voor --json een andere plaats"


@click.command(cls=DutchCommand)
@options.register
@options.peildatum
@options.config
@options.naar
@options.overschrijf
@options.json_file
@click.pass_context
def controleer(
    ctx: click.Context,
    register: Path,
    peildatum: date | None,
    config: Path | None,
    naar: Path | None,
    overschrijf: bool,
    json_file: str | None,
) -> None:
    """Zoek wat aandacht vraagt, en markeer het in een kopie.

    De kopie heet als het register, met -gecontroleerd- en de peildatum erachter. Zij heeft een blad
    meer: Bevindingen. Staat er al zo'n kopie, dan krijgt de nieuwe -2, -3 …
    """
    must_exist(register, "Het register")
    if config is not None:
        must_exist(config, "Het instellingenbestand")
    _check_json_target(json_file, register, overwrite=overschrijf)
    on = peildatum or date.today()
    with Progress(_STEPS) as progress:
        folder = naar or register.parent
        report = _check(register, config, on, folder, progress)
        progress("Resultaat schrijven")
        result = _write_result(report, register, folder, overwrite=overschrijf)
    _tell(report, register, result, json_file)
    ctx.exit(exit_code(report))


def _check_json_target(json_file: str | None, register: Path, *, overwrite: bool) -> None:
    """Refuse, before the work begins, a place where the JSON can't or should not come."""
    from expertteam_xl.files import reason_of

    if json_file in (None, "-"):
        return
    target = Path(json_file or "")
    try:
        problem = _json_problem(target, register, overwrite=overwrite)
    except OSError as error:
        problem = reason_of(error)
    if problem or not json_file:
        raise RegisterError(
            f"De JSON kan niet naar '{json_file}': {problem or 'dat is geen naam'}; "
            f"{_JSON_ADVICE}, zoals uitslag.json."
        )


def _json_problem(target: Path, register: Path, *, overwrite: bool) -> str | None:
    """Why the JSON can't or should not come there; None when it can."""
    from expertteam_xl.files import same_file

    if same_file(target, register):
        return "dat is het register zelf"
    if target.is_dir():
        return "dat is een map"
    if target.suffix.lower() in READABLE:
        return "dat is de naam van een werkmap"
    if not target.parent.is_dir():
        return f"de map '{target.parent}' bestaat niet"
    if target.exists() and target.suffix.lower() != ".json" and not overwrite:
        return "dat bestand bestaat al"
    return None


def _check(
    register: Path, config: Path | None, on: date, folder: Path, progress: Progress
) -> Report:
    from expertteam_xl.checks import check
    from expertteam_xl.register import read_register

    read = read_register(register, config=config, progress=progress)
    progress("Regels toetsen")
    return check(read, on=on, previous=_previous(register, folder))


def _previous(register: Path, folder: Path) -> Iterator[bytes]:
    """Earlier results beside the register or in the folder of results, newest first."""
    from expertteam_xl.files import older_results

    results = {*older_results(register, register.parent), *older_results(register, folder)}
    for path in sorted(results, key=_age):
        if path.suffix.lower() in MARKABLE:
            with suppress(OSError):
                yield path.read_bytes()


def _age(path: Path) -> float:
    """Seconds since a file changed, as a key: the newest first, what can't be read last."""
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0


def _write_result(report: Report, register: Path, folder: Path, *, overwrite: bool) -> Path:
    from expertteam_xl.files import explained, make_folder, result_path
    from expertteam_xl.outputs.signals import write_findings

    make_folder(folder)
    suffix = ".xlsx" if stands_alone(report) else register.suffix
    with explained(folder / register.name):
        path = result_path(
            register, folder, "gecontroleerd", report.on, suffix, overwrite=overwrite
        )
    with explained(path):
        write_findings(report, path)
    return path


def stands_alone(report: Report) -> bool:
    """Whether the result holds the sheet *Bevindingen* alone, because the register can't be marked.

    So it is with a signed workbook, and with formats that are no package of Excel's own XML.
    """
    return report.register.signed or report.register.suffix.lower() not in MARKABLE


def _tell(report: Report, register: Path, result: Path, json_file: str | None) -> None:
    from expertteam_xl.files import older_results, write_text
    from expertteam_xl.json_report import as_json
    from expertteam_xl.terminal import summary

    files = [result.resolve()]
    if json_file == "-":
        click.echo(as_json(report, files).encode(errors="replace"), nl=False)
        for notice in report.register.notices:
            click.echo(notice, err=True)
        return
    if json_file:
        write_text(Path(json_file), as_json(report, files), _JSON_ADVICE)
    older = [path for path in older_results(register, result.parent) if path != result]
    for line in summary(report, files, older, alone=stands_alone(report)):
        click.echo(click.style(line, bold=True) if line and line[0] != " " else line)


def exit_code(report: Report) -> int:
    """3 when something of severity *fout* was found that nobody accepted, else 0."""
    from expertteam_xl.findings import Severity, summarise

    return FOUND if summarise(report.findings)[Severity.FOUT] else DONE
