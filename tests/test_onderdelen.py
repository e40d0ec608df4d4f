"""The list of everything that is in the program, and the pictures of its page."""

from __future__ import annotations

import importlib.util
import json
import re
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def parts(repo: Path) -> ModuleType:
    """The script that writes the list."""
    try:
        metadata.version("expertteam-xl")
    except metadata.PackageNotFoundError:
        pytest.skip("the package is not installed")
    spec = importlib.util.spec_from_file_location("onderdelen", repo / "pakket" / "onderdelen.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_everything_that_runs_is_on_the_list(parts: ModuleType, tmp_path: Path) -> None:
    """The program's own needs, those of the page, and what these need; not the tools of tests."""
    parts.main(tmp_path / "lijst.json")
    bill = json.loads((tmp_path / "lijst.json").read_text("utf-8"))
    names = {parts.plain(each["name"]) for each in bill["components"]}

    assert ("CycloneDX", "1.6") == (bill["bomFormat"], bill["specVersion"])
    assert {"click", "pandas", "numpy", "flask", "waitress", "werkzeug", "cryptography"} <= names
    assert not names & {"pytest", "playwright", "mypy", "pyinstaller", "expertteam-xl"}
    for each in bill["components"]:
        assert each["version"] == metadata.version(each["name"])
        assert each["licenses"], each["name"]


def test_every_reference_on_the_list_leads_somewhere(parts: ModuleType) -> None:
    """A program that reads it follows them; the same installation gives the same list."""
    bill = parts.bill()
    known = {each["bom-ref"] for each in bill["components"]}
    known.add(bill["metadata"]["component"]["bom-ref"])

    assert {each["ref"] for each in bill["dependencies"]} == known
    assert {to for each in bill["dependencies"] for to in each["dependsOn"]} <= known
    assert bill == parts.bill()


def test_every_picture_of_the_manual_is_there(repo: Path) -> None:
    """And each picture of the page is shown, or made for who looks at the folder."""
    manual = (repo / "docs" / "handleiding.md").read_text("utf-8")
    script = (repo / "docs" / "maak_schermen.py").read_text("utf-8")
    shown = re.findall(r"!\[[^\]]+\]\(img/([\w.-]+)\)", manual)
    made = {path.name for path in (repo / "docs" / "img").glob("pagina-*.png")}

    assert shown
    assert set(shown) <= {path.name for path in (repo / "docs" / "img").iterdir()}
    for name in made:
        assert re.sub(r"-(?:licht|donker)\.png$", "-", name) in script.replace("{kind}", "")
