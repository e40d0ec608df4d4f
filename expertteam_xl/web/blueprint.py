"""What the addresses share: the one blueprint, and the register that an address names."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response, abort, current_app, g, make_response, redirect, url_for

from expertteam_xl.web.dossier import Dossier

pages = Blueprint("page", __name__)

INVALID = 422
"""The code of an answer that says what is wrong with a form."""

View = Callable[..., Any]


def ours(name: str) -> Any:
    """A part of the application: ``visits``, ``guard`` or ``stop``."""
    return current_app.extensions["expertteam"][name]


def of_register(view: View) -> View:
    """Look up the register of an address, among those of this visitor alone."""

    @wraps(view)
    def found(name: str, **more: Any) -> Any:
        dossier = g.visit.dossiers.get(name)
        if dossier is None:
            abort(404)
        return view(dossier, **more)

    return found


def to_register(dossier: Dossier, anchor: str | None = None) -> Response:
    """Lead on to the page of a register."""
    place = url_for("page.register", name=dossier.id, _anchor=anchor)
    return make_response(redirect(place, 303))
