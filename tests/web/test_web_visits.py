"""Visits: apart from each other, and over when they are over."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import pytest
import small_register
from small_register import FINE, LATE, OPEN
from visitors import House, Visitor, links

from expertteam_xl.web.dossier import Dossier
from expertteam_xl.web.intake import Intake
from expertteam_xl.web.visits import MOST_REGISTERS


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return small_register.save(tmp_path / "register.xlsx", (FINE, LATE, OPEN))


def test_two_visitors_do_not_see_each_other(house: House, register: Path) -> None:
    """Not a register, not a file of it, not that there is one, and one can't stop the other's."""
    one, two = house.visitor(), house.visitor()
    place, text = one.checked(register)
    (copy,) = links(text, "gemarkeerde kopie")

    assert 200 == one.get(copy).status_code
    for path in (place, copy, f"{place}/stand"):
        assert 404 == two.get(path).status_code
    for path in (f"{place}/weg", f"{place}/stoppen", f"{place}/monitor"):
        assert 404 == two.post(path).status_code
    assert "register.xlsx" not in two.get("/").text
    two.post("/klaar")
    two.post("/afsluiten")
    assert 200 == one.get(copy).status_code
    assert 0 == house.stopped


def test_done_removes_everything_of_this_visitor_alone(house: House, register: Path) -> None:
    """The files of the other stay; the page can be used again."""
    one, two = house.visitor(), house.visitor()
    place, _ = one.checked(register)
    other, _ = two.checked(register)
    before = len(house.files())

    answer = one.post("/klaar")

    assert 303 == answer.status_code
    assert "Alles is gewist" in one.get(answer.headers["Location"]).text
    assert before // 2 == len(house.files())
    assert 404 == one.get(place).status_code
    assert 200 == two.get(other).status_code
    assert 200 == one.get("/").status_code


def test_one_register_can_be_removed(house: House, visitor: Visitor, register: Path) -> None:
    """The others stay."""
    first, _ = visitor.checked(register)
    second, _ = visitor.checked(register)
    visitor.post(f"{first}/weg")

    assert 404 == visitor.get(first).status_code
    assert 200 == visitor.get(second).status_code
    assert first not in visitor.get("/").text


def test_silence_ends_a_visit(house: House, visitor: Visitor, register: Path) -> None:
    """After an hour without a sign of life; a sign of life begins the hour anew."""
    place, _ = visitor.checked(register)
    house.clock.now += 3500
    assert 204 == visitor.post("/blijf").status_code
    house.clock.now += 3500
    assert 200 == visitor.get(place).status_code
    house.clock.now += 3601
    house.visits.sweep()

    assert [] == house.files()
    assert 403 == visitor.get(place).status_code


def test_of_many_registers_the_oldest_goes(house: House, visitor: Visitor, register: Path) -> None:
    """So that a browser that is never closed does not fill the disk."""
    places = [visitor.checked(register)[0] for _ in range(MOST_REGISTERS + 1)]

    assert 404 == visitor.get(places[0]).status_code
    assert 200 == visitor.get(places[-1]).status_code


def test_leaving_while_work_goes_on_leaves_nothing(
    house: House, visitor: Visitor, register: Path
) -> None:
    """What the work still writes is removed when it ends."""
    visitor.brought(register)
    (visit,) = house.visits._visits.values()
    (dossier,) = visit.dossiers.values()
    task = dossier.task
    assert task is not None
    visitor.post("/klaar")
    until = time.monotonic() + 30
    while not task.finished and time.monotonic() < until:
        time.sleep(0.02)

    assert task.finished
    assert [] == house.files()
    assert dossier.report is None or dossier.gone


def test_the_last_visitor_can_stop_the_program(house: House, visitor: Visitor) -> None:
    """The page says so, and nobody is in any more."""
    answer = visitor.post("/afsluiten")

    assert "afgesloten" in answer.text
    assert 1 == house.stopped
    assert 403 == visitor.get("/").status_code


def test_closing_ends_every_visit(house: House, register: Path) -> None:
    """Nothing is left on the disk."""
    house.visitor().checked(register)
    house.visits.close()
    house.root.close()

    assert not house.root.path.exists()


def test_many_registers_at_once(house: House, tmp_path: Path) -> None:
    """Several tabs of one visitor, while the program looks who is silent."""
    secret = house.visits.redeem(house.visits.new_key())
    visit = house.visits.find(secret)
    assert visit is not None
    brought = Intake(tmp_path / "weg", tmp_path / "weg" / "register.xlsx")
    over = threading.Event()
    failures: list[BaseException] = []

    def look() -> None:
        while not over.is_set():
            house.visits.sweep()

    def add() -> None:
        try:
            for _ in range(300):
                visit.add(brought)
        except (RuntimeError, StopIteration, KeyError) as error:
            failures.append(error)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    looker = threading.Thread(target=look)
    adders = [threading.Thread(target=add) for _ in range(4)]
    try:
        for each in (looker, *adders):
            each.start()
        for each in adders:
            each.join()
    finally:
        over.set()
        looker.join()
        sys.setswitchinterval(interval)

    assert [] == failures
    assert MOST_REGISTERS == len(visit.dossiers)


def test_it_is_told_that_a_next_register_takes_the_place_of_the_oldest(
    visitor: Visitor, register: Path
) -> None:
    """Before it happens."""
    for _ in range(MOST_REGISTERS - 1):
        visitor.checked(register)
    assert "wordt het oudste" not in visitor.get("/").text
    visitor.checked(register)

    assert "wordt het oudste" in visitor.get("/").text


def test_a_register_that_comes_in_while_silence_is_looked_for(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking goes on, and does not end the program."""
    visit = house.visits.find(house.visits.redeem(house.visits.new_key()))
    assert visit is not None
    brought = Intake(tmp_path / "weg", tmp_path / "weg" / "register.xlsx")

    def busy(_: Dossier) -> bool:
        if len(visit.dossiers) < MOST_REGISTERS:
            visit.add(brought)
        return False

    visit.add(brought)
    visit.add(brought)
    house.clock.now += 3601
    monkeypatch.setattr(Dossier, "busy", property(busy))
    house.visits.sweep()

    assert {} == visit.dossiers
