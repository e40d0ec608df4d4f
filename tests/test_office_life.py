"""An office: folders that are synchronised, files that are open, odd names, clocks that jump.

What only Windows does is played: the errors that it raises are raised here, with its own numbers.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from datetime import time as clock
from pathlib import Path
from typing import Any

import pytest
import small_register
from registers import checked, findings, full, listed, minimal, only, session
from reports import previous
from small_register import FINE, OPEN

from expertteam_xl import disk
from expertteam_xl.cli import _run

Run = Callable[..., tuple[int, str, str]]
NAME = "register-gecontroleerd-2021-04-01.xlsx"
ON = "2021-04-01"


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``controleer`` in this process: exit code, standard output, standard error."""
    monkeypatch.delenv("EXPERTTEAM_XL_DEBUG", raising=False)
    monkeypatch.setattr(disk, "PAUSES", (0.0, 0.0))

    def command(*words: object) -> tuple[int, str, str]:
        days = () if "--peildatum" in words else ("--peildatum", ON)
        code = _run(["controleer", *(str(word) for word in (*words, *days))])
        return code, *capsys.readouterr()

    return command


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register in which all is well."""
    return small_register.save(tmp_path / "register.xlsx")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(done: tuple[int, str, str], code: int, *parts: str) -> None:
    """One sentence on standard error, nothing on standard output."""
    assert (code, "") == done[:2]
    assert 1 == len(done[2].strip().splitlines())
    assert [] == [part for part in parts if part not in done[2]]


def windows(kind: type[OSError], number: int, code: int) -> OSError:
    """An error as Windows raises it: with a number of its own beside the usual one."""
    error = kind(code, "as Windows says it")
    error.winerror = number  # type: ignore[attr-defined, unused-ignore]
    return error


def for_a_moment(times: int, error: OSError, action: Callable[..., Any]) -> Callable[..., Any]:
    """The action, which fails the first few times that it is done."""
    left = [error] * times

    def busy(*words: Any, **named: Any) -> Any:
        if left:
            raise left.pop()
        return action(*words, **named)

    return busy


# Names and folders


@pytest.mark.parametrize(
    "folder",
    [
        "Expertteam – coördinatie",
        "OneDrive - Gemeente Gooise Meren",
        "R&D (oud) 100%",
        "a;b,c=d+e ^ ! $HOME `x` #1 [2] {3} ~",
        "map.met.punten.xlsx",
        "-map",
        "it's",
    ],
)
def test_odd_folders(check: Run, tmp_path: Path, folder: str) -> None:
    """Spaces, accents and signs in a folder's name mean nothing."""
    (tmp_path / folder).mkdir()
    small_register.save(tmp_path / folder / "register.xlsx")
    code, out, _ = check(tmp_path / folder / "register.xlsx")

    assert 0 == code
    assert [NAME, "register.xlsx"] == names(tmp_path / folder)
    assert str(tmp_path / folder / NAME) in out


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("Régister 2021 (v2).xlsx", "Régister 2021 (v2)-gecontroleerd-2021-04-01.xlsx"),
        ("100%.xlsx", "100%-gecontroleerd-2021-04-01.xlsx"),
        ("%TEMP%&calc.xlsx", "%TEMP%&calc-gecontroleerd-2021-04-01.xlsx"),
        ("-register.xlsx", "-register-gecontroleerd-2021-04-01.xlsx"),
        ("Register.XLSX", "Register-gecontroleerd-2021-04-01.XLSX"),
        ("CON.xlsx", "CON-gecontroleerd-2021-04-01.xlsx"),
        ("register. .xlsx", "register. -gecontroleerd-2021-04-01.xlsx"),
        (".verborgen.xlsx", ".verborgen-gecontroleerd-2021-04-01.xlsx"),
        ("register", "register-gecontroleerd-2021-04-01.xlsx"),
        ("日本 🙂.xlsx", "日本 🙂-gecontroleerd-2021-04-01.xlsx"),
    ],
)
def test_odd_names(check: Run, tmp_path: Path, name: str, result: str) -> None:
    """The result is named after the register, whatever its name; the extension stays as it is."""
    small_register.save(tmp_path / "gemaakt.xlsx").rename(tmp_path / name)
    code, _, _ = check(tmp_path / name)

    assert 0 == code
    assert sorted([name, result]) == names(tmp_path)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_accent_that_is_written_otherwise(check: Run, tmp_path: Path, form: str) -> None:
    """A name that looks the same is found, in its folder too; the result is spelled as on disk."""
    other = "NFD" if form == "NFC" else "NFC"
    stem = unicodedata.normalize(form, "Régister")
    folder = tmp_path / unicodedata.normalize(form, "Coördinatie")
    folder.mkdir()
    small_register.save(folder / f"{stem}.xlsx")
    typed = unicodedata.normalize(other, str(folder / f"{stem}.xlsx"))
    code, _, _ = check(typed)

    assert 0 == code
    assert sorted([f"{stem}-gecontroleerd-2021-04-01.xlsx", f"{stem}.xlsx"]) == names(folder)


