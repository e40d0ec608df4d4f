"""The command line: one of the two faces, which print, ask and exit.

Everything heavy is imported by the command that needs it, so that ``--help`` and ``regels`` answer
at once.
"""

from __future__ import annotations

import gc
import os
import sys
import warnings

import click

from expertteam_xl import __version__
from expertteam_xl.called import typed
from expertteam_xl.commands.alles import alles
from expertteam_xl.commands.common import DONE, UNUSABLE, USAGE
from expertteam_xl.commands.controleer import controleer
from expertteam_xl.commands.declareer import declareer
from expertteam_xl.commands.formulier import formulier
from expertteam_xl.commands.monitor import monitor
from expertteam_xl.commands.nieuw import nieuw
from expertteam_xl.commands.profiel import profiel
from expertteam_xl.commands.regels import regels
from expertteam_xl.commands.start import start
from expertteam_xl.commands.verwerk import verwerk
from expertteam_xl.commands.voorbeeld import voorbeeld
from expertteam_xl.dutch_click import DutchGroup, explain
from expertteam_xl.errors import ExpertteamError


@click.group(cls=DutchGroup, context_settings={"help_option_names": ["--help"]})
@click.version_option(
    __version__, "--version", message="expertteam-xl %(version)s", help="Toon de versie."
)
def cli() -> None:
    """Controleer het register van het Expertteam Jeugd.

    Het register zelf verandert nooit; elk resultaat is een nieuw bestand. Alles blijft op deze
    computer.
    """


for _command in (
    controleer,
    declareer,
    monitor,
    alles,
    profiel,
    nieuw,
    voorbeeld,
    formulier,
    verwerk,
    regels,
    start,
):
    cli.add_command(_command)


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
        code = cli.main(args, prog_name=typed(), standalone_mode=False, windows_expand_args=False)
    except click.Abort:
        return _say("Afgebroken; het register is niet veranderd.", UNUSABLE)
    except click.exceptions.NoArgsIsHelpError as error:
        return _say(error.format_message(), USAGE)
    except click.ClickException as error:
        return _say(explain(error), USAGE)
    except ExpertteamError as error:
        return _say(_sentence(str(error)), UNUSABLE)
    except OSError as error:
        from expertteam_xl.disk import reason_of

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
