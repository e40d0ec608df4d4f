"""The web application: the pages, behind the guard, with a sentence for every failure."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, g, jsonify, make_response, render_template, request
from markupsafe import Markup
from werkzeug.exceptions import HTTPException, InternalServerError

from expertteam_xl import __version__
from expertteam_xl.outputs.changes import dutch_number
from expertteam_xl.rules.catalogue import RULES
from expertteam_xl.web import blueprint, listing, making, pages, register_pages
from expertteam_xl.web.guard import Guard, InMemoryRequest
from expertteam_xl.web.intake import MOST_BYTES
from expertteam_xl.web.visits import Visits
from expertteam_xl.web.wording import DEBUG, megabytes

ADDRESSES = (pages, register_pages)
"""The modules that put their addresses on the blueprint, by being imported."""

_ENVELOPE = 2 * 1024**2
"""What a form may hold beside its files."""

_FAILURES = {
    400: ("Dat is niet begrepen", "Ga terug en probeer het opnieuw."),
    404: (
        "Deze bladzijde is er niet",
        "Misschien zijn de bestanden al gewist. Begin opnieuw bij het kiezen van een register.",
    ),
    405: ("Dat kan hier niet", "Ga terug naar het begin en probeer het vandaar."),
    413: (
        "Dit is te groot",
        f"Samen mogen de bestanden {megabytes(MOST_BYTES)} zijn. Is het register echt zo groot, "
        "gebruik dan de opdracht controleer.",
    ),
    500: (
        "Het programma zelf liep vast",
        "Er is niets veranderd aan het register. Probeer het opnieuw; lukt het dan nog niet, meld "
        "het dan aan de makers, zonder het register.",
    ),
}
_REFUSED = {
    "visit": (
        "U bent nog niet binnen",
        "Dit adres werkt alleen in de browser die het programma zelf opende, en zolang uw bezoek "
        "duurt. Ga naar het venster van het programma en druk op Enter voor een nieuw adres.",
    ),
    "over": (
        "Uw bezoek is voorbij",
        "Het was een tijd stil, of het programma is opnieuw gestart. Wat u gekozen had, is gewist; "
        "er is niets veranderd aan het register zelf. Ga naar het venster van het programma en "
        "druk op Enter voor een nieuw adres.",
    ),
    "csrf": (
        "Deze bladzijde was verlopen",
        "Er is niets gedaan. Ga terug, ververs de bladzijde en probeer het opnieuw.",
    ),
}
_REFUSED_OTHER = (
    "Dit verzoek kwam van een andere plaats",
    "Voor de veiligheid luistert het programma alleen naar zijn eigen bladzijden. Gebruik het "
    "adres dat in het venster van het programma staat.",
)


def create_app(visits: Visits, address: Callable[[], str], stop: Callable[[], None]) -> Flask:
    """The application.

    Args:
        visits: everyone who is in.
        address: gives the host and port that we listen on.
        stop: ends the program.
    """
    app = Flask(
        "expertteam_xl.web",
        static_folder=None,
        template_folder=str(Path(__file__).with_name("html")),
    )
    app.request_class = InMemoryRequest
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES + _ENVELOPE
    app.config["TRAP_HTTP_EXCEPTIONS"] = False
    app.logger.disabled = True
    for name in ("waitress", "waitress.queue"):
        logging.getLogger(name).disabled = True
    guard = Guard(visits, address)
    guard.watch(app)
    app.extensions["expertteam"] = {"visits": visits, "guard": guard, "stop": stop}
    app.register_blueprint(blueprint.pages)
    app.register_error_handler(HTTPException, _told)
    app.register_error_handler(Exception, _crashed)
    app.jinja_env.filters.update(
        dag=listing.day, getal=dutch_number, tekst=listing.unbroken, casus=listing.case_of
    )
    app.jinja_env.globals.update(
        RULES=RULES, rule_lines=listing.rule_lines, versie=__version__, idle=int(visits.idle)
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(audiences=making.AUDIENCES, kinds=making.KINDS, csrf=_csrf)
    app.context_processor(lambda: {"visit": g.get("visit")})
    return app


def _csrf() -> Markup:
    """The hidden field that proves that a form is ours."""
    return Markup('<input type="hidden" name="csrf" value="{}">').format(g.visit.csrf)


def _told(error: HTTPException) -> Response:
    """What went wrong, as a page, or as data for the script."""
    code = error.code or 500
    title, advice = _FAILURES.get(code, _FAILURES[400])
    if code == 403:
        title, advice = _REFUSED.get(str(error.description), _REFUSED_OTHER)
    if request.accept_mimetypes.best == "application/json":
        response = jsonify({"fout": f"{title}. {advice}"})
    else:
        response = make_response(render_template("fout.html", title=title, advice=advice))
    response.status_code = code
    return response


def _crashed(error: Exception) -> Response:
    """A crash of our own, without a traceback: it could hold what stands in a cell."""
    if os.environ.get(DEBUG):
        raise error
    return _told(InternalServerError())
