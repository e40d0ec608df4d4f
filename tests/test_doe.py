"""The one command of the README: its sentences when something is missing, and its exit codes."""

from __future__ import annotations

import importlib.util
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest
import tools

Calls = list[Sequence[str]]


@pytest.fixture
def doe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, with its environment in a folder of the test."""
    spec = importlib.util.spec_from_file_location("doe", tools.REPO / "doe.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(module, "STAMP", str(tmp_path / ".venv" / "stempel"))
    return module


@pytest.fixture
def ready(doe: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script with an environment that needs nothing more."""
    monkeypatch.setattr(doe, "prepare", lambda extra: None)
    return doe


def answers(doe: ModuleType, monkeypatch: pytest.MonkeyPatch, code: int) -> Calls:
    """Let each program that is started end with this code; gives what was started."""
    calls: Calls = []

    def call(command: Sequence[str], **_: object) -> int:
        calls.append(command)
        return code

    monkeypatch.setattr(doe.subprocess, "call", call)
    return calls


@pytest.mark.parametrize(("command", "extra"), [("start", "web"), ("regels", "")])
def test_only_the_page_asks_for_its_libraries(
    doe: ModuleType, monkeypatch: pytest.MonkeyPatch, command: str, extra: str
) -> None:
    """What every other command needs is installed without them."""
    asked: list[str] = []
    monkeypatch.setattr(doe, "prepare", asked.append)
    answers(doe, monkeypatch, 0)

    assert 0 == doe.main([command])
    assert [extra] == asked


