"""The page in a real browser: the whole visit, and what can go wrong on the way."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import locked
import openpyxl
import pytest
import running
import small_register
from browsers import PATIENCE, bring, chromium, title, wider_than_window
from playwright.sync_api import Browser, BrowserContext, Download, Page, expect
from small_register import FINE, HEADERS, LATE, OPEN

from expertteam_xl.protection.locking import lock
from expertteam_xl.web import tasks
from expertteam_xl.web.server import Server

STRANGE = ("Nr", "Datum binnen gekomen bij ons", "Woonplats", "Aangemeld door", *HEADERS[4:])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running.server() as one:
        yield one


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of a person's own: its cookies are nobody else's."""
    one = browser.new_context(locale="nl-NL", viewport={"width": 1000, "height": 800})
    yield one
    one.close()


@pytest.fixture
def page(context: BrowserContext, server: Server) -> Iterator[Page]:
    """The page to drop a register on; whatever the browser complains of fails the test."""
    one = context.new_page()
    complaints: list[str] = []
    one.on("pageerror", lambda error: complaints.append(str(error)))
    one.on("console", lambda said: complaints.append(said.text) if "Refused" in said.text else None)
    outside: list[str] = []
    one.on("request", lambda asked: outside.append(asked.url) if server.host not in asked.url else None)  # fmt: skip
    one.goto(server.new_address())
    yield one
    assert [] == complaints
    assert [] == [address for address in outside if not address.startswith(("blob:", "data:"))]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return small_register.save(tmp_path / "register.xlsx", (FINE, LATE, OPEN))


def kept(download: Download, folder: Path) -> Path:
    """A file that was taken, under its own name."""
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def test_the_whole_visit(page: Page, repo: Path, tmp_path: Path) -> None:
    """Drop, look, search, read a rule, take every file, and leave nothing."""
    bring(page, repo / "workbooks" / "schoon" / "register.xlsx", on="2021-12-15")
    title(page, "register.xlsx")

    with page.expect_download() as copy:
        page.get_by_role("link", name="Bewaar de gemarkeerde kopie").click()
    assert "register-gecontroleerd-2021-12-15.xlsx" == copy.value.suggested_filename
    assert "Bevindingen" == openpyxl.load_workbook(kept(copy.value, tmp_path)).sheetnames[-1]

    page.select_option("#periode", "2021-K3")
    page.check("#d-intern")
    page.get_by_role("button", name="Maak de monitor").click()
    expect(page.locator("#gemaakt")).to_be_focused(timeout=PATIENCE)
    with page.expect_download(timeout=PATIENCE) as monitor:
        page.get_by_role("link", name="Bewaar monitor-2021-K3-intern.xlsx").click(timeout=PATIENCE)
    openpyxl.load_workbook(kept(monitor.value, tmp_path))

    page.select_option("#kwartaal", "2021-K3")
    page.get_by_role("button", name="Maak de declaraties").click()
    with page.expect_download(timeout=PATIENCE) as declared:
        page.get_by_role("link", name="Bewaar declaratie-2021-K3.zip").click(timeout=PATIENCE)
    with zipfile.ZipFile(declared.value.path()) as archive:
        assert "declaratie-2021-K3-regio.xlsx" in archive.namelist()

    page.fill("#casusnummer", "ET-2021-001")
    page.get_by_role("button", name="Maak het formulier").click()
    page.get_by_role("link", name="Bewaar advies-ET-2021-001.xlsx").wait_for(timeout=PATIENCE)

    page.get_by_role("button", name="Klaar: wis alles").click()
    title(page, "Alles is gewist")
    page.go_back()
    title(page, "Deze bladzijde is er niet")


def test_searching_while_typing_is_told(page: Page, register: Path) -> None:
    """The list changes, the number is announced, and it is kept, but not in the address."""
    bring(page, register)
    title(page, "register.xlsx")
    before = page.locator(".bevinding").count()
    page.fill("#zoek", "ET-2021-003")
    expect(page.get_by_role("status")).to_contain_text(f"van {before} bevindingen")
    expect(page.locator(".bevinding").first).to_contain_text("ET-2021-003")
    page.select_option("#ernst", "fout")
    expect(page.locator("h3", has_text="Waarschuwingen")).to_have_count(0)
    page.reload()

    assert "ET-2021-003" == page.input_value("#zoek")
    assert "003" not in page.url
    page.locator(".bevinding summary").first.click()
    expect(page.locator(".uitleg").first).to_contain_text("Wat u doet")


