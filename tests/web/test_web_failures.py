"""What can go wrong while a register comes in and is worked on, and what is left of it."""

from __future__ import annotations

import errno
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import small_register
from small_register import FINE, HEADERS, LATE, OPEN
from visitors import House, Visitor

STRANGE = ("Nr", "Datum binnen gekomen bij ons", "Woonplats", "Aangemeld door", *HEADERS[4:])


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return small_register.save(tmp_path / "register.xlsx", (FINE, LATE, OPEN))


def test_a_long_name_in_another_script(visitor: Visitor, register: Path) -> None:
    """A name is limited in bytes by a disk, and a result has a longer one."""
    answer = visitor.post(
        "/register",
        {"peildatum": "2021-04-01", "bestand": [(register.open("rb"), "中" * 119 + ".xlsx")]},
    )
    assert 303 == answer.status_code

    assert "Wat er gelezen is" in visitor.page(answer.headers["Location"])


def test_a_full_disk_is_told_and_leaves_nothing(
    house: House, visitor: Visitor, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page goes on, and what was half written is removed."""

    def full_disk(self: Path, data: bytes) -> int:
        with self.open("wb") as stream:
            stream.write(data[:10])
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full_disk)
        answer = visitor.bring(register)
        data = visitor.bring(register, Accept="application/json")

    assert (422, 422) == (answer.status_code, data.status_code)
    assert "vol" in answer.text
    assert str(house.root.path) not in answer.text
    assert [] == house.files()
    assert "Wat er gelezen is" in visitor.checked(register)[1]


def test_a_crash_while_a_register_comes_in_keeps_nothing_of_it(
    house: House, visitor: Visitor, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not its file, and no line in the list of what is open."""

    def crash(*_: object) -> None:
        raise KeyError("Jansen")

    with monkeypatch.context() as patch:
        patch.setattr("expertteam_xl.web.reading.begin", crash)
        assert 500 == visitor.bring(register).status_code

    assert [] == house.files()
    assert "Nog open" not in visitor.get("/").text


def test_work_that_waits_stops_at_once(
    visitor: Visitor, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when what goes before it takes long."""
    from expertteam_xl.web import tasks

    monkeypatch.setattr(tasks, "_turns", tasks.threading.Semaphore(0))
    place = visitor.brought(register)
    visitor.post(f"{place}/stoppen")

    assert "Gestopt" in visitor.page(place)


def test_stopping_is_told_until_the_step_is_done() -> None:
    """Who presses the button sees that it was heard."""
    from expertteam_xl.web.tasks import STOPPING, Task

    task = Task("Werk", ("Een", "Twee"))
    task("Een")
    task.stopped = True

    assert STOPPING == task.told
    task.finished = True
    assert "Een" == task.told


def test_a_form_that_is_sent_twice_at_once_counts_once(tmp_path: Path) -> None:
    """The second would answer questions that nobody saw."""
    from expertteam_xl.register import opened
    from expertteam_xl.web.mapping import Mapping

    register = small_register.save(tmp_path / "register.xlsx", (FINE,) * 3, STRANGE)
    workbook, settings = opened(register)
    mapping = Mapping(workbook, settings, tmp_path / "register.profiel.toml")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(mapping.answer_once, [{"ronde": "1"}] * 8))

    assert 1 == answers.count({})
    assert 7 == answers.count(None)


def test_a_file_that_is_just_removed(visitor: Visitor, register: Path, house: House) -> None:
    """Says that it is gone, not that the program failed."""
    place, _ = visitor.checked(register)
    for path in house.files():
        path.unlink()

    assert 404 == visitor.get(f"{place}/bestand/0").status_code
