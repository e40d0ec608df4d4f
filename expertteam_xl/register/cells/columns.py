"""Reading a whole column at once: every different value is read only once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from expertteam_xl.kinds import Kind
from expertteam_xl.register.cells.blanks import LONGEST_BLANK
from expertteam_xl.register.cells.problems import Problem
from expertteam_xl.register.cells.reading import read_with, reader_for
from expertteam_xl.register.raw import CellValue

if TYPE_CHECKING:
    import numpy as np

_EPOCH = datetime(1970, 1, 1)
_EPOCH_DAY = _EPOCH.toordinal()
_NOT_A_TIME = -(2**63)
_MINUTE = timedelta(minutes=1)
_FLOATS = frozenset(
    {
        Kind.TIJD, Kind.MINUTEN, Kind.UREN, Kind.GEHEEL, Kind.GETAL, Kind.GELD, Kind.SCORE,
        Kind.JAAR,
    }
)  # fmt: skip

_TEXTS = frozenset({Kind.NUMMER, Kind.NUMMERS, Kind.WOONPLAATS, Kind.TEKST})


@dataclass(frozen=True)
class ParsedColumn:
    """A column read as its type.

    Attributes:
        values: one value for every cell. DATUM ``datetime64[D]``; DATUMTIJD ``datetime64[m]``;
            MINUTEN, UREN, GEHEEL, GETAL, SCORE, JAAR, GELD (whole cents) and TIJD (minutes since
            midnight) ``float64``; JA_NEE objects True, False, None; CODE, NUMMER, WOONPLAATS and
            TEKST objects str or None; CODES and NUMMERS objects tuple of str or None. Blank and
            unreadable cells are NaT, NaN or None.
        problems: position (from 0) to the reason why that cell can't be used.
    """

    values: np.ndarray[Any, Any]
    problems: dict[int, Problem]


class _Memory(dict[CellValue, object]):
    """Stored form of every value met so far; reads a value when it is first asked for."""

    def __init__(
        self,
        read: Callable[[CellValue], tuple[object | None, Problem | None]],
        store: Callable[[Any], object] | None,
        blank: object,
    ) -> None:
        super().__init__()
        self._read = read
        self._store = store
        self._blank = blank
        self.problems: dict[CellValue, Problem] = {}

    def __missing__(self, value: CellValue) -> object:
        found, problem = self._read(value)
        if problem is not None:
            self.problems[value] = problem
        if found is None:
            stored = self._blank
        else:
            stored = found if self._store is None else self._store(found)
        self[value] = stored
        return stored


def read_column(
    kind: Kind,
    values: list[CellValue],
    *,
    allowed: Mapping[str, str] | None = None,
    date1904: bool = False,
) -> ParsedColumn:
    """A column as its type, cell by cell the same as ``read_cell``.

    Args:
        kind: type of the column.
        values: its cells, from top to bottom.
        allowed: for CODE and CODES: folded spelling to canonical word.
        date1904: whether the workbook counts its days from 1904.
    """
    reader = reader_for(kind, allowed, date1904)
    store, blank = _storage(kind)

    def read(value: CellValue) -> tuple[object | None, Problem | None]:
        return read_with(reader, kind, value)

    memory, truths = _Memory(read, store, blank), _Memory(read, store, blank)
    _remember_plain_text(kind, values, memory)
    if bool in set(map(type, values)):
        stored = [(truths if type(value) is bool else memory)[value] for value in values]
    else:
        stored = list(map(memory.__getitem__, values))
    return ParsedColumn(_array(kind, stored), _positions(values, memory.problems, truths.problems))


def _remember_plain_text(kind: Kind, values: list[CellValue], memory: _Memory) -> None:
    """Fill the memory with text that is plainly good as it is: columns of numbers all differ."""
    if kind not in _TEXTS:
        return
    good = [
        value
        for value in values
        if type(value) is str
        and value.isascii()
        and (len(value) > LONGEST_BLANK or value[-1:].isdecimal())
        and value.isprintable()
        and "  " not in value
        and value[:1] != " " != value[-1:]
    ]
    if kind is Kind.NUMMERS:
        memory.update((text, (text,)) for text in good if "," not in text and ";" not in text)
    else:
        memory.update(zip(good, good, strict=True))


def _positions(
    values: list[CellValue],
    problems: dict[CellValue, Problem],
    truth_problems: dict[CellValue, Problem],
) -> dict[int, Problem]:
    """Every position with a problem; True and 1 are equal as keys, so truths are kept apart."""
    if not problems and not truth_problems:
        return {}
    return {
        position: problem
        for position, value in enumerate(values)
        if (problem := (truth_problems if type(value) is bool else problems).get(value))
    }


def _storage(kind: Kind) -> tuple[Callable[[Any], object] | None, object]:
    """How a value of this kind is kept, and what stands for a blank."""
    if kind is Kind.DATUM:
        return _days, _NOT_A_TIME
    if kind is Kind.DATUMTIJD:
        return _minutes, _NOT_A_TIME
    return (float, float("nan")) if kind in _FLOATS else (None, None)


def _days(day: date) -> int:
    return day.toordinal() - _EPOCH_DAY


def _minutes(moment: datetime) -> int:
    return (moment - _EPOCH) // _MINUTE


def _array(kind: Kind, stored: Iterable[Any]) -> np.ndarray[Any, Any]:
    import numpy as np

    if kind is Kind.DATUM:
        return np.fromiter(stored, dtype=np.int64).view("datetime64[D]")
    if kind is Kind.DATUMTIJD:
        return np.fromiter(stored, dtype=np.int64).view("datetime64[m]")
    return np.fromiter(stored, dtype=np.float64 if kind in _FLOATS else object)
