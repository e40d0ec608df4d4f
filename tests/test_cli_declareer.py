"""The command ``declareer``: what it writes and where, with which exit code, and what it says."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import registers
from billing_rows import EXAMPLES, sheets_of
from money_rows import attendee, money, spent
from registers import case, session, talk

from expertteam_xl.billing.issued import issued_in
from expertteam_xl.cli import _run
from expertteam_xl.protection.locking import lock
from expertteam_xl.terminal_declaration import euros

Run = Callable[..., tuple[int, str, str]]
DAY = ("--peildatum", "2021-12-31")
FX10 = sheets_of(EXAMPLES["FX1"], EXAMPLES["FX2"])
FILES = [
    "declaratie-2021-K1-gooise-meren.xlsx",
    "declaratie-2021-K1-hilversum.xlsx",
    "declaratie-2021-K1-huizen.xlsx",
    "declaratie-2021-K1-laren.xlsx",
    "declaratie-2021-K1-regio.xlsx",
]
BROKEN = money(attendee(), attendee(**spent(-5)))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``declareer`` in this process: exit code, standard output, standard error."""
    monkeypatch.delenv("EXPERTTEAM_XL_DEBUG", raising=False)
    monkeypatch.delenv("EXPERTTEAM_XL_WACHTWOORD", raising=False)

    def command(*words: object) -> tuple[int, str, str]:
        code = _run(["declareer", *map(str, words)])
        out, err = capsys.readouterr()
        return code, out, err

    return command


def saved(folder: Path, sheets: dict[str, Any], name: str = "register.xlsx") -> Path:
    """A register on the disk."""
    path = folder / name
    path.write_bytes(registers.workbook(sheets))
    return path


def declarations(folder: Path) -> list[str]:
    """Names of the declarations in a folder."""
    return sorted(path.name for path in folder.glob("declaratie-*"))


def first(path: Path) -> tuple[object, ...]:
    """The command for the first quarter of 2021."""
    return (path, "--kwartaal", "2021-K1", *DAY)


def test_a_workbook_for_every_gemeente_and_one_for_the_region(run: Run, tmp_path: Path) -> None:
    """Beside the register, which does not change; and the amounts are told."""
    path = saved(tmp_path, FX10)
    before = path.read_bytes()
    code, out, err = run(*first(path))

    assert (0, "") == (code, err)
    assert FILES == declarations(tmp_path)
    assert before == path.read_bytes()
    for text in ("Hilversum", "114 min", "€ 182,12", "totaal", "280 min", "€ 447,17", *FILES):
        assert text in out
    assert "25 minuten zijn niet gedeclareerd" in " ".join(out.split())


def test_another_folder_is_made(run: Run, tmp_path: Path) -> None:
    """With every folder above it; nothing comes beside the register."""
    path = saved(tmp_path, FX10)
    code, _, _ = run(*first(path), "--naar", tmp_path / "a" / "b")

    assert 0 == code
    assert [] == declarations(tmp_path)
    assert FILES == declarations(tmp_path / "a" / "b")


def test_an_error_writes_nothing_and_says_how_to_mend_it(run: Run, tmp_path: Path) -> None:
    """Exit code 3; also no folder is made."""
    path = saved(tmp_path, BROKEN)
    code, out, err = run(*first(path), "--naar", tmp_path / "uit")

    assert (3, "") == (code, err)
    assert not (tmp_path / "uit").exists()
    for text in ("nog niets geschreven", "Deelnames!E3 (F09)", "Verbeter E3", "--concept"):
        assert text in out
    assert "€" not in out


def test_a_concept_is_written_all_the_same(run: Run, tmp_path: Path) -> None:
    """Marked as such, and still exit code 3; it never counts as declared."""
    path = saved(tmp_path, BROKEN)
    code, out, _ = run(*first(path), "--concept")

    assert 3 == code
    assert ["declaratie-2021-K1-hilversum.xlsx", "declaratie-2021-K1-regio.xlsx"] == declarations(
        tmp_path
    )
    assert "CONCEPT" in out
    assert ((), ()) == (issued_in(tmp_path).issued, issued_in(tmp_path).notes)


def test_a_file_that_exists_is_left_alone(run: Run, tmp_path: Path) -> None:
    """Exit code 1, one sentence, and not one of the others is written either."""
    path = saved(tmp_path, FX10)
    (tmp_path / FILES[3]).write_bytes(b"van iemand")
    code, out, err = run(*first(path))

    assert (1, "") == (code, out)
    assert FILES[3] in err
    assert "Traceback" not in err
    assert [FILES[3]] == declarations(tmp_path)
    assert b"van iemand" == (tmp_path / FILES[3]).read_bytes()


