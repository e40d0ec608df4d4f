"""Work that goes on while a page shows how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from expertteam_xl.web.wording import failure

_AT_ONCE = 2
_turns = threading.Semaphore(_AT_ONCE)
"""So many pieces of work at once: a register takes memory."""

WAITING = "Wachten op de beurt"
STOPPING = "Bezig met stoppen; deze stap wordt nog afgemaakt"
_LOOK_SECONDS = 0.2
"""So often work that waits for its turn looks whether it is still wanted."""


_STOPPED = "Gestopt, zoals u vroeg."


class StoppedError(Exception):
    """The visitor wants no more of this work."""


@dataclass
class Task:
    """One piece of work, and how far it is. It is its own ``progress`` callback.

    Attributes:
        title: what is being done, for the head of the page.
        steps: what will be done, in order.
        label: the step that is going on.
        done: number of steps that are over.
        finished: whether it is over, well or not.
        failure: why it failed, in one Dutch sentence; empty when it did not.
        stopped: whether the visitor asked to stop.
    """

    title: str
    steps: Sequence[str]
    label: str = WAITING
    done: int = 0
    finished: bool = False
    failure: str = ""
    stopped: bool = False
    _begun: bool = field(default=False, repr=False)

    @property
    def told(self) -> str:
        """What goes on now, in words."""
        return STOPPING if self.stopped and not self.finished else self.label

    def __call__(self, step: str) -> None:
        """Say which step begins.

        Raises:
            StoppedError: the visitor asked to stop.
        """
        if self.stopped:
            raise StoppedError
        if self._begun:
            self.done += 1
        self._begun = True
        self.label = step

    @property
    def percent(self) -> int:
        """How far it is, 0 to 100; the step that is going on counts for half."""
        if self.finished:
            return 100
        return min(95, round(100 * (self.done + 0.5 * self._begun) / max(1, len(self.steps))))


def start(task: Task, work: Callable[[Task], None], after: Callable[[], None]) -> None:
    """Do work beside the page.

    Args:
        task: what tells how far it is.
        work: what to do; a failure becomes one sentence.
        after: called when it is over, well or not.
    """

    def run() -> None:
        try:
            task.failure = _in_turn(task, work)
        finally:
            after()
            task.finished = True

    threading.Thread(target=run, daemon=True).start()


def _in_turn(task: Task, work: Callable[[Task], None]) -> str:
    """Do the work when there is room for it; gives why it failed, or nothing."""
    turns = _turns
    while not turns.acquire(timeout=_LOOK_SECONDS):
        if task.stopped:
            return _STOPPED
    try:
        return _done(task, work)
    finally:
        turns.release()


def _done(task: Task, work: Callable[[Task], None]) -> str:
    """Do the work; gives why it failed, or nothing."""
    try:
        work(task)
    except StoppedError:
        return _STOPPED
    except Exception as error:  # noqa: BLE001 - a traceback could hold what stands in a cell
        return failure(error)
    return ""
