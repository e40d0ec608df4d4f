"""The command line: one of the two faces, which print, ask and exit.

Everything heavy is imported by the command that needs it, so that ``--help`` and ``regels`` answer
at once.
"""

from __future__ import annotations

import gc
import os
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import suppress
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
_WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm")
_OTHER_WORKBOOKS = (".xlsb", ".xls", ".ods")
_JSON_ADVICE = "kies voor --json een andere plaats"


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
@click.argument("register", type=click.Path(path_type=Path, readable=False))
@click.option("--peildatum", type=Day(), help="De dag van de controle; standaard vandaag.")
@click.option(
    "--config",
    type=click.Path(path_type=Path, readable=False),
    metavar="BESTAND",
    help="Instellingen; standaard expertteam-xl.toml naast het register.",
)
@click.option(
    "--naar",
    type=click.Path(path_type=Path, readable=False),
    metavar="MAP",
    help="Map voor het resultaat; standaard die van het register.",
)
@click.option("--overschrijf", is_flag=True, help="Vervang een resultaat dat er al staat.")
@click.option(
    "--json",
    "json_file",
    metavar="BESTAND",
    help="Schrijf alle bevindingen ook als JSON; een .json dat er al staat, wordt vervangen; "
    "- is de standaarduitvoer.",
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
    """Zoek wat aandacht vraagt, en markeer het in een kopie.

    De kopie heet als het register, met -gecontroleerd- en de peildatum erachter. Zij heeft een blad
    meer: Bevindingen. Staat er al zo'n kopie, dan krijgt de nieuwe -2, -3 …
    """
    _must_exist(register, "Het register")
    if config is not None:
        _must_exist(config, "Het instellingenbestand")
    _check_json_target(json_file, register, overwrite=overschrijf)
    on = peildatum or date.today()
    with Progress() as progress:
        folder = naar or register.parent
        report = _check(register, config, on, folder, progress)
        progress("Resultaat schrijven")
        result = _write_result(report, register, folder, overwrite=overschrijf)
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
        click.echo("\nEen regel helemaal: expertteam-xl regels T01")
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
    """Refuse a file that is not there: the command's words are off.

    Raises:
        RegisterError: it can't be told, because a folder above it may not be looked into.
    """
    from expertteam_xl.files import reason_of

    try:
        there = path.exists()
    except PermissionError as error:
        raise RegisterError(
            f"{what} '{path}' is niet te bereiken ({reason_of(error)}); zet het in een map die u "
            "mag openen."
        ) from None
    except (OSError, ValueError):  # no file can have this name
        there = False
    if not there:
        raise click.UsageError(f"{what} '{path}' bestaat niet; controleer de naam en de map.")


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
    if target.suffix.lower() in (*_WORKBOOKS, *_OTHER_WORKBOOKS):
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
        if path.suffix.lower() in _WORKBOOKS:
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
    return report.register.signed or report.register.suffix.lower() not in _WORKBOOKS


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
    if not os.environ.get(_DEBUG):
        warnings.simplefilter("ignore")
    gc.disable()  # a command is over in seconds: looking for cycles takes a tenth, and finds none
    sys.exit(_run(args))


_DEBUG = "EXPERTTEAM_XL_DEBUG"
"""Environment variable that shows what its makers need: tracebacks and warnings."""


def _run(args: list[str] | None) -> int:
    try:
        code = cli.main(
            args, prog_name="expertteam-xl", standalone_mode=False, windows_expand_args=False
        )
    except click.Abort:
        return _say("Afgebroken; het register is niet veranderd.", UNUSABLE)
    except click.exceptions.NoArgsIsHelpError as error:
        return _say(error.format_message(), USAGE)
    except click.ClickException as error:
        return _say(explain(error), USAGE)
    except ExpertteamError as error:
        return _say(_sentence(str(error)), UNUSABLE)
    except OSError as error:
        from expertteam_xl.files import reason_of

        return _say(f"De uitvoer kan niet getoond worden ({reason_of(error)}).", UNUSABLE)
    except MemoryError:
        return _say(
            "Het geheugen van deze computer is vol; sluit andere programma's en probeer het "
            "opnieuw.",
            UNUSABLE,
        )
    except Exception as error:
        # A traceback could hold what stands in a cell, so only makers see it.
        if os.environ.get(_DEBUG):
            raise
        return _say(
            f"Het programma zelf liep vast ({type(error).__name__}); er is niets veranderd aan het "
            "register. Meld dit aan de makers.",
            UNUSABLE,
        )
    return code if isinstance(code, int) else DONE


def _sentence(text: str) -> str:
    """The text with a full stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _say(sentence: str, code: int) -> int:
    click.echo(sentence, err=True)
    return code
