"""From a register that is brought to the files one takes: the same as the commands give."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import locked
import openpyxl
import pytest
import small_register
from small_register import FINE, HEADERS, LATE, OPEN
from visitors import House, Visitor, links

import expertteam_xl as xl
from expertteam_xl.commands.pdf import find_office
from expertteam_xl.protection.locking import lock
from expertteam_xl.web import making
from expertteam_xl.web.wording import for_page

STRANGE = ("Nr", "Datum binnen gekomen bij ons", "Woonplats", "Aangemeld door", *HEADERS[4:])
TWO_DAYS = 15


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return small_register.save(tmp_path / "register.xlsx", (FINE, LATE, OPEN))


@pytest.fixture(scope="module")
def full(repo: Path) -> Path:
    """The example, with sessions and partners."""
    return repo / "workbooks" / "voorbeeldregister.xlsx"


def test_the_page_shows_what_the_command_finds(visitor: Visitor, register: Path) -> None:
    """Every finding with its cell, its message, its rule and how to mend it."""
    report = xl.check(xl.read_register(register), on=date(2021, 4, 1))
    _, text = visitor.checked(register)

    assert report.findings
    for finding in report.findings:
        assert f"{finding.sheet}!{finding.cell}" in text
        assert f'<span class="code">{finding.code}</span>' in text
    assert "Wat u doet" in text
    assert "Geef de casus werkstroom" in text or "werkstroom" in text
    assert "Eerste controle" in text


def test_the_marked_copy_is_that_of_the_command(
    visitor: Visitor, register: Path, tmp_path: Path
) -> None:
    """Byte for byte, under the same name."""
    report = xl.check(xl.read_register(register), on=date(2021, 4, 1))
    xl.write_findings(report, tmp_path / "gelijk.xlsx")
    _, text = visitor.checked(register)
    answer = visitor.get(links(text, "gemarkeerde kopie")[0])

    assert "register-gecontroleerd-2021-04-01.xlsx" in answer.headers["Content-Disposition"]
    assert (tmp_path / "gelijk.xlsx").read_bytes() == answer.data


def test_what_is_new_is_told_from_the_marked_copy(
    visitor: Visitor, register: Path, tmp_path: Path
) -> None:
    """The memory is the sheet Bevindingen of what is brought, or of an earlier result beside it."""
    _, text = visitor.checked(register)
    copy = tmp_path / "register-gecontroleerd-2021-04-01.xlsx"
    copy.write_bytes(visitor.get(links(text, "gemarkeerde kopie")[0]).data)

    _, again = visitor.checked(copy)
    _, beside = visitor.checked(register, copy)

    for each in (again, beside):
        assert "Sinds de vorige controle" in each
        assert "0 nieuw" in each
        assert ">open</span>" in each


@pytest.mark.parametrize(
    ("asked", "here", "gone"),
    [
        ({"zoek": "et-2021-003"}, "ET-2021-003", "casus ET-2021-002"),
        ({"ernst": "waarschuwing"}, "casus ET-2021-002", "casus ET-2021-003"),
        ({"regel": "G04"}, "casus ET-2021-003", "casus ET-2021-002"),
        ({"zoek": "bestaatniet"}, "0 van", "casus ET-2021-002"),
        ({"zoek": "bestaatniet", "alles": "ja"}, "casus ET-2021-003", "0 van"),
    ],
)
def test_findings_are_filtered_on_the_server(
    visitor: Visitor, register: Path, asked: dict[str, object], here: str, gone: str
) -> None:
    """So that it works without a script too; what is typed is in no address."""
    place, _ = visitor.checked(register)
    answer = visitor.post(f"{place}/zoek", asked)
    text = visitor.page(place)

    assert f"{place}#bevindingen" == answer.headers["Location"]
    assert here in text
    assert gone not in text


def test_many_findings_come_a_page_at_a_time(visitor: Visitor, tmp_path: Path) -> None:
    """The most urgent first, with the way to the next page."""
    rows = [(f"ET-2021-{i:03}", *OPEN[1:]) for i in range(1, 61)]
    place, text = visitor.checked(small_register.save(tmp_path / "r.xlsx", rows))
    pages = re.search(r"Bladzijde 1 van (\d+)", text)

    assert pages
    assert "Volgende" in text
    assert "Vorige" in visitor.get(f"{place}?pagina={pages[1]}").text


def test_what_a_register_holds_is_text(visitor: Visitor, tmp_path: Path) -> None:
    """A name of a sheet or a file is never markup."""
    name = "<img src=x>"
    register = small_register.save(tmp_path / "r<b>.xlsx", (OPEN,), sheet=name)
    _, text = visitor.checked(register)

    assert "<img" not in text
    assert "&lt;img src=x&gt;!" in text
    assert "<b>" not in text


def test_a_name_in_the_place_of_a_number_is_not_shown(visitor: Visitor, tmp_path: Path) -> None:
    """Nor the file's own name as the title that a browser keeps."""
    register = small_register.save(tmp_path / "Jansen.xlsx", (("Piet Jansen", *OPEN[1:]),))
    _, text = visitor.checked(register)

    assert "Piet" not in text
    assert "Jansen" not in text[: text.index("</title>")]


