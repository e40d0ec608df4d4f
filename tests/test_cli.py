"""The commands: what they write and where, with which exit code, and what they say."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import small_register
import tools
from small_register import FINE, LATE, OPEN

from expertteam_xl import __version__
from expertteam_xl.cli import _run
from expertteam_xl.rules.catalogue import RULES

Run = Callable[..., tuple[int, str, str]]
NAME = "register-gecontroleerd-2021-04-01.xlsx"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in this process: exit code, standard output, standard error."""
    monkeypatch.delenv("EXPERTTEAM_XL_DEBUG", raising=False)

    def command(*words: object) -> tuple[int, str, str]:
        code = _run([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def check(run: Run) -> Run:
    """Runs ``controleer`` on the usual peildatum."""
    return lambda *words: run("controleer", *words, "--peildatum", small_register.PEILDATUM)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register in which all is well."""
    return small_register.save(tmp_path / "register.xlsx")


def names(folder: Path) -> list[str]:
    """Names of everything in a folder, hidden files included."""
    return sorted(path.name for path in folder.iterdir())


def process(*words: object, **options: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as a user starts it."""
    command = [sys.executable, "-m", "expertteam_xl", *map(str, words)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, **options)  # type: ignore[call-overload, no-any-return]


# Names of results


def test_the_result_is_named_after_register_and_peildatum(check: Run, register: Path) -> None:
    """The copy stands beside the register, as <stam>-gecontroleerd-<peildatum>."""
    code, _, _ = check(register)

    assert 0 == code
    assert [NAME, "register.xlsx"] == names(register.parent)


def test_a_taken_name_gets_a_number(check: Run, register: Path) -> None:
    """A second and third run write -2 and -3, and leave the earlier results alone."""
    first = register.with_name(NAME)
    check(register)
    before = first.read_bytes()
    check(register)
    check(register)

    assert before == first.read_bytes()
    assert [
        "register-gecontroleerd-2021-04-01-2.xlsx",
        "register-gecontroleerd-2021-04-01-3.xlsx",
        NAME,
        "register.xlsx",
    ] == names(register.parent)


def test_overwriting_replaces_the_first(check: Run, register: Path) -> None:
    """With --overschrijf the result takes its plain name again."""
    register.with_name(NAME).write_bytes(b"oud")
    check(register, "--overschrijf")

    assert [NAME, "register.xlsx"] == names(register.parent)
    assert b"oud" != register.with_name(NAME).read_bytes()


@pytest.mark.parametrize("option", [(), ("--overschrijf",)])
def test_a_result_as_input_keeps_its_stem_and_its_bytes(
    check: Run, register: Path, option: tuple[str, ...]
) -> None:
    """The stem loses the ending of an earlier run; nothing is ever written over the input."""
    check(register)
    result = register.with_name(NAME)
    before = result.read_bytes()
    code, _, _ = check(result, *option)

    assert 0 == code
    assert before == result.read_bytes()
    assert "register-gecontroleerd-2021-04-01-2.xlsx" in names(register.parent)


def test_a_folder_for_results_is_made(check: Run, register: Path) -> None:
    """--naar may name a folder that is not there yet, several levels deep."""
    folder = register.parent / "map met spaties" / "één"
    code, _, _ = check(register, "--naar", folder)

    assert 0 == code
    assert [NAME] == names(folder)
    assert ["map met spaties", "register.xlsx"] == names(register.parent)


def test_the_extension_is_the_registers_own(check: Run, tmp_path: Path) -> None:
    """A template gives a template, and capitals stay."""
    register = small_register.save(tmp_path / "REGISTER.XLSX")
    check(register)

    assert "REGISTER-gecontroleerd-2021-04-01.XLSX" in names(tmp_path)


def test_the_register_never_changes(check: Run, register: Path) -> None:
    """Bytes and date of the register are the same after a check."""
    before, when = register.read_bytes(), register.stat().st_mtime_ns
    check(register)

    assert (before, when) == (register.read_bytes(), register.stat().st_mtime_ns)


def test_older_results_are_named(check: Run, register: Path) -> None:
    """Each result is a full copy of children's data, so older ones are pointed out."""
    check(register)
    _, out, _ = check(register)

    assert f"oudere resultaten: {NAME}" in " ".join(out.split())


@pytest.mark.parametrize("elsewhere", [False, True])
def test_the_newest_result_beside_it_is_the_memory(
    check: Run, register: Path, elsewhere: bool
) -> None:
    """A register without marks is compared with the newest earlier result, here or in --naar."""
    words = (register, "--naar", register.parent / "uit") if elsewhere else (register,)
    small_register.save(register, [OPEN, LATE])
    check(*words)
    small_register.save(register, [OPEN])
    _, out, _ = check(*words, "--json", "-")
    said = json.loads(out)

    assert ["open"] == [f["status"] for f in said["bevindingen"] if f["ernst"] == "fout"]
    assert ["T01"] == [f["code"] for f in said["opgelost"]]


def test_what_is_no_result_is_no_memory(check: Run, register: Path) -> None:
    """A newer PDF, or a damaged copy, beside an older good result does not wipe the memory."""
    small_register.save(register, [OPEN])
    check(register)
    register.with_name("register-gecontroleerd-2021-04-02.pdf").write_bytes(b"%PDF-1.7")
    register.with_name("register-gecontroleerd-2021-04-03.xlsx").write_bytes(b"PK\x03\x04 stuk")
    _, out, _ = check(register, "--json", "-")

    assert ["open"] == [f["status"] for f in json.loads(out)["bevindingen"] if f["code"] == "G04"]


def test_a_name_that_no_file_can_have(check: Run, tmp_path: Path) -> None:
    """It does not exist, wherever it is asked for; no other sentence, no traceback."""
    refused(check(tmp_path / f"{'x' * 300}.xlsx"), 2, "bestaat niet")


def test_names_that_are_too_long_for_results(check: Run, register: Path) -> None:
    """The sentence says what can't be written and why."""
    refused(check(register, "--naar", register.parent / ("m" * 300)), 1, "naam is te lang")
    refused(check(register, "--json", register.parent / ("j" * 300)), 1, "naam is te lang")


def test_the_peildatum_is_today_by_default(run: Run, register: Path) -> None:
    """Without --peildatum the day of the check counts."""
    run("controleer", register)
    today = date.today().isoformat()

    assert f"register-gecontroleerd-{today}.xlsx" in names(register.parent)


# Exit codes


@pytest.mark.parametrize(("row", "expected"), [(FINE, 0), (LATE, 0), (OPEN, 3)])
def test_exit_code_of_a_check(
    check: Run, tmp_path: Path, row: tuple[object, ...], expected: int
) -> None:
    """0 without findings or with warnings alone, 3 with a fout."""
    code, _, err = check(small_register.save(tmp_path / "r.xlsx", [row]))

    assert (expected, "") == (code, err)


def test_a_register_without_cases_is_fine(check: Run, tmp_path: Path) -> None:
    """Headers alone are a register."""
    code, out, _ = check(small_register.save(tmp_path / "leeg.xlsx", []))

    assert 0 == code
    assert "0 rijen" in out


def refused(result: tuple[int, str, str], code: int, *parts: str) -> None:
    """The command stopped with this code and one Dutch sentence on standard error."""
    actual, out, err = result

    assert (code, "") == (actual, out)
    assert 1 == err.count("\n")
    assert "Traceback" not in err
    assert err.rstrip().endswith((".", "--help"))
    for part in parts:
        assert part in err


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (("controleer",), ("REGISTER", "expertteam-xl controleer --help")),
        (("controleer", "nergens.xlsx"), ("Het register 'nergens.xlsx' bestaat niet",)),
        (("controleer", "a.xlsx", "b.xlsx"), ("een woord te veel", "aanhalingstekens")),
        (("controler", "a.xlsx"), ("'controler' bestaat niet", "Bedoelde u 'controleer'?")),
        (("register.xlsx",), ('expertteam-xl controleer "register.xlsx"',)),
        (("iets",), ("De opdracht 'iets' bestaat niet.",)),
        (("controleer", "a.xlsx", "--peildtum", "x"), ("Bedoelde u '--peildatum'?",)),
        (("controleer", "a.xlsx", "--geheim"), ("De optie '--geheim' bestaat niet.",)),
        (("controleer", "a.xlsx", "--json"), ("'--json' mist een waarde",)),
        (("controleer", "a.xlsx", "--peildatum", "1-4-2021"), ("jaar-maand-dag",)),
        (("controleer", "a.xlsx", "--peildatum", "20210401"), ("jaar-maand-dag",)),
        (("controleer", "a.xlsx", "--peildatum", "2021-02-30"), ("'2021-02-30' bestaat niet",)),
        (("regels", "T91"), ("De regel 'T91' bestaat niet.", "Bedoelde u 'T")),
        (("regels", "onzin"), ("De regel 'onzin' bestaat niet.",)),
        (("regels", "T01", "T02"), ("een woord te veel",)),
        (("--onzin",), ("De optie '--onzin' bestaat niet.",)),
    ],
)
def test_words_that_are_off(run: Run, words: tuple[str, ...], parts: tuple[str, ...]) -> None:
    """A wrong word gives 2, says what is wrong, and what was perhaps meant."""
    refused(run(*words), 2, *parts)


