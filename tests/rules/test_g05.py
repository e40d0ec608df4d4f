"""G05: werkstroom A takes cases of either kader, so that no answer can be wrong."""

from __future__ import annotations

import pytest
from registers import case, cells, checked, full, outcome

from expertteam_xl.findings import Status


@pytest.mark.parametrize("kader", ["vrijwillig", "gedwongen", None])
@pytest.mark.parametrize("stream", ["A", "B"])
def test_every_kader_is_accepted(stream: str, kader: str | None) -> None:
    """Nothing is found, and it never counts as passed: there is nothing to test."""
    report = checked(full([case(Werkstroom=stream) | {"Kader": kader}]))
    found = outcome(report, "G05")

    assert [] == cells(report, "G05")
    assert Status.NIET_TOETSBAAR is found.status
    assert "geen antwoord kan fout zijn" in (found.reason or "")
