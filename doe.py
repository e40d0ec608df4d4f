# -*- coding: utf-8 -*-
"""Everything with one command: makes an environment of its own, installs, and does what you ask.

    python3 doe.py voorbeeld         checks the example register and says where the result is
    python3 doe.py voorbeeld FOLDER  makes a made-up register there, with its answers
    python3 doe.py test [...]        runs the tests; what follows goes to pytest
    python3 doe.py klaarzetten       installs everything that a developer needs
    python3 doe.py snelkoppeling     puts a shortcut on the desktop to drop registers on
    python3 doe.py slepen FILE ...   what that shortcut does: checks, and opens the results
    python3 doe.py trefzekerheid     measures how many planted faults are found
    python3 doe.py start             opens the page to drop registers on
    python3 doe.py controleer ...    and every other command of the program

On Windows: py doe.py voorbeeld. The environment is the folder ``.venv`` beside this file; the
Python of the machine itself stays as it was. This file is written for any Python, so that one
that is too old can say so; it prints ASCII only, because not every Windows console shows more.
"""

from __future__ import print_function

import hashlib
import os
import shutil
import subprocess
import sys

NEEDED = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, "expertteam-xl.stempel")
EXAMPLE = os.path.join(ROOT, "workbooks", "voorbeeldregister.xlsx")
RESULTS = os.path.join(ROOT, "resultaten")
PEILDATUM = "2021-12-15"
EXTRAS = ("", "web", "test", "dev")  # each holds the ones before it
TAIL = 15  # lines of a failed step that are shown
OFFLINE = (
    "Failed to establish a new connection",
    "NewConnectionError",
    "NameResolutionError",
    "Temporary failure in name resolution",
    "getaddrinfo failed",
    "Network is unreachable",
    "ProxyError",
    "Read timed out",
    "ConnectTimeoutError",
)


class Stop(Exception):
    """One sentence for the user; the command ends with exit code 1."""


