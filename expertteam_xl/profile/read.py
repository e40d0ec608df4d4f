"""Reading a profile: every name known, every word allowed, or one clear sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

from expertteam_xl.errors import RegisterError
from expertteam_xl.files import stem_of
from expertteam_xl.profile.lines import places
from expertteam_xl.profile.model import (
    VERSION,
    WORD_KINDS,
    Profile,
    SheetRule,
    column_of_key,
    word_in,
)
from expertteam_xl.register.references import LAST_ROW
from expertteam_xl.schema import Column, tables
from expertteam_xl.text import fold, listed, tidy

ENDING = ".profiel.toml"
UNCONFIRMED = "?"
"""Ends a value that is a proposal: it is used as soon as a person takes the mark away."""

_GROUPS = ("versie", "bladen", "kolommen", "waarden", "gezien")
_RULE_KEYS = ("lijst", "kopregel")
_LINE = re.compile(r"at line (\d+)")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MOST_BYTES = 1024 * 1024
_LONGEST = 40
_FEW = 12
_ALIKE = 70
"""How alike (0–100) a name must be to a known one to be proposed."""


def profile_beside(register: Path) -> Path:
    """Where the profile of a register stands: ``<stam>.profiel.toml`` in its folder."""
    return register.with_name(stem_of(register) + ENDING)


def read_profile(path: Path) -> Profile:
    """The profile of a file.

    Raises:
        RegisterError: it can't be read, or something in it is unknown or not allowed.
    """
    text = profile_text(path)
    return profile_from(parsed(text, path.name), path.name, text)


def profile_text(path: Path) -> str:
    """The text of a profile, also when Notepad saved it as *Unicode*.

    Raises:
        RegisterError: it can't be read.
    """
    data = _content(path)
    try:
        text = data.decode(_coding(data))
    except UnicodeDecodeError:
        raise RegisterError(
            f"Het profiel {path.name} is niet als UTF-8 opgeslagen; kies in Kladblok bij Opslaan "
            "als de codering UTF-8"
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _coding(data: bytes) -> str:
    """How text was saved: Notepad's *Unicode* begins with a mark, other programs leave it out."""
    if data.startswith(_UTF16):
        return "utf-16"
    if b"\0" in data[:2]:
        return "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    return "utf-8-sig"


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise RegisterError(
                f"'{path}' is een map en geen profiel; geef die map een andere naam, of kies met "
                "--profiel een bestand dat op .toml eindigt"
            )
        if not path.is_file():
            raise FileNotFoundError
        if path.stat().st_size > _MOST_BYTES:
            raise RegisterError(
                f"Het profiel {path.name} is groter dan 1 MB en kan dat niet zijn; kies een ander "
                "bestand"
            )
        return path.read_bytes()
    except OSError:
        raise RegisterError(
            f"Het profiel {path.name} kan niet gelezen worden; bestaat het bestand, en mag u het "
            "openen?"
        ) from None