def test_the_example_is_checked_into_the_results_folder(
    ready: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``voorbeeld`` checks the example on a fixed day and says where the result is."""
    calls = answers(ready, monkeypatch, 3)

    assert 0 == ready.main(["voorbeeld"])
    assert ["controleer", str(tools.REPO / "workbooks" / "voorbeeldregister.xlsx")] == calls[0][3:5]
    assert str(tools.REPO / "resultaten") in capsys.readouterr().out


def test_with_words_behind_it_the_example_is_a_command_of_the_program(
    ready: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``voorbeeld MAP`` makes a register there; only the bare word checks the kept one."""
    calls = answers(ready, monkeypatch, 0)

    assert 0 == ready.main(["voorbeeld", "oefenmap", "--rommelig"])
    assert ["voorbeeld", "oefenmap", "--rommelig"] == list(calls[0][3:])


@pytest.mark.parametrize("code", [1, 2])
def test_an_example_that_fails_fails(
    ready: ModuleType, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Findings are what an example is for; any other ending is passed on."""
    answers(ready, monkeypatch, code)

    assert code == ready.main(["voorbeeld"])


@pytest.mark.parametrize("code", [0, 1, 5])
def test_the_exit_code_of_pytest_is_untouched(
    ready: ModuleType, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """A failing test, or no test at all, must be able to fail CI."""
    calls = answers(ready, monkeypatch, code)

    assert code == ready.main(["test", "-k", "T01"])
    assert ["-m", "pytest", "-k", "T01"] == list(calls[0][1:])


def test_other_words_are_commands_of_the_program(
    ready: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A coordinator needs one way to start everything; the exit code is the program's."""
    calls = answers(ready, monkeypatch, 3)

    assert 3 == ready.main(["controleer", "mijn register.xlsx"])
    assert ["-m", "expertteam_xl", "controleer", "mijn register.xlsx"] == list(calls[0][1:])


def test_an_old_python_says_so(
    doe: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence tells which Python this is and which one is needed."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))

    assert 1 == doe.main(["voorbeeld"])
    assert "Dit is Python 3.9; nodig is 3.11" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("ensurepip is not available", "het onderdeel venv ontbreekt"),
        ("No space left on device", "No space left on device"),
    ],
)
def test_an_environment_that_cannot_be_made_tells_why(
    doe: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    output: str,
    sentence: str,
) -> None:
    """A missing venv gets its remedy; anything else is shown as it was said."""
    monkeypatch.setattr(doe, "quiet", lambda command: (1, output))

    assert 1 == doe.main(["voorbeeld"])
    assert sentence in capsys.readouterr().err


def test_without_a_network_it_says_so(
    doe: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words of pip are followed by one sentence that anyone understands."""
    monkeypatch.setattr(doe, "make_venv", lambda: None)
    monkeypatch.setattr(doe, "quiet", lambda command: (1, "NewConnectionError: getaddrinfo failed"))

    assert 1 == doe.main(["test"])
    assert "geen verbinding met internet" in capsys.readouterr().err


def test_a_folder_that_is_no_environment_is_left_alone(
    doe: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Someone else's folder ``.venv`` is never emptied."""
    kept = tmp_path / ".venv" / "brief.txt"
    kept.parent.mkdir()
    kept.write_text("van mij", encoding="utf-8")

    assert 1 == doe.main(["voorbeeld"])
    assert "geen Python-omgeving" in capsys.readouterr().err
    assert kept.is_file()


def test_a_fitting_environment_is_used_again(
    doe: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is installed twice; what holds more than is asked for will do."""
    Path(doe.VENV).mkdir()
    Path(doe.STAMP).write_text(f"{doe.fingerprint()}\ntest\n", encoding="utf-8")
    monkeypatch.setattr(doe, "usable", lambda: True)
    installed: list[str] = []
    monkeypatch.setattr(doe, "install", installed.append)

    doe.prepare("")
    doe.prepare("test")
    doe.prepare("dev")

    assert ["dev"] == installed
    assert "dev" == doe.installed_extra()


def test_another_setup_is_installed_anew(doe: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of setup.cfg the environment is brought up to date."""
    Path(doe.VENV).mkdir()
    Path(doe.STAMP).write_text("an older fingerprint\ntest\n", encoding="utf-8")
    monkeypatch.setattr(doe, "usable", lambda: True)

    assert None is doe.installed_extra()


def test_a_file_beside_the_register_is_no_part_of_the_program(
    ready: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program runs in the folder of the user, where a click.py must not be imported."""
    environments: list[dict[str, str]] = []

    def call(_: Sequence[str], *, env: dict[str, str]) -> int:
        environments.append(env)
        return 0

    monkeypatch.setattr(ready.subprocess, "call", call)
    ready.main(["regels"])

    assert ["1"] == [env.get("PYTHONSAFEPATH") for env in environments]


class Typed(io.StringIO):
    """Standard input on which somebody types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """A window of a drop, in which Enter is pressed once."""
    monkeypatch.syspath_prepend(str(tools.REPO))
    monkeypatch.delenv("EXPERTTEAM_XL_REGEL", raising=False)
    typed = Typed("\n")
    monkeypatch.setattr(sys, "stdin", typed)
    return typed


def test_a_drop_checks_and_opens(
    ready: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    window: Typed,
) -> None:
    """Each file is checked with --open, whatever its name; then the window waits for Enter."""
    calls = answers(ready, monkeypatch, 3)

    assert 3 == ready.main(["slepen", "a b.xlsx", "-c.xlsx"])
    assert [
        ["-m", "expertteam_xl", "controleer", "--open", "--", "a b.xlsx"],
        ["-m", "expertteam_xl", "controleer", "--open", "--", "-c.xlsx"],
    ] == [list(call[1:]) for call in calls]
    assert capsys.readouterr().out.endswith("Druk op Enter om dit venster te sluiten.\n")
    assert "" == window.read()


def test_a_drop_prepares_first(
    doe: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    window: Typed,
) -> None:
    """The first drop installs, says so, and goes on with the check."""
    monkeypatch.setattr(doe, "make_venv", lambda: Path(doe.VENV).mkdir())
    monkeypatch.setattr(doe, "quiet", lambda command: (0, ""))
    calls = answers(doe, monkeypatch, 0)

    assert 0 == doe.main(["slepen", "a.xlsx"])
    assert 1 == len(calls)
    assert "eenmalig" in capsys.readouterr().out


@pytest.mark.parametrize("old", [True, False])
def test_a_drop_that_cannot_start_waits_too(
    doe: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    window: Typed,
    old: bool,
) -> None:
    """An old Python, or an installation that fails, can be read before the window goes."""
    if old:
        monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(doe, "quiet", lambda command: (1, "No space left on device"))

    assert 1 == doe.main(["slepen", "a.xlsx"])
    said = capsys.readouterr()
    assert ("Dit is Python 3.9" if old else "No space left") in said.err
    assert "Druk op Enter" in said.out
    assert "" == window.read()


def test_a_drop_that_is_broken_off(
    ready: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    window: Typed,
) -> None:
    """Ctrl+C ends the check, not the window; a second one ends that without a traceback."""

    def broken_off(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(ready.subprocess, "call", broken_off)
    monkeypatch.setattr(window, "readline", broken_off)

    assert 130 == ready.main(["slepen", "a.xlsx"])
    assert "Afgebroken" in capsys.readouterr().err


def test_without_a_window_nothing_waits(
    ready: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From another program, where nobody can press Enter, the command just ends."""
    monkeypatch.syspath_prepend(str(tools.REPO))
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    answers(ready, monkeypatch, 0)

    assert 0 == ready.main(["slepen", "a.xlsx"])
    assert "Enter" not in capsys.readouterr().out


@pytest.mark.parametrize("made", [True, False])
def test_the_shortcut_is_told(
    doe: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    made: bool,
) -> None:
    """Where it stands and what to do with it; or one sentence why not."""
    monkeypatch.syspath_prepend(str(tools.REPO))
    from bureaublad import snelkoppeling

    def make() -> Path:
        if made:
            return Path("Bureaublad") / "Controleer register.desktop"
        raise snelkoppeling.ShortcutError("Dat kan niet.")

    monkeypatch.setattr(snelkoppeling, "make", make)

    assert (0 if made else 1) == doe.main(["snelkoppeling"])
    said = capsys.readouterr()
    assert ("Controleer register.desktop" in said.out, "Dat kan niet." in said.err) == (
        made,
        not made,
    )


@pytest.mark.parametrize("code", [0, 1])
def test_the_measurement_runs_in_the_environment(
    ready: ModuleType, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """``trefzekerheid`` passes its words on, and its exit code back."""
    calls = answers(ready, monkeypatch, code)

    assert code == ready.main(["trefzekerheid", "--snel"])
    assert [str(tools.REPO / "benchmarks" / "trefzekerheid.py"), "--snel"] == list(calls[0][1:])


def test_every_word_is_explained(doe: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """Without words the script tells which there are, in lines that fit."""
    assert 2 == doe.main([])
    said = capsys.readouterr().out
    words = ("voorbeeld", "test", "klaarzetten", "snelkoppeling", "slepen", "trefzekerheid")

    assert [] == [word for word in words if f"doe.py {word} " not in said]
    assert max(map(len, said.splitlines())) <= 100
