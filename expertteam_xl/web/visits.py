"""Visitors and what they brought: each with a folder and a secret of their own."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from expertteam_xl.web.dossier import Dossier
from expertteam_xl.web.folders import PrivateRoot, remove

if TYPE_CHECKING:
    from expertteam_xl.web.intake import Intake

IDLE_SECONDS = 3600.0
"""After so long without a sign of life everything of a visitor is removed."""

MOST_REGISTERS = 4
"""So many registers a visitor can have open at once."""

_KEY_SECONDS = 600.0
"""So long an address that was opened can be used."""


@dataclass
class Visit:
    """One visitor.

    Attributes:
        folder: where the files are.
        csrf: proves that a form was ours.
        seen: when the visitor last did something.
        dossiers: the registers that were brought, by their id.
    """

    folder: Path
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    seen: float = 0.0
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @property
    def is_full(self) -> bool:
        """Whether a next register takes the place of the oldest."""
        return len(self.dossiers) >= MOST_REGISTERS

    @property
    def busy(self) -> bool:
        """Whether work goes on for one of the registers."""
        return any(dossier.busy for dossier in list(self.dossiers.values()))

    def new_folder(self) -> Path:
        """An empty folder for what is brought."""
        path = self.folder / secrets.token_hex(8)
        path.mkdir(mode=0o700)
        return path

    def add(self, brought: Intake) -> Dossier:
        """Keep what was brought; of too many registers the oldest goes."""
        dossier = Dossier(secrets.token_urlsafe(12), brought)
        with self._lock:
            while self.is_full:
                self.drop(next(iter(self.dossiers)))
            self.dossiers[dossier.id] = dossier
        return dossier

    def drop(self, name: str) -> None:
        """Forget one register, its files and its password."""
        dossier = self.dossiers.pop(name, None)
        if dossier is not None:
            dossier.forget()

    def clear(self) -> None:
        """Forget every register."""
        for name in list(self.dossiers):
            self.drop(name)


class Visits:
    """Everyone who is in, and the one-time keys with which they come in."""

    def __init__(
        self,
        root: PrivateRoot,
        *,
        idle: float = IDLE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with nobody.

        Args:
            root: where the files of visitors come.
            idle: seconds without a sign of life after which a visit is over.
            clock: seconds that only go up.
        """
        self.idle = idle
        self._root = root
        self._clock = clock
        self._lock = threading.Lock()
        self._keys: dict[str, float] = {}
        self._visits: dict[str, Visit] = {}

    def new_key(self) -> str:
        """A key that lets one visitor in, once, within ten minutes."""
        key = secrets.token_urlsafe(32)
        with self._lock:
            self._keys[key] = self._clock()
        return key

    def spend(self, key: str) -> bool:
        """Make a key useless; gives whether it was still good."""
        with self._lock:
            made = self._keys.pop(key, None)
        return made is not None and self._clock() - made <= _KEY_SECONDS

    def redeem(self, key: str) -> str | None:
        """The secret of a new visit in exchange for a key; None for a key that is not good."""
        if not self.spend(key):
            return None
        secret = secrets.token_urlsafe(32)
        visit = Visit(self._root.new_folder(), seen=self._clock())
        with self._lock:
            self._visits[secret] = visit
        return secret

    def find(self, secret: str | None) -> Visit | None:
        """The visit of a secret, which counts as a sign of life; None when there is none."""
        self.sweep()
        with self._lock:
            visit = self._visits.get(secret or "")
            if visit is not None:
                visit.seen = self._clock()
        return visit

    def knows(self, secret: str) -> bool:
        """Whether somebody with this secret is in; no sign of life."""
        return secret in self._visits

    def end(self, secret: str) -> None:
        """End a visit: everything of it is removed."""
        with self._lock:
            visit = self._visits.pop(secret, None)
        if visit is not None:
            visit.clear()
            remove(visit.folder)

    def sweep(self) -> None:
        """End the visits that have been silent for too long; work that goes on is no silence."""
        now = self._clock()
        with self._lock:
            silent = [
                secret
                for secret, visit in self._visits.items()
                if now - visit.seen > self.idle and not visit.busy
            ]
        for secret in silent:
            self.end(secret)

    def others(self, visit: Visit) -> int:
        """How many other visitors have a register open."""
        with self._lock:
            return sum(bool(v.dossiers) for v in self._visits.values() if v is not visit)

    def close(self) -> None:
        """End every visit."""
        with self._lock:
            secrets_now = list(self._visits)
        for secret in secrets_now:
            self.end(secret)
