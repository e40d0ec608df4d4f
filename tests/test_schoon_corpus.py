"""Workbooks that others made in Excel: whatever is in them, a clean copy stays a valid workbook."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
import python_calamine
from test_repairs_corpus import WORKBOOKS, as_register

from expertteam_xl.cleaning import clean as make
from expertteam_xl.cleaning import steps
from expertteam_xl.leaks import texts
from expertteam_xl.leaks.words import words
from expertteam_xl.register import read_register

SAMPLE = ("06-", "10-", "12-", "28-", "44-", "70-", "71-")
"""A few for a developer's machine: the validator takes two seconds a file; CI does them all."""

each = pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
pytestmark = pytest.mark.skipif(not WORKBOOKS, reason="no folder 'shared' beside the checkout")


@cache
def whole(path: Path) -> bytes:
    """The clean copy in which every sheet stays, as if it were one of ours: the hardest case."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "why_gone", lambda sheet, *, lists: None)
        return make(read_register(as_register(path))).data


@each
def test_no_text_is_left_that_only_a_cell_held(path: Path) -> None:
    """Calamine finds on the foreign sheets only texts in the words of the register, and numbers."""
    from expertteam_xl.cleaning.known import explains

    if path.parent.name == "registers":
        pytest.skip("a register has lists of its own")
    book = python_calamine.load_workbook(io.BytesIO(whole(path)))
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()
        found = {v for row in rows for v in row if isinstance(v, str) and words(v)}
        assert [] == [v for v in found if name != "Aanmeldingen" and not explains(v)]


@each
def test_the_copy_of_a_register_is_a_register(path: Path) -> None:
    """As a user makes it: only the lists stay, and the copy reads as one."""
    register = read_register(as_register(path))
    copy = make(register)
    again = read_register(copy.data)

    assert {b.table for b in again.blocks} <= {b.table for b in register.blocks}
    assert not any("comments" in text.part or "media" in text.part for text in texts(copy.data))


def test_validator_finds_nothing_new(
    tmp_path: Path, ooxml_validate: Callable[[Path], list[str]]
) -> None:
    """The Open XML SDK finds no error that the workbook did not have; CI tries every workbook."""
    everything = os.environ.get("CI") == "true"
    paths = [p for p in WORKBOOKS if everything or p.name.startswith(SAMPLE)]
    for path in paths:
        whole(path)  # here and not in the pool: what `whole` patches is the same for all threads

    def new_errors(path: Path) -> list[str]:
        target = tmp_path / f"{path.stem}.xlsx"
        target.write_bytes(whole(path))
        found = ooxml_validate(target)
        return sorted(set(found) - set(ooxml_validate(path))) if found else []

    with ThreadPoolExecutor(2) as pool:
        found = dict(zip((p.name for p in paths), pool.map(new_errors, paths), strict=True))

    assert {} == {name: errors for name, errors in found.items() if errors}
