"""The pages that are made from the definitions."""

from __future__ import annotations

from pathlib import Path

import pytest

from expertteam_xl import docs
from expertteam_xl.cli import cli
from expertteam_xl.monitoring.catalogue import DEFINITIONS
from expertteam_xl.rules.catalogue import RULES
from expertteam_xl.schema import tables
from expertteam_xl.settings import specs


@pytest.mark.parametrize("name", docs.pages())
def test_the_committed_page_is_the_made_one(repo: Path, name: str) -> None:
    """Whoever changes a definition makes the pages anew: python -m expertteam_xl.docs."""
    committed = (repo / "docs" / name).read_text(encoding="utf-8")

    assert docs.pages()[name] == committed


def test_every_rule_command_column_setting_and_figure_is_told() -> None:
    """Nothing that a user meets is left out of the pages."""
    pages = docs.pages()
    untold = (
        [code for code in RULES if f"[{code}](regels/{code}.md)" not in pages["regels.md"]]
        + [name for name in cli.commands if f"## {name}\n" not in pages["opdrachten.md"]]
        + [key for key in specs() if f"`{key}`" not in pages["instellingen.md"]]
        + [code for code in DEFINITIONS if f"| `{code}` |" not in pages["kengetallen.md"]]
        + [
            column.header
            for spec in tables().values()
            for column in spec.columns
            if f"**{column.header}**" not in pages["kolommen.md"]
        ]
    )

    assert [] == untold


def test_no_page_of_a_rule_that_is_gone(repo: Path) -> None:
    """Each page in docs/regels is that of a rule."""
    there = {f"regels/{path.name}" for path in (repo / "docs" / "regels").iterdir()}

    assert {name for name in docs.pages() if name.startswith("regels/")} == there
