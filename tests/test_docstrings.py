"""Every test says in words what must hold."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import tools

MODULES = sorted((tools.REPO / "tests").rglob("test_*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_every_test_says_what_must_hold(module: Path) -> None:
    """A test function without a docstring leaves its reader guessing."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    silent = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]

    assert [] == silent