def test_the_whole_job_with_the_keyboard(page: Page, register: Path) -> None:
    """Tab, arrows and Enter alone; where one is, is always to be seen."""
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    zone = page.locator("#bestand")
    expect(zone).to_be_focused()
    outline = page.evaluate("getComputedStyle(document.querySelector('.sleep')).outlineStyle")
    assert "solid" == outline
    zone.set_input_files(register)
    expect(page.locator("#bestand-gekozen")).to_contain_text("Gekozen: register.xlsx")
    page.get_by_role("button", name="Controleer").focus()
    page.keyboard.press("Enter")
    title(page, "register.xlsx")
    page.locator("#zoek").focus()
    page.keyboard.type("003")
    expect(page.get_by_role("status")).to_contain_text("van ")
    page.locator(".bevinding summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".uitleg").first).to_be_visible()
    page.get_by_role("button", name="Klaar: wis alles").focus()
    page.keyboard.press("Enter")
    title(page, "Alles is gewist")


def test_a_register_can_be_dropped(page: Page, register: Path) -> None:
    """The drop zone is a real file input that covers it, so dropping needs no script."""
    box = page.locator(".sleep").bounding_box()
    field = page.locator("#bestand").bounding_box()
    assert box
    assert field
    assert field["width"] > box["width"] - 8
    assert field["height"] > box["height"] - 8


def test_a_wrong_file_is_told_at_its_field(page: Page, tmp_path: Path, register: Path) -> None:
    """The focus goes there, and the next choice works."""
    letter = tmp_path / "brief.docx"
    letter.write_bytes(b"PK brief")
    bring(page, letter)
    wrong = page.locator("#bestand-fout")
    expect(wrong).to_contain_text("brief.docx is geen register")
    expect(page.locator("#bestand")).to_be_focused()
    assert "true" == page.get_attribute("#bestand", "aria-invalid")

    page.set_input_files("#bestand", register)
    expect(wrong).to_have_text("")
    page.get_by_role("button", name="Controleer").click()
    title(page, "register.xlsx")


def test_a_broken_register_is_told_in_words(page: Page, tmp_path: Path) -> None:
    """And one can begin again."""
    broken = tmp_path / "register.xlsx"
    broken.write_bytes(b"PK\x03\x04 geen werkmap")
    bring(page, broken)
    title(page, "Dit register kon niet gecontroleerd worden")
    expect(page.get_by_role("alert").first).to_contain_text("register.xlsx")
    page.get_by_role("button", name="Wis dit register").click()
    title(page, "Controleer het register")


def test_a_wrong_password_and_the_right_one(
    page: Page, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake is told at the top and at the field."""
    locked.few_rounds(monkeypatch)
    register.write_bytes(lock(register.read_bytes(), locked.PASSWORD))
    bring(page, register)
    title(page, "Dit register heeft een wachtwoord")
    page.fill("#wachtwoord", "fout")
    page.keyboard.press("Enter")
    expect(page.locator("#wachtwoord-fout")).to_contain_text("klopt niet")
    expect(page.locator("#fouten")).to_be_focused()
    assert page.title().startswith("Fout: ")
    page.fill("#wachtwoord", locked.PASSWORD)
    page.keyboard.press("Enter")
    title(page, "register.xlsx")


def test_columns_that_are_not_known(page: Page, tmp_path: Path) -> None:
    """Pointed out once, then kept as a profile."""
    rows = [(f"ET-2021-{i:03}", *FINE[1:]) for i in range(1, 5)]
    bring(page, small_register.save(tmp_path / "register.xlsx", rows, STRANGE))
    title(page, "Welke kolom is welke?")
    expect(page.get_by_label("Kolom C ‘Woonplats’")).to_have_value("Woonplaats")
    page.get_by_role("button", name="Ga verder").click()
    title(page, "register.xlsx")
    with page.expect_download() as profile:
        page.get_by_role("link", name="Bewaar het profiel").click()

    assert "register.profiel.toml" == profile.value.suggested_filename


def test_sending_can_be_cancelled(page: Page, context: BrowserContext, tmp_path: Path) -> None:
    """Nothing is kept, it is told, and one can send again."""
    large = tmp_path / "groot.xlsx"
    large.write_bytes(b"x" * 8 * 1024**2)
    slow = context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 50_000},
    )
    bring(page, large)
    cancel = page.get_by_role("button", name="Annuleer het versturen")
    expect(cancel).to_be_focused()
    expect(page.get_by_label("Versturen naar het programma")).to_be_visible()
    page.keyboard.press("Enter")

    expect(page.locator("[data-stand]")).to_contain_text("geannuleerd; er is niets bewaard")
    expect(page.get_by_role("button", name="Controleer")).to_be_focused()
    expect(cancel).to_be_hidden()
    page.goto(page.url)
    assert 0 == page.get_by_text("Nog open").count()


def test_too_large_is_told_before_sending(page: Page, register: Path) -> None:
    """Who would have to wait for it should not."""
    page.evaluate("document.querySelector('[data-oplaad]').dataset.meest = '10'")
    bring(page, register)

    expect(page.locator("#bestand-fout")).to_contain_text("te groot")


def test_two_visitors_at_once(page: Page, browser: Browser, server: Server, register: Path) -> None:
    """Each with a browser of their own: neither sees what the other brought."""
    bring(page, register)
    title(page, "register.xlsx")
    other = browser.new_context()
    second = other.new_page()
    second.goto(server.new_address())
    expect(second.get_by_text("register.xlsx")).to_have_count(0)
    second.goto(page.url)
    title(second, "Deze bladzijde is er niet")
    stranger = browser.new_context()
    third = stranger.new_page()
    third.goto(page.url)
    title(third, "U bent nog niet binnen")
    other.close()
    stranger.close()


def test_it_works_without_a_script(browser: Browser, server: Server, register: Path) -> None:
    """Choosing, waiting, filtering and making; the page refreshes itself while work goes on."""
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(server.new_address())
    bring(page, register)
    title(page, "register.xlsx")
    page.fill("#zoek", "ET-2021-003")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_role("status")).to_contain_text("van ")
    page.check("#d-intern")
    page.get_by_role("button", name="Maak de monitor").click()
    page.locator(".product").wait_for(timeout=PATIENCE)
    plain.close()


@pytest.mark.parametrize("width", [320, 640])
def test_it_is_read_in_a_narrow_window(
    browser: Browser, server: Server, register: Path, width: int
) -> None:
    """320 pixels wide, which is also 1280 at 400%: nothing is beside the window."""
    narrow = browser.new_context(viewport={"width": width, "height": 700})
    page = narrow.new_page()
    page.goto(server.new_address())
    assert 0 >= wider_than_window(page)
    bring(page, register)
    title(page, "register.xlsx")
    page.locator(".bevinding summary").first.click()
    assert 0 >= wider_than_window(page)
    page.get_by_role("link", name="Regels", exact=True).click()
    assert 0 >= wider_than_window(page)
    narrow.close()


def test_letters_of_twice_the_size(browser: Browser, server: Server, register: Path) -> None:
    """Text at 200%: nothing is beside the window or cut off."""
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    page = context.new_page()
    page.goto(server.new_address())
    bring(page, register)
    title(page, "register.xlsx")
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert 0 >= wider_than_window(page)
    context.close()


def test_silence_is_asked_about_before_everything_goes(page: Page, register: Path) -> None:
    """A question that is announced, with a button that gives an hour more."""
    bring(page, register)
    title(page, "register.xlsx")
    page.clock.install()
    page.reload()
    page.clock.fast_forward(3490 * 1000)
    asked = page.get_by_role("alert").filter(has_text="Over twee minuten")
    expect(asked).to_be_visible()
    page.get_by_role("button", name="Ik ben er nog").click()
    expect(asked).to_be_hidden()


def test_nothing_stays_on_the_screen_after_silence(page: Page, register: Path) -> None:
    """What is removed is not to be read any more either, and one can go on from there."""
    bring(page, register)
    title(page, "register.xlsx")
    page.clock.install()
    page.reload()
    page.clock.fast_forward(3490 * 1000)
    page.clock.fast_forward(130 * 1000)
    title(page, "Het was een tijd stil")

    assert "Bevinding" not in page.locator("main").inner_text()
    expect(page.get_by_role("alert").filter(has_text="Over twee minuten")).to_be_hidden()
    page.get_by_role("link", name="Ga verder").click()
    title(page, "register.xlsx")


def test_searching_is_a_sign_of_life(page: Page, register: Path) -> None:
    """Who is at work is not asked whether that is so."""
    bring(page, register)
    title(page, "register.xlsx")
    page.clock.install()
    page.reload()
    page.clock.fast_forward(3000 * 1000)
    page.fill("#zoek", "T01")
    with page.expect_response(lambda answer: "/register/" in answer.url and answer.status == 200):
        page.clock.fast_forward(1000)
    page.clock.run_for(100)
    page.clock.fast_forward(1000 * 1000)

    expect(page.get_by_role("alert").filter(has_text="Over twee minuten")).to_be_hidden()


def test_searching_when_the_visit_is_over_says_so(
    page: Page, context: BrowserContext, register: Path
) -> None:
    """Not a list that stays as it was."""
    bring(page, register)
    title(page, "register.xlsx")
    context.clear_cookies()
    page.fill("#zoek", "T01")

    title(page, "U bent nog niet binnen")


def test_searching_when_the_program_stopped_says_so(page: Page, register: Path) -> None:
    """In the line that is read aloud."""
    bring(page, register)
    title(page, "register.xlsx")
    page.route("**/zoek", lambda route: route.abort())
    page.fill("#zoek", "T01")

    expect(page.locator("#gevonden")).to_contain_text("Het programma antwoordt niet")


def test_waiting_when_the_register_is_removed_elsewhere_says_so(
    page: Page, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In another tab of the same visit; the window of the program is not blamed."""
    monkeypatch.setattr(tasks, "_turns", threading.Semaphore(0))
    bring(page, register)
    title(page, "Het register wordt gecontroleerd")
    other = page.context.new_page()
    other.goto(page.url.partition("/register")[0])
    other.get_by_role("button", name="Klaar: wis alles").click()
    title(other, "Alles is gewist")

    title(page, "Deze bladzijde is er niet")


def test_going_back_after_removing_shows_nothing(page: Page, register: Path) -> None:
    """Also where a browser keeps whole pages."""
    bring(page, register)
    title(page, "register.xlsx")
    page.get_by_role("button", name="Klaar: wis alles").click()
    title(page, "Alles is gewist")
    page.go_back()

    title(page, "Deze bladzijde is er niet")
    with page.expect_navigation():
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
