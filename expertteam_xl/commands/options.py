"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from expertteam_xl.dutch_click import Day

_FILE = click.Path(path_type=Path, readable=False)
"""Any path: whether it can be used is said in Dutch, by the command itself."""

register = click.argument("register", type=_FILE)
peildatum = click.option(
    "--peildatum", type=Day(), help="De dag van de controle; standaard vandaag."
)
config = click.option(
    "--config",
    type=_FILE,
    metavar="BESTAND",
    help="Instellingen; standaard expertteam-xl.toml naast het register.",
)
naar = click.option(
    "--naar",
    type=_FILE,
    metavar="MAP",
    help="Map voor het resultaat; standaard die van het register.",
)
overschrijf = click.option(
    "--overschrijf", is_flag=True, help="Vervang een resultaat dat er al staat."
)
json_file = click.option(
    "--json",
    "json_file",
    metavar="BESTAND",
    help="Schrijf alle bevindingen ook als JSON; een .json dat er al staat, wordt vervangen; "
    "- is de standaarduitvoer.",
)
