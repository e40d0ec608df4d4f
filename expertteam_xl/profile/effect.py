"""What stands in a profile and does nothing, because the register has no place for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expertteam_xl.profile.model import Profile, SheetRule, column_key, column_of_key, same_sheet
from expertteam_xl.register.model import Block, Header
from expertteam_xl.register.raw import RawWorkbook
from expertteam_xl.text import fold, listed


def idle(profile: Profile, workbook: RawWorkbook, blocks: tuple[Block, ...]) -> Iterator[str]:
    """A sentence about every header row and column of a profile that can't count as it stands."""
    yield from wrong_rows(profile, workbook, blocks)
    yield from _fields_of_other_lists(profile, blocks)
    yield from _fields_given_twice(profile, blocks)


def wrong_rows(
    profile: Profile, workbook: RawWorkbook, blocks: Iterable[Block] = ()
) -> Iterator[str]:
    """A sentence about every header row that a person gave and that is none."""
    rows: dict[str, list[int]] = {}
    for block in blocks:
        rows.setdefault(block.sheet, []).append(block.header_row)
    for sheet in workbook.sheets:
        rule, found = profile.rule_for(sheet.name), rows.get(sheet.name, [])
        if rule is None or rule.header_row is None or rule.header_row in found:
            continue
        where = profile.where("bladen", profile.key_for(sheet.name), "kopregel")
        yield (
            f"Volgens {where} staat de kop van blad '{sheet.name}' op rij {rule.header_row}, maar "
            f"daar staat geen kop van {rule.table}{_instead(profile, found)}."
        )


def unread(profile: Profile, workbook: RawWorkbook) -> str:
    """Why nothing is read with this profile, and what to do; empty when it is not to blame."""
    if wrong := next(wrong_rows(profile, workbook), ""):
        return wrong
    rules = [profile.rule_for(sheet.name) for sheet in workbook.sheets]
    if profile.unconfirmed and not any(rule and rule.table for rule in rules):
        return (
            f"In {workbook.name} is nog geen lijst te lezen, want in {profile.name} staan nog "
            "voorstellen met een vraagteken. Open dat bestand (bijvoorbeeld in Kladblok), haal het "
            "vraagteken weg waar het voorstel klopt, bewaar het, en probeer het opnieuw."
        )
    if any(map(_is_out, rules)):
        left_out = [s.name for s, rule in zip(workbook.sheets, rules, strict=True) if _is_out(rule)]
        return (
            f"In {workbook.name} is geen lijst gelezen; volgens {profile.name} is "
            f"{_sheets(left_out)} geen lijst van het register. Verbeter dat in het profiel als het "
            "niet klopt."
        )
    return ""


def _is_out(rule: SheetRule | None) -> bool:
    return rule is not None and not rule.table


def _sheets(names: list[str]) -> str:
    return "blad " + listed([f"'{name}'" for name in names], "of")


def _instead(profile: Profile, found: list[int]) -> str:
    """What was read instead, and what to do; without a known header a right row looks wrong too."""
    if found:
        return (
            f"; gelezen is de lijst met de kop op rij {found[0]}. Verbeter die regel (kopregel = "
            f"{found[0]})"
        )
    if profile.unconfirmed:
        otherwise = "haal bij de kolommen het vraagteken weg waar het voorstel klopt"
    else:
        otherwise = "leg met de opdracht profiel vast wat de kolommen zijn"
    return f" die het programma kent; verbeter dat rijnummer, of {otherwise}"


def _fields_of_other_lists(profile: Profile, blocks: tuple[Block, ...]) -> Iterator[str]:
    """Columns that were said to be a field which their list does not have."""
    from expertteam_xl.schema import tables

    for sheet, entries in profile.columns.items():
        own = [block for block in blocks if same_sheet(sheet, block.sheet)]
        for header, name in entries.items():
            holding = [block for block in own if _holds(block, header)] if name else []
            if holding and all(name not in tables()[block.table].by_header for block in holding):
                lists = listed(list(dict.fromkeys(block.table for block in holding)))
                where = profile.where("kolommen", sheet, header)
                yield (
                    f"In {where} staat dat '{header}' de kolom {name} is, maar die heeft de lijst "
                    f"{lists} (blad '{holding[0].sheet}') niet; die regel telt niet mee."
                )


def _holds(block: Block, header: str) -> bool:
    """Whether a list has a column of this name, or with these letters."""
    column = column_of_key(header)
    return any(
        h.column == column if column is not None else fold(h.text) == fold(header)
        for h in block.headers
    )


def _fields_given_twice(profile: Profile, blocks: tuple[Block, ...]) -> Iterator[str]:
    """Two columns of one list that were both said to be the same field."""
    for block in blocks:
        for other in block.duplicates:
            first = next(h for h in block.headers if h.column == block.columns[other.field or ""])
            if other.how == first.how == "profiel":
                yield (
                    f"In {profile.name} zijn {_named(first)} en {_named(other)} van blad "
                    f"'{block.sheet}' allebei de kolom {other.field}; alleen {_named(first)} is "
                    'gelezen. Zet achter een van de twee "" of een andere kolom.'
                )


def _named(header: Header) -> str:
    return f"'{header.text}'" if header.text else column_key(header.column)
