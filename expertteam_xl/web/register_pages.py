"""The addresses of one register: what its page shows, and what is made of it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from flask import (
    Response,
    abort,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)

from expertteam_xl.errors import RegisterError
from expertteam_xl.web import listing, making, reading, results
from expertteam_xl.web.blueprint import INVALID, of_register, pages, to_register
from expertteam_xl.web.dossier import Dossier, Stage
from expertteam_xl.web.wording import for_page, sentence

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = {
    ".xlsx": _SHEET,
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".toml": "application/toml",
}


@pages.get("/register/<name>")
@of_register
def register(dossier: Dossier) -> str:
    """The page of a register: what it shows depends on how far the work is."""
    return _shown(dossier, {})


def _shown(dossier: Dossier, errors: dict[str, str]) -> str:
    stage = dossier.stage
    if stage is Stage.DONE:
        found = results.of(dossier, listing.page_number(request.args.get("pagina", "")))
        return render_template(
            "resultaat.html", d=dossier, r=found, errors=errors, form=request.form
        )
    page = {
        Stage.WORK: "werk.html",
        Stage.PASSWORD: "wachtwoord.html",
        Stage.MAPPING: "kolommen.html",
        Stage.FAILED: "mislukt.html",
    }[stage]
    return render_template(page, d=dossier, errors=errors, form=request.form)


@pages.get(
    "/register/<name>/<any(zoek, wachtwoord, kolommen, declaratie, monitor, formulier):_form>"
)
@of_register
def back(dossier: Dossier, _form: str) -> Response:
    """Who reloads the page of a mistake comes where it can be mended."""
    return to_register(dossier)


@pages.post("/register/<name>/zoek")
@of_register
def look_for(dossier: Dossier) -> Response:
    """Choose which findings are shown; what is typed stays out of the address."""
    dossier.wanted = listing.Filter.of({} if "alles" in request.form else request.form)
    return to_register(dossier, "bevindingen")


@pages.get("/register/<name>/stand")
@of_register
def progress(dossier: Dossier) -> Response:
    """How far the work is, for the script."""
    task = dossier.task
    if task is None:
        abort(404)
    return jsonify({"stap": task.told, "procent": task.percent, "klaar": not dossier.busy})


@pages.post("/register/<name>/stoppen")
@of_register
def halt(dossier: Dossier) -> Response:
    """Stop the work at its next step."""
    if dossier.task is not None:
        dossier.task.stopped = True
    return to_register(dossier)


@pages.post("/register/<name>/opnieuw")
@of_register
def again(dossier: Dossier) -> Response:
    """Try once more what failed or was stopped."""
    if dossier.stage is Stage.FAILED:
        try:
            reading.begin(dossier)
        except RegisterError as error:
            dossier.failure = for_page(sentence(str(error)))
    return to_register(dossier)


@pages.post("/register/<name>/wachtwoord")
@of_register
def password(dossier: Dossier) -> Response | tuple[str, int]:
    """Try a password."""
    if not dossier.locked:
        return to_register(dossier)
    try:
        reading.unlock(dossier, request.form.get("wachtwoord", ""))
    except RegisterError as error:
        return _shown(dossier, {"wachtwoord": for_page(str(error))}), INVALID
    reading.begin(dossier)
    return to_register(dossier)


@pages.post("/register/<name>/kolommen")
@of_register
def columns(dossier: Dossier) -> Response | tuple[str, int]:
    """Take the answers about columns, or go on without."""
    mapping = dossier.mapping
    if dossier.busy or mapping is None:
        return to_register(dossier)
    if "overslaan" in request.form:
        reading.leave_columns(dossier)
        return to_register(dossier)
    wrong = mapping.answer_once(request.form)
    if wrong is None:
        return _shown(dossier, {"": "Deze vragen waren al beantwoord; dit zijn de volgende."}), 409
    if wrong:
        return _shown(dossier, wrong), INVALID
    if not mapping.pages:
        reading.keep_columns(dossier)
    return to_register(dossier)


@pages.post("/register/<name>/aanwijzen")
@of_register
def point_out(dossier: Dossier) -> Response:
    """Ask about the columns, also where that is not needed."""
    if not dossier.busy and dossier.opened:
        reading.ask_columns(dossier)
    return to_register(dossier)


@pages.get("/register/<name>/profiel")
@of_register
def profile(dossier: Dossier) -> Response:
    """The profile of a register, to keep beside it."""
    path = results.profile_of(dossier)
    if path is None:
        abort(404)
    return _sent(path)


@pages.get("/register/<name>/bestand/<int:number>")
@of_register
def download(dossier: Dossier, number: int) -> Response:
    """One of the files that were made."""
    if number >= len(dossier.files):
        abort(404)
    return _sent(dossier.files[number])


def _sent(path: Path) -> Response:
    """A file to keep; it is read whole, so that an open file never keeps a folder from going."""
    kind = _KINDS.get(path.suffix.lower(), "application/octet-stream")
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        abort(404)
    return send_file(BytesIO(data), as_attachment=True, download_name=path.name, mimetype=kind)


@pages.post("/register/<name>/weg")
@of_register
def forget(dossier: Dossier) -> Response:
    """Remove one register and all that was made of it."""
    g.visit.drop(dossier.id)
    return make_response(redirect(url_for("page.home"), 303))


# What is made of it


def _asked(dossier: Dossier, field: str, ask: Callable[[], None]) -> Response | tuple[str, int]:
    """Begin what was asked; what is wrong with it is told at its field."""
    if dossier.stage is not Stage.DONE:
        return to_register(dossier)
    try:
        ask()
    except RegisterError as error:
        return _shown(dossier, {field: for_page(sentence(str(error)))}), INVALID
    return to_register(dossier, "gemaakt")


@pages.post("/register/<name>/declaratie")
@of_register
def declaration(dossier: Dossier) -> Response | tuple[str, int]:
    """Make the declarations of a quarter."""
    form = request.form

    def ask() -> None:
        quarter = making.parse_quarter(form.get("kwartaal", ""))
        making.declare(dossier, quarter, concept="concept" in form)

    return _asked(dossier, "kwartaal", ask)


@pages.post("/register/<name>/monitor")
@of_register
def monitor(dossier: Dossier) -> Response | tuple[str, int]:
    """Make the monitor of a quarter or a year."""
    form = request.form

    def ask() -> None:
        period = making.parse_period(form.get("periode", ""))
        audience = form.get("doelgroep", "")
        if audience not in making.AUDIENCES:
            raise RegisterError("Kies voor wie de monitor is.")
        making.count_figures(dossier, period, audience, pdf="pdf" in form)

    return _asked(dossier, "periode", ask)


@pages.post("/register/<name>/formulier")
@of_register
def case_form(dossier: Dossier) -> Response | tuple[str, int]:
    """Make a form of one case."""
    form = request.form

    def ask() -> None:
        kind = form.get("soort", "")
        if kind not in making.KINDS:
            raise RegisterError("Kies welk formulier.")
        row = making.parse_case(making.register_of(dossier), form.get("casusnummer", ""))
        making.fill_form(dossier, row, kind)

    return _asked(dossier, "casusnummer", ask)
