"""O18: the place of the session is a fixed text."""

from __future__ import annotations

from registers import case, full, session
from untestable import never_tested


def test_no_column_tells_the_place() -> None:
    """Not even where a team writes it down beside its sessions."""
    sessions = [session() | {"Locatie": "Verzonnenplein 1"}]
    never_tested("O18", dict(full([case()], sessions)), "vaste tekst op de uitnodiging")
