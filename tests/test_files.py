"""Names of results, and files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
import unicodedata
from datetime import date
from pathlib import Path, PureWindowsPath

import pytest

from expertteam_xl import disk
from expertteam_xl.disk import reason_of
from expertteam_xl.errors import RegisterError
from expertteam_xl.files import (
    as_on_disk,
    explained,
    make_folder,
    older_results,
    result_path,
    same_file,
    stem_of,
    write_text,
    write_whole,
)

ON = date(2021, 4, 1)
ADVICE = "kies een andere plaats"


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a sync client here."""
    monkeypatch.setattr(disk, "PAUSES", (0.0,))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("register.xlsx", "register"),
        ("Register 2021.v2.xlsm", "Register 2021.v2"),
        ("register-gecontroleerd-2021-04-01.xlsx", "register"),
        ("register-gecontroleerd-2021-04-01-2.xlsx", "register"),
        ("register-gecontroleerd-2021-04-01 (1).xlsx", "register"),
        ("register-bijgewerkt-2021-04-01.xlsx", "register"),
        ("register-bijgewerkt-2021-03-01-gecontroleerd-2021-04-01-12.xlsx", "register"),
        ("Register-Gecontroleerd-2021-04-01.XLSX", "Register"),
        ("register-gecontroleerd.xlsx", "register-gecontroleerd"),
        ("register-gecontroleerd-2021.xlsx", "register-gecontroleerd-2021"),
        ("gecontroleerd-2021-04-01.xlsx", "gecontroleerd-2021-04-01"),
        ("register-2021-04-01.xlsx", "register-2021-04-01"),
        ("register-gecontroleerd-2021-04-01 - Kopie.xlsx", "register"),
        ("register-gecontroleerd-2021-04-01 - kopie (2).xlsx", "register"),
        ("register-gecontroleerd-2021-04-01-2 kopie 3.xlsx", "register"),
        ("register-gecontroleerd-2021-04-01 - Copy.xlsx", "register"),
        ("register-gecontroleerd-2021-04-01-LAPTOP-7F3A.xlsx", "register"),
        (
            "register-gecontroleerd-2021-04-01-definitief.xlsx",
            "register-gecontroleerd-2021-04-01-definitief",
        ),
        ("register - Kopie.xlsx", "register - Kopie"),
        ("Régister & (oud) 100%.xlsx", "Régister & (oud) 100%"),
    ],
)
def test_stem(name: str, expected: str) -> None:
    """The stem is the name without extension and without the endings of earlier runs."""
    assert expected == stem_of(Path("map") / name)


@pytest.mark.parametrize(
    "path",
    [
        r"C:\Map met spaties\register-gecontroleerd-2021-04-01.xlsx",
        r"C:register-gecontroleerd-2021-04-01.xlsx",
        r"\\server\share\register-gecontroleerd-2021-04-01.xlsx",
        r"\\?\UNC\server\share\register-gecontroleerd-2021-04-01-2.xlsx",
        r"Z:\OneDrive - Gemeente\register.xlsx",
        "//server/share/register.xlsx",
    ],
)
def test_stem_of_a_path_of_windows(path: str) -> None:
    """A share, a drive and a folder on a drive make no difference to the name."""
    assert "register" == stem_of(PureWindowsPath(path))


def test_first_free_name(tmp_path: Path) -> None:
    """A result gets its plain name, then -2, and a gap is filled."""
    register = tmp_path / "r.xlsx"

    def free() -> str:
        return result_path(register, tmp_path, "gecontroleerd", ON, ".xlsx").name

    first = free()
    (tmp_path / first).touch()
    (tmp_path / "r-gecontroleerd-2021-04-01-3.xlsx").touch()

    assert ("r-gecontroleerd-2021-04-01.xlsx", "r-gecontroleerd-2021-04-01-2.xlsx") == (
        first,
        free(),
    )


@pytest.mark.parametrize("link", [False, True])
def test_overwriting_never_takes_the_register(tmp_path: Path, link: bool) -> None:
    """Under --overschrijf too the register keeps its name, also when a link leads to it."""
    taken = tmp_path / "r-gecontroleerd-2021-04-01.xlsx"
    taken.touch()
    register = taken
    if link:
        register = tmp_path / "r.xlsx"
        try:
            register.symlink_to(taken)
        except OSError:
            pytest.skip("no right to make links")
    path = result_path(register, tmp_path, "gecontroleerd", ON, ".xlsx", overwrite=True)

    assert "r-gecontroleerd-2021-04-01-2.xlsx" == path.name