def parsed(text: str, name: str) -> dict[str, Any]:
    """The text as TOML.

    Raises:
        RegisterError: it is none; the sentence names the line.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else text.rstrip().count("\n") + 1
        raise RegisterError(
            f"Regel {line} van {name} kan niet gelezen worden; schrijf elke kop één keer, als "
            '"kop" = "kolom", met aanhalingstekens om beide'
        ) from None
    except (ValueError, RecursionError):
        raise RegisterError(
            f"In {name} staat een getal met te veel cijfers of iets met te veel haken; verwijder "
            "of verbeter dat"
        ) from None


def profile_from(values: Mapping[str, Any], name: str, text: str = "") -> Profile:
    """The profile that TOML holds.

    Args:
        values: the TOML.
        name: the file, for the messages.
        text: the TOML as text, to name the line that something stands on.

    Raises:
        RegisterError: something in it is unknown or not allowed.
    """
    return _Reader(name, text).read(values)


@dataclass
class _Reader:
    """Reads one profile."""

    name: str
    text: str
    open: int = 0
    specs: Mapping[str, Any] = field(default_factory=tables)
    part: tuple[str, str] = ("", "")
    """Group and part that are being read."""

    @cached_property
    def lines(self) -> Mapping[tuple[str, str, str], int]:
        """The line of every key."""
        return MappingProxyType(places(self.text))

    def read(self, values: Mapping[str, Any]) -> Profile:
        for key in values:
            if key not in _GROUPS:
                self._unknown("het onderdeel", key, _GROUPS)
        version = values.get("versie", VERSION)
        if version != VERSION or isinstance(version, bool):
            self._refuse(
                "versie",
                f"is gemaakt met een andere versie; hier mag alleen versie = {VERSION} staan",
            )
        sheets = self._sheets(self._group(values, "bladen"))
        return Profile(
            name=self.name,
            sheets=MappingProxyType(sheets),
            columns=MappingProxyType(
                {
                    sheet: self._columns(sheet, entries, sheets.get(sheet))
                    for sheet, entries in self._parts(values, "kolommen")
                }
            ),
            values=MappingProxyType(
                dict(self._words(key, words) for key, words in self._parts(values, "waarden"))
            ),
            seen=MappingProxyType(self._seen(self._group(values, "gezien"))),
            unconfirmed=self.open,
            lines=self.lines,
        )

    def _group(self, values: Mapping[str, Any], group: str) -> Mapping[str, Any]:
        found = values.get(group, {})
        if not isinstance(found, dict):
            self._refuse(group, f"klopt niet; onder [{group}] horen regels te staan")
        return found

    def _parts(
        self, values: Mapping[str, Any], group: str
    ) -> Iterable[tuple[str, Mapping[str, Any]]]:
        for key, entries in self._group(values, group).items():
            if not isinstance(entries, dict):
                self._refuse(key, f'klopt niet; zet erboven een regel als [{group}."…"]')
            self.part = group, key
            yield key, entries

    def _sheets(self, group: Mapping[str, Any]) -> dict[str, SheetRule]:
        rules = {}
        for sheet, entries in group.items():
            if not isinstance(entries, dict):
                self._refuse(sheet, 'klopt niet; zet erboven een regel als [bladen."Blad1"]')
            self.part = "bladen", sheet
            if (rule := self._rule(entries)) is not None:
                rules[sheet] = rule
        return rules

    def _rule(self, entries: Mapping[str, Any]) -> SheetRule | None:
        for key in entries:
            if key not in _RULE_KEYS:
                self._unknown("de sleutel", key, _RULE_KEYS)
        row = entries.get("kopregel")
        if row is not None and (
            isinstance(row, bool) or not isinstance(row, int) or not 1 <= row <= LAST_ROW
        ):
            self._refuse("kopregel", "klopt niet; vul het rijnummer van de kop in, zoals 4")
        table = self._confirmed("lijst", entries.get("lijst", UNCONFIRMED))
        if table is None:
            return None
        if not table:
            return SheetRule("")
        return SheetRule(self._known("de lijst", table, self.specs, at="lijst"), row)

    def _columns(
        self, sheet: str, entries: Mapping[str, Any], rule: SheetRule | None
    ) -> Mapping[str, str]:
        names = [rule.table] if rule and rule.table else list(self.specs)
        fields = dict.fromkeys(c.header for name in names for c in self.specs[name].columns)
        read: dict[str, str] = {}
        told: dict[str | int, str] = {}
        for header, value in entries.items():
            meant = self._confirmed(header, value)
            if meant is None:
                continue
            if not fold(header):
                self._refuse(header, 'heeft geen letters of cijfers; schrijf "kolom C" of zo')
            known = self._known("de kolom", meant, fields, at=header) if meant else ""
            if told.setdefault(column_of_key(header) or fold(header), known) != known:
                self._refuse(header, f"staat twee keer onder '{_short(sheet)}'; laat er één staan")
            read[header] = known
        return MappingProxyType(read)

    def _words(self, key: str, words: Mapping[str, Any]) -> tuple[str, Mapping[str, str]]:
        name, columns = self._word_columns(key)
        read: dict[str, str] = {}
        told: dict[str, str] = {}
        for spelling, value in words.items():
            word = self._confirmed(spelling, value)
            if word is None:
                continue
            if not fold(spelling):
                self._refuse(spelling, "heeft geen letters of cijfers; verwijder die regel")
            if all(word_in(column, word) is None for column in columns):
                self._no_choice(name, spelling, word, columns)
            if told.setdefault(fold(spelling), word) != word:
                self._refuse(spelling, f"staat twee keer onder '{name}'; laat er één staan")
            read[spelling] = word
        return name, MappingProxyType(read)

    def _word_columns(self, key: str) -> tuple[str, list[Column]]:
        """The canonical key of a group of words, and the columns that it is about."""
        known: dict[str, list[Column]] = {}
        for spec in self.specs.values():
            for column in spec.columns:
                if column.kind in WORD_KINDS:
                    known.setdefault(column.header, []).append(column)
                    known[f"{spec.name}.{column.header}"] = [column]
        name = self._known("de keuzekolom", key, known)
        return name, known[name]

    def _seen(self, group: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
        seen = {}
        for sheet, headers in group.items():
            if not isinstance(headers, list) or not all(isinstance(h, str) for h in headers):
                self._refuse(sheet, "klopt niet; laat het onderdeel [gezien] staan zoals het is")
            seen[sheet] = tuple(headers)
        return seen

    def _confirmed(self, key: str, value: object) -> str | None:
        """The value that a person confirmed; None for a proposal."""
        if not isinstance(value, str):
            self._refuse(key, 'klopt niet; schrijf wat erachter staat tussen "aanhalingstekens"')
        said = tidy(value)
        if said.endswith(UNCONFIRMED):
            self.open += said != UNCONFIRMED or key != "lijst"
            return None
        return said

    def _known(self, what: str, name: str, known: Iterable[str], at: str = "") -> str:
        """The known name that this is, whatever its case, accents and blanks.

        Args:
            what: what it is the name of.
            name: as it was written.
            known: the names that there are.
            at: the key behind which it stands; not given: it is a key itself.

        Raises:
            RegisterError: there is no such name.
        """
        names = {_fold_name(each): each for each in known}
        found = names.get(_fold_name(name))
        if found is None:
            self._unknown(what, name, names.values(), at=at)
        return found

    def _unknown(self, what: str, name: str, known: Iterable[str], at: str = "") -> NoReturn:
        where = f" (bij '{_short(self.part[1])}')" if self.part[0] == "kolommen" and at else ""
        raise RegisterError(
            f"{self._at(at or name)} kent het programma {what} '{_short(name)}' niet{where};"
            f"{nearest(name, known) or ' verbeter of verwijder die regel'}"
        )

    def _no_choice(
        self, name: str, spelling: str, word: str, columns: Iterable[Column]
    ) -> NoReturn:
        words = choices(columns)
        shown = listed([*words[:_FEW], *(["…"] if len(words) > _FEW else [])], "of")
        raise RegisterError(
            f"{self._at(spelling)} is '{_short(word)}' geen keuze voor {name};"
            f"{nearest(word, words) or f' kies {shown}'}"
        )

    def _refuse(self, key: str, problem: str) -> NoReturn:
        raise RegisterError(f"{self._at(key)}: '{_short(key)}' {problem}")

    def _at(self, key: str) -> str:
        """Where a key stands, or anything else: in quotes if it can be, else as a bare word."""
        if (known := self.lines.get((*self.part, key))) is not None:
            return f"In regel {known} van {self.name}"
        lines = [
            (number, line)
            for number, line in enumerate(self.text.splitlines(), 1)
            if not line.lstrip().startswith("#")
        ]
        for part in (f'"{key}"', f"'{key}'", key):
            for number, line in lines:
                if part in line:
                    return f"In regel {number} van {self.name}"
        return f"In {self.name}"


def choices(columns: Iterable[Column]) -> list[str]:
    """The words that some columns may hold; of places the names of the gemeenten."""
    from expertteam_xl.convenant.gemeenten import gemeenten
    from expertteam_xl.kinds import Kind

    words: dict[str, None] = {}
    for column in columns:
        if column.kind is Kind.JA_NEE:
            words |= dict.fromkeys(("ja", "nee"))
        elif column.kind is Kind.WOONPLAATS:
            words |= dict.fromkeys(each.name for each in gemeenten())
        else:
            words |= dict.fromkeys(column.words)
    return list(words)


def nearest(name: str, known: Iterable[str]) -> str:
    """`` bedoelde u '…'?`` for a name that looks like a known one; else nothing."""
    from rapidfuzz import fuzz, process

    names = {_fold_name(each): each for each in known}
    found = process.extractOne(
        _fold_name(name), list(names), scorer=fuzz.ratio, score_cutoff=_ALIKE
    )
    return f" bedoelde u '{names[found[0]]}'?" if found else ""


def _fold_name(name: str) -> str:
    """Folded, a dot between table and field kept."""
    return ".".join(fold(part) for part in name.split("."))


def _short(text: str) -> str:
    """At most forty characters of a text, on one line."""
    plain = "".join(c if c.isprintable() else " " for c in text[: _LONGEST + 1])
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