def test_no_words_show_the_help(run: Run) -> None:
    """The bare command shows what it can do, and is no success."""
    code, out, err = run()

    assert (2, "") == (code, out)
    assert "controleer" in err


def test_a_config_that_is_not_there(check: Run, register: Path) -> None:
    """A file named on the command has to exist."""
    refused(check(register, "--config", "nergens.toml"), 2, "'nergens.toml' bestaat niet")
    assert ["register.xlsx"] == names(register.parent)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "leeg"),
        (b"Nr;Datum\n1;2\n", "tekstbestand"),
        (b"%PDF-1.7 \0", "PDF"),
        (b"PK\x03\x04 half een werkmap", "beschadigd"),
    ],
)
def test_a_file_that_is_no_register(check: Run, tmp_path: Path, content: bytes, part: str) -> None:
    """What is no workbook is refused with 1, and leaves nothing behind."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(content)
    refused(check(path, "--naar", tmp_path / "nieuw"), 1, "register.xlsx", part)
    assert ["register.xlsx"] == names(tmp_path)


def test_a_workbook_without_a_list_of_ours(check: Run, tmp_path: Path) -> None:
    """A workbook in which nothing is recognised can't be used."""
    path = small_register.save(tmp_path / "r.xlsx", [("a", "b")], ("Zus", "Zo"), "Blad1")
    refused(check(path), 1, "r.xlsx")


