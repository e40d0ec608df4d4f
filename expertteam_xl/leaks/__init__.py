"""What stands in a workbook anywhere at all, and whether it holds what may not leave the house."""

from expertteam_xl.leaks.finding import PATTERNS, Leak, find_leaks
from expertteam_xl.leaks.forbidden import Forbidden, Value
from expertteam_xl.leaks.model import Text
from expertteam_xl.leaks.reading import texts

__all__ = ["PATTERNS", "Forbidden", "Leak", "Text", "Value", "find_leaks", "texts"]