# What is made of it


def test_declarations_come_in_one_zip(visitor: Visitor, full: Path) -> None:
    """The workbooks of the command, each openable; a concept says so."""
    place, _ = visitor.checked(full, on="2021-12-15")
    visitor.post(f"{place}/declaratie", {"kwartaal": "2021-K2", "concept": "ja"})
    text = visitor.page(place)
    (link,) = links(text, "CONCEPT-declaratie-2021-K2.zip")
    archive = zipfile.ZipFile(io.BytesIO(visitor.get(link).data))

    assert "declaratie-2021-K2-regio.xlsx" in archive.namelist()
    for name in archive.namelist():
        openpyxl.load_workbook(io.BytesIO(archive.read(name)))
    assert "Op elke pagina staat CONCEPT" in text


def test_what_blocks_a_declaration_is_told(visitor: Visitor, tmp_path: Path, repo: Path) -> None:
    """Nothing is made, and the page goes on."""
    rough = repo / "workbooks" / "rommelig" / "register.xlsx"
    place = visitor.brought(rough, on="2021-12-15")
    visitor.page(place)
    visitor.post(f"{place}/kolommen", {"ronde": "1", "overslaan": "ja"})
    visitor.page(place)
    visitor.post(f"{place}/declaratie", {"kwartaal": "2018-K1"})
    text = visitor.page(place)

    assert "nog niets gemaakt: 1 fout maakt" in text
    assert [] == links(text, ".zip")
    assert "--concept" not in text


def test_a_monitor_of_a_quarter_and_of_a_year(visitor: Visitor, full: Path) -> None:
    """For the audience that was asked for; small numbers are hidden from others."""
    place, _ = visitor.checked(full, on="2021-12-15")
    visitor.post(f"{place}/monitor", {"periode": "2021-K2", "doelgroep": "openbaar"})
    visitor.page(place)
    visitor.post(f"{place}/monitor", {"periode": "2021", "doelgroep": "intern"})
    text = visitor.page(place)

    for name in ("monitor-2021-K2-openbaar.xlsx", "monitor-2021-intern.xlsx"):
        (link,) = links(text, name)
        openpyxl.load_workbook(io.BytesIO(visitor.get(link).data))
    assert "geef hem niet door" in text


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_a_monitor_as_pdf(house: House, visitor: Visitor, register: Path) -> None:
    """Beside the workbook, where LibreOffice is installed."""
    place, text = visitor.checked(register)
    assert 'name="pdf"' in text
    asked: dict[str, object] = {"periode": "2021-K1", "doelgroep": "intern", "pdf": "ja"}
    visitor.post(f"{place}/monitor", asked)
    (link,) = links(visitor.page(place), "monitor-2021-K1-intern.pdf")
    answer = visitor.get(link)

    assert "application/pdf" == answer.mimetype
    assert answer.data.startswith(b"%PDF")
    visitor.post("/klaar")
    assert [] == house.files()


def test_a_form_of_a_case(visitor: Visitor, full: Path) -> None:
    """Filled with what the register knows."""
    place, text = visitor.checked(full, on="2021-12-15")
    assert '<option value="ET-2021-001">' in text
    visitor.post(f"{place}/formulier", {"casusnummer": " et-2021-001 ", "soort": "afsluiting"})
    text = visitor.page(place)

    assert links(text, "afsluiting-ET-2021-001.xlsx")