def test_with_overschrijf_it_is_replaced(run: Run, tmp_path: Path) -> None:
    """And who sent it already is reminded; what was not made again is named."""
    path = saved(tmp_path, FX10)
    run(*first(path))
    less = sheets_of(EXAMPLES["FX1"])
    saved(tmp_path, less)
    code, out, _ = run(*first(path), "--overschrijf")

    assert 0 == code
    assert "vervangen" in out
    assert "Van een eerdere keer staat hier ook: declaratie-2021-K1-laren.xlsx" in " ".join(
        out.split()
    )


def test_a_concept_never_takes_the_place_of_a_declaration(run: Run, tmp_path: Path) -> None:
    """The memory of what was sent would be lost with it."""
    path = saved(tmp_path, FX10)
    run(*first(path))
    before = (tmp_path / FILES[-1]).read_bytes()
    code, _, err = run(*first(path), "--concept", "--overschrijf")

    assert 1 == code
    assert "al definitief" in err
    assert before == (tmp_path / FILES[-1]).read_bytes()


def test_a_concept_is_replaced_by_the_declaration(run: Run, tmp_path: Path) -> None:
    """With --overschrijf; from then on it counts."""
    path = saved(tmp_path, FX10)
    run(*first(path), "--concept")
    code, out, _ = run(*first(path), "--overschrijf")

    assert 0 == code
    assert "al verstuurd" not in out
    assert 1 == len(issued_in(tmp_path).issued)


def test_late_time_comes_with_the_next_quarter(run: Run, tmp_path: Path) -> None:
    """Through the files alone: a row is added to a meeting of the first quarter, another is less."""
    path = saved(tmp_path, sheets_of(EXAMPLES["FX1"], EXAMPLES["FX2"], EXAMPLES["FX9"]))
    run(*first(path))
    sent = {name: (tmp_path / name).read_bytes() for name in FILES}
    changed = sheets_of(EXAMPLES["FX1"], EXAMPLES["FX9"])
    rows = [
        *changed["Deelnames"].rows,
        attendee("Kwintes", "OV-2021-A-03", Tariefcode="T9000", **spent(90)),
    ]
    changed["Deelnames"] = registers.Sheet(rows, changed["Deelnames"].headers)
    saved(tmp_path, changed)
    second = (path, "--kwartaal", "2021-K2", "--peildatum", "2021-12-31", "--json", "-")
    code, out, _ = run(*second)
    found = json.loads(out)

    assert 0 == code
    late = [x for x in found["regels"] if x["nagekomen"]]
    assert [("Kwintes", 40), ("Kwintes", 30), ("Kwintes", 20)] == [
        (x["partner"], x["minuten"]) for x in late if x["minuten"] > 0
    ]
    assert [-34, -33, -33] == [x["minuten"] for x in late if x["minuten"] < 0]
    assert {"2021-02-11", "2021-03-11"} == {x["overlegdatum"] for x in late}
    assert sent == {name: (tmp_path / name).read_bytes() for name in FILES}

    third = run(path, "--kwartaal", "2021-K3", "--peildatum", "2021-12-31", "--json", "-")
    assert [] == json.loads(third[1])["regels"]


def test_json_on_standard_output_is_alone_there(run: Run, tmp_path: Path) -> None:
    """With the files that were written, by their full path."""
    code, out, _ = run(*first(saved(tmp_path, FX10)), "--json", "-")
    found = json.loads(out)

    assert 0 == code
    assert FILES == [Path(name).name for name in found["bestanden"]]
    assert all(Path(name).is_absolute() for name in found["bestanden"])
    assert {"minuten": 280, "cent": 44717} == found["totaal"]


def test_json_in_a_file_of_what_blocks(run: Run, tmp_path: Path) -> None:
    """No files, and the finding."""
    target = tmp_path / "uitslag.json"
    code, out, _ = run(*first(saved(tmp_path, BROKEN)), "--json", target)
    found = json.loads(target.read_text(encoding="utf-8"))

    assert 3 == code
    assert "nog niets geschreven" in out
    assert ([], ["F09"]) == (found["bestanden"], [f["code"] for f in found["bevindingen"]])


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], "Noem het kwartaal"),
        (["--kwartaal", "2021-K5"], "geen kwartaal"),
        (["--kwartaal", "2021"], "geen kwartaal"),
        (["--kwartaal", "2021-K1", "--sjabloon", "weg.xlsx"], "bestaat niet"),
        (["--kwartaal", "2021-K1", "--config", "weg.toml"], "bestaat niet"),
    ],
)
def test_words_that_are_off(run: Run, tmp_path: Path, words: list[str], text: str) -> None:
    """Exit code 2 and one sentence."""
    code, out, err = run(saved(tmp_path, FX10), *words)

    assert (2, "") == (code, out)
    assert text in err


