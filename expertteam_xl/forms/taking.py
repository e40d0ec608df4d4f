"""Takes filled forms in: reads, judges and adds them, and tells what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from expertteam_xl.errors import RegisterError
from expertteam_xl.forms.adding import Added, Result, ToPaste, add_to_register
from expertteam_xl.forms.judging import Judge, Judgement, NewRow, Taken
from expertteam_xl.forms.known import known_rows
from expertteam_xl.forms.reading import FilledForm, read_form
from expertteam_xl.register.model import Register


@dataclass(frozen=True)
class TakenForm:
    """A form, and what became of it.

    Attributes:
        name: of its file.
        form: what was read; None for no form.
        judgement: what was decided.
        reason: why it could not be read, a sentence; empty when it could.
    """

    name: str
    form: FilledForm | None
    judgement: Judgement
    reason: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of all forms.

    Attributes:
        forms: each form, in the order they were given.
        result: the copy of the register, with the rows added and those to paste.
    """

    forms: tuple[TakenForm, ...]
    result: Result

    def taken(self, index: int) -> Taken:
        """What became of one form."""
        taken = self.forms[index].judgement.taken
        if taken is Taken.ADDED and not any(
            self.rows_of(each, index) for each in self.result.added
        ):
            return Taken.TO_PASTE
        return taken

    @staticmethod
    def rows_of(part: Added | ToPaste, index: int) -> list[tuple[int, NewRow]]:
        """The rows of one form among those of a list, each with its place."""
        return [(n, row) for n, row in enumerate(part.share.rows) if row.form == index]


def take_forms(register: Register, paths: Sequence[Path], profile: Path | None = None) -> Outcome:
    """Takes forms in; nothing is written.

    A form with something wrong adds no row at all.

    Args:
        register: what was read.
        paths: the filled forms.
        profile: the profile that the register was read with.
    """
    specs = {name: table.spec for name, table in register.tables.items()}
    judge = Judge(register, known_rows(register))
    forms: list[TakenForm] = []
    rows: list[NewRow] = []
    for index, path in enumerate(paths):
        try:
            form = read_form(path, register.password, specs)
        except RegisterError as error:
            forms.append(TakenForm(path.name, None, Judgement(Taken.NO_FORM), str(error)))
            continue
        judgement = judge.judge(form, index)
        rows += judgement.rows
        forms.append(TakenForm(path.name, form, judgement))
    return Outcome(tuple(forms), add_to_register(register, rows, profile))
