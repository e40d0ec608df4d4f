"""The commands ``monitor`` and ``alles``: files, exit codes, JSON, and what they say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import registers
from billing_rows import EXAMPLES, sheets_of
from money_rows import attendee, money, spent
from monitor_books import ONE
from tools import pdf_text

from expertteam_xl.cli import _run
from expertteam_xl.commands import pdf

Run = Callable[..., tuple[int, str, str]]
DAY = ("--peildatum", "2021-12-31")
QUARTER = ("--kwartaal", "2021-K1")
NAME = "monitor-2021-K1-bestuurlijk.xlsx"
FX10 = sheets_of(EXAMPLES["FX1"], EXAMPLES["FX2"])
BROKEN = money(attendee(), attendee(**spent(-5)))
UNITS = {"aantal", "procent", "dagen", "cent", "minuten", "uren", "score"}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process: exit code, standard output, standard error."""
    monkeypatch.delenv("EXPERTTEAM_XL_DEBUG", raising=False)
    monkeypatch.delenv("EXPERTTEAM_XL_WACHTWOORD", raising=False)

    def command(*words: object) -> tuple[int, str, str]:
        code = _run([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A register with one case, in a folder of its own."""
    return saved(tmp_path, ONE)


def saved(folder: Path, sheets: dict[str, Any]) -> Path:
    """A register on the disk."""
    target = folder / "register.xlsx"
    target.write_bytes(registers.workbook(sheets))
    return target


def names(folder: Path) -> list[str]:
    """Names of the files in a folder."""
    return sorted(each.name for each in folder.iterdir())


def test_the_monitor_stands_beside_the_register(run: Run, path: Path) -> None:
    """It is for bestuurders unless something else was asked; the register does not change."""
    before = path.read_bytes()
    code, out, err = run("monitor", path, *QUARTER, *DAY)

    assert (code, err) == (0, "")
    assert names(path.parent) == [NAME, "register.xlsx"]
    assert path.read_bytes() == before
    assert "Kerncijfers" in out
    assert NAME in out
    assert "ET-2021-001" not in out


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("--kwartaal", "2021-K1", "--doelgroep", "intern"), "monitor-2021-K1-intern.xlsx"),
        (("--jaar", "2021", "--doelgroep", "openbaar"), "monitor-2021-openbaar.xlsx"),
        (("--jaar", "2021"), "monitor-2021-bestuurlijk.xlsx"),
    ],
)
def test_period_and_audience_stand_in_the_name(
    run: Run, path: Path, words: tuple[str, ...], name: str
) -> None:
    """A quarter or a year, for each of the three audiences."""
    code, _, _ = run("monitor", path, *words, *DAY, "--naar", path.parent / "uit")

    assert code == 0
    assert names(path.parent / "uit") == [name]


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--kwartaal", "2021-K1", "--jaar", "2021"),
        ("--jaar", "21"),
        ("--kwartaal", "2021-K5"),
        ("--kwartaal", "2021-K1", "--doelgroep", "raad"),
        ("--kwartaal", "2021-K1", "--sjabloon", "nergens.xlsx"),
    ],
)
def test_words_that_are_off_are_told_in_dutch(run: Run, path: Path, words: tuple[str, ...]) -> None:
    """Exit code 2, one line, and nothing is written."""
    code, out, err = run("monitor", path, *words)

    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert names(path.parent) == ["register.xlsx"]


def test_a_monitor_that_is_there_needs_overschrijf(run: Run, path: Path) -> None:
    """One sentence says so, before the work begins."""
    run("monitor", path, *QUARTER, *DAY)
    code, out, err = run("monitor", path, *QUARTER, *DAY)

    assert (code, out) == (1, "")
    assert "--overschrijf" in err
    assert run("monitor", path, *QUARTER, *DAY, "--overschrijf")[0] == 0


def test_the_json_has_the_shape_of_the_contract(run: Run, path: Path) -> None:
    """Every figure by its code: one number with n, before and cumulative, or a table."""
    code, out, _ = run("monitor", path, *QUARTER, *DAY, "--json", "-")
    found = json.loads(out)

    assert code == 0
    assert list(found) == ["versie", "periode", "doelgroep", "kengetallen", "bestanden"]
    assert (found["versie"], found["periode"]) == (1, "2021-K1")
    assert found["doelgroep"] == "bestuurlijk"
    assert [Path(each).name for each in found["bestanden"]] == [NAME]
    for code_, figure in found["kengetallen"].items():
        keys = set(figure) - {"reden"}
        alone = keys == {"naam", "eenheid", "waarde", "n", "vorige", "cumulatief"}
        table = keys == {"naam", "eenheid", "rijen", "kolommen", "waarden"}
        assert alone or table, code_
        assert figure["eenheid"] in UNITS
        if table:
            assert len(figure["waarden"]) == len(figure["rijen"])
            assert all(len(row) == len(figure["kolommen"]) for row in figure["waarden"])
            assert figure["rijen"] or figure["reden"], code_
        elif figure["waarde"] is None:
            assert figure["reden"], code_
    assert "O-a" not in found["kengetallen"]
    assert "ET-2021-001" not in out


def test_the_team_itself_gets_exact_numbers_and_the_list(run: Run, path: Path) -> None:
    """Also in a file, beside what is said."""
    target = path.parent / "uit.json"
    words = ("--doelgroep", "intern", "--json", target)
    code, out, _ = run("monitor", path, *QUARTER, *DAY, *words)
    figures = json.loads(target.read_text(encoding="utf-8"))["kengetallen"]

    assert code == 0
    assert figures["T-a"]["waarden"][-1][0] == 1
    assert figures["O-a"]["rijen"] == ["ET-2021-001"]
    assert "alleen voor het team zelf" in " ".join(out.split())


def test_a_register_without_cases_is_fine(run: Run, tmp_path: Path) -> None:
    """Every sheet is there, and says that there is nothing."""
    empty = registers.Sheet((), headers=tuple(registers.case()))
    path = saved(tmp_path, {"Casussen": empty})

    assert run("monitor", path, *QUARTER, *DAY)[0] == 0


def test_a_pdf_comes_from_libreoffice(run: Run, path: Path) -> None:
    """Beside the workbook, with the peildatum on its pages."""
    if pdf.find_office() is None:
        pytest.skip("LibreOffice is not installed; .ci/run installs it")
    code, out, _ = run("monitor", path, *QUARTER, *DAY, "--pdf")
    result = path.parent / NAME.replace(".xlsx", ".pdf")

    assert code == 0
    assert result.name in out
    pages = pdf_text(result).split("\f")[:-1]
    assert len(pages) > 12
    assert all("peildatum 31-12-2021" in page for page in pages)
    assert names(path.parent) == [result.name, NAME, "register.xlsx"]


def test_without_libreoffice_one_sentence_says_how(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workbook is written all the same."""
    monkeypatch.setattr(pdf, "find_office", lambda: None)
    code, out, _ = run("monitor", path, *QUARTER, *DAY, "--pdf")

    assert code == 0
    assert "Opslaan als, pdf" in " ".join(out.split())
    assert names(path.parent) == [NAME, "register.xlsx"]


def test_libreoffice_that_fails_is_told(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1 and one sentence; no PDF, and nothing half."""
    monkeypatch.setattr(pdf, "find_office", lambda: path.parent / "geen-programma")
    code, _, err = run("monitor", path, *QUARTER, *DAY, "--pdf")

    assert code == 1
    assert "LibreOffice kon" in err
    assert names(path.parent) == [NAME, "register.xlsx"]


def test_alles_makes_all_three(run: Run, tmp_path: Path) -> None:
    """The marked copy, the declarations and the monitor, from one reading."""
    path = saved(tmp_path, FX10)
    code, out, _ = run("alles", path, *QUARTER, *DAY, "--naar", tmp_path / "uit")
    found = names(tmp_path / "uit")

    assert code in (0, 3)
    assert NAME in found
    assert "declaratie-2021-K1-regio.xlsx" in found
    assert "register-gecontroleerd-2021-12-31.xlsx" in found
    assert [word for word in ("CONTROLEER", "DECLAREER", "MONITOR") if word in out] == [
        "CONTROLEER", "DECLAREER", "MONITOR",
    ]  # fmt: skip


def test_alles_reads_the_register_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading is what takes time."""
    from expertteam_xl import register as room

    calls: list[object] = []
    read = room.read_register

    def counted(*words: Any, **named: Any) -> Any:
        calls.append(words)
        return read(*words, **named)

    monkeypatch.setattr(room, "read_register", counted)
    run("alles", saved(tmp_path, FX10), *QUARTER, *DAY)

    assert len(calls) == 1


def test_alles_goes_on_where_one_can_not_be_written(run: Run, tmp_path: Path) -> None:
    """The monitor is there already: 1 is worse than 3, and the other two are written."""
    path = saved(tmp_path, FX10)
    (tmp_path / NAME).write_bytes(b"oud")
    code, out, err = run("alles", path, *QUARTER, *DAY)

    assert code == 1
    assert (tmp_path / NAME).read_bytes() == b"oud"
    assert "declaratie-2021-K1-regio.xlsx" in names(tmp_path)
    assert err.startswith("monitor: ")
    assert len(err.strip().splitlines()) == 1
    assert "MONITOR" not in out


def test_alles_is_3_where_a_declaration_waits(run: Run, tmp_path: Path) -> None:
    """The others are written; the JSON holds all three."""
    path = saved(tmp_path, BROKEN)
    target = tmp_path / "alles.json"
    code, _, _ = run("alles", path, *QUARTER, *DAY, "--json", target)
    found = json.loads(target.read_text(encoding="utf-8"))

    assert code == 3
    assert list(found) == ["versie", "controleer", "declareer", "monitor"]
    assert found["declareer"]["bestanden"] == []
    assert found["monitor"]["periode"] == "2021-K1"
    assert NAME in names(tmp_path)