def test_a_register_that_is_not_there(run: Run, tmp_path: Path) -> None:
    """Exit code 2."""
    assert 2 == run(tmp_path / "weg.xlsx", "--kwartaal", "2021-K1")[0]


def test_a_workbook_that_is_no_register(run: Run, tmp_path: Path) -> None:
    """Exit code 1."""
    path = saved(tmp_path, {"Boodschappen": [{"Wat": "melk", "Hoeveel": 2}]})

    assert 1 == run(*first(path))[0]


def test_a_register_named_as_a_declaration_is_never_written_over(run: Run, tmp_path: Path) -> None:
    """Not even with --overschrijf."""
    path = saved(tmp_path, FX10, "declaratie-2021-K1-regio.xlsx")
    before = path.read_bytes()
    code, _, err = run(*first(path), "--overschrijf")

    assert 1 == code
    assert "andere naam" in err
    assert before == path.read_bytes()


def test_a_quarter_without_time(run: Run, tmp_path: Path) -> None:
    """The region's workbook alone, which says that it was looked at; exit code 0."""
    path = saved(tmp_path, FX10)
    code, out, _ = run(path, "--kwartaal", "2021-K3", *DAY)

    assert 0 == code
    assert ["declaratie-2021-K3-regio.xlsx"] == declarations(tmp_path)
    assert "niets te declareren" in out


def test_an_earlier_declaration_that_cannot_be_read_is_told(run: Run, tmp_path: Path) -> None:
    """The new one is made without late time."""
    path = saved(tmp_path, FX10)
    (tmp_path / "declaratie-2020-K4-regio.xlsx").write_bytes(b"kapot")
    code, out, _ = run(*first(path))

    assert 0 == code
    assert "declaratie-2020-K4-regio.xlsx" in out


def test_settings_of_the_region_count(run: Run, tmp_path: Path) -> None:
    """A cap of two hours."""
    config = tmp_path / "eigen.toml"
    config.write_text("[geld]\ncap_min = 120\n", encoding="utf-8")
    _, out, _ = run(*first(saved(tmp_path, FX10)), "--config", config, "--json", "-")

    assert 120 == json.loads(out)["per_partner"]["Youké"]["gedeclareerd_min"]


def test_a_protected_register(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opens with its password; the declarations open without one, and that is said."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(lock(registers.workbook(FX10), "geheim"))
    assert 1 == run(*first(path))[0]
    monkeypatch.setenv("EXPERTTEAM_XL_WACHTWOORD", "geheim")
    code, out, _ = run(*first(path))

    assert 0 == code
    assert "declaraties hebben er geen" in " ".join(out.split())
    assert 1 == len(issued_in(tmp_path).issued)


def test_nothing_personal_is_told(run: Run, tmp_path: Path) -> None:
    """A casusnummer that is a name stays out of the text, the JSON and the files."""
    name = "Sanne Bakker"
    sheets = money(attendee(), cases=[case(name)], talks=[talk(name)], sessions=[session()])
    path = saved(tmp_path, sheets)
    code, out, err = run(*first(path), "--json", tmp_path / "uit.json")
    told = out + err + (tmp_path / "uit.json").read_text(encoding="utf-8")

    assert 0 == code
    assert "Sanne" not in told
    assert "afgeschermd-" in told


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "€ 0,00"),
        (5, "€ 0,05"),
        (123456789, "€ 1.234.567,89"),
        (-14400, "€ -144,00"),
        (-5, "€ -0,05"),
    ],
)
def test_amounts(cents: int, text: str) -> None:
    """As a Dutch reader knows them."""
    assert text == euros(cents)


def test_rows_without_a_quarter_explain_themselves(run: Run, tmp_path: Path) -> None:
    """They stop a quarter that they do not seem to be of."""
    path = saved(tmp_path, money(attendee(), attendee(held="OV-9")))
    code, out, _ = run(path, "--kwartaal", "2019-K1", *DAY)

    assert 3 == code
    assert "niet te zien is bij welk kwartaal" in " ".join(out.split())
    assert date(2021, 12, 31).strftime("%d-%m-%Y") in out


def test_a_case_without_a_number_explains_itself(run: Run, tmp_path: Path) -> None:
    """Nobody can tell in which meetings it was, so it stops every quarter, and that is said."""
    path = saved(tmp_path, money(attendee(), cases=(case(), case(None))))
    code, out, _ = run(path, "--kwartaal", "2019-K1", *DAY)

    assert 3 == code
    assert "niet te zien is bij welk kwartaal" in " ".join(out.split())
