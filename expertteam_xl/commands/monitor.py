"""The command ``monitor``: the figures of a quarter or a year, to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from expertteam_xl.commands import options
from expertteam_xl.commands.common import DONE, Progress, inputs_must_exist
from expertteam_xl.commands.jsonfile import JSON_ADVICE, check_json_target
from expertteam_xl.commands.password import password_for
from expertteam_xl.dutch_click import DutchCommand, hint
from expertteam_xl.errors import RegisterError
from expertteam_xl.quarters import Quarter

if TYPE_CHECKING:
    from expertteam_xl.monitoring import Figures, Period
    from expertteam_xl.register.model import Register

_STEPS = ("Register openen", "Lijsten herkennen", "Kengetallen tellen", "Monitor schrijven")
AUDIENCES = ("intern", "bestuurlijk", "openbaar")
_FIRST, _LAST = 1900, 2099


class YearOf(click.ParamType[int]):
    """A calendar year."""

    name = "JJJJ"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,  # noqa: ARG002 - as click calls it
        ctx: click.Context | None,
    ) -> int:
        """Read the year, or say what it should look like."""
        text = str(value).strip()
        if text.isascii() and text.isdecimal() and _FIRST <= int(text) <= _LAST:
            return int(text)
        raise click.UsageError(f"'{text}' is geen jaar; schrijf het zoals 2021.", ctx)


class AudienceOf(click.ParamType[str]):
    """For whom a monitor is."""

    name = "|".join(AUDIENCES)

    def convert(
        self,
        value: object,
        param: click.Parameter | None,  # noqa: ARG002 - as click calls it
        ctx: click.Context | None,
    ) -> str:
        """Read the audience, or say which there are."""
        text = str(value).strip().lower()
        if text in AUDIENCES:
            return text
        near = hint(text, AUDIENCES)
        raise click.UsageError(
            f"'{text}' is geen doelgroep; kies intern, bestuurlijk of openbaar.{near}", ctx
        )


doelgroep_option = click.option(
    "--doelgroep",
    type=AudienceOf(),
    default="bestuurlijk",
    help="Voor wie: intern (alles, alleen voor het team), bestuurlijk (kleine aantallen verborgen; "
    "standaard) of openbaar (ook afgerond).",
)


@click.command(cls=DutchCommand)
@options.register
@options.kwartaal
@click.option(
    "--jaar", type=YearOf(), help="Een heel jaar, zoals 2021, in plaats van een kwartaal."
)
@doelgroep_option
@click.option("--pdf", is_flag=True, help="Maak er ook een pdf van; daarvoor is LibreOffice nodig.")
@options.peildatum
@options.profiel
@options.config
@options.naar
@options.overschrijf
@click.option(
    "--json",
    "json_file",
    metavar="BESTAND",
    help="Schrijf alle kengetallen ook als JSON; een .json dat er al staat, wordt vervangen; - is "
    "de standaarduitvoer.",
)
@options.wachtwoord
@options.sjabloon
def monitor(  # noqa: PLR0913 - an argument for every option
    *,
    register: Path,
    kwartaal: Quarter | None,
    jaar: int | None,
    doelgroep: str,
    pdf: bool,
    peildatum: date | None,
    profiel: Path | None,
    config: Path | None,
    naar: Path | None,
    overschrijf: bool,
    json_file: str | None,
    wachtwoord: bool,
    sjabloon: Path | None,
) -> None:
    """Maak de monitor van een kwartaal of een jaar.

    De werkmap heet monitor-2021-K1-bestuurlijk.xlsx: kerncijfers, tabellen en grafieken, klaar om
    af te drukken. Wat te klein is om te laten zien, is verborgen.
    """
    from expertteam_xl.files import as_on_disk

    period = _period(kwartaal, jaar)
    register = as_on_disk(register)
    inputs_must_exist(register, config=config, profiel=profiel, sjabloon=sjabloon)
    check_json_target(json_file, register, overwrite=overschrijf)
    password = password_for(register, asked=wachtwoord)
    plan = Plan(period, doelgroep, naar or register.parent, pdf, overschrijf, sjabloon)
    plan.refuse(register)
    with Progress(_STEPS) as progress:
        read = _read(register, password, (profiel, config), progress)
        progress("Kengetallen tellen")
        figures = figures_now(read, plan, on=peildatum)
        progress("Monitor schrijven")
        files = write_now(figures, plan)
    notes = [*read.notices, *remarks(read, plan)]
    if json_file != "-":
        tell(figures, files, notes)
    _write_json(figures, files, notes, json_file)
    click.get_current_context().exit(DONE)


@dataclass(frozen=True)
class Plan:
    """What was asked for.

    Attributes:
        period: the quarter or year.
        audience: for whom.
        folder: where the files come.
        pdf: whether a PDF is asked for as well.
        overwrite: whether files may be replaced.
        template: the region's own template; None for the one that is shipped.
    """

    period: Period
    audience: str
    folder: Path
    pdf: bool = False
    overwrite: bool = False
    template: Path | None = None

    @property
    def path(self) -> Path:
        """Where the workbook comes."""
        return self.folder / f"monitor-{self.period}-{self.audience}.xlsx"

    @property
    def wanted(self) -> list[Path]:
        """Everything that will be written."""
        return [self.path, *([self.path.with_suffix(".pdf")] if self.makes_pdf else [])]

    @property
    def makes_pdf(self) -> bool:
        """Whether a PDF is asked for and can be made."""
        from expertteam_xl.commands.pdf import find_office

        return self.pdf and find_office() is not None

    def refuse(self, register: Path) -> None:
        """Refuse, before the work begins, a name that is taken or is the register's own.

        Raises:
            RegisterError: it is.
        """
        from expertteam_xl.files import same_file
        from expertteam_xl.outputs.together import refuse_taken

        if same_file(self.path, register):
            raise RegisterError(
                f"'{register.name}' is de naam van de monitor zelf; geef het register een andere "
                "naam, of kies met --naar een andere map."
            )
        refuse_taken(self.wanted, overwrite=self.overwrite)


def figures_now(register: Register, plan: Plan, *, on: date | None = None) -> Figures:
    """The figures of a register, as its audience may see them."""
    from expertteam_xl.monitoring import monitor as count_figures

    return count_figures(register, plan.period, doelgroep=plan.audience, on=on)


def write_now(figures: Figures, plan: Plan) -> list[Path]:
    """Write the workbook, and the PDF where that was asked for and can be made.

    Raises:
        RegisterError: a file is there already or can't be written, or the template can't be used.
    """
    from expertteam_xl.commands.pdf import find_office, pdf_of
    from expertteam_xl.files import full_path
    from expertteam_xl.outputs.monitor import write_monitor
    from expertteam_xl.outputs.together import refuse_taken, write_together

    refuse_taken(plan.wanted, overwrite=plan.overwrite)
    path = write_monitor(figures, plan.path, template=plan.template, overwrite=plan.overwrite)
    files = [full_path(path)]
    office = find_office() if plan.pdf else None
    if office is not None:
        printed = path.with_suffix(".pdf")
        write_together({printed: pdf_of(path, office)}, overwrite=plan.overwrite)
        files.append(full_path(printed))
    return files


def remarks(register: Register, plan: Plan) -> list[str]:
    """What a coordinator must know beside the figures."""
    from expertteam_xl.commands.pdf import HOW

    found = [HOW] if plan.pdf and not plan.makes_pdf else []
    if register.password is not None:
        found.append("Het register heeft een wachtwoord; de monitor heeft er geen.")
    return found


def tell(figures: Figures, files: list[Path], notes: list[str]) -> None:
    """Say in short what was made."""
    from expertteam_xl.terminal_monitor import summary

    for line in summary(figures, files, notes):
        click.echo(click.style(line, bold=True) if line and line[0] != " " else line)


def _period(quarter: Quarter | None, year: int | None) -> Period:
    """The quarter or the year, whichever was named.

    Raises:
        UsageError: neither was, or both.
    """
    if quarter is not None and year is not None:
        raise click.UsageError("Noem --kwartaal of --jaar, niet allebei.")
    if quarter is None and year is None:
        raise click.UsageError("Noem het kwartaal (--kwartaal 2021-K1) of het jaar (--jaar 2021).")
    from expertteam_xl.monitoring import Period

    return Period.of(quarter) if quarter is not None else Period(year or _FIRST)


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


def _write_json(
    figures: Figures, files: list[Path], notes: list[str], json_file: str | None
) -> None:
    from expertteam_xl.files import write_text
    from expertteam_xl.json_monitor import as_json

    if json_file == "-":
        click.echo(as_json(figures, files).encode(errors="replace"), nl=False)
        for note in notes:
            click.echo(note, err=True)
    elif json_file:
        write_text(Path(json_file), as_json(figures, files), JSON_ADVICE)
