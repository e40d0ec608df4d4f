"""Every page, light and dark: axe-core finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import locked
import pytest
import running
import small_register
from browsers import PATIENCE, axe_script, bring, chromium, title, violations
from playwright.sync_api import Browser, Page
from small_register import FINE, HEADERS

from expertteam_xl.protection.locking import lock
from expertteam_xl.web import tasks
from expertteam_xl.web.server import Server

STRANGE = ("Nr", "Datum binnen gekomen bij ons", "Woonplats", "Aangemeld door", *HEADERS[4:])


@pytest.fixture(scope="module")
def script() -> str:
    return axe_script()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running.server() as one:
        yield one


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(
        color_scheme=request.param, viewport={"width": 900, "height": 800}
    )
    one = context.new_page()
    one.goto(server.new_address())
    yield one
    context.close()


def test_the_page_to_drop_a_register_on(page: Page, script: str, tmp_path: Path) -> None:
    """As it opens, with its details, and with a mistake."""
    assert [] == violations(page, script)
    letter = tmp_path / "brief.docx"
    letter.write_bytes(b"PK")
    bring(page, letter)
    page.locator("#bestand-fout").wait_for()
    assert [] == violations(page, script)


def test_the_result(page: Page, script: str, repo: Path) -> None:
    """With a rule opened, with files that were made, with a mistake in a form, and filtered."""
    bring(page, repo / "workbooks" / "voorbeeldregister.xlsx", on="2021-12-15")
    title(page, "voorbeeldregister.xlsx")
    for summary in page.locator("summary").all()[:6]:
        summary.click()
    assert [] == violations(page, script)
    page.check("#d-intern")
    page.get_by_role("button", name="Maak de monitor").click()
    page.locator(".product").wait_for(timeout=PATIENCE)
    assert [] == violations(page, script)
    page.get_by_role("button", name="Maak het formulier").click()
    page.locator("#casusnummer-fout").wait_for()
    assert [] == violations(page, script)


def test_work_that_goes_on(
    page: Page, script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one waits."""
    held = tasks.threading.Semaphore(0)
    monkeypatch.setattr(tasks, "_turns", held)
    bring(page, small_register.save(tmp_path / "register.xlsx"))
    title(page, "Het register wordt gecontroleerd")
    try:
        assert [] == violations(page, script)
    finally:
        held.release()
    title(page, "register.xlsx")


def test_the_questions(
    page: Page, script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """About a password and about columns, with a mistake in each."""
    locked.few_rounds(monkeypatch)
    register = small_register.save(tmp_path / "register.xlsx", (FINE,) * 3, STRANGE)
    closed = tmp_path / "dicht.xlsx"
    closed.write_bytes(lock(register.read_bytes(), locked.PASSWORD))
    bring(page, closed)
    title(page, "Dit register heeft een wachtwoord")
    assert [] == violations(page, script)
    page.fill("#wachtwoord", "fout")
    page.keyboard.press("Enter")
    page.locator("#wachtwoord-fout").wait_for()
    assert [] == violations(page, script)
    page.fill("#wachtwoord", locked.PASSWORD)
    page.keyboard.press("Enter")
    title(page, "Welke kolom is welke?")
    page.locator("details.meer > summary").first.click()
    assert [] == violations(page, script)
    page.get_by_label("Kolom C ‘Woonplats’").select_option("Aanmelddatum")
    page.get_by_role("button", name="Ga verder").click()
    page.locator("#fouten").wait_for()
    assert [] == violations(page, script)


def test_the_other_pages(page: Page, script: str, server: Server, tmp_path: Path) -> None:
    """The rules, a failure, and the end."""
    for path in ("/regels", "/regels/T01", "/nergens", "/gewist"):
        page.goto(f"http://{server.host}{path}")
        assert [] == violations(page, script), path
    page.goto(f"http://{server.host}/")
    broken = tmp_path / "register.xlsx"
    broken.write_bytes(b"PK\x03\x04 x")
    bring(page, broken)
    title(page, "Dit register kon niet gecontroleerd worden")
    assert [] == violations(page, script)
    page.context.clear_cookies()
    page.goto(f"http://{server.host}/")
    title(page, "U bent nog niet binnen")
    assert [] == violations(page, script)
