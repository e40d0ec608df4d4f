"""Names of results, and files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
from datetime import date
from pathlib import Path

import pytest

from expertteam_xl.errors import RegisterError
from expertteam_xl.files import (
    explained,
    make_folder,
    older_results,
    reason_of,
    result_path,
    same_file,
    stem_of,
    write_text,
    write_whole,
)

ON = date(2021, 4, 1)
ADVICE = "kies een andere plaats"


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
    ],
)
def test_stem(name: str, expected: str) -> None:
    """The stem is the name without extension and without the endings of earlier runs."""
    assert expected == stem_of(Path("map") / name)


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
