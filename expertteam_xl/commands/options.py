"""Arguments and options that several commands share."""

from __future__ import annotations

import click

from expertteam_xl.commands.password import VARIABLE
from expertteam_xl.dutch_click import Day, FilePath, QuarterOf

_FILE = FilePath()
"""Any path: whether it can be used is said in Dutch, by the command itself."""

register = click.argument("register", type=_FILE)
peildatum = click.option(
    "--peildatum", type=Day(), help="De dag van de controle; standaard vandaag."
)
kwartaal = click.option("--kwartaal", type=QuarterOf(), help="Het kwartaal, zoals 2021-K1.")
profiel = click.option(
    "--profiel",
    type=_FILE,
    metavar="BESTAND",
    help="Profiel met wat de kolommen zijn; standaard <naam>.profiel.toml naast het register.",
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
concept = click.option(
    "--concept",
    is_flag=True,
    help="Schrijf ook als er nog fouten zijn; op elke pagina staat dan CONCEPT.",
)
sjabloon = click.option(
    "--sjabloon",
    type=_FILE,
    metavar="BESTAND",
    help="Eigen sjabloon voor het resultaat; standaard het meegeleverde.",
)
wachtwoord = click.option(
    "--wachtwoord",
    is_flag=True,
    help="Vraag het wachtwoord van het register; zonder deze optie telt de omgevingsvariabele "
    f"{VARIABLE}.",
)
herstel = click.option(
    "--herstel",
    is_flag=True,
    help="Herstel in de kopie wat maar één antwoord kan hebben, zoals een datum die als tekst "
    "staat; het blad Herstel zegt per cel wat er stond.",
)
schoon = click.option(
    "--schoon",
    type=_FILE,
    metavar="BESTAND",
    help="Schrijf ook een kopie voor buiten het team (.xlsx), zonder vrije tekst, onbekende "
    "kolommen, opmerkingen en andere gegevens waaruit blijkt om wie het gaat.",
)
open_after = click.option("--open", "open_after", is_flag=True, help="Open het resultaat daarna.")
json_file = click.option(
    "--json",
    "json_file",
    metavar="BESTAND",
    help="Schrijf alle bevindingen ook als JSON; een .json dat er al staat, wordt vervangen; "
    "- is de standaarduitvoer.",
)