def test_a_folder_is_no_register(check: Run, tmp_path: Path) -> None:
    """A folder in the place of the register is refused."""
    refused(check(tmp_path), 1, "het is een map")


@pytest.mark.parametrize("text", ["onbekende_sleutel = 1", "triage_werkdagen = 'vijf'", "= kapot"])
def test_settings_that_are_wrong(check: Run, register: Path, text: str) -> None:
    """Settings beside the register are read, and what is wrong with them is told."""
    register.with_name("expertteam-xl.toml").write_text(text, encoding="utf-8")
    refused(check(register), 1, "expertteam-xl.toml")
    assert ["expertteam-xl.toml", "register.xlsx"] == names(register.parent)


def test_settings_count(check: Run, tmp_path: Path) -> None:
    """A longer term in the settings takes the finding away."""
    register = small_register.save(tmp_path / "register.xlsx", [LATE])
    settings = tmp_path / "ruim.toml"
    settings.write_text("triage_werkdagen = 8\n", encoding="utf-8")
    _, without, _ = check(register)
    _, out, _ = check(register, "--config", settings)

    assert "T01  Triage" in without
    assert "T01  Triage" not in out


# Writing that fails


def test_a_full_disk(check: Run, register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk gives one sentence; no half file and no temporary file stays."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    refused(check(register), 1, NAME, "de schijf is vol", "--naar")
    assert ["register.xlsx"] == names(register.parent)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit on the size of a file")
def test_a_file_that_becomes_too_large(register: Path) -> None:
    """Where the system itself stops the writing, the sentence and the folder are the same."""
    import resource

    done = process(
        "controleer",
        register,
        cwd=tools.REPO,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048)),
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    refused((done.returncode, done.stdout, done.stderr), 1, "te groot")
    assert ["register.xlsx"] == names(register.parent)


