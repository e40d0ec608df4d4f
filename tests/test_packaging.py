"""setup.cfg ships every package and every data file, and the papers tell the same as it does."""

from __future__ import annotations

import configparser
import re
from importlib import metadata
from pathlib import Path

import pytest
import tools

import expertteam_xl

REPO = tools.REPO
PACKAGE = REPO / "expertteam_xl"
DEPENDENCIES = REPO / "docs" / "afhankelijkheden.md"

in_checkout = pytest.mark.skipif(not PACKAGE.is_dir(), reason="runs against the installed package")


@pytest.fixture
def setup() -> configparser.ConfigParser:
    config = configparser.ConfigParser()
    config.read(REPO / "setup.cfg", encoding="utf-8")
    return config


def listed(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines() if line.strip()]


def name_of(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return found.group()


def requirements(setup: configparser.ConfigParser) -> list[str]:
    """Everything that setup.cfg asks for, extras included, but not the package itself."""
    extras = setup["options.extras_require"]
    texts = [setup["options"]["install_requires"], *(extras[extra] for extra in extras)]
    every = [line for text in texts for line in listed(text)]
    return [each for each in every if name_of(each) != setup["metadata"]["name"]]


@in_checkout
def test_every_folder_with_modules_is_listed(setup: configparser.ConfigParser) -> None:
    """A package that setup.cfg does not name would be missing from the wheel without a word."""
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    packages = {".".join(folder.relative_to(REPO).parts) for folder in folders}

    assert sorted(packages | {"expertteam_xl.templates"}) == listed(setup["options"]["packages"])


@in_checkout
def test_every_package_has_an_init() -> None:
    """A folder without ``__init__.py`` is found by chance only."""
    folders = {path.parent for path in PACKAGE.rglob("*.py")} | {REPO / "templates"}

    assert [] == sorted(str(each) for each in folders if not (each / "__init__.py").is_file())


@in_checkout
def test_every_data_file_is_shipped(setup: configparser.ConfigParser) -> None:
    """Each file beside the modules is matched by a pattern of package_data."""
    data = [*PACKAGE.rglob("*"), *(REPO / "templates").rglob("*.xlsx")]
    lost = [path for path in data if path.is_file() and not shipped(path, setup)]

    assert [] == lost


def shipped(path: Path, setup: configparser.ConfigParser) -> bool:
    if path.suffix in {".py", ".pyc"}:
        return True
    package = ".".join(path.parent.relative_to(REPO).parts)
    package = "expertteam_xl.templates" if package == "templates" else package
    patterns = setup.get("options.package_data", package, fallback="")
    return any(path.match(pattern) for pattern in listed(patterns))


def test_each_dependency_has_a_reason(setup: configparser.ConfigParser) -> None:
    """docs/afhankelijkheden.md has a row with name, lower bound and a sentence for each."""
    text = DEPENDENCIES.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([^`]+)` \| .+ \| (.+\.) \|$", text, re.MULTILINE))

    assert sorted(requirements(setup), key=str.lower) == sorted(rows, key=str.lower)


def test_each_dependency_has_a_lower_bound(setup: configparser.ConfigParser) -> None:
    """Without one, pip may keep a release that we never tried."""
    assert [] == [each for each in requirements(setup) if ">=" not in each]


def test_the_installed_version_is_the_one_that_runs() -> None:
    """What was installed is what is imported; the version stands in one place."""
    try:
        installed = metadata.version("expertteam-xl")
    except metadata.PackageNotFoundError:
        pytest.skip("the package is not installed")

    assert expertteam_xl.__version__ == installed


def test_changelog_and_publiccode_know_the_version() -> None:
    """The changelog's newest release and publiccode.yml name the package's version."""
    version = expertteam_xl.__version__
    changelog = (REPO / "CHANGELOG.md").read_text(encoding="utf-8")
    public = (REPO / "publiccode.yml").read_text(encoding="utf-8")
    releases = re.findall(r"^## \[(\d[^\]]*)\]", changelog, re.MULTILINE)

    assert version == releases[0]
    assert f'softwareVersion: "{version}"' in public
