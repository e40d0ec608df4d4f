"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import tools


@pytest.fixture(scope="session")
def repo() -> Path:
    """The root of the checkout."""
    return tools.REPO


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with workbooks that others made, beside the checkout; skips without it."""
    if not tools.SHARED.is_dir():
        pytest.skip("no folder 'shared' beside the checkout")
    return tools.SHARED


@pytest.fixture(scope="session")
def ooxml_validate() -> Callable[[Path], list[str]]:
    """Gives what the Open XML SDK finds wrong in a workbook; skips without its validator."""
    return tools.ooxml_errors


@pytest.fixture
def soffice(tmp_path: Path) -> Callable[[Path, str], Path]:
    """Converts a file with LibreOffice: ``soffice(path, "pdf")``; skips without LibreOffice."""

    def convert(path: Path, extension: str) -> Path:
        return tools.convert(path, extension, tmp_path / "soffice")

    return convert
