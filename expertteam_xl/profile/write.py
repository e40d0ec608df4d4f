"""Writing a profile: TOML that people read and change; their own lines and comments are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import tomlkit
from tomlkit.items import Comment, KeyType, SingleKey, Table

from expertteam_xl.profile.answers import OUR_REMARKS, Answers
from expertteam_xl.profile.model import VERSION
from expertteam_xl.profile.read import UNCONFIRMED

_HEAD = (
    "Profiel van {name}: welke kolom wat is, en wat woorden betekenen.",
    "Het programma gebruikt dit bestand bij elke opdracht, zolang het naast het register staat.",
    "",
    "U mag het zelf veranderen (bijvoorbeeld in Kladblok) en er regels bij zetten:",
    '  "uw kop" = "onze kolom"     zo heet die kolom bij u',
    '  "uw kop" = ""               een kolom van uzelf, geen van onze kolommen',
    '  "uw kop" = "onze kolom?"    een voorstel; het telt pas zonder vraagteken',
    'In de naam van een blad staat jjjj voor elk jaar; "*" is elk blad. Een kolom zonder goede kop',
    'heet "kolom C". Onze kolommen staan in docs/kolommen.md. Zet hier geen namen van personen in.',
)
_GROUPS = {
    "bladen": "Welke lijst een blad is, en op welke rij de kop staat.",
    "kolommen": "Wat de kolommen zijn.",
    "waarden": "Wat de woorden en plaatsen betekenen.",
}
_PLAIN = ("lijst", "kopregel")
Said = dict[str, Mapping[str, Mapping[str, Any]]]
"""Group to part to lines, as they stand in the file."""

_SEEN = (
    "Welke koppen er stonden toen dit profiel gemaakt werd. Zo merkt het programma dat er iets",
    "veranderd is. Hier hoeft u niets te doen.",
)


def profile_toml(
    name: str, answers: Answers, seen: Mapping[str, Iterable[str]], existing: str = ""
) -> str:
    """The text of a profile.

    Args:
        name: file name of the register.
        answers: what was said and what is proposed.
        seen: sheet key to the headers that stand there.
        existing: the text of the profile that was there; its comments and confirmed lines are
            kept, its old proposals are not.
    """
    document = tomlkit.parse(existing) if existing.strip() else _new(name)
    remarks = _remarks(document.pop("gezien", None))
    sheets = {
        sheet: {"lijst": table} | ({"kopregel": row} if row else {})
        for sheet, (table, row) in answers.sheets.items()
    }
    said: Said = {"bladen": sheets, "kolommen": answers.columns, "waarden": answers.values}
    for group, parts in said.items():
        for part, lines in parts.items():
            if lines:
                _put(document, answers, (group, part), lines)
    _forget_proposals(document, said)
    document["gezien"] = _seen(seen)
    for remark in remarks:
        document["gezien"].add(remark)
    return str(tomlkit.dumps(document)).rstrip("\n") + "\n"


def _new(name: str) -> tomlkit.TOMLDocument:
    document = tomlkit.document()
    for line in _HEAD:
        document.add(tomlkit.comment(line.format(name=name)))
    document.add(tomlkit.nl())
    document["versie"] = VERSION
    return document


def _put(
    document: tomlkit.TOMLDocument,
    answers: Answers,
    place: tuple[str, str],
    lines: Mapping[str, Any],
) -> None:
    """Set the lines of one part, such as the columns of a sheet."""
    group, part = place
    if group not in document:
        document.append(group, tomlkit.table(is_super_table=True))
    parts: Any = document[group]
    if part not in parts:
        table = tomlkit.table()
        if not len(parts):
            table.add(tomlkit.comment(_GROUPS[group]))
        parts.append(_quoted(part), table)
    table = parts[part]
    trailing = _cut(table)
    for key, value in lines.items():
        remark = answers.remarks.get((group, part, key), "")
        _set(table, key, value, remark if str(value).endswith(UNCONFIRMED) else "")
    table.value.body.extend(trailing)


def _cut(table: Any) -> list[Any]:
    """Take off the blank lines and comments that stand after the last line of a table."""
    body = table.value.body
    last = max((i for i, (key, _) in enumerate(body) if key is not None), default=-1)
    end = last + 1 if last >= 0 else len(body)
    trailing = body[end:]
    del body[end:]
    return list(trailing)


def _set(table: Any, key: str, value: object, remark: str) -> None:
    """Set one line; a comment of the person's own behind it stays."""
    old = table[key].trivia.comment if key in table else ""
    item = tomlkit.item(value)
    if remark:
        item.comment(remark)
    elif old and not _is_ours(old):
        item.comment(old.lstrip("# "))
    if key not in table:
        table.append(key if key in _PLAIN else _quoted(key), item)
        return
    comment = item.trivia.comment
    table[key] = item
    table[key].trivia.comment = comment
    table[key].trivia.comment_ws = " " if comment else ""


def _is_ours(comment: str) -> bool:
    return comment.rstrip().endswith(OUR_REMARKS)


def _forget_proposals(document: tomlkit.TOMLDocument, said: Said) -> None:
    """Take out the old proposals that nobody confirmed and that are no longer made."""
    for group, renewed in said.items():
        parts: Any = document.get(group, {})
        for part in list(parts):
            lines = parts[part]
            for key in list(lines):
                value = lines.get(key)
                stale = isinstance(value, str) and value.rstrip().endswith(UNCONFIRMED)
                if stale and key not in renewed.get(part, {}):
                    del lines[key]
                    if group == "bladen":
                        lines.pop("kopregel", None)


def _remarks(seen: Any) -> list[Comment]:
    """The comments of a person under the headers that stood there, or under nothing else."""
    body = seen.value.body if isinstance(seen, Table) else []
    ours = {f"# {text}" for text in _SEEN}
    return [
        item for _, item in body if isinstance(item, Comment) and item.trivia.comment not in ours
    ]


def _seen(seen: Mapping[str, Iterable[str]]) -> Table:
    table = tomlkit.table()
    for text in _SEEN:
        table.add(tomlkit.comment(text))
    for sheet, headers in seen.items():
        array = tomlkit.array()
        array.extend(list(headers))
        table.append(_quoted(sheet), array)
    return table


def _quoted(name: str) -> SingleKey:
    """A key between quotes, whether it needs them or not."""
    return SingleKey(name, t=KeyType.Basic)
