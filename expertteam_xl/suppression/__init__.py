"""Small numbers hidden, so that nobody can work them out again (domein §5, *Suppression*).

Everything that is published, earlier quarters included, is one system of sums. A hidden number is
safe when that system leaves at least two whole numbers that it could be.
"""

from __future__ import annotations

from expertteam_xl.suppression.audience import BESTUURLIJK, INTERN, OPENBAAR, Audience, audience
from expertteam_xl.suppression.hiding import publish
from expertteam_xl.suppression.model import HIDDEN, Key, Relation, Shown
from expertteam_xl.suppression.solving import Clean

__all__ = [
    "BESTUURLIJK",
    "HIDDEN",
    "INTERN",
    "OPENBAAR",
    "Audience",
    "Clean",
    "Key",
    "Relation",
    "Shown",
    "audience",
    "publish",
]
