"""Reading ``expertteam-xl.toml``: every key known, every value allowed, or one clear sentence."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from expertteam_xl.errors import RegisterError
from expertteam_xl.settings import GROUPS, Settings, specs
from expertteam_xl.settings_values import NotAllowedError

if TYPE_CHECKING:
    from pathlib import Path

_LINE = re.compile(r"at line (\d+)")
_LONGEST = 40
_MOST_BYTES = 1024 * 1024
_MOST_BITS = 4096

_ASCENDING = (
    ("leeftijd_ok_tot", "leeftijd_fout_vanaf"),
    ("tv_signaal_dag", "tv_max_dagen"),
    ("uhp_kans_laag", "uhp_kans_hoog"),
)


def read_settings(path: Path) -> Settings:
    """The settings of a file.

    Raises:
        RegisterError: when the file can't be read, a key is unknown or a value not allowed.
    """
    return settings_from(_document(path), path.name)


def settings_from(values: Mapping[str, object], where: str) -> Settings:
    """Settings out of keys and values, at the top level or grouped in the tables `GROUPS`.

    Args:
        values: what TOML or a sheet *Instellingen* holds.
        where: the file or sheet, for the messages.

    Raises:
        RegisterError: when a key is unknown or stands twice, or a value isn't allowed.
    """
    read: dict[str, Any] = {}
    for key, value in _flat(values):
        name = _name(key, where)
        if name in read:
            raise RegisterError(
                f"Instelling '{name}' staat twee keer in {where}; laat er één staan"
            )
        read[name] = _value(name, value, where)
    settings = Settings(**read)
    _check_order(settings, where)
    return settings


def _document(path: Path) -> dict[str, Any]:
    """The file as TOML; numbers with a point come back exact."""
    try:
        text = _content(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RegisterError(
            f"{path.name} is niet als UTF-8 opgeslagen; kies in Kladblok bij Opslaan als de "
            "codering UTF-8"
        ) from error
    try:
        return tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise RegisterError(_broken(path.name, str(error), text)) from error
    except (ValueError, RecursionError) as error:
        raise RegisterError(
            f"In {path.name} staat een getal met te veel cijfers of een lijst met te veel haken; "
            "verwijder of verbeter die"
        ) from error


def _content(path: Path) -> bytes:
    """The file's bytes; those of no settings file aren't read."""
    try:
        if not path.is_file():
            raise FileNotFoundError
        if path.stat().st_size > _MOST_BYTES:
            raise RegisterError(
                f"{path.name} is groter dan 1 MB en kan geen bestand met instellingen zijn; "
                "kies een ander bestand"
            )
        return path.read_bytes()
    except OSError as error:
        raise RegisterError(
            f"De instellingen in {path.name} kunnen niet gelezen worden; bestaat het bestand, en "
            "mag u het openen?"
        ) from error


def _broken(name: str, message: str, text: str) -> str:
    """The sentence for a file that is no TOML, with the line it goes wrong on."""
    found = _LINE.search(message)
    line = int(found[1]) if found else text.rstrip().count("\n") + 1
    return (
        f"Regel {line} van {name} kan niet gelezen worden; schrijf elke instelling één keer als "
        'sleutel = waarde, en tekst tussen "aanhalingstekens"'
    )


def _flat(values: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Keys and values, those of the grouping tables included."""
    for key, value in values.items():
        if key.casefold() in GROUPS and isinstance(value, Mapping):
            yield from value.items()
        else:
            yield key, value


def _name(key: str, where: str) -> str:
    """The setting that a key stands for, whatever its capitals and hyphens."""
    known = {name.casefold(): name for name in [*specs(), *GROUPS]}
    folded = key.casefold().replace("-", "_")
    if known.get(folded) in specs():
        return known[folded]
    near = difflib.get_close_matches(folded, known, n=1)
    hint = f"bedoelde u '{known[near[0]]}'?" if near else "verwijder of verbeter die"
    raise RegisterError(f"Onbekende instelling '{_short(key)}' in {where}; {hint}")


def _value(name: str, value: object, where: str) -> Any:
    """A value of the setting's own kind."""
    kind = specs()[name].kind
    try:
        return kind.read(value)
    except (NotAllowedError, ValueError):
        raise RegisterError(
            f"Instelling '{name}' in {where}: toegestaan is {kind.allowed}; "
            f"er staat {_shown(value)}"
        ) from None


def _shown(value: object) -> str:
    """A value as it may be repeated: short, and only when it is simple."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{_short(value)}"'
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return "een zeer groot getal"
    return "iets anders" if isinstance(value, list | dict) else _short(str(value))


def _short(text: str) -> str:
    """At most forty characters of a text, on one line."""
    plain = "".join(c if c.isprintable() else " " for c in text[: _LONGEST + 1])
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def _check_order(settings: Settings, where: str) -> None:
    """Refuse a lower bound above its upper bound."""
    for lower, upper in _ASCENDING:
        low, high = getattr(settings, lower), getattr(settings, upper)
        if low is not None and high is not None and low > high:
            raise RegisterError(
                f"Instelling '{lower}' in {where} is {low} en ligt boven '{upper}' ({high}); "
                "verlaag de eerste of verhoog de tweede"
            )
