"""What in a workbook could tell who somebody is: found while its values are still at hand.

Every cell counts, also on sheets that are no list, hidden ones, in title rows and in columns that
are no field of ours. Only a masked value is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from expertteam_xl.clues import (
    SIEVE,
    Clue,
    clues,
    forbidden_header,
    is_birth_header,
    number_clue,
)
from expertteam_xl.disclosure import is_bsn, masked
from expertteam_xl.kinds import Kind
from expertteam_xl.register.model import Block, Header
from expertteam_xl.register.raw import CellValue, LooseText, RawSheet
from expertteam_xl.register.trace import Trace, Traces
from expertteam_xl.schema import tables
from expertteam_xl.text import fold
