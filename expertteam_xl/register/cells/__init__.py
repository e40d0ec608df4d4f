"""Reading one cell, or a whole column, as the type that its header promises."""

from expertteam_xl.kinds import Kind
from expertteam_xl.register.cells.columns import ParsedColumn, read_column
from expertteam_xl.register.cells.problems import Problem
from expertteam_xl.register.cells.reading import read_cell

__all__ = ["Kind", "ParsedColumn", "Problem", "read_cell", "read_column"]