def test_a_small_disk(register: Path, tmp_path: Path) -> None:
    """On a disk that is really full nothing half is left."""
    disk = tmp_path / "schijf"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small disk")
    try:
        done = process("controleer", register, "--naar", disk, cwd=tools.REPO)
        refused((done.returncode, done.stdout, done.stderr), 1, "de schijf is vol")
        assert [] == names(disk)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_result_that_is_open_in_excel(
    check: Run, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel holds the file that --overschrijf would replace: close it, or go elsewhere."""
    register.with_name(NAME).write_bytes(b"oud")

    def held(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(Path, "replace", held)
    refused(check(register, "--overschrijf"), 1, NAME, "sluit het bestand", "Excel", "--naar")
    assert [NAME, "register.xlsx"] == names(register.parent)
    assert b"oud" == register.with_name(NAME).read_bytes()


def test_a_folder_without_the_right_to_write(check: Run, register: Path) -> None:
    """A folder that may only be read gives one sentence with another way."""
    folder = register.parent / "dicht"
    folder.mkdir(mode=0o500)
    if os.access(folder, os.W_OK):
        pytest.skip("this user may write anywhere")
    refused(check(register, "--naar", folder), 1, "geen toestemming", "--naar")
    assert [] == names(folder)


def test_a_file_in_the_place_of_the_folder(check: Run, register: Path) -> None:
    """--naar that names a file is refused; the file stays."""
    refused(check(register, "--naar", register), 1, "op de plaats van een map", "--naar")
    assert ["register.xlsx"] == names(register.parent)


# JSON


def test_json_on_standard_output_comes_alone(check: Run, register: Path) -> None:
    """With --json - standard output is one JSON document, in UTF-8."""
    code, out, err = check(register, "--json", "-")

    assert (0, "") == (code, err)
    assert [str(register.with_name(NAME).resolve())] == json.loads(out)["bestanden"]


def test_json_in_a_file(check: Run, register: Path) -> None:
    """With a name the JSON comes beside what the terminal says; an earlier one is replaced."""
    target = register.with_name("uitslag.json")
    target.write_text("oud", encoding="utf-8")
    _, out, _ = check(register, "--json", target)

    assert "Gelezen" in out
    assert "2021-04-01" == json.loads(target.read_text(encoding="utf-8"))["peildatum"]


@pytest.mark.parametrize(
    ("target", "part"),
    [
        ("register.xlsx", "het register zelf"),
        ("nergens/uitslag.json", "bestaat niet"),
        ("uitslag.xlsx", "werkmap"),
        ("notities.txt", "bestaat al"),
        ("map", "een map"),
    ],
)
def test_json_in_a_wrong_place(check: Run, register: Path, target: str, part: str) -> None:
    """A place where JSON can't or should not come is refused before anything is written."""
    register.with_name("notities.txt").write_text("bewaren", encoding="utf-8")
    register.with_name("map").mkdir()
    before = register.read_bytes()
    refused(check(register, "--json", register.parent / target), 1, part, "--json")

    assert ["map", "notities.txt", "register.xlsx"] == names(register.parent)
    assert before == register.read_bytes()
    assert "bewaren" == register.with_name("notities.txt").read_text(encoding="utf-8")


# A register that is open


def test_a_register_that_is_open_in_excel(check: Run, register: Path) -> None:
    """It is checked as last saved, and the user is told; beside JSON on standard error."""
    register.with_name("~$register.xlsx").write_bytes(b"wie het open heeft")
    code, out, _ = check(register)
    _, text, said = check(register, "--json", "-")

    assert 0 == code
    assert "is open in Excel" in out
    assert "is open in Excel" in said
    assert "register.xlsx" == json.loads(text)["register"]


def test_the_owner_file_itself(check: Run, register: Path) -> None:
    """A ~$ file is refused, with the name of the register to choose instead."""
    owner = register.with_name("~$register.xlsx")
    owner.write_bytes(b"wie het open heeft")
    refused(check(owner), 1, "kies register.xlsx")


# Personal data

PERSON = "Wilhelmina Oldenbarneveldt"


@pytest.mark.parametrize("header", small_register.HEADERS)
def test_a_name_in_a_cell_is_never_told(check: Run, tmp_path: Path, header: str) -> None:
    """Wherever somebody typed a name, no output of the program repeats it, JSON neither."""
    row = list(OPEN)
    row[small_register.HEADERS.index(header)] = PERSON
    path = small_register.save(tmp_path / "register.xlsx", [FINE, row])
    told = [*check(path)[1:], *check(path, "--json", "-")[1:], *names(tmp_path)]

    assert [] == [text for text in told if any(part in text for part in PERSON.split())]


def test_a_crash_tells_no_cell(check: Run, register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the program itself fails it says so in one sentence, without what it was reading."""

    def crash(*_: object, **__: object) -> None:
        raise KeyError(PERSON)

    monkeypatch.setattr("expertteam_xl.checks.check", crash)
    refused(check(register), 1, "liep vast (KeyError)")
    assert ["register.xlsx"] == names(register.parent)


def test_stopping_with_the_keyboard(
    check: Run, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C stops quietly, without a result."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("expertteam_xl.checks.check", stop)
    code, _, err = check(register)

    assert 1 == code
    assert "Afgebroken; het register is niet veranderd." == err.strip()


# Help and rules


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--help",), ("Gebruik: expertteam-xl", "controleer", "regels", "--version")),
        (
            ("controleer", "--help"),
            ("REGISTER", "--peildatum", "--config", "--naar", "--overschrijf", "--json", "--help"),
        ),
        (("regels", "--help"), ("Gebruik: expertteam-xl regels [OPTIES] [CODE]",)),
    ],
)
def test_help(run: Run, words: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """The help is Dutch, fits in eighty columns, and leaves nothing out."""
    code, out, err = run(*words)

    assert (0, "") == (code, err)
    assert [] == [part for part in expected if part not in out]
    assert [] == [word for word in ("Usage", "Options", "Commands", "Show this") if word in out]
    assert max(map(len, out.splitlines())) <= 80


def test_version(run: Run) -> None:
    """--version tells the version and nothing else."""
    assert (0, f"expertteam-xl {__version__}\n", "") == run("--version")


def test_all_rules(run: Run) -> None:
    """Every rule has a line with its code, its severity and its title."""
    code, out, _ = run("regels")
    lines = out.splitlines()

    assert 0 == code
    assert list(RULES) == [line[:3] for line in lines[: len(RULES)]]
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("code", ["T01", "t01"])
def test_one_rule(run: Run, code: str) -> None:
    """A rule in full: text, source, clock, severity and how to mend; capitals don't matter."""
    done, out, _ = run("regels", code)

    assert 0 == done
    assert out.startswith("T01  Triage binnen de termijn")
    assert [] == [
        part
        for part in ("Regel:", "Bron:", "C20 4.2", "Klok:", "Ernst:", "Herstel:")
        if part not in out
    ]
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("words", [("--help",), ("regels",), ("regels", "T01")])
def test_nothing_heavy_is_loaded_for_help(words: tuple[str, ...]) -> None:
    """The help and the rules answer at once: no pandas, pandera, calamine or lxml."""
    code = (
        "import sys; from expertteam_xl.cli import _run; _run(sys.argv[1:]); "
        "heavy = {'numpy', 'pandas', 'pandera', 'python_calamine', 'lxml', 'rapidfuzz', "
        "'xlsxwriter', 'openpyxl'}; print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        encoding="utf-8",
        cwd=tools.REPO,
        check=True,
    )

    assert "[]\n" == done.stderr


# As a process


def test_as_a_module(register: Path) -> None:
    """``python -m expertteam_xl`` is the command; its name in messages is the command's own."""
    done = process("controleer", register, "--peildatum", "2021-04-01", cwd=tools.REPO)
    wrong = process("controler", cwd=tools.REPO)

    assert (0, "") == (done.returncode, done.stderr)
    assert "\x1b" not in done.stdout
    assert wrong.stderr.endswith("Uitleg: expertteam-xl --help\n")


def test_a_terminal_that_knows_few_letters(tmp_path: Path) -> None:
    """A terminal without accents gets question marks, not a failure."""
    register = small_register.save(tmp_path / "régister.xlsx", [OPEN])
    done = process(
        "controleer", register, cwd=tools.REPO, env={**os.environ, "PYTHONIOENCODING": "ascii"}
    )

    assert (3, "") == (done.returncode, done.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes of a shell")
def test_a_reader_that_stops_early(register: Path) -> None:
    """Somebody who pipes to ``head`` sees no traceback."""
    command = f'"{sys.executable}" -m expertteam_xl regels | head -n 1'
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, encoding="utf-8", cwd=tools.REPO, check=False
    )

    assert "" == done.stderr
