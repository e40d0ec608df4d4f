"""Results of earlier runs: the memory of a register that does not hold its own findings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from expertteam_xl.disk import why_unread
from expertteam_xl.errors import PasswordError, RegisterError
from expertteam_xl.formats import MARKABLE


class EarlierResults:
    """The results beside a register or in the folder of results, newest first.

    They are read while they are asked for, so that older ones stay closed once one is enough.
    """

    def __init__(self, register: Path, folder: Path, password: str | None) -> None:
        """Look nowhere yet.

        Args:
            register: the register whose results they are.
            folder: where results go.
            password: what may open a protected one.
        """
        self._register = register
        self._folder = folder
        self.password = password
        self.notices: list[str] = []

    @cached_property
    def _namesakes(self) -> frozenset[str]:
        """Names of other registers whose results have the same names."""
        from expertteam_xl.files import namesakes

        return frozenset(path.name for path in namesakes(self._register))

    def _whose(self, data: bytes) -> str | None:
        """The other register that a result is of; None for one of this register itself."""
        from expertteam_xl.outputs.owner import register_of

        name = register_of(data) if self._namesakes else None
        return name if name in self._namesakes else None

    def is_of_other(self, path: Path) -> bool:
        """Whether a file is a result of a register that only its extension tells from this one."""
        from expertteam_xl.protection.opening import unlock

        if not self._namesakes:
            return False
        try:
            return self._whose(unlock(path.name, path.read_bytes(), self.password).data) is not None
        except (OSError, RegisterError):
            return False

    def __iter__(self) -> Iterator[bytes]:
        """The plain bytes of every result that can be read, and is of this register."""
        from expertteam_xl.files import older_results
        from expertteam_xl.protection.opening import unlock

        here = older_results(self._register, self._register.parent)
        for path in sorted({*here, *older_results(self._register, self._folder)}, key=_age):
            if path.suffix.lower() not in MARKABLE:
                continue
            try:
                data = unlock(path.name, path.read_bytes(), self.password).data
                if (other := self._whose(data)) is None:
                    yield data
                    continue
                self.notices.append(
                    f"{path.name} is een controle van {other}, dat hier ook staat; wat daarin "
                    "staat, telt niet mee als vorige controle."
                )
            except PasswordError:
                self.notices.append(
                    f"{path.name} heeft een ander wachtwoord; wat daarin staat, telt niet mee als "
                    "vorige controle."
                )
            except OSError as error:
                self.notices.append(
                    f"{path.name} kon niet worden gelezen ({why_unread(error)[0]}); wat daarin "
                    "staat, telt niet mee als vorige controle."
                )
            except RegisterError:
                continue


def _age(path: Path) -> float:
    """Seconds since a file changed, as a key: the newest first, what can't be read last."""
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0
