"""Who comes in, and what a browser may do with the page."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest
import running
import small_register
from visitors import ADDRESS, BASE, House, Visitor

from expertteam_xl.web import app as web_app
from expertteam_xl.web.app import create_app
from expertteam_xl.web.door import MOST_OF_A_STRANGER
from expertteam_xl.web.folders import PrivateRoot
from expertteam_xl.web.guard import HEADERS
from expertteam_xl.web.server import host_of
from expertteam_xl.web.visits import Visits


@pytest.mark.parametrize(
    "path", ["/", "/regels", "/regels/T01", "/nergens", "/middelen/pagina.css"]
)
def test_every_answer_keeps_the_browser_tight(visitor: Visitor, path: str) -> None:
    """Nothing inline, nothing from elsewhere, nothing kept, nothing told to others."""
    headers = visitor.get(path).headers

    assert HEADERS == {name: headers.get(name) for name in HEADERS}
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "no-store" == headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/regels", "/register/x", "/gewist"])
def test_nobody_comes_in_without_a_key(house: House, path: str) -> None:
    """Without a visit there is one page, that says how to come in; it knows nothing."""
    answer = house.app.test_client().get(path, base_url=BASE)

    assert 403 == answer.status_code
    assert "nog niet binnen" in answer.text
    assert "csrf" not in answer.text


def test_a_key_lets_one_visitor_in_once(house: House) -> None:
    """The address that opens can't be used again; who is in already stays in."""
    key = house.visits.new_key()
    first, second = Visitor(house.app.test_client()), Visitor(house.app.test_client())

    assert 303 == first.get(f"/binnen/{key}").status_code
    assert 200 == first.get("/").status_code
    assert 403 == second.get(f"/binnen/{key}").status_code
    assert 403 == second.get("/").status_code
    assert 303 == first.get(f"/binnen/{key}").status_code


def test_a_key_is_good_for_ten_minutes(house: House) -> None:
    """An address that was left lying about opens nothing later."""
    key = house.visits.new_key()
    house.clock.now += 601

    assert 403 == Visitor(house.app.test_client()).get(f"/binnen/{key}").status_code


def test_only_looking_does_not_use_a_key_up(house: House) -> None:
    """A program that only asks for the head of an address leaves it as it was."""
    key = house.visits.new_key()
    client = house.app.test_client()

    assert 405 == client.head(f"/binnen/{key}", base_url=BASE).status_code
    assert 303 == client.get(f"/binnen/{key}", base_url=BASE).status_code


def test_the_cookie_is_for_this_page_alone(house: House) -> None:
    """Scripts can't read it, other sites don't send it, and it is gone with the browser."""
    answer = house.app.test_client().get(f"/binnen/{house.visits.new_key()}", base_url=BASE)
    cookie = answer.headers["Set-Cookie"]

    assert cookie.startswith("expertteam_xl_8123=")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Expires" not in cookie
    assert "Max-Age" not in cookie


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost:8123", "127.0.0.1", "127.0.0.1:80", "evil.example:8123"]
)
def test_another_host_name_is_refused(visitor: Visitor, host: str) -> None:
    """So that no other site can pass for this machine (DNS rebinding)."""
    answer = visitor.client.get("/", base_url=f"http://{host}")

    assert 403 == answer.status_code


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_page_asks_is_refused(visitor: Visitor, site: str) -> None:
    """Also a page on another port of this machine."""
    assert 403 == visitor.get("/", **{"Sec-Fetch-Site": site}).status_code
    assert 200 == visitor.get("/", **{"Sec-Fetch-Site": "none"}).status_code


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", f"https://{ADDRESS}"])
def test_a_form_from_elsewhere_is_refused(visitor: Visitor, origin: str | None) -> None:
    """Even with the right secret in it."""
    headers = {} if origin is None else {"Origin": origin}
    answer = visitor.client.post(
        "/klaar", base_url=BASE, data={"csrf": visitor.csrf}, headers=headers
    )

    assert 403 == answer.status_code


@pytest.mark.parametrize("secret", [None, "", "x", "é"])
def test_a_form_without_the_secret_of_the_visit_is_refused(
    visitor: Visitor, secret: str | None
) -> None:
    """The page says that nothing was done."""
    data = {} if secret is None else {"csrf": secret}
    answer = visitor.client.post("/klaar", base_url=BASE, data=data, headers={"Origin": BASE})

    assert 403 == answer.status_code
    assert "Er is niets gedaan" in answer.text


def test_the_secret_of_another_visit_is_no_good(house: House, visitor: Visitor) -> None:
    """Each visit has its own."""
    other = house.visitor()
    answer = visitor.client.post(
        "/klaar", base_url=BASE, data={"csrf": other.csrf}, headers={"Origin": BASE}
    )

    assert 403 == answer.status_code


@pytest.mark.parametrize("path", ["/klaar", "/afsluiten", "/register/x/weg", "/blijf"])
def test_what_changes_something_asks_for_a_form(visitor: Visitor, path: str) -> None:
    """A link can't do it."""
    assert 405 == visitor.get(path).status_code


