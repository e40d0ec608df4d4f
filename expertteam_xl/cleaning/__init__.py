"""A copy of a register that may leave the team: without what could tell who somebody is."""

from expertteam_xl.cleaning.model import Clean, Removed
from expertteam_xl.cleaning.steps import clean

__all__ = ["Clean", "Removed", "clean"]
