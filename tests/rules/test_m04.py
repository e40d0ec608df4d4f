"""M04: a return has a weighing."""

from __future__ import annotations

from datetime import date
from typing import Any

from registers import (
    Sheet,
    advice,
    case,
    checked,
    findings,
    full,
    listed,
    minimal,
    only,
    outcome,
    place,
    session,
    talk,
)

WEIGHING = "Afweging terugkeer"


def returned(weighing: Any, first: dict[str, Any] | None = None) -> Any:
    """A case that was discussed twice, with this weighing at the second discussion."""
    return full(
        [case()],
        [session(), session("OV-2", Overlegdatum=date(2021, 6, 17))],
        [talk() | (first or {}), talk(held="OV-2") | {WEIGHING: weighing}],
        [advice(), advice("AD-2", held="OV-2") | {"Besluit verzonden op": date(2021, 6, 18)}],
    )


def test_a_return_without_a_weighing_is_an_error() -> None:
    """R7: it stands at the weighing of the discussion that is the return."""
    found = only(checked(returned(None)), "M04")

    assert place(3, WEIGHING, "Besprekingen", talk()) == f"{found.sheet}!{found.cell}"
    assert ("fout", "ET-2021-001") == (found.severity.value, found.casusnummer)
    assert (
        "Terugkeer op 17-06-2021 zonder afweging. Vul in D3 in: opnieuw of regulier."
    ) == found.message


def test_a_weighing_is_enough() -> None:
    """Either outcome will do."""
    assert [[], []] == [
        findings(checked(returned(word)), "M04") for word in ("opnieuw", "regulier")
    ]


def test_a_blank_word_is_no_weighing() -> None:
    """*volgt* means that it is not there yet."""
    assert 1 == len(findings(checked(returned("volgt")), "M04"))


def test_a_vervolgsessie_needs_none() -> None:
    """After an unfinished session there is nothing to weigh."""
    report = checked(returned(None, {"Sessie afgerond": "nee"}))

    assert [] == findings(report, "M04")


def test_without_the_column_it_is_not_tested() -> None:
    """The reason names what the register lacks; a minimal register has no discussions."""
    sheets = returned(None)
    sheets["Besprekingen"] = Sheet(
        [talk(), talk(held="OV-2")], [h for h in talk() if h != WEIGHING]
    )
    lacking, short = outcome(checked(sheets), "M04"), outcome(checked(minimal(listed())), "M04")

    assert "het register heeft geen kolom 'Afweging terugkeer' (Besprekingen)" == lacking.reason
    assert "het register heeft geen blad Overleggen, Besprekingen" == short.reason
