"""What changed in a register since its profile was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expertteam_xl.called import typed
from expertteam_xl.profile.model import EVERY_SHEET, Profile, column_of_key, same_sheet
from expertteam_xl.register.model import Block, Header
from expertteam_xl.register.raw import RawWorkbook
from expertteam_xl.register.references import column_letters as letters
from expertteam_xl.text import fold, listed

_MOST = 5
"""So many headers are named in one sentence."""


def changes(profile: Profile, workbook: RawWorkbook, blocks: tuple[Block, ...]) -> Iterator[str]:
    """Sentences on headers and sheets that came or went, and on proposals nobody confirmed."""
    again = "Voer dan uit: " + typed(f'profiel "{workbook.name}" --overschrijf')
    found = [
        *_gone_sheets(profile, workbook),
        *_new_sheets(profile, blocks),
        *_gone_headers(profile, blocks),
        *_new_headers(profile, blocks),
    ]
    if found:
        yield f"Sinds profiel {profile.name} is het register veranderd: {'; '.join(found)}."
        yield f"Klopt dat? {again}"
    if profile.unconfirmed:
        number = profile.unconfirmed
        yield (
            f"In {profile.name} {'staat' if number == 1 else 'staan'} nog {number} "
            f"{'voorstel' if number == 1 else 'voorstellen'} met een vraagteken; die tellen pas "
            "als u het vraagteken weghaalt."
        )


def _gone_sheets(profile: Profile, workbook: RawWorkbook) -> Iterator[str]:
    names = [sheet.name for sheet in workbook.sheets]
    for key in dict.fromkeys((*profile.sheets, *profile.columns, *profile.seen)):
        if key != EVERY_SHEET and not any(same_sheet(key, name) for name in names):
            yield f"blad '{key}' is er niet meer"


def _new_sheets(profile: Profile, blocks: Iterable[Block]) -> Iterator[str]:
    if not profile.seen:
        return
    for key in dict.fromkeys(block.sheet for block in blocks):
        if not any(same_sheet(known, key) for known in profile.seen):
            yield f"blad '{key}' is nieuw"


def _gone_headers(profile: Profile, blocks: tuple[Block, ...]) -> Iterator[str]:
    """Headers that no sheet of a key has any more; of a year's sheet one is enough."""
    for key in dict.fromkeys((*profile.columns, *profile.seen)):
        own = [b for b in blocks if same_sheet(key, b.sheet)]
        if not own:
            continue
        known = {fold(header.text) for block in own for header in block.headers}
        columns = {header.column for block in own for header in block.headers}
        told = {h: f for h, f in profile.columns.get(key, {}).items() if f}
        ignored = {fold(h) for h, f in profile.columns.get(key, {}).items() if not f}
        gone = [
            header
            for header in dict.fromkeys((*told, *profile.seen.get(key, ())))
            if fold(header) not in ignored and not _is_there(header, known, columns)
        ]
        if gone:
            where = "" if key == EVERY_SHEET else f" op blad '{key}'"
            yield f"{_named(gone)} {'staat' if len(gone) == 1 else 'staan'}{where} niet meer"


def _is_there(header: str, known: set[str], columns: set[int]) -> bool:
    column = column_of_key(header)
    return fold(header) in known or (column is not None and column in columns)


def _named(headers: list[str]) -> str:
    shown = [header if column_of_key(header) else f"'{header}'" for header in headers[:_MOST]]
    more = [f"nog {len(headers) - _MOST}"] if len(headers) > _MOST else []
    plain = all(column_of_key(header) for header in headers[:_MOST])
    word = "" if plain else "kop " if len(headers) == 1 else "de koppen "
    return f"{word}{listed([*shown, *more])}"


def _new_headers(profile: Profile, blocks: tuple[Block, ...]) -> Iterator[str]:
    """Headers that are not known and stood there not before."""
    for sheet in dict.fromkeys(block.sheet for block in blocks):
        seen = [h for key, heads in profile.seen.items() if same_sheet(key, sheet) for h in heads]
        if not seen:
            continue
        known = {fold(header) for header in seen}
        columns = {column_of_key(header) for header in seen}
        new = [
            header
            for block in blocks
            if block.sheet == sheet
            for header in block.headers
            if _is_new(header, known) and header.column not in columns
        ]
        if new:
            named = [f"'{h.text}' (kolom {letters(h.column)})" for h in new[:_MOST]]
            more = [f"nog {len(new) - _MOST}"] if len(new) > _MOST else []
            verb = "is" if len(new) == 1 else "zijn"
            yield f"{listed([*named, *more])} op blad '{sheet}' {verb} nieuw en niet herkend"


def _is_new(header: Header, known: set[str]) -> bool:
    """Whether a header has a text of its own, means nothing yet, and was not there before."""
    unknown = header.field is None and not header.how
    return (
        (unknown or header.how == "lijkt_op")
        and fold(header.text) not in known
        and bool(fold(header.text))
    )
