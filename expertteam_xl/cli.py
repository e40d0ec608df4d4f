"""The command line: one of the two faces, which print, ask and exit.

Everything heavy is imported by the command that needs it, so that ``--help`` and ``regels`` answer
at once.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from expertteam_xl import __version__
from expertteam_xl.dutch_click import Day, DutchGroup, explain, hint
from expertteam_xl.errors import ExpertteamError, RegisterError

if TYPE_CHECKING:
    from expertteam_xl.checks import Report
    from expertteam_xl.rules.catalogue import Rule

DONE, UNUSABLE, USAGE, FOUND = 0, 1, 2, 3
_PATIENCE = 2.0
"""Seconds before work shows how far it is."""

_STEPS = ("Register openen", "Lijsten herkennen", "Regels toetsen", "Resultaat schrijven")
_WIDTH = 80


@click.group(cls=DutchGroup, context_settings={"help_option_names": ["--help"]})
@click.version_option(
    __version__, "--version", message="expertteam-xl %(version)s", help="Toon de versie."
)
def cli() -> None:
    """Controleer het register van het Expertteam Jeugd.

    Het register zelf verandert nooit; elk resultaat is een nieuw bestand. Alles blijft op deze
    computer.
    """


@cli.command()
@click.argument("register", type=click.Path(path_type=Path))
@click.option("--peildatum", type=Day(), help="De dag van de controle; standaard vandaag.")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="BESTAND",
    help="Instellingen; standaard expertteam-xl.toml naast het register.",
)
@click.option(
    "--naar",
    type=click.Path(path_type=Path),
    metavar="MAP",
    help="Map voor het resultaat; standaard die van het register.",
)
@click.option("--overschrijf", is_flag=True, help="Vervang een resultaat dat er al staat.")
@click.option(
    "--json",
    "json_file",
    metavar="BESTAND",
    help="Schrijf alle bevindingen ook als JSON; - is de standaarduitvoer.",
)
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
    """Zoek wat aandacht vraagt, en markeer het in een kopie."""
    _must_exist(register, "Het register")
    if config is not None:
        _must_exist(config, "Het instellingenbestand")
    _check_json_target(json_file, register, overwrite=overschrijf)
    on = peildatum or date.today()  # noqa: DTZ011 - the coordinator's own day
    with Progress() as progress:
        report = _check(register, config, on, progress)
        progress("Resultaat schrijven")
        result = _write_result(report, register, naar or register.parent, overwrite=overschrijf)
    _tell(report, register, result, json_file)
    ctx.exit(exit_code(report))


@cli.command()
@click.argument("code", required=False)
def regels(code: str | None) -> None:
    """Toon alle regels, of een regel helemaal."""
    from expertteam_xl.rules.catalogue import RULES

    if code is None:
        for rule in RULES.values():
            click.echo(f"{rule.code}  {rule.severity.value:<12}  {rule.title}")
        return
    if code.upper() not in RULES:
        raise click.UsageError(f"De regel '{code}' bestaat niet.{hint(code.upper(), RULES)}")
    click.echo("\n".join(_rule_lines(RULES[code.upper()])))


def _rule_lines(rule: Rule) -> list[str]:
    """One rule in full."""
    import textwrap

    from expertteam_xl.rules.catalogue import rule_text

    lines = [f"{rule.code}  {rule.title}", ""]
    for name, text in (
        ("Regel", rule_text(rule)),
        ("Bron", rule.source),
        ("Klok", rule.clock),
        ("Ernst", f"hoogstens {rule.severity.value}"),
        ("Convenant", " en ".join(rule.versions)),
        ("Herstel", rule.help),
    ):
        if text:
            lines += textwrap.wrap(f"{name + ':':<11}{text}", _WIDTH, subsequent_indent=" " * 11)
    return lines


def _must_exist(path: Path, what: str) -> None:
    """Refuse a file that is not there: the command's words are off."""
    if not path.exists():
        raise click.UsageError(f"{what} '{path}' bestaat niet; controleer de naam en de map.")


