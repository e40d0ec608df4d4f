"""Which choice an unknown word is proposed to mean: only what is certain enough to press Enter."""

from __future__ import annotations

import pytest

from expertteam_xl.profile.words import likeliest
from expertteam_xl.schema import column_at


@pytest.mark.parametrize(
    ("place", "text", "proposal"),
    [
        ("Casussen.Werkstroom", "tafel 2", None),
        ("Casussen.Werkstroom", "tafel2", None),
        ("Casussen.Werkstroom", "Tafel Drie", None),
        ("Casussen.Werkstroom", "tweede tafel", None),
        ("Casussen.Werkstroom", "tafel één", None),
        ("Casussen.Werkstroom", "tafel B", None),
        ("Casussen.Werkstroom", "tafel", None),
        ("Casussen.Werkstroom", "stroom", None),
        ("Casussen.Werkstroom", "doorbraaktafel 2", None),
        ("Casussen.Werkstroom", "tafel a (spoed)", "A"),
        ("Casussen.Werkstroom", "een doorbraaktafel", "A"),
        ("Casussen.Werkstroom", "doorbrak tafel", "A"),
        ("Casussen.Werkstroom", "vastgelopn", "B"),
        ("Casussen.Status", "nu gepland", "gepland"),
        ("Casussen.Status", "afgesloten 2021", "afgesloten"),
        ("Casussen.Status", "groen", None),
    ],
)
def test_a_number_or_letter_tells_choices_apart(
    place: str, text: str, proposal: str | None
) -> None:
    """*tafel 2* is another table than *tafel A*, however alike they look."""
    assert proposal == likeliest(column_at(place), text)