def main(arguments):
    """Do what was asked; gives the exit code."""
    actions = {
        "voorbeeld": example,
        "test": test,
        "klaarzetten": prepare_all,
        "snelkoppeling": shortcut,
        "slepen": drop,
        "trefzekerheid": benchmark,
    }
    if not arguments:
        print(__doc__.strip())
        return 2
    try:
        check_python()
        if arguments[0] in actions:
            return actions[arguments[0]](arguments[1:])
        return program(arguments)
    except Stop as stop:
        print("\n" + str(stop), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nAfgebroken.", file=sys.stderr)
        return 130
    finally:
        if arguments[0] == "slepen":
            wait_for_enter()


def wait_for_enter():
    """Keep a window that was opened for a drop until it is read."""
    if not (sys.stdin and sys.stdin.isatty()):
        return
    sys.stderr.flush()
    print("\nDruk op Enter om dit venster te sluiten.")
    sys.stdout.flush()
    try:  # noqa: SIM105 - old Pythons have no contextlib.suppress
        sys.stdin.readline()
    except KeyboardInterrupt:
        pass


def check_python():
    """Stop when this Python is too old."""
    if sys.version_info[:2] < NEEDED:
        raise Stop(
            "Dit is Python {0}.{1}; nodig is {2}.{3} of nieuwer. Installeer een nieuwere Python, "
            "of start dit met een die er al is, zoals: python3.12 doe.py ...".format(
                *(sys.version_info[:2] + NEEDED)
            )
        )


def example(arguments):
    """Check the example register; that it holds findings is what an example is for.

    With words behind it, it is the program's own command of that name, which makes a register.
    """
    if arguments:
        command = ["voorbeeld"]
        command += arguments
        return program(command)
    prepare("")
    command = [venv_python(), "-m", "expertteam_xl", "controleer", EXAMPLE]
    command += ["--peildatum", PEILDATUM, "--naar", RESULTS]
    say("Het voorbeeldregister wordt gecontroleerd ...")
    code = subprocess.call(command, cwd=ROOT, env=clean_environment())
    if code not in (0, 3):
        return code
    say("\nKlaar. Het resultaat staat in: " + RESULTS)
    say("Open daar de nieuwste kopie in Excel of LibreOffice en kijk op het blad Bevindingen.")
    return 0


def program(arguments):
    """Run a command of the program, from the folder where the user is."""
    prepare("web" if arguments[0] == "start" else "")
    return start(arguments)


def start(arguments):
    """The program itself; gives its exit code."""
    command = [venv_python(), "-m", "expertteam_xl"]
    command += arguments
    # Nothing in the folder of the user may pass for a part of the program.
    environment = clean_environment()
    environment["PYTHONSAFEPATH"] = "1"
    environment["EXPERTTEAM_XL_OPDRACHT"] = typed()
    return subprocess.call(command, env=environment)


def typed():
    """What the user typed to get here, for the advice that the program gives."""
    script = os.path.basename(__file__) if os.getcwd() == ROOT else os.path.abspath(__file__)
    quoted = '"{0}"'.format(script) if " " in script else script
    return "{0} {1}".format("py" if os.name == "nt" else "python3", quoted)


def drop(arguments):
    """Check what was dropped on the shortcut; the results open by themselves."""
    from bureaublad import slepen

    return slepen.run(
        arguments, lambda: prepare(""), lambda name: start(["controleer", "--open", "--", name])
    )


def shortcut(_arguments):
    """Put the shortcut on the desktop."""
    from bureaublad import snelkoppeling

    try:
        place = snelkoppeling.make()
    except snelkoppeling.ShortcutError as error:
        print(str(error), file=sys.stderr)
        return 1
    say("Klaar. Op het bureaublad staat nu: {0}".format(place.name))
    say("Sleep er een register op: het wordt gecontroleerd en de kopie gaat open.")
    return 0


def benchmark(arguments):
    """Measure how many planted faults are found."""
    prepare("")
    command = [venv_python(), os.path.join(ROOT, "benchmarks", "trefzekerheid.py")]
    command += arguments
    return subprocess.call(command, env=clean_environment())


def test(arguments):
    """Run pytest; its exit code is ours."""
    prepare("test")
    command = [venv_python(), "-m", "pytest"]
    command += arguments
    return subprocess.call(command, cwd=ROOT, env=clean_environment())


def prepare_all(_arguments):
    """Install what a developer needs."""
    prepare("dev")
    say("Klaar. De omgeving staat in: " + VENV)
    return 0


def prepare(extra):
    """Make the environment, unless a fitting one is there already."""
    installed = installed_extra()
    if installed is not None and EXTRAS.index(installed) >= EXTRAS.index(extra):
        return
    say("Het programma wordt klaargezet in de map .venv (eenmalig, ongeveer een minuut) ...")
    if not usable():
        make_venv()
    if installed is not None:
        extra = max(installed, extra, key=EXTRAS.index)
    install(extra)
    with open(STAMP, "w") as stamp:
        stamp.write(fingerprint() + "\n" + extra + "\n")


def installed_extra():
    """The extra that fits what setup.cfg says now; None when something has to be installed."""
    if not usable():
        return None
    try:
        with open(STAMP) as stamp:
            lines = stamp.read().split("\n")
    except (IOError, OSError):
        return None
    return lines[1] if lines[0] == fingerprint() and lines[1] in EXTRAS else None


def fingerprint():
    """Changes with what has to be installed, and with the place of the checkout."""
    digest = hashlib.sha256(ROOT.encode("utf-8", "replace"))
    for name in ("setup.cfg", "pyproject.toml"):
        with open(os.path.join(ROOT, name), "rb") as part:
            digest.update(part.read())
    return digest.hexdigest()


def usable():
    """Whether the environment has a Python that runs and isn't too old."""
    if not os.path.isfile(venv_python()):
        return False
    check = "import sys, pip; sys.exit(sys.version_info[:2] < {0})".format(NEEDED)
    return quiet([venv_python(), "-c", check])[0] == 0


def make_venv():
    """Make the folder .venv anew; one that is no environment is left alone."""
    if os.path.lexists(VENV) and not os.path.isfile(os.path.join(VENV, "pyvenv.cfg")):
        raise Stop(
            "Er is al iets met de naam {0}, maar het is geen Python-omgeving. Geef het een andere "
            "naam en probeer het opnieuw.".format(VENV)
        )
    code, output = quiet([sys.executable, "-m", "venv", "--clear", VENV])
    if code == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if "ensurepip" in output or "No module named venv" in output:
        version = "{0}.{1}".format(*sys.version_info[:2])
        raise Stop(
            "Deze Python kan geen eigen omgeving maken: het onderdeel venv ontbreekt. Op Debian en "
            "Ubuntu helpt: sudo apt-get install python{0}-venv".format(version)
        )
    raise Stop(tail(output) + "\n\nDe omgeving kon niet gemaakt worden in " + VENV)


def install(extra):
    """Install this checkout in the environment, with what it needs."""
    command = [venv_python(), "-m", "pip", "install", "--no-input", "--retries", "2"]
    command += ["--disable-pip-version-check", "--editable"]
    command.append(".[{0}]".format(extra) if extra else ".")
    code, output = quiet(command)
    if code == 0:
        return
    if any(sign in output for sign in OFFLINE):
        raise Stop(
            tail(output) + "\n\nDe onderdelen konden niet opgehaald worden: er is geen verbinding "
            "met internet, of die wordt tegengehouden. Probeer het opnieuw met verbinding; daarna "
            "werkt alles zonder."
        )
    raise Stop(tail(output) + "\n\nHet installeren is niet gelukt; hierboven staat waarom.")


def quiet(command):
    """Run without a sound; gives the exit code and all output."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=ROOT,
        env=clean_environment(),
    )
    output = process.communicate()[0].decode("utf-8", "replace")
    return process.returncode, output


def clean_environment():
    """The environment without what would lead Python or pip to another installation."""
    environment = dict(os.environ)
    for name in ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "__PYVENV_LAUNCHER__"):
        environment.pop(name, None)
    environment["PIP_USER"] = "0"
    environment["PYTHONNOUSERSITE"] = "1"
    return environment


def venv_python():
    """The Python of the environment."""
    if os.name == "nt":
        return os.path.join(VENV, "Scripts", "python.exe")
    return os.path.join(VENV, "bin", "python")


def tail(output):
    """The last lines of what a failed step said."""
    return "\n".join(output.strip().split("\n")[-TAIL:])


def say(text):
    """One line for the user, at once."""
    print(text)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
