"""Repairs of what has one sure answer, in a copy of the register; the register itself stays."""

from expertteam_xl.repairs.apply import Repaired, repair
from expertteam_xl.repairs.model import Repair

__all__ = ["Repair", "Repaired", "repair"]
