"""The command ``alles``: controleer, declareer and monitor, with the register read once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from expertteam_xl.commands import controleer as checking
from expertteam_xl.commands import declareer as declaring
from expertteam_xl.commands import monitor as monitoring
from expertteam_xl.commands import options
from expertteam_xl.commands.common import DONE, FOUND, UNUSABLE, Progress, inputs_must_exist
from expertteam_xl.commands.earlier import EarlierResults
from expertteam_xl.commands.jsonfile import JSON_ADVICE, check_json_target
from expertteam_xl.commands.password import password_for
from expertteam_xl.dutch_click import DutchCommand
from expertteam_xl.errors import RegisterError
from expertteam_xl.quarters import Quarter

if TYPE_CHECKING:
    from expertteam_xl.register.model import Register

_STEPS = (
    "Register openen", "Lijsten herkennen", "Regels toetsen", "Tijd verdelen", "Kengetallen tellen",
)  # fmt: skip
_WORST = (UNUSABLE, FOUND, DONE)


@dataclass(frozen=True)
class _Asked:
    """What was asked for."""

    path: Path
    register: Register
    quarter: Quarter
    on: date
    folder: Path
    earlier: EarlierResults
    audience: str
    concept: bool
    overwrite: bool


@dataclass
class _Told:
    """What a part leaves behind.

    Attributes:
        code: its exit code.
        lines: what it says, where it was done.
        data: its JSON.
    """

    code: int = DONE
    lines: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)


@click.command(cls=DutchCommand)
@options.register
@options.kwartaal
@monitoring.doelgroep_option
@options.peildatum
@options.profiel
@options.config
@options.naar
@options.overschrijf
@click.option(
    "--json",
    "json_file",
    metavar="BESTAND",
    help="Schrijf alle uitkomsten ook als JSON; een .json dat er al staat, wordt vervangen; - is "
    "de standaarduitvoer.",
)
@options.wachtwoord
@options.concept
def alles(  # noqa: PLR0913 - an argument for every option
    *,
    register: Path,
    kwartaal: Quarter | None,
    doelgroep: str,
    peildatum: date | None,
    profiel: Path | None,
    config: Path | None,
    naar: Path | None,
    overschrijf: bool,
    json_file: str | None,
    wachtwoord: bool,
    concept: bool,
) -> None:
    """Controleer, declareer en maak de monitor in één keer.

    Het register wordt één keer gelezen. Lukt een van de drie niet, dan gaan de andere door.
    """
    from expertteam_xl.files import as_on_disk

    if kwartaal is None:
        raise click.UsageError("Noem het kwartaal, zoals --kwartaal 2021-K1.")
    register = as_on_disk(register)
    inputs_must_exist(register, config=config, profiel=profiel)
    check_json_target(json_file, register, overwrite=overschrijf)
    password = password_for(register, asked=wachtwoord)
    folder = naar or register.parent
    with Progress(_STEPS) as progress:
        earlier = EarlierResults(register, folder, password)
        read = _read(register, password, (profiel, config), progress)
        asked = _Asked(
            register, read, kwartaal, peildatum or date.today(), folder, earlier, doelgroep,
            concept, overschrijf,
        )  # fmt: skip
        told = {
            name: _done(part, asked, progress, step)
            for name, part, step in (
                ("controleer", _check, "Regels toetsen"),
                ("declareer", _declare, "Tijd verdelen"),
                ("monitor", _monitor, "Kengetallen tellen"),
            )
        }
    _tell(told, json_file, [*earlier.notices, *read.notices])
    codes = {each.code for each in told.values()}
    click.get_current_context().exit(next(code for code in _WORST if code in codes))


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


def _done(part: Callable[[_Asked], _Told], asked: _Asked, progress: Progress, step: str) -> _Told:
    """One of the three; what stands in its way is told, and the others go on."""
    progress(step)
    try:
        return part(asked)
    except RegisterError as error:
        return _Told(UNUSABLE, data={"fout": str(error)})


def _check(asked: _Asked) -> _Told:
    from expertteam_xl.checks import check
    from expertteam_xl.files import full_path
    from expertteam_xl.json_report import as_json
    from expertteam_xl.terminal import summary

    report = check(asked.register, on=asked.on, previous=asked.earlier)
    result = full_path(
        checking.write_result(
            report, asked.path, asked.folder, asked.earlier, overwrite=asked.overwrite
        )
    )
    older = checking.older(asked.path, result)
    return _Told(
        checking.exit_code(report),
        summary(report, [result], older),
        json.loads(as_json(report, [result], {})),
    )


def _declare(asked: _Asked) -> _Told:
    from expertteam_xl.billing.report import as_json
    from expertteam_xl.terminal_declaration import summary

    declaring.refuse_register(asked.path, asked.folder, asked.quarter)
    split, earlier = declaring.split_now(asked.register, asked.quarter, asked.folder, on=asked.on)
    files = declaring.write_now(
        split,
        earlier,
        asked.folder,
        template=None,
        concept=asked.concept,
        overwrite=asked.overwrite,
    )
    notes = [*earlier.notes, *declaring.notes_on(split, earlier, files, asked.register)]
    stale = declaring.stale(split, asked.folder, files)
    return _Told(
        declaring.exit_code(split),
        summary(split, files, notes, stale=stale, concept=asked.concept),
        json.loads(as_json(split, files)),
    )


def _monitor(asked: _Asked) -> _Told:
    from expertteam_xl.json_monitor import as_data
    from expertteam_xl.monitoring import Period
    from expertteam_xl.terminal_monitor import summary

    plan = monitoring.Plan(
        Period.of(asked.quarter), asked.audience, asked.folder, overwrite=asked.overwrite
    )
    plan.refuse(asked.path)
    figures = monitoring.figures_now(asked.register, plan, on=asked.on)
    files = monitoring.write_now(figures, plan)
    lines = summary(figures, files, monitoring.remarks(asked.register, plan))
    return _Told(DONE, lines, as_data(figures, files))


def _tell(told: dict[str, _Told], json_file: str | None, notices: list[str]) -> None:
    from expertteam_xl.files import write_text

    text = _as_json(told)
    if json_file == "-":
        click.echo(text.encode(errors="replace"), nl=False)
    else:
        for line in _lines(told):
            click.echo(click.style(line, bold=True) if line and line[0] != " " else line)
    for sentence in (*notices, *_failures(told)):
        click.echo(sentence, err=True)
    if json_file and json_file != "-":
        write_text(Path(json_file), text, JSON_ADVICE)


def _as_json(told: dict[str, _Told]) -> str:
    found = {"versie": 1} | {name: each.data for name, each in told.items()}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _lines(told: dict[str, _Told]) -> Iterator[str]:
    first = True
    for name, each in told.items():
        if each.lines:
            yield from [] if first else ["", ""]
            yield f"{name.upper()}"
            yield from each.lines
            first = False


def _failures(told: dict[str, _Told]) -> Iterator[str]:
    """One sentence for each part that could not be done."""
    for name, each in told.items():
        if "fout" in each.data and each.code == UNUSABLE:
            yield f"{name}: {each.data['fout']}"
