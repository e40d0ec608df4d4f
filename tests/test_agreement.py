"""The numbers of the agreement stand in the data of the convenant and nowhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import tools

PACKAGE = tools.REPO / "expertteam_xl"
SIGNATURES = {14, 28, 48, 180}
"""Numbers that hardly stand for anything else. A term of 5 working days has no such face."""


def modules() -> list[Path]:
    """The rooms that know the agreement; readers and writers of files have numbers of their own."""
    return sorted(
        path
        for pattern in ("rules/*.py", "outputs/*.py", "checks.py", "settings*.py")
        for path in PACKAGE.glob(pattern)
    )


def agreed_numbers(source: str) -> Iterator[str]:
    """Lines of a module where a number of the agreement, or a date, stands as code."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and type(node.value) is int:
            if node.value in SIGNATURES:
                yield f"line {node.lineno}: {node.value}"
        elif isinstance(node, ast.Call) and is_fixed_date(node):
            yield f"line {node.lineno}: {ast.unparse(node)}"


def is_fixed_date(call: ast.Call) -> bool:
    """Whether a call writes out a date, such as ``date(2020, 10, 1)``."""
    named = ast.unparse(call.func) in {"date", "datetime"}
    return named and bool(call.args) and all(isinstance(each, ast.Constant) for each in call.args)


@pytest.mark.parametrize("module", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_holds_a_number_of_the_agreement(module: Path) -> None:
    """Terms, the cap and dates come from the TOML files of expertteam_xl/convenant."""
    found = list(agreed_numbers(module.read_text(encoding="utf-8")))

    assert [] == found


def test_a_number_and_a_date_are_recognised() -> None:
    """The search itself finds a term and a date, and leaves other numbers alone."""
    found = sorted(agreed_numbers("deadline = day + 14\nstart = date(2020, 10, 1)\nminutes = 60"))

    assert ["line 1: 14", "line 2: date(2020, 10, 1)"] == found
