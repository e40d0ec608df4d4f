"""The elements behind the rows of a sheet: where each stands, in bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from expertteam_xl.package import xml
from expertteam_xl.package.damage import PackageError
from expertteam_xl.package.splice import Tail

_START = re.compile(rb"<[^<>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^<>\"']*+)*+>")
_DAMAGED = "Een werkblad in het bestand is beschadigd; open het in Excel en bewaar het opnieuw."
_CHILD, _RULE = 2, 3
FORMATS = "conditionalFormatting"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a conditional format.

    Attributes:
        start: its first byte in the tail.
        end: the byte behind it.
        formulas: what decides when it shows.
        priority: its place among all rules of the sheet; 1 comes first.
        owner: place in ``Outline.children`` of the element that it stands in.
    """

    start: int
    end: int
    formulas: tuple[str, ...]
    priority: int
    owner: int


@dataclass(frozen=True, slots=True)
class Child:
    """One element directly under the sheet's root: its name without prefix, its bytes."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The tail at a glance.

    Attributes:
        children: elements directly under the root.
        rules: rules of its conditional formats.
        last_extended: highest priority of the extended rules (Excel 2010 on); 0 without them.
        prefix: what the sheet's own elements begin with, such as ``x:``; mostly empty.
    """

    children: tuple[Child, ...]
    rules: tuple[Rule, ...]
    last_extended: int
    prefix: str


def outline(tail: Tail) -> Outline:
    """Finds the elements of a tail without building a tree.

    Raises:
        PackageError: not well-formed.
    """
    reader = _Reader(tail)
    name = re.match(rb"<([^\s/>]+)", tail.root_tag)
    children, rules = reader.read()
    try:
        prefix = name[1].decode(tail.encoding).rpartition(":")[0] if name else ""
    except (LookupError, ValueError):
        raise PackageError(_DAMAGED) from None
    return Outline(children, rules, reader.last_extended, f"{prefix}:" if prefix else "")


@dataclass
class _Reader:
    """Collects places while expat walks over the tail."""

    tail: Tail
    last_extended: int = 0
    _depth: int = 0
    _starts: list[int] = field(default_factory=list)
    _children: list[Child] = field(default_factory=list)
    _rules: list[Rule] = field(default_factory=list)
    _formulas: list[str] = field(default_factory=list)
    _priority: int = 0
    _in_formula: bool = False

    def read(self) -> tuple[tuple[Child, ...], tuple[Rule, ...]]:
        try:
            self._parser = expat.ParserCreate(self.tail.encoding)
            self._parser.buffer_text = True
            self._parser.StartElementHandler = self._start
            self._parser.EndElementHandler = self._end
            self._parser.CharacterDataHandler = self._text
            self._parser.Parse(self.tail.root_tag + self.tail.content, True)
        except (expat.ExpatError, LookupError, ValueError):
            raise PackageError(_DAMAGED) from None
        return tuple(self._children), tuple(self._rules)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._starts.append(self._parser.CurrentByteIndex)
        plain = name.rpartition(":")[2]
        if plain == "cfRule":
            priority = xml.whole(attributes.get("priority")) or 0
            if self._depth == _RULE:
                self._formulas, self._priority = [], priority
            else:
                self.last_extended = max(self.last_extended, priority)
        self._in_formula = plain == "formula" and self._depth == _RULE + 1
        if self._in_formula:
            self._formulas.append("")

    def _text(self, text: str) -> None:
        if self._in_formula:
            self._formulas[-1] += text

    def _end(self, name: str) -> None:
        plain, depth = name.rpartition(":")[2], self._depth
        start = self._starts.pop()
        self._depth -= 1
        self._in_formula = False
        if depth not in (_CHILD, _RULE):
            return
        lead = len(self.tail.root_tag)
        place = (start - lead, self._behind(start) - lead)
        if depth == _CHILD:
            self._children.append(Child(plain, *place))
        elif plain == "cfRule":
            found = Rule(*place, tuple(self._formulas), self._priority, len(self._children))
            self._rules.append(found)

    def _behind(self, start: int) -> int:
        """The byte behind an element that ends here."""
        content, lead = self.tail.content, len(self.tail.root_tag)
        here = self._parser.CurrentByteIndex - lead
        if content.startswith(b"</", here):
            return content.index(b">", here) + 1 + lead
        match = _START.match(content, start - lead)
        return (match.end() if match else here) + lead