def test_a_result_that_a_mac_wrote_is_the_memory(check: Run, tmp_path: Path) -> None:
    """An earlier result whose é has two letters belongs to a register whose é has one."""
    path = small_register.save(tmp_path / "é.xlsx", [OPEN])
    check(path)
    result = tmp_path / "é-gecontroleerd-2021-04-01.xlsx"
    result.rename(tmp_path / unicodedata.normalize("NFD", result.name))
    _, out, _ = check(path)

    assert "1 nog open" in out
    assert "oudere resultaten" in out


def test_a_relative_name(check: Run, register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name without a folder, and one with ``..``, give the result beside the register."""
    monkeypatch.chdir(register.parent)
    check("register.xlsx")
    (register.parent / "onder").mkdir()
    monkeypatch.chdir("onder")
    _, out, _ = check(Path("..") / "register.xlsx")

    assert str(register.with_name("register-gecontroleerd-2021-04-01-2.xlsx")) in out
    assert [] == names(Path.cwd())


@pytest.mark.parametrize("name", [".", "..", os.sep])
def test_a_folder_without_a_name(check: Run, name: str) -> None:
    """A folder is refused in one sentence, however it is written."""
    refused(check(name), 1, "het is een map")


def test_no_name_at_all(check: Run) -> None:
    """Nothing between the quotes names no file: the words of the command are off."""
    refused(check(""), 2, "lege naam")


def test_a_name_that_begins_with_a_dash(
    check: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It looks like an option: the sentence tells how to write it, and then it is read."""
    monkeypatch.chdir(tmp_path)
    small_register.save(tmp_path / "-register.xlsx")
    refused(check("-register.xlsx"), 2, "./-register.xlsx")

    assert 0 == check("./-register.xlsx")[0]
    assert 0 == _run(["controleer", "--peildatum", ON, "--", "-register.xlsx"])


def test_a_link_to_the_register(check: Run, register: Path) -> None:
    """The result comes beside the link, under its name; the register stays as it was."""
    link = register.parent / "bureaublad" / "mijn register.xlsx"
    link.parent.mkdir()
    try:
        link.symlink_to(register)
    except OSError:
        pytest.skip("no right to make links")
    before = register.read_bytes()
    register.with_name("~$register.xlsx").write_bytes(b"wie het open heeft")
    code, out, _ = check(link)

    assert 0 == code
    assert "mijn register-gecontroleerd-2021-04-01.xlsx" in names(link.parent)
    assert before == register.read_bytes()
    assert "is open in Excel" in out


def test_links_that_lead_to_each_other(check: Run, tmp_path: Path) -> None:
    """They lead to no register; one sentence."""
    try:
        (tmp_path / "a.xlsx").symlink_to(tmp_path / "b.xlsx")
        (tmp_path / "b.xlsx").symlink_to(tmp_path / "a.xlsx")
    except OSError:
        pytest.skip("no right to make links")
    refused(check(tmp_path / "a.xlsx"), 2, "bestaat niet")


@pytest.mark.parametrize("name", [r"\\server\share\register.xlsx", "//server/share/register.xlsx"])
def test_a_share_that_is_not_there(check: Run, name: str) -> None:
    """A network folder that can't be found gives one sentence."""
    refused(check(name), 2, "bestaat niet", "controleer")


@pytest.mark.parametrize("letters", [210, 229, 231, 250])
def test_a_long_name(check: Run, tmp_path: Path, letters: int) -> None:
    """A result whose name just fits is written; else one sentence asks for a shorter name."""
    name = "r" * (letters - 5) + ".xlsx"
    small_register.save(tmp_path / "r.xlsx").rename(tmp_path / name)
    done = check(tmp_path / name)
    if letters + len("-gecontroleerd-2021-04-01") > 255:
        refused(done, 1, "-gecontroleerd-2021-04-01.xlsx", "te lang", "kortere naam")
        assert [name] == names(tmp_path)
    else:
        assert 0 == done[0]
        assert 2 == len(names(tmp_path))


def test_a_long_name_that_is_taken(check: Run, tmp_path: Path) -> None:
    """Where the plain name just fits and -2 does not, the sentence is the same."""
    name = "r" * 225 + ".xlsx"
    small_register.save(tmp_path / "r.xlsx").rename(tmp_path / name)
    assert 0 == check(tmp_path / name)[0]
    refused(check(tmp_path / name), 1, "-2.xlsx", "te lang", "kortere naam")
    assert 0 == check(tmp_path / name, "--overschrijf")[0]


# Synchronised and network folders


@pytest.mark.parametrize(
    ("error", "parts"),
    [
        (windows(OSError, 362, errno.EINVAL), ("cloud", "OneDrive", "verbinding")),
        (windows(OSError, 404, errno.EINVAL), ("cloud",)),
        (windows(OSError, 426, errno.EINVAL), ("cloud",)),
        (OSError(errno.EDEADLK, "Resource deadlock avoided"), ("cloud",)),
        (windows(OSError, 64, errno.EINVAL), ("netwerkmap is niet bereikbaar", "verbinding")),
        (OSError(errno.ETIMEDOUT, "timed out"), ("netwerkmap is niet bereikbaar",)),
        (OSError(errno.ESTALE, "stale"), ("netwerkmap is niet bereikbaar",)),
        (windows(PermissionError, 32, errno.EACCES), ("een ander programma", "sluit het")),
        (windows(PermissionError, 5, errno.EACCES), ("mag het niet lezen",)),
        (OSError(errno.EIO, "I/O error"), ("EIO", "kopieer het naar een eigen map")),
    ],
)
def test_a_register_that_cannot_be_read(
    check: Run,
    register: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: OSError,
    parts: tuple[str, ...],
) -> None:
    """Files on demand, and shares that went away: what it is and what to do, in one sentence."""

    def fail(_: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", fail)
    refused(check(register), 1, "register.xlsx kan niet worden gelezen", *parts)


def test_a_register_that_is_held_for_a_moment(
    check: Run, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sync client that has the register open for a moment is waited for (played)."""
    held = windows(PermissionError, 32, errno.EACCES)
    monkeypatch.setattr(Path, "read_bytes", for_a_moment(2, held, Path.read_bytes))

    assert 0 == check(register)[0]


def test_a_register_on_a_share_that_went_away(
    check: Run, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share that does not answer is not called a file that is not there (played)."""

    def gone(*_: object, **__: object) -> None:
        raise OSError(errno.EHOSTDOWN, "Host is down")

    monkeypatch.setattr(Path, "exists", gone)
    refused(check(register), 1, "niet te bereiken", "verbinding")


@pytest.mark.parametrize(
    "error",
    [
        windows(PermissionError, 5, errno.EACCES),
        windows(PermissionError, 32, errno.EACCES),
        OSError(errno.EBUSY, "busy"),
    ],
)
def test_a_sync_client_that_lets_go(
    check: Run, register: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    """A result that can't get its name for a moment gets it a moment later (played)."""
    monkeypatch.setattr(Path, "replace", for_a_moment(2, error, Path.replace))

    assert 0 == check(register)[0]
    assert [NAME, "register.xlsx"] == names(register.parent)


def test_a_temporary_file_that_is_held(
    check: Run, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where writing fails, the temporary file is removed even when it is held a moment (played)."""

    def full_disk(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    held = windows(PermissionError, 32, errno.EACCES)
    monkeypatch.setattr(os, "fsync", full_disk)
    monkeypatch.setattr(Path, "unlink", for_a_moment(2, held, Path.unlink))
    refused(check(register), 1, "de schijf is vol")
    assert ["register.xlsx"] == names(register.parent)


def test_a_folder_that_is_always_held(
    check: Run, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Patience ends with one sentence, and nothing is left in the folder (played)."""

    def held(*_: object) -> None:
        raise windows(PermissionError, 5, errno.EACCES)

    monkeypatch.setattr(Path, "replace", held)
    refused(check(register), 1, NAME, "geen toestemming", "--naar")
    assert ["register.xlsx"] == names(register.parent)


def test_a_folder_that_vanishes_halfway(
    check: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that is pulled out, or a share that goes: one sentence, no traceback."""
    folder = tmp_path / "stick"
    folder.mkdir()
    path = small_register.save(folder / "register.xlsx")
    write = os.fsync

    def pulled(number: int) -> None:
        write(number)
        shutil.rmtree(folder)

    monkeypatch.setattr(os, "fsync", pulled)
    refused(check(path), 1, NAME, "de map bestaat niet", "--naar")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.EROFS, "Read-only file system"), "de schijf is alleen-lezen"),
        (windows(PermissionError, 19, errno.EACCES), "de schijf is alleen-lezen"),
        (PermissionError(errno.EACCES, "Permission denied"), "geen toestemming"),
    ],
)
def test_a_folder_that_is_read_only(
    check: Run, register: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    """The sentence says why, and that another folder can be chosen."""
    really = Path.open

    def no_new_files(path: Path, mode: str = "r", *words: Any, **named: Any) -> Any:
        if "x" in mode:
            raise error
        return really(path, mode, *words, **named)

    monkeypatch.setattr(Path, "open", no_new_files)
    refused(check(register), 1, NAME, reason, "--naar")
    assert ["register.xlsx"] == names(register.parent)


def test_what_a_run_that_was_cut_off_left_behind(check: Run, register: Path) -> None:
    """An old temporary file is a copy of the register: the next run removes it; a new one stays."""
    old = register.with_name(".expertteam-0123456789ab.tmp")
    busy = register.with_name(".expertteam-ba9876543210.tmp")
    mine = register.with_name(".expertteam-notities.tmp")
    for path in (old, busy, mine):
        path.write_bytes(b"half")
    for path in (old, mine):
        os.utime(path, (time.time() - 7200,) * 2)
    check(register)

    assert sorted([busy.name, mine.name, NAME, "register.xlsx"]) == names(register.parent)


# A file that is open


def test_an_owner_file_of_a_crash(check: Run, register: Path) -> None:
    """An old ~$ file is no reason to refuse the register: it is read, with a notice."""
    owner = register.with_name("~$register.xlsx")
    owner.write_bytes(b"\x05naam")
    os.utime(owner, (0, 0))
    code, out, _ = check(register)

    assert 0 == code
    assert "is open in Excel; de laatst bewaarde versie is gelezen" in out


def test_open_in_libreoffice(check: Run, register: Path) -> None:
    """LibreOffice's own lock file gives the same notice."""
    register.with_name(".~lock.register.xlsx#").write_text(",wie,", encoding="utf-8")
    code, out, _ = check(register)

    assert 0 == code
    assert "is open in LibreOffice" in out


def test_a_result_that_is_open_does_not_stop_the_next(
    check: Run, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --overschrijf the next number is taken; that the open one is not read is told."""
    small_register.save(register, [OPEN])
    check(register)
    register.with_name(f"~${NAME}").write_bytes(b"wie het open heeft")
    really = Path.read_bytes

    def held(path: Path) -> bytes:
        if path.name == NAME:
            raise windows(PermissionError, 5, errno.EACCES)
        return really(path)

    monkeypatch.setattr(Path, "read_bytes", held)
    code, out, said = check(register)

    assert 3 == code
    assert f"{NAME} kon niet worden gelezen" in said
    assert "telt niet mee" in said
    assert "register-gecontroleerd-2021-04-01-2.xlsx" in names(register.parent)
    assert "is open in Excel" not in out


def test_overwriting_a_result_that_is_open(
    check: Run, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --overschrijf one sentence says to close it; the open one stays whole (played)."""
    register.with_name(NAME).write_bytes(b"oud")

    def held(*_: object) -> None:
        raise windows(PermissionError, 32, errno.EACCES)

    monkeypatch.setattr(Path, "replace", held)
    refused(check(register, "--overschrijf"), 1, NAME, "sluit het bestand", "Excel")
    assert b"oud" == register.with_name(NAME).read_bytes()
    assert [NAME, "register.xlsx"] == names(register.parent)


# Clocks


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Moves this process to another time zone, and back afterwards."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system sets its zone elsewhere")

    def move(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("hours", [-12, 0, 14])
def test_today_is_the_day_on_the_users_own_clock(
    check: Run, register: Path, zone: Callable[[str], None], hours: int
) -> None:
    """Just after midnight here it is still yesterday in UTC: the day here counts, also in sinds."""
    small_register.save(register, [OPEN])
    zone(f"<ABC>{-hours}")  # POSIX counts west of Greenwich
    here = timezone(timedelta(hours=hours))
    before = datetime.now(UTC).astimezone(here).date()
    _run(["controleer", str(register)])
    after = datetime.now(UTC).astimezone(here).date()
    (result,) = register.parent.glob("*-gecontroleerd-*")

    assert result.stem[-10:] in {before.isoformat(), after.isoformat()}
    assert {date.fromisoformat(result.stem[-10:])} == {
        old.since for old in previous(result.read_bytes())
    }


def test_what_is_known_since_keeps_its_day(
    check: Run, register: Path, zone: Callable[[str], None]
) -> None:
    """A finding's first day does not move when the next run is made elsewhere in the world."""
    small_register.save(register, [OPEN])
    zone("<ABC>-14")
    check(register, "--peildatum", "2020-12-31")
    zone("<ABC>12")
    check(register, "--peildatum", "2021-01-01")
    result = register.with_name("register-gecontroleerd-2021-01-01.xlsx")

    assert {date(2020, 12, 31)} == {old.since for old in previous(result.read_bytes())}


def lapsed(day: date, start: clock, told: datetime) -> dict[str, Any]:
    """A lapsed session of werkstroom A."""
    return session(Overlegdatum=day, Starttijd=start, Status="vervallen") | {
        "Vervallen gemeld op": told
    }


@pytest.mark.parametrize(
    ("day", "start", "deadline"),
    [
        (date(2021, 3, 28), clock(10, 0), datetime(2021, 3, 26, 10, 0)),
        (date(2021, 3, 29), clock(10, 0), datetime(2021, 3, 27, 10, 0)),
        (date(2021, 3, 28), clock(2, 30), datetime(2021, 3, 26, 2, 30)),
        (date(2021, 3, 30), clock(2, 30), datetime(2021, 3, 28, 2, 30)),
        (date(2021, 11, 1), clock(10, 0), datetime(2021, 10, 30, 10, 0)),
        (date(2021, 10, 31), clock(2, 30), datetime(2021, 10, 29, 2, 30)),
        (date(2021, 1, 1), clock(9, 0), datetime(2020, 12, 30, 9, 0)),
    ],
)
def test_t06_counts_hours_on_the_wall(
    zone: Callable[[str], None], day: date, start: clock, deadline: datetime
) -> None:
    """T06 over a night in which the clock jumps, and over New Year: 48 hours as clocks show them.

    Half past two does not exist on 28-3-2021, and comes twice on 31-10-2021; it is only a sum.
    """
    zone("Europe/Amsterdam")
    on, minute = date(2021, 12, 15), timedelta(minutes=1)
    in_time = checked(full([], [lapsed(day, start, deadline)]), on=on)
    late = checked(full([], [lapsed(day, start, deadline + minute)]), on=on)

    assert [] == findings(in_time, "T06")
    assert deadline == only(late, "T06").deadline


@pytest.mark.parametrize(
    ("triage", "severity"), [(date(2021, 1, 8), None), (date(2021, 1, 11), "waarschuwing")]
)
def test_t01_over_new_year(triage: date, severity: str | None) -> None:
    """Five working days after 31-12-2020 is 8-1-2021: New Year's Day does not count."""
    row = listed(Aanmelddatum=date(2020, 12, 31), Triagedatum=triage, Overlegdatum=None)
    found = findings(checked(minimal(row), on=date(2021, 1, 15)), "T01")

    assert ([severity] if severity else []) == [each.severity.value for each in found]
    assert {date(2021, 1, 8)} >= {each.deadline for each in found}


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2020, 12, 31), []), (date(2021, 1, 1), ["waarschuwing"])],
)
def test_g01_on_new_years_eve(day: date, expected: list[str]) -> None:
    """Who turns 23 on New Year's Day is young enough the day before."""
    row = listed(Overlegdatum=None, Geboortedatum=date(1998, 1, 1), Aanmelddatum=day)
    row |= {"Triagedatum": None, "Besluit verzonden op": None}
    found = findings(checked(minimal(row), on=date(2021, 1, 2)), "G01")

    assert expected == [each.severity.value for each in found]


@pytest.mark.skipif(sys.platform == "win32", reason="the names that Windows forbids")
@pytest.mark.parametrize("name", ["register.xlsx ", "register.xlsx."])
def test_a_name_that_windows_would_trim(check: Run, tmp_path: Path, name: str) -> None:
    """Elsewhere a space or dot at the end is part of the name: the register is still found."""
    small_register.save(tmp_path / "r.xlsx", [FINE]).rename(tmp_path / name)

    assert 0 == check(tmp_path / name)[0]
