"""What the tests of the page may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from visitors import House, Visitor
from visitors import house as built


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The application with nobody in it."""
    (tmp_path / "tijdelijk").mkdir()
    with built(tmp_path / "tijdelijk") as one:
        yield one


@pytest.fixture
def visitor(house: House) -> Visitor:
    """Somebody who came in."""
    return house.visitor()
