"""The lines of a profile as a person sees them: where keys stand, and parts that come or go."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping

_KEY = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'=.\[\]#]+)"""
_PART = re.compile(rf"\s*\[\s*(\w+)\s*\.\s*({_KEY})\s*\]\s*(?:#.*)?")
_OTHER_PART = re.compile(r"\s*\[")
_ENTRY = re.compile(rf"\s*({_KEY})\s*=")

Place = tuple[str, str, str]
"""Group, part and key: ``bladen``, a sheet, ``kopregel``."""

_GONE = "# Blad {name} is er niet meer; deze regels tellen niet:"


def places(text: str) -> Mapping[Place, int]:
    """The line number on which every key of every part stands."""
    found: dict[Place, int] = {}
    for number, line, part in _walk(text):
        entry = _ENTRY.match(line)
        if part is not None and entry is not None:
            found.setdefault((*part, _bare(entry[1])), number)
    return found


def renamed(text: str, old: str, new: str) -> str:
    """The text in which a part has another name, in every group."""

    def rename(line: str) -> str:
        match = _PART.fullmatch(line)
        return line if match is None else f'[{match[1]}."{_escaped(new)}"]'

    return _changed(text, old, rename, heads=True)


def set_apart(text: str, name: str) -> str:
    """The text in which the lines of a part are remarks: none of it counts, none of it is lost."""

    def quiet(line: str) -> str:
        head = f"{_GONE.format(name=repr(name))}\n" if _PART.fullmatch(line) else ""
        return line if not line.strip() or line.lstrip().startswith("#") else f"{head}# {line}"

    return _changed(text, name, quiet, heads=False)


def _changed(text: str, name: str, change: Callable[[str], str], *, heads: bool) -> str:
    lines = []
    for _, line, part in _walk(text):
        own = part is not None and part[0] in ("bladen", "kolommen") and part[1] == name
        lines.append(change(line) if own and (not heads or _PART.fullmatch(line)) else line)
    return "\n".join(lines)


def _walk(text: str) -> Iterator[tuple[int, str, tuple[str, str] | None]]:
    """Number, line, and the group and part it belongs to."""
    part: tuple[str, str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if (head := _PART.fullmatch(line)) is not None:
            part = head[1], _bare(head[2])
        elif _OTHER_PART.match(line):
            part = None
        yield number, line, part


def _bare(key: str) -> str:
    """A key without its quotes."""
    try:
        return next(iter(tomllib.loads(f"{key} = 1")))
    except tomllib.TOMLDecodeError:
        return key


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"')
