"""One register that a visitor brought: where its work stands, and what came of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from expertteam_xl.web.folders import remove
from expertteam_xl.web.intake import Intake
from expertteam_xl.web.listing import Filter
from expertteam_xl.web.tasks import Task, start

if TYPE_CHECKING:
    from expertteam_xl.checks import Report
    from expertteam_xl.web.mapping import Mapping


_BEGINNING = threading.Lock()
"""A button that is pressed twice begins one piece of work."""


class Stage(StrEnum):
    """What the page of a register shows."""

    PASSWORD = "wachtwoord"  # noqa: S105 - the name of a step
    WORK = "werk"
    MAPPING = "kolommen"
    DONE = "klaar"
    FAILED = "mislukt"


@dataclass(frozen=True)
class Product:
    """Something that was made from the register.

    Attributes:
        title: what it is, as a heading.
        files: the files, to be downloaded under their own names.
        notes: what to know about it, whole sentences.
        rows: a small table: gemeente, minutes and amount of a declaration, or figure and value.
        headers: of that table.
        blocking: messages of what stands in the way, where nothing was made.
        more: how many of those are not shown.
    """

    title: str
    files: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    blocking: tuple[str, ...] = ()
    more: int = 0


@dataclass
class Dossier:
    """One register of a visitor.

    Attributes:
        id: names it in addresses; tells nothing.
        brought: its files.
        on: the peildatum.
        password: what opens it; in memory only.
        locked: whether it asks for a password that was not given yet.
        asks: whether columns are still to be pointed out, as far as that is needed.
        task: the work that goes on, or was last done.
        mapping: the questions about columns that wait for an answer.
        report: what the check found; None until then.
        marked: the marked copy.
        notices: what to know about earlier results that were brought.
        opened: whether the file could be opened at all, so that columns can be pointed out.
        wanted: which findings are looked for; kept here, so that no address or history holds it.
        products: what else was made, the newest first.
        failure: why the register can't be used; empty while it can.
        message: what to say at the top of the page until other work begins.
        gone: whether the visitor is done with it.
    """

    id: str
    brought: Intake
    on: date = field(default_factory=date.today)
    password: str | None = field(default=None, repr=False)
    locked: bool = False
    asks: bool = True
    task: Task | None = None
    mapping: Mapping | None = field(default=None, repr=False)
    report: Report | None = field(default=None, repr=False)
    marked: Path | None = None
    notices: tuple[str, ...] = ()
    opened: bool = False
    wanted: Filter = field(default_factory=Filter, repr=False)
    products: list[Product] = field(default_factory=list)
    failure: str = ""
    message: str = ""
    gone: bool = False

    @property
    def name(self) -> str:
        """File name of the register."""
        return self.brought.register.name

    @property
    def busy(self) -> bool:
        """Whether work goes on."""
        return self.task is not None and not self.task.finished

    @property
    def stage(self) -> Stage:
        """What its page shows."""
        if self.busy:
            return Stage.WORK
        if self.locked:
            return Stage.PASSWORD
        if self.mapping is not None:
            return Stage.MAPPING
        return Stage.DONE if self.report is not None else Stage.FAILED

    @property
    def files(self) -> list[Path]:
        """Everything that can be downloaded; the place in it is its address."""
        made = [path for product in reversed(self.products) for path in product.files]
        return ([self.marked] if self.marked else []) + made

    def begin(self, title: str, steps: Sequence[str], work: Callable[[Task], None]) -> None:
        """Start work, unless other work goes on.

        Args:
            title: what is being done.
            steps: of the work, in order.
            work: what to do.
        """
        with _BEGINNING:
            if self.busy:
                return
            self.message = ""
            self.task = task = Task(title, steps)
        start(task, work, self._after)

    def _after(self) -> None:
        if self.gone:
            remove(self.brought.folder)
        elif self.task is not None and self.task.failure:
            if self.report is None:
                self.failure = self.task.failure
            else:
                self.message = self.task.failure

    def forget(self) -> None:
        """Remove its files; work that goes on stops at its next step."""
        self.gone = True
        if self.task is not None:
            self.task.stopped = True
        self.password = self.report = self.mapping = None
        remove(self.brought.folder)