def _check_json_target(json_file: str | None, register: Path, *, overwrite: bool) -> None:
    """Refuse to write JSON over the register, or over a file that is no JSON."""
    from expertteam_xl.files import same_file

    if json_file in (None, "-"):
        return
    target = Path(json_file or "")
    if same_file(target, register):
        raise RegisterError(
            f"--json wijst naar het register '{target}' zelf; kies een andere naam."
        )
    if target.exists() and target.suffix.lower() != ".json" and not overwrite:
        raise RegisterError(
            f"'{target}' bestaat al; kies voor --json een andere naam, of geef --overschrijf."
        )


def _check(register: Path, config: Path | None, on: date, progress: Progress) -> Report:
    from expertteam_xl.checks import check
    from expertteam_xl.register import read_register

    read = read_register(register, config=config, progress=progress)
    progress("Regels toetsen")
    return check(read, on=on)


def _write_result(report: Report, register: Path, folder: Path, *, overwrite: bool) -> Path:
    from expertteam_xl.files import explained, make_folder, result_path
    from expertteam_xl.outputs.signals import write_findings

    make_folder(folder)
    suffix = ".xlsx" if report.register.signed else report.register.suffix
    path = result_path(register, folder, "gecontroleerd", report.on, suffix, overwrite=overwrite)
    with explained(path):
        write_findings(report, path)
    return path


def _tell(report: Report, register: Path, result: Path, json_file: str | None) -> None:
    from expertteam_xl.files import older_results, write_text
    from expertteam_xl.json_report import as_json
    from expertteam_xl.terminal import summary

    files = [result.resolve()]
    if json_file == "-":
        click.echo(as_json(report, files), nl=False)
        return
    if json_file:
        write_text(Path(json_file), as_json(report, files))
    older = older_results(register, result.parent, result)
    for line in summary(report, files, older):
        click.echo(click.style(line, bold=True) if line and line[0] != " " else line)


def exit_code(report: Report) -> int:
    """3 when something of severity *fout* was found that nobody accepted, else 0."""
    from expertteam_xl.findings import Severity, summarise

    return FOUND if summarise(report.findings)[Severity.FOUT] else DONE


class Progress:
    """A bar on standard error for work that takes more than a moment, on a terminal only."""

    def __init__(self) -> None:
        """Begin to count."""
        self._start = time.monotonic()
        self._shown = False
        self._step = 0

    def __call__(self, step: str) -> None:
        """Say which step begins."""
        self._step += 1
        if sys.stderr.isatty() and time.monotonic() - self._start > _PATIENCE:
            done = "#" * (6 * (self._step - 1))
            click.echo(f"\r[{done:<{6 * len(_STEPS)}}] {step:<24}", nl=False, err=True)
            self._shown = True

    def __enter__(self) -> Progress:
        """Start."""
        return self

    def __exit__(self, *_: object) -> None:
        """Wipe the bar."""
        if self._shown:
            click.echo("\r" + " " * (_WIDTH - 1) + "\r", nl=False, err=True)


def main(args: list[str] | None = None) -> None:
    """Run the command line and leave with the exit code of the contract."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(_run(args))


def _run(args: list[str] | None) -> int:
    try:
        code = cli.main(args, prog_name="expertteam-xl", standalone_mode=False)
    except click.Abort:
        return _say("Afgebroken; er is niets geschreven.", UNUSABLE)
    except click.exceptions.NoArgsIsHelpError as error:
        return _say(error.format_message(), USAGE)
    except click.ClickException as error:
        return _say(f"{explain(error)} Uitleg: expertteam-xl --help", USAGE)
    except ExpertteamError as error:
        return _say(str(error), UNUSABLE)
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except Exception as error:  # noqa: BLE001 - a traceback could hold what stands in a cell
        if os.environ.get("EXPERTTEAM_XL_DEBUG"):
            raise
        return _say(
            f"Het programma zelf liep vast ({type(error).__name__}); er is niets veranderd aan het "
            "register. Meld dit aan de makers.",
            UNUSABLE,
        )
    return code if isinstance(code, int) else DONE


def _say(sentence: str, code: int) -> int:
    click.echo(sentence, err=True)
    return code