@pytest.mark.parametrize(
    ("what", "data", "told", "field"),
    [
        ("declaratie", {"kwartaal": ""}, "Kies een kwartaal.", "kwartaal"),
        ("declaratie", {"kwartaal": "2021-K9"}, "geen kwartaal", "kwartaal"),
        ("monitor", {"periode": "x", "doelgroep": "intern"}, "geen kwartaal", "periode"),
        ("monitor", {"periode": "2021-K1", "doelgroep": "iedereen"}, "Kies voor wie", "periode"),
        ("formulier", {"soort": "advies"}, "Typ of kies een casusnummer", "casusnummer"),
        (
            "formulier",
            {"soort": "advies", "casusnummer": "ET-2021-0O1"},
            "Bedoelde u",
            "casusnummer",
        ),
        ("formulier", {"casusnummer": "ET-2021-001"}, "Kies welk formulier", "casusnummer"),
    ],
)
def test_a_mistake_is_told_at_its_field(
    visitor: Visitor, register: Path, what: str, data: dict[str, object], told: str, field: str
) -> None:
    """At the top with a way to the field, and beside the field; the rest of the page is there."""
    place, _ = visitor.checked(register)
    answer = visitor.post(f"{place}/{what}", data)

    assert 422 == answer.status_code
    assert "<title>Fout: " in answer.text
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}-fout"' in answer.text
    assert told in answer.text
    assert f'aria-describedby="{field}-fout"' in answer.text
    assert "Wat er gelezen is" in answer.text


