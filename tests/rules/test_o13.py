"""O13: without agreement the verwijzer decides; who decided is only written down."""

from __future__ import annotations

import pytest
from registers import case, full, session, talk
from untestable import never_tested


@pytest.mark.parametrize("who", ["overeenstemming", "verwijzer", None])
def test_either_answer_is_fine(who: str | None) -> None:
    """No answer can be wrong, so there is nothing to test."""
    talks = [talk() | {"Besluit door": who}]
    never_tested("O13", dict(full([case()], [session()], talks)), "geen antwoord kan fout zijn")
