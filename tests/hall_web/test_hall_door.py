"""Who gets in at the hall's pages, and what every answer carries."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from hall_filled import FIRST, PASSWORD
from litestar.testing import TestClient

from station_desktop.hall.web import edge, signing
from station_desktop.hall.web.app import make_app
from station_desktop.hall.work import Hall


def test_the_right_password_opens_the_first_page_of_the_role(stranger: Any) -> None:
    answer = stranger.sign_in("wangqiang")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/figures"
    assert stranger.get("/stations").status_code == 200


def test_a_page_asked_for_too_early_is_come_back_to_after_signing_in(stranger: Any) -> None:
    answer = stranger.get("/demands")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=%2Fdemands"
    data = {"login": "lihua", "password": PASSWORD, "next": "/demands"}
    assert stranger.send("/sign-in", data).headers["location"] == "/demands"


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil.example", ""])
def test_the_sign_in_leads_to_no_foreign_address(stranger: Any, path: str) -> None:
    data = {"login": "lihua", "password": PASSWORD, "next": path}
    assert stranger.send("/sign-in", data).headers["location"] == "/inbox"


def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(stranger: Any) -> None:
    wrong = stranger.sign_in("lihua", "Wrong#2026")
    unknown = stranger.sign_in("nobody", "Wrong#2026")
    assert wrong.status_code == unknown.status_code == 422
    strip = lambda text, login: text.replace(f'value="{login}"', "")  # noqa: E731
    assert strip(wrong.text, "lihua") == strip(unknown.text, "nobody")
    assert stranger.get("/inbox").status_code == 303


def test_after_five_wrong_passwords_the_right_one_opens_nothing(stranger: Any) -> None:
    for _ in range(5):
        assert stranger.sign_in("lihua", "Wrong#2026").status_code == 422
    assert stranger.sign_in("lihua").status_code == 422
    assert stranger.sign_in("zhaomin").status_code == 303


def test_signing_in_is_limited_by_address(stranger: Any) -> None:
    statuses = [
        stranger.sign_in(f"nobody{n}", "x").status_code for n in range(signing.TRIES_A_MINUTE + 1)
    ]
    assert statuses[:-1] == [422] * signing.TRIES_A_MINUTE
    assert statuses[-1] == 429


def test_signing_out_ends_the_session_at_the_hall(officer: Any) -> None:
    kept = officer.client.cookies["hall_session"]
    assert officer.send("/sign-out").status_code == 303
    officer.client.cookies.set("hall_session", kept)
    assert officer.get("/inbox").status_code == 303


def test_a_changed_password_ends_all_sessions(officer: Any) -> None:
    new = {"old": PASSWORD, "password": "Another#2027", "again": "Another#2028"}
    assert officer.send("/password", new).status_code == 422
    new["again"] = new["password"]
    assert officer.send("/password", new).headers["location"] == "/sign-in?changed=1"
    assert officer.get("/inbox").status_code == 303
    assert officer.sign_in("lihua", "Another#2027").status_code == 303


FORMS = (
    "/sign-in",
    "/sign-out",
    "/password",
    "/users",
    "/users/lihua",
    "/users/keys",
    "/stations",
    f"/stations/{FIRST}/code",
    f"/stations/{FIRST}/devices/000000000001/revoke",
    "/demands/upload",
    "/demands/replies",
    "/publishing/look",
    "/publishing/catalogue",
    "/publishing/years",
    "/packets",
    f"/cases/{FIRST}/x/approve",
    f"/cases/{FIRST}/x/return",
    f"/cases/{FIRST}/x/refuse",
    f"/cases/{FIRST}/x/reveal",
    f"/whistles/{FIRST}/x/call",
    f"/whistles/{FIRST}/x/turn-down",
    f"/whistles/{FIRST}/x/link",
    f"/whistles/{FIRST}/x/record",
)


@pytest.mark.parametrize("path", FORMS)
def test_no_form_is_taken_without_its_token(everything: Any, path: str) -> None:
    answer = everything.client.post(path, data={"login": "x"}, follow_redirects=False)
    assert answer.status_code == 403
    forged = everything.client.post(path, data={"_csrf_token": "0" * 128}, follow_redirects=False)
    assert forged.status_code == 403


def test_no_form_is_taken_from_nobody(stranger: Any) -> None:
    for path in FORMS:
        if path not in ("/sign-in", "/sign-out"):
            assert stranger.send(path, {"login": "x"}).status_code == 401, path


PAGES = {
    "hall.read": ("/inbox",),
    "hall.demands": ("/demands",),
    "hall.whistles": ("/whistles",),
    "hall.publish": ("/publishing",),
    "hall.stations": ("/stations", f"/stations/{FIRST}"),
    "hall.devices": ("/packets",),
    "hall.users": ("/users", "/users/keys", "/users/journal"),
}


@pytest.mark.parametrize(
    ("login", "rights"),
    [
        ("lihua", {"hall.read", "hall.demands", "hall.whistles"}),
        ("zhaomin", {"hall.publish"}),
        ("wangqiang", {"hall.stations", "hall.devices", "hall.users"}),
    ],
)
def test_each_role_sees_its_pages_and_no_other(stranger: Any, login: str, rights: set[str]) -> None:
    stranger.sign_in(login)
    menu = stranger.get("/password").text
    for right, paths in PAGES.items():
        for path in paths:
            assert stranger.get(path).status_code == (200 if right in rights else 403), path
        assert (f'href="{paths[0]}"' in menu) is (right in rights), paths[0]


def test_every_answer_is_closed_against_the_web(everything: Any) -> None:
    for path in ("/sign-in", "/inbox", "/nothing", "/health", "/figures", "/static/hall.js"):
        headers = everything.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'"), path
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        kept = "immutable" if path.startswith("/static") else "no-store"
        assert kept in headers["cache-control"], path


def test_cookies_are_the_servers_alone(hall: Hall) -> None:
    app = make_app(hall)
    with TestClient(app, base_url="https://testserver.local") as client:
        page = client.get("/sign-in")
        form = page.headers["set-cookie"]
        token = page.text.split('_csrf_token" value="')[1].split('"')[0]
        data = {"login": "lihua", "password": PASSWORD, "_csrf_token": token}
        session = client.post("/sign-in", data=data, follow_redirects=False)
        assert session.status_code == 303
        for cookie in (form, session.headers["set-cookie"]):
            assert cookie.startswith("__Host-hall_")
            assert "HttpOnly" in cookie
            assert "Secure" in cookie
            assert "SameSite=strict" in cookie
            assert "Path=/;" in cookie
        assert "max-age" in session.headers["strict-transport-security"]


def test_a_line_of_the_log_says_nothing_of_a_person(
    officer: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger=edge.log.name):
        officer.get("/inbox?number=017014-2026")
        officer.get("/cases/110102017014/0123456789")
    lines = [json.loads(one.message) for one in caplog.records if one.name == edge.log.name]
    assert [line["route"] for line in lines] == ["/inbox", "/cases/{station}/{id}"]
    assert [line["status"] for line in lines] == [200, 404]
    assert {"at", "request", "method", "route", "status", "ms"} == set(lines[0])


def test_a_fault_of_the_program_shows_and_logs_nothing_of_the_inside(
    officer: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("张小明 11010519491231002X")

    monkeypatch.setattr("station_desktop.hall.cases.inbox.counts", broken)
    answer = officer.get("/inbox")
    assert answer.status_code == 500
    assert answer.headers["x-request-id"] in answer.text
    assert "RuntimeError" not in answer.text
    assert "11010519491231002X" not in answer.text + caplog.text
    assert "RuntimeError" in caplog.text


def test_a_relay_has_no_pages(hall: Hall) -> None:
    with TestClient(make_app(hall, relay=True, secure_cookies=False)) as client:
        assert client.get("/health").status_code == 200
        assert client.get("/sign-in").status_code == 404
        assert client.get("/inbox").status_code == 404
        assert client.post("/sync", content=b"no frame").status_code == 400