def test_work_that_fails_leaves_the_page_as_it_was(
    visitor: Visitor, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence at its top, without what the error held; then it works again."""

    def crash(*_: object, **__: object) -> None:
        raise KeyError("Jansen")

    place, _ = visitor.checked(register)
    asked: dict[str, object] = {"periode": "2021-K1", "doelgroep": "intern"}
    with monkeypatch.context() as patch:
        patch.setattr("expertteam_xl.commands.monitor.figures_now", crash)
        visitor.post(f"{place}/monitor", asked)
        text = visitor.page(place)

    assert "liep vast (KeyError)" in text
    assert "Jansen" not in text
    assert "Bevindingen" in text
    visitor.post(f"{place}/monitor", asked)
    assert "liep vast" not in visitor.page(place)


# A password


@pytest.fixture
def closed(register: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The register with a password."""
    locked.few_rounds(monkeypatch)
    path = register.with_name("dicht.xlsx")
    path.write_bytes(lock(register.read_bytes(), locked.PASSWORD))
    return path


def test_a_password_is_asked_for_when_there_is_one(
    house: House, visitor: Visitor, closed: Path
) -> None:
    """A wrong one is told at its field; the copy has the same one, and nothing plain is kept."""
    place = visitor.brought(closed)
    assert 'type="password"' in visitor.get(place).text
    wrong = visitor.post(f"{place}/wachtwoord", {"wachtwoord": "fout"})
    nothing = visitor.post(f"{place}/wachtwoord", {"wachtwoord": ""})

    assert (422, 422) == (wrong.status_code, nothing.status_code)
    assert "klopt niet" in wrong.text
    assert "geen wachtwoord getypt" in nothing.text
    visitor.post(f"{place}/wachtwoord", {"wachtwoord": locked.PASSWORD})
    text = visitor.page(place)
    copy = visitor.get(links(text, "gemarkeerde kopie")[0]).data
    assert xl.read_register(copy, password=locked.PASSWORD)
    with pytest.raises(xl.RegisterError):
        xl.read_register(copy)
    for path in house.files():
        assert b"PK" != path.read_bytes()[:2]
        assert locked.PASSWORD.encode() not in path.read_bytes()
    assert locked.PASSWORD not in text


def test_a_file_without_a_password_is_not_asked_for_one(visitor: Visitor, register: Path) -> None:
    """The field is there only when it is needed."""
    _, text = visitor.checked(register)

    assert 'type="password"' not in text


# Wrong files


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("brief.docx", b"PK", "is geen register"),
        ("leeg.xlsx", b"", "is leeg"),
        ("~$register.xlsx", b"x", "zonder ~$"),
    ],
)
def test_a_wrong_file_is_told_at_once(
    house: House, visitor: Visitor, tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    """At the field, as a page and as data for the script; nothing is kept."""
    path = tmp_path / name
    path.write_bytes(data)
    page, script = visitor.bring(path), visitor.bring(path, Accept="application/json")

    assert (422, 422) == (page.status_code, script.status_code)
    assert told in page.text
    assert script.json is not None
    assert told in script.json["fout"]
    assert [] == house.files()


@pytest.mark.parametrize(
    "data", [b"dit is geen werkmap", b"PK\x03\x04 kapot", b"\xd0\xcf\x11\xe0" * 8]
)
def test_a_broken_file_is_told_in_words(visitor: Visitor, tmp_path: Path, data: bytes) -> None:
    """And one can begin again from there; no folder of ours is named."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(data)
    answer = visitor.bring(path)
    text = visitor.page(answer.headers["Location"]) if answer.status_code == 303 else answer.text

    assert "register.xlsx" in text
    assert "kies een ander" in text or "Sleep het register" in text
    assert str(tmp_path) not in text


def test_a_day_that_is_none_is_told(visitor: Visitor, register: Path) -> None:
    """Who types into the address can send anything."""
    assert "geen datum" in visitor.bring(register, on="31-31-2021").text


def test_work_can_be_stopped(
    visitor: Visitor, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At its next step; the page then offers to begin again."""
    from expertteam_xl.web import tasks

    monkeypatch.setattr(tasks, "_turns", held := tasks.threading.Semaphore(0))
    place = visitor.brought(register)
    working = visitor.get(place).text
    state = visitor.get(f"{place}/stand").json
    visitor.post(f"{place}/stoppen")
    held.release()
    text = visitor.page(place)

    assert 'http-equiv="refresh"' in working
    assert state == {"stap": "Wachten op de beurt", "procent": 0, "klaar": False}
    assert "Gestopt" in text
    visitor.post(f"{place}/opnieuw")
    assert "Wat er gelezen is" in visitor.page(place)


# Columns


def test_columns_are_asked_for_only_when_needed(visitor: Visitor, tmp_path: Path) -> None:
    """What was answered is the profile of the command, and can be kept beside the register."""
    rows = [(f"ET-2021-{i:03}", *FINE[1:-1], "Piet Jansen") for i in range(1, 5)]
    register = small_register.save(tmp_path / "register.xlsx", rows, STRANGE)
    place, text = visitor.checked(register)

    assert "Welke kolom is welke?" in text
    assert "Waarschijnlijk ‘Woonplaats’" in text
    assert "Jansen" not in text
    form = fields(text)
    visitor.post(f"{place}/kolommen", dict(form))
    text = visitor.page(place)
    while "Welke kolom is welke?" in text:
        visitor.post(f"{place}/kolommen", dict(fields(text)))
        text = visitor.page(place)
    (link,) = links(text, "Bewaar het profiel")
    profile = tmp_path / "register.profiel.toml"
    profile.write_bytes(visitor.get(link).data)
    assert '"Woonplats" = "Woonplaats"' in profile.read_text("utf-8")
    assert "Aanmelddatum" in {
        header.field for header in xl.read_register(register).blocks[0].headers
    }
    assert "Welke kolom is welke?" not in visitor.checked(register, profile)[1]


def test_two_columns_can_not_be_the_same(visitor: Visitor, tmp_path: Path) -> None:
    """It is told at the second, and what was chosen stays chosen."""
    register = small_register.save(tmp_path / "register.xlsx", (FINE,) * 3, STRANGE)
    place, text = visitor.checked(register)
    form = dict(fields(text))
    first, second = sorted(name for name in form if name.startswith("kolom-"))[1:3]
    form |= {first: "Aanmelddatum", second: "Aanmelddatum"}
    answer = visitor.post(f"{place}/kolommen", dict(form))

    assert 422 == answer.status_code
    assert "kies voor een van beide iets anders" in answer.text
    assert f'<a href="#{second}">' in answer.text


def test_an_old_page_of_questions_is_recognised(visitor: Visitor, tmp_path: Path) -> None:
    """Its answers would be taken for those of other questions."""
    register = small_register.save(tmp_path / "register.xlsx", (FINE,) * 3, STRANGE)
    place, _ = visitor.checked(register)
    answer = visitor.post(f"{place}/kolommen", {"ronde": "7"})

    assert 409 == answer.status_code
    assert "waren al beantwoord" in answer.text


def test_a_workbook_in_which_nothing_is_known_can_be_pointed_out(
    visitor: Visitor, tmp_path: Path
) -> None:
    """Which list it is, where its header stands, and which column is which; or it is left alone."""
    rows = [(f"ET-2021-00{i}", date(2021, 2, i), "Laren", "ouder", "x") for i in range(1, 6)]
    headers = ("Qa", "Qb", "Qc", "Qd", "Qe")
    register = small_register.save(tmp_path / "register.xlsx", rows, headers, "Blad1")
    place, text = visitor.checked(register)
    assert "Welke lijst is dit?" in text
    bad = visitor.post(f"{place}/kolommen", {**dict(fields(text)), "rij-0": "x"})
    assert "Typ het nummer van een rij" in bad.text
    visitor.post(f"{place}/kolommen", {**dict(fields(text)), "lijst-0": "Casussen", "rij-0": "3"})
    text = visitor.page(place)
    assert "Verplicht en nog niet gevonden" in text
    visitor.post(f"{place}/kolommen", {"ronde": "2", "overslaan": "ja"})
    text = visitor.page(place)
    assert "geen lijst van het expertteam herkend" in text
    assert "profiel &#34;" not in text
    assert "Kolommen aanwijzen" in text


def test_columns_can_be_pointed_out_later(visitor: Visitor, register: Path) -> None:
    """Also when nothing had to be asked; leaving it again changes nothing."""
    place, _ = visitor.checked(register)
    visitor.post(f"{place}/aanwijzen")
    text = visitor.page(place)
    assert "Welke kolom is welke?" in text
    visitor.post(f"{place}/kolommen", {"ronde": "1", "overslaan": "ja"})

    assert "Bevindingen" in visitor.page(place)


def fields(text: str) -> list[tuple[str, object]]:
    """What the form of questions would send as it stands."""
    form = text[text.index("/kolommen") : text.index("Sla over")]
    found: list[tuple[str, object]] = [("ronde", re.search(r'name="ronde" value="(\d+)"', form)[1])]  # type: ignore[index]
    for name, body in re.findall(r'<select id="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        found.append((name, chosen[1].replace("&#39;", "'") if chosen else ""))
    found += re.findall(r'<input type="text"[^>]* name="([^"]+)"\s+value="([^"]*)"', form)
    return found


# Words


@pytest.mark.parametrize(
    ("command", "page"),
    [
        ("Klopt dat? Voer dan uit: py doe.py profiel \"r.xlsx\" --overschrijf",
         "Klopt dat? Kies dan op deze bladzijde *Kolommen aanwijzen*."),
        ("'x.xlsx' kan niet geschreven worden in de map '/tijdelijk/a/b' (de schijf is vol); kies met "
         "--naar een andere map.",
         "'x.xlsx' kan niet geschreven worden (de schijf is vol); probeer het opnieuw."),
        ("Een gewone zin.", "Een gewone zin."),
    ],
)  # fmt: skip
def test_a_page_speaks_of_no_options(command: str, page: str) -> None:
    """Who has buttons does not type."""
    assert page == for_page(command)


def test_quarters_run_from_the_first_date_to_now(register: Path) -> None:
    """The newest first; a typing error of a century does not make a long list."""
    read = xl.read_register(register)

    assert ["2021-K2", "2021-K1"] == [str(q) for q in making.quarters(read, date(2021, 4, 1))]
    assert "2021-K1" == str(making.likely_quarter(read, date(2021, 4, 1)))
    assert TWO_DAYS < len(making.quarters(read, date(2055, 1, 1))) == 40


def test_what_was_made_before_columns_were_pointed_out_goes(
    visitor: Visitor, register: Path
) -> None:
    """Its amounts may be others now; that is said."""
    place, _ = visitor.checked(register)
    visitor.post(f"{place}/monitor", {"periode": "2021", "doelgroep": "intern"})
    assert "Bewaar monitor-2021" in visitor.page(place)
    visitor.post(f"{place}/aanwijzen")
    text = visitor.page(place)
    for _ in range(5):
        if "Welke kolom is welke?" in text:
            visitor.post(f"{place}/kolommen", dict(fields(text)))
            text = visitor.page(place)

    assert "Bewaar monitor-2021" not in text
    assert "opnieuw gelezen" in text
    assert 404 == visitor.get(f"{place}/bestand/1").status_code
