"""Chromium and axe-core: what a person sees, and whether everyone can use it.

On a developer's machine a missing program skips the tests that need it; under ``CI=true`` it fails
them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
import tools
from playwright.sync_api import Browser, Page, sync_playwright

_PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
_AXE = Path("node_modules") / "axe-core" / "axe.min.js"
_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE = 60_000


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, without a window."""
    program = os.environ.get("CHROMIUM") or next(filter(os.path.isfile, _PLACES), None)
    program = program or shutil.which("chromium")
    if program is None:
        _missing("Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--lang=nl"]
        )
        yield browser
        browser.close()


def axe_script() -> str:
    """The text of axe-core."""
    for folder in (tools.REPO / ".ci", tools.REPO, *(Path(p) for p in _more_places())):
        if (folder / _AXE).is_file():
            return (folder / _AXE).read_text("utf-8")
    return _missing("axe-core")


def _more_places() -> list[str]:
    return [path for path in (os.environ.get("AXE_MAP"),) if path]


def violations(page: Page, script: str) -> list[str]:
    """What axe-core finds wrong on a page: rule, and where."""
    page.evaluate(script)
    found = page.evaluate(
        "levels => axe.run(document, {runOnly: {type: 'tag', values: levels}})", _LEVELS
    )
    return [
        f"{each['id']}: {each['help']} ({', '.join(n['target'][0] for n in each['nodes'][:3])})"
        for each in found["violations"]
    ]


def wider_than_window(page: Page) -> int:
    """How many pixels of a page are beside the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def bring(page: Page, *files: Path, on: str = "2021-04-01") -> None:
    """Choose files and send them, as a person does."""
    page.set_input_files("#bestand", files)
    page.locator("details.meer > summary").first.click()
    page.fill("#peildatum", on)
    page.get_by_role("button", name="Controleer").click()


def title(page: Page, text: str) -> None:
    """Wait until a page has this heading."""
    page.get_by_role("heading", level=1, name=text).wait_for(timeout=PATIENCE)


def _missing(name: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{name} is not installed")
    pytest.skip(f"{name} is not installed")