def test_older_results_of_this_register_alone(tmp_path: Path) -> None:
    """Results of this register are listed, not those of another, nor the register itself."""
    names = (
        "r.xlsx",
        "r-gecontroleerd-2021-03-01.xlsx",
        "r-bijgewerkt-2021-02-01.xlsx",
        "r-gecontroleerd-2021-04-01.xlsx",
        "ander-gecontroleerd-2021-03-01.xlsx",
        "r-gecontroleerd-laatste.xlsx",
    )
    for name in names:
        (tmp_path / name).touch()
    (tmp_path / "r-gecontroleerd-2021-05-01.xlsx").mkdir()
    found = older_results(tmp_path / names[0], tmp_path)

    assert [names[2], names[1], names[3]] == [path.name for path in found]


def test_same_file(tmp_path: Path) -> None:
    """Two ways to write one path are one file; what is not there is no file."""
    path = tmp_path / "r.xlsx"
    path.touch()

    assert same_file(path, tmp_path / "." / "r.xlsx")
    assert not same_file(path, tmp_path / "weg.xlsx")


def test_a_folder_is_made_with_those_above(tmp_path: Path) -> None:
    """A folder that is there already is fine too."""
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")

    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_that_can_not_be_made(tmp_path: Path) -> None:
    """A file in its place gives one sentence."""
    (tmp_path / "a").touch()
    with pytest.raises(RegisterError, match=r"De map '.*b' kan niet gemaakt worden \(.*\); kies"):
        make_folder(tmp_path / "a" / "b")


def test_text_is_written_whole(tmp_path: Path) -> None:
    """The text replaces an older one, in UTF-8, and nothing else stays in the folder."""
    path = tmp_path / "a.json"
    path.write_text("oud", encoding="utf-8")
    write_text(path, "één", ADVICE)

    assert "één" == path.read_text(encoding="utf-8")
    assert [path] == list(tmp_path.iterdir())


def test_what_fails_halfway_leaves_the_old_file(tmp_path: Path) -> None:
    """When writing fails the old file is untouched and no temporary file stays."""
    path = tmp_path / "a.json"
    path.write_text("oud", encoding="utf-8")

    def halfway(target: Path) -> None:
        target.write_text("half", encoding="utf-8")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_whole(path, halfway)

    assert "oud" == path.read_text(encoding="utf-8")
    assert [path] == list(tmp_path.iterdir())


def test_a_temporary_file_that_can_not_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What went wrong first is what the user hears."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "a.json", full)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_a_result_gets_the_rights_of_any_new_file(tmp_path: Path) -> None:
    """Who may read a new file in this folder may read the result."""
    other = tmp_path / "ander"
    other.touch()
    write_text(tmp_path / "a.json", "{}", ADVICE)

    assert stat.S_IMODE(other.stat().st_mode) == stat.S_IMODE((tmp_path / "a.json").stat().st_mode)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """The sentence names file, folder, reason and way out."""
    with pytest.raises(RegisterError) as caught:
        write_text(tmp_path / "weg" / "a.json", "{}", ADVICE)

    expected = (
        f"'a.json' kan niet geschreven worden in de map '{tmp_path / 'weg'}' (de map bestaat "
        "niet); kies een andere plaats."
    )
    assert expected == str(caught.value)


def test_a_file_that_another_program_holds(tmp_path: Path) -> None:
    """Where the file is there, Excel is the first thing to look at."""
    path = tmp_path / "a.xlsx"
    path.touch()
    sentence = "sluit het bestand als het in Excel open is"
    with pytest.raises(RegisterError, match=sentence), explained(path):
        raise PermissionError(errno.EACCES, "Access is denied")


@pytest.mark.parametrize("number", ["ENOSPC", "EACCES", "EROFS", "ENAMETOOLONG", "EFBIG"])
def test_known_reasons_are_dutch(number: str) -> None:
    """What happens most is told in Dutch."""
    code = getattr(errno, number)

    assert reason_of(OSError(code, os.strerror(code))) != os.strerror(code)


def test_an_unknown_reason() -> None:
    """What is not known is told as the system says it."""
    assert "Iets raars" == reason_of(OSError(9999, "Iets raars"))
    assert "onbekende reden" == reason_of(OSError())


