"""Makes the pictures of the page in docs/img: the page as it is, with the made-up example in it.

python docs/maak_schermen.py [MAP]; it needs the extras of the tests and Chromium.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests" / "web")]

import running  # noqa: E402 - it stands among the tests

REGISTER = HERE.parent / "workbooks" / "voorbeeldregister.xlsx"
WITH_COSTS = HERE.parent / "workbooks" / "schoon" / "register.xlsx"
MAPPING = HERE.parent / "workbooks" / "rommelig" / "register.xlsx"
PEILDATUM = "2021-12-15"
WIDE = {"width": 1100, "height": 820}
NARROW = {"width": 360, "height": 760}


def main(folder: Path) -> None:
    """Make every picture in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        sys.exit("Chromium is niet gevonden.")
    with running.server() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--lang=nl"])
        for scheme in ("light", "dark"):
            visit(browser, server.new_address(), folder, scheme)
        narrow(browser, server.new_address(), folder)
        browser.close()


def visit(browser: Browser, address: str, folder: Path, scheme: str) -> None:
    """The whole visit, light or dark."""
    page = browser.new_page(color_scheme=scheme, viewport=WIDE, locale="nl-NL")
    page.goto(address)
    kind = "licht" if scheme == "light" else "donker"
    page.screenshot(path=folder / f"pagina-begin-{kind}.png")
    bring(page, REGISTER)
    page.screenshot(path=folder / f"pagina-resultaat-{kind}.png")
    if scheme == "light":
        page.locator(".bevinding summary").first.click()
        page.locator("#bevindingen").scroll_into_view_if_needed()
        page.locator("#bevindingen").evaluate("e => e.scrollIntoView()")
        page.screenshot(path=folder / "pagina-bevindingen.png")
        page.get_by_role("link", name="Register kiezen").click()
        bring(page, WITH_COSTS)
        make(page)
        page.locator("#maken").evaluate("e => e.scrollIntoView()")
        page.screenshot(path=folder / "pagina-maken.png")
        page.locator("#gemaakt").evaluate("e => e.scrollIntoView()")
        page.screenshot(path=folder / "pagina-gemaakt.png")
        page.get_by_role("link", name="Register kiezen").click()
        bring(page, MAPPING, wait="fieldset.blad >> nth=0")
        page.screenshot(path=folder / "pagina-kolommen.png")
    page.close()


def narrow(browser: Browser, address: str, folder: Path) -> None:
    """The same on a narrow screen."""
    page = browser.new_page(viewport=NARROW, locale="nl-NL")
    page.goto(address)
    page.screenshot(path=folder / "pagina-begin-smal.png")
    bring(page, REGISTER)
    page.screenshot(path=folder / "pagina-resultaat-smal.png")
    page.close()


def bring(page: Page, register: Path, wait: str = "#bevindingen") -> None:
    """Bring a register and wait for what comes of it."""
    page.set_input_files("#bestand", register)
    page.locator("summary").first.click()
    page.fill("#peildatum", PEILDATUM)
    page.get_by_role("button", name="Controleer").click()
    page.wait_for_url("**/register/**")
    page.locator(wait).wait_for(timeout=120_000)


def make(page: Page) -> None:
    """Make a declaration and a monitor of a quarter."""
    page.select_option("#periode", "2021-K3")
    page.get_by_role("button", name="Maak de monitor").click()
    page.wait_for_selector(".product", timeout=120_000)
    page.select_option("#kwartaal", "2021-K3")
    page.get_by_role("button", name="Maak de declaraties").click()
    page.wait_for_selector("#p-2", timeout=120_000)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else HERE / "img")
