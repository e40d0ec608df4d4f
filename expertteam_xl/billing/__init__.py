"""What gemeenten pay: a quarter's declared time, split in whole minutes and cents (§6)."""

from __future__ import annotations

from expertteam_xl.billing.model import Line, Split
from expertteam_xl.quarters import Quarter

__all__ = ["Line", "Quarter", "Split"]