def test_a_link_that_leads_nowhere_takes_a_name(tmp_path: Path) -> None:
    """What stands there is the user's, also when it can't be followed."""
    try:
        (tmp_path / "r-gecontroleerd-2021-04-01.xlsx").symlink_to(tmp_path / "weg.xlsx")
    except OSError:
        pytest.skip("no right to make links")
    path = result_path(tmp_path / "r.xlsx", tmp_path, "gecontroleerd", ON, ".xlsx")

    assert "r-gecontroleerd-2021-04-01-2.xlsx" == path.name


def test_a_name_that_is_too_long_for_a_result(tmp_path: Path) -> None:
    """The sentence asks for a shorter name: another folder would not help."""
    with pytest.raises(RegisterError, match=r"\(de naam is te lang\); geef .* kortere naam"):
        result_path(tmp_path / ("r" * 250), tmp_path, "gecontroleerd", ON, ".xlsx")


@pytest.mark.parametrize(
    ("name", "older"),
    [("Register.xlsx", True), ("REGISTER.XLSX", False), ("ander.xlsx", False)],
)
def test_case_counts_where_the_disk_counts_it(tmp_path: Path, name: str, older: bool) -> None:
    """On a disk that tells R from r, two names are two registers."""
    (tmp_path / "Register.xlsx").touch()
    (tmp_path / "Register-gecontroleerd-2021-04-01.xlsx").touch()
    if (tmp_path / "register.xlsx").exists():
        pytest.skip("this disk takes no notice of case")

    assert older == bool(older_results(tmp_path / name, tmp_path))


def test_case_does_not_count_where_the_disk_takes_no_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows and macOS a name that was typed otherwise is the same register (played)."""
    monkeypatch.setattr(Path, "samefile", lambda one, two: one.name.lower() == two.name.lower())
    result = tmp_path / "Register-gecontroleerd-2021-04-01.xlsx"
    result.touch()

    assert [result] == older_results(tmp_path / "REGISTER.xlsx", tmp_path)


def test_the_path_as_the_disk_spells_it(tmp_path: Path) -> None:
    """What is there, or nowhere, stays as typed; of two that look alike none is chosen."""
    typed, other = (unicodedata.normalize(form, "é.xlsx") for form in ("NFC", "NFD"))
    if typed == other:
        pytest.fail("the forms must differ")
    (tmp_path / other).touch()
    if (tmp_path / typed).exists():
        pytest.skip("this disk takes both for one")

    assert tmp_path / other == as_on_disk(tmp_path / typed)
    assert tmp_path / "weg" / typed == as_on_disk(tmp_path / "weg" / typed)
    (tmp_path / typed).touch()
    assert tmp_path / typed == as_on_disk(tmp_path / typed)


@pytest.mark.parametrize("name", ["a", "a.json", "r-gecontroleerd-2021-04-01.xlsx", "r" * 255])
def test_the_temporary_name_is_not_longer(tmp_path: Path, name: str) -> None:
    """A result whose own name just fits can be written; a name of a few letters gets eight."""
    made: list[str] = []

    def write(path: Path) -> None:
        made.append(path.name)
        path.write_bytes(b"heel")

    write_whole(tmp_path / name, write)

    assert len(made[0]) <= max(len(name), 8)
    assert [name] == [path.name for path in tmp_path.iterdir()]


def test_a_path_that_windows_calls_a_missing_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond 259 characters the sentence tells how long the path is (played)."""
    monkeypatch.setattr("expertteam_xl.files._length_on_windows", lambda path: 261)
    with (
        pytest.raises(RegisterError, match=r"is 261 tekens, dat is te lang\); geef"),
        explained(tmp_path / "r.xlsx"),
    ):
        raise FileNotFoundError(errno.ENOENT, "The system cannot find the path specified")


def test_patience_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is held all the time is tried a few times; another error is told at once."""
    tries: list[str] = []

    def held(one: Path, other: Path) -> None:
        tries.append(other.name)
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(disk, "PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(PermissionError):
        write_whole(tmp_path / "a.json", Path.touch)
    assert 4 == len(tries)

    def full(one: Path, other: Path) -> None:
        tries.append(other.name)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "a.json", Path.touch)
    assert 5 == len(tries)
