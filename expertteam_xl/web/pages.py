"""The addresses to come in, to bring a register, to leave, and to read the rules."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

from flask import (
    Response,
    abort,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from expertteam_xl.errors import RegisterError
from expertteam_xl.rules.catalogue import RULES
from expertteam_xl.web import reading
from expertteam_xl.web.blueprint import INVALID, ours, pages, to_register
from expertteam_xl.web.dossier import Dossier
from expertteam_xl.web.folders import remove
from expertteam_xl.web.intake import MOST_BYTES, Upload, take_in
from expertteam_xl.web.visits import Visit
from expertteam_xl.web.wording import failure, for_page, megabytes, sentence

_ASSETS = {
    "pagina.css": "text/css; charset=utf-8",
    "pagina.js": "text/javascript; charset=utf-8",
    "icoon.svg": "image/svg+xml",
}


# Coming in and going out


@pages.get("/binnen/<key>")
def enter(key: str) -> Response:
    """Come in with a one-time key; who is in already stays in."""
    if request.method == "HEAD":
        abort(405)
    if g.visit is not None:
        ours("visits").spend(key)
        return make_response(redirect(url_for("page.home"), 303))
    secret = ours("visits").redeem(key)
    if secret is None:
        abort(403, "visit")
    response = make_response(redirect(url_for("page.home"), 303))
    return ours("guard").welcome(response, secret)  # type: ignore[no-any-return]


@pages.get("/middelen/<name>")
def asset(name: str) -> Response:
    """A part of the looks of the pages."""
    if name not in _ASSETS:
        abort(404)
    data = files("expertteam_xl.web.assets").joinpath(name).read_bytes()
    return Response(data, content_type=_ASSETS[name])


@pages.post("/blijf")
def stay() -> Response:
    """A sign of life."""
    return Response(status=204)


@pages.post("/klaar")
def done() -> Response:
    """Remove everything of this visitor."""
    g.visit.clear()
    return make_response(redirect(url_for("page.cleared"), 303))


@pages.get("/gewist")
def cleared() -> str:
    """Say that everything is removed."""
    return render_template("gewist.html", others=ours("visits").others(g.visit))


@pages.post("/afsluiten")
def stop() -> str | Response:
    """End the program, unless someone else is at work."""
    visits, visit = ours("visits"), g.visit
    if visits.others(visit):
        return make_response(redirect(url_for("page.cleared"), 303))
    page = render_template("afgesloten.html")
    g.visit = None
    visits.end(g.secret)
    ours("stop")()
    return page


# Bringing a register


@pages.get("/")
def home() -> str:
    """The page to drop a register on."""
    return _home({})


def _home(errors: dict[str, str]) -> str:
    return render_template(
        "begin.html",
        errors=errors,
        most=MOST_BYTES,
        most_told=megabytes(MOST_BYTES),
        today=date.today().isoformat(),
        on=request.form.get("peildatum", ""),
    )


@pages.get("/register")
def bring_again() -> Response:
    """Who reloads the page of a mistake comes where it can be mended."""
    return make_response(redirect(url_for("page.home"), 303))


@pages.post("/register")
def bring() -> Response | tuple[str, int]:
    """Take in what was brought, and begin."""
    try:
        dossier = _brought(g.visit)
    except RegisterError as error:
        return _refused(for_page(sentence(str(error))))
    if request.accept_mimetypes.best == "application/json":
        return jsonify({"naar": url_for("page.register", name=dossier.id)})
    return to_register(dossier)


def _brought(visit: Visit) -> Dossier:
    """The register that was brought.

    Raises:
        RegisterError: it can't be used.
    """
    on = _day(request.form.get("peildatum", ""))
    folder = visit.new_folder()
    uploads = [
        Upload(each.filename or "", each.read()) for each in request.files.getlist("bestand")
    ]
    try:
        brought = take_in(uploads, folder)
    except OSError as error:
        remove(folder)
        raise RegisterError(failure(error)) from None
    except BaseException:
        remove(folder)
        raise
    dossier = visit.add(brought)
    dossier.on = on
    try:
        reading.begin(dossier)
    except BaseException:
        visit.drop(dossier.id)
        raise
    return dossier


def _day(text: str) -> date:
    """The peildatum that was chosen; today where none was.

    Raises:
        RegisterError: it is no date.
    """
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise RegisterError("De peildatum is geen datum; laat haar leeg of kies een dag.") from None


def _refused(why: str) -> Response | tuple[str, int]:
    if request.accept_mimetypes.best == "application/json":
        response = jsonify({"fout": why})
        response.status_code = INVALID
        return response
    return _home({"bestand": why}), INVALID


# The rules


@pages.get("/regels")
def rules() -> str:
    """The catalogue."""
    return render_template("regels.html")


@pages.get("/regels/<code>")
def rule(code: str) -> str:
    """One rule in full."""
    if code not in RULES:
        abort(404)
    return render_template("regel.html", rule=RULES[code])