def test_what_is_too_large_is_told(
    house: House, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As a page, and as data for the script; nothing of it is kept."""
    monkeypatch.setitem(house.app.config, "MAX_CONTENT_LENGTH", 5000)
    register = tmp_path / "groot.xlsx"
    register.write_bytes(b"x" * 6000)

    answer = visitor.bring(register)
    data = visitor.bring(register, Accept="application/json")

    assert (413, 413) == (answer.status_code, data.status_code)
    assert "te groot" in answer.text
    assert data.json is not None
    assert "te groot" in data.json["fout"]
    assert [] == house.files()


def test_no_file_name_leads_out_of_the_page(visitor: Visitor) -> None:
    """Only the three files of the looks are to be had, and only one's own registers."""
    for path in ("/middelen/__init__.py", "/middelen/..%2Fapp.py", "/register/../x", "/regels/T99"):
        assert 404 == visitor.get(path).status_code


def test_a_crash_tells_nothing_of_the_register(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:  # fmt: skip
    """No traceback on the page or in the window, and the page goes on."""

    def crash(*_: object) -> None:
        raise KeyError("Jansen")

    register = small_register.save(tmp_path / "register.xlsx")
    with monkeypatch.context() as patch:
        patch.setattr("expertteam_xl.web.reading.begin", crash)
        answer = visitor.bring(register)
    told = "".join(capfd.readouterr())

    assert 500 == answer.status_code
    assert "liep vast" in answer.text
    assert "Jansen" not in answer.text + told
    assert "Traceback" not in answer.text + told
    assert 200 == visitor.get("/").status_code
    assert web_app.DEBUG == "EXPERTTEAM_XL_DEBUG"


def test_a_key_is_spent_also_by_who_is_in_already(house: House, visitor: Visitor) -> None:
    """What stands in the history of a browser lets nobody else in."""
    key = house.visits.new_key()
    assert 303 == visitor.get(f"/binnen/{key}").status_code

    assert 403 == Visitor(house.app.test_client()).get(f"/binnen/{key}").status_code


def test_the_page_says_that_a_visit_is_over(house: House, visitor: Visitor) -> None:
    """Who was in is told why it ended; who never was is told how to come in."""
    house.clock.now += 3601

    assert "Uw bezoek is voorbij" in visitor.get("/").text
    assert "U bent nog niet binnen" in Visitor(house.app.test_client()).get("/").text


@pytest.mark.parametrize(
    "form", ["zoek", "wachtwoord", "kolommen", "declaratie", "monitor", "formulier"]
)
def test_reloading_the_page_of_a_mistake_leads_back(
    visitor: Visitor, tmp_path: Path, form: str
) -> None:
    """The address of a form that was refused is no dead end."""
    place = visitor.brought(small_register.save(tmp_path / "register.xlsx"))
    answer = visitor.get(f"{place}/{form}")

    assert (303, place) == (answer.status_code, answer.headers["Location"])
    assert "/" == visitor.get("/register").headers["Location"]
    assert 404 == visitor.get(f"/register/x/{form}").status_code


def test_the_usual_port_works(tmp_path: Path) -> None:
    """A browser leaves :80 out of every address, so nothing may ask for it."""
    host = host_of(80)
    root = PrivateRoot(tmp_path)
    visits = Visits(root)
    client = create_app(visits, lambda: host, lambda: None).test_client()
    base = "http://127.0.0.1"
    came_in = client.get(f"/binnen/{visits.new_key()}", base_url=base)
    page = client.get("/", base_url=base)
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert found
    sent = client.post("/klaar", base_url=base, data={"csrf": found[1]}, headers={"Origin": base})

    root.close()

    assert [303, 200, 303] == [each.status_code for each in (came_in, page, sent)]
    assert "expertteam_xl_80=" in came_in.headers["Set-Cookie"]
    assert "127.0.0.1:8080" == host_of(8080)


def test_of_a_stranger_little_is_taken() -> None:
    """Any page in the browser can send something here; it must not fill the memory."""
    with running.server() as server:
        host, _, port = server.host.partition(":")
        secret = server.visits.redeem(server.visits.new_key())
        cookie = f"a=b; expertteam_xl_{port}={secret}"
        answers = [
            _sent_head(host, int(port), MOST_OF_A_STRANGER + size, cookies)
            for size, cookies in ((1, ""), (1, cookie + "x"), (200 * 1024**2, ""), (1, cookie))
        ]

    assert [b" 413 ", b" 413 ", b" 413 ", b""] == [answer[8:13] for answer in answers]


def _sent_head(host: str, port: int, size: int, cookie: str) -> bytes:
    """What is answered to the head of a large request; nothing when its body is waited for."""
    head = (
        f"POST /register HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: {size}\r\n"
        f"Cookie: {cookie}\r\n\r\n"
    )
    with socket.create_connection((host, port), timeout=1) as sent:
        sent.sendall(head.encode())
        try:
            return sent.recv(100)
        except TimeoutError:
            return b""
