"""The whistle board, a whistle, and the department's page by its link."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from hall_blown import DRAINS, STREETS, Station, path_of, whistle_of
from hall_filled import FIRST, NOW, Turned
from litestar.testing import TestClient

from station_desktop.domain.problem import refuse
from station_desktop.hall.web import open_pages
from station_desktop.hall.web.app import make_app
from station_desktop.hall.whistles import department
from station_desktop.hall.work import Hall


@pytest.fixture
def station(hall: Hall) -> Station:
    return Station(hall)


def test_the_board_says_who_is_late_and_who_is_to_be_called(officer: Any, station: Station) -> None:
    station.blows("路灯不亮", STREETS, minutes_ago=43)
    station.blows("树枝压线", kind="emergency")
    page = officer.get("/whistles").text
    assert page.index("树枝压线") < page.index("路灯不亮") or "还没有通知部门" in page
    assert "已超时13分钟" in page
    assert "应急哨" in page
    assert 'data-reload="20"' in page
    english = officer.get("/whistles?lang=en").text
    assert "13 min late" in english
    assert "Emergency" in english


def test_the_board_shows_a_stations_own_and_those_that_are_over(
    officer: Any, station: Station
) -> None:
    closed = station.blows("已办的一件", DRAINS)
    station.closes(closed)
    station.blows("还在办的一件", DRAINS)
    over = officer.get("/whistles?show=over").text
    assert "已办的一件" in over
    assert "还在办的一件" not in over
    assert "没有正在处理" in officer.get("/whistles?station=110102017003").text


def test_an_officer_calls_a_department_and_gets_its_link_to_send_on(
    officer: Any, station: Station, hall: Hall
) -> None:
    id = station.blows()
    base = f"/whistles/{FIRST}/{id}"
    assert "服务站在等街道通知部门" in officer.get(base).text
    sent = officer.send(f"{base}/call", {"department": DRAINS, "contact": "老周"})
    assert sent.headers["location"] == base
    page = officer.get(base).text
    link = path_of(hall, id)
    assert f'value="http://testserver.local{link}"' in page
    assert "<svg width" in page
    assert "30分钟" in page
    again = officer.send(f"{base}/call", {"department": DRAINS})
    assert again.status_code == 422
    assert f'value="{DRAINS}"' in again.text
    renewed = officer.send(f"{base}/link", {"department": DRAINS})
    assert renewed.status_code == 303
    assert path_of(hall, id) != link


def test_the_link_is_of_the_halls_own_secure_address(hall: Hall, station: Station) -> None:
    id = station.blows("井盖破损", DRAINS)
    path = path_of(hall, id)
    with TestClient(make_app(hall), base_url="https://hall.example:8443") as client:
        assert client.get(path).status_code == 200
        assert "strict-transport-security" in client.get(path).headers


def test_an_officer_turns_a_whistle_down_with_a_reason(
    officer: Any, station: Station, hall: Hall
) -> None:
    id = station.blows()
    base = f"/whistles/{FIRST}/{id}"
    assert officer.send(f"{base}/turn-down", {"reason": ""}).status_code == 422
    assert officer.send(f"{base}/turn-down", {"reason": "街道直接处理"}).status_code == 303
    page = officer.get(base).text
    assert "街道直接处理" in page
    assert "通知部门报到" not in page
    refused = officer.send(f"{base}/call", {"department": DRAINS})
    assert refused.status_code == 422


def test_an_officer_writes_down_what_was_told_by_telephone(
    officer: Any, station: Station, hall: Hall
) -> None:
    id = station.blows("井盖破损", DRAINS, minutes_ago=40)
    base = f"/whistles/{FIRST}/{id}"
    mine = {"department": DRAINS}
    at = f"{NOW - timedelta(minutes=20):%Y-%m-%dT%H:%M}"
    told = {**mine, "do": "arrive", "at": at, "who": "周师傅"}
    assert officer.send(f"{base}/record", told).status_code == 303
    [called] = whistle_of(hall, id).departments
    assert (called.checked_in_at - called.called_at) // 60_000 == 20
    assert "20分钟到场" in officer.get(base).text
    wrong = officer.send(f"{base}/record", {**mine, "do": "act", "at": at, "text": ""})
    assert wrong.status_code == 422
    assert f'value="{at}"' in wrong.text
    assert officer.send(f"{base}/record", {**mine, "do": "nonsense"}).status_code == 422


def test_a_whistle_that_is_not_there_is_no_page(officer: Any) -> None:
    for path in (f"/whistles/{FIRST}/nothing", "/whistles/nowhere/x", f"/whistles/{FIRST}/%00"):
        assert officer.get(path).status_code == 404
        assert officer.send(f"{path}/call", {"department": DRAINS}).status_code in (404, 422)


def test_a_department_needs_no_account_and_leaves_no_cookie(
    client: TestClient[Any], hall: Hall, station: Station
) -> None:
    id = station.blows("井盖破损", DRAINS, minutes_ago=10, kind="hard")
    path = path_of(hall, id)
    page = client.get(path)
    assert page.status_code == 200
    assert "hall_session" not in client.cookies
    assert "noindex" in page.text
    text = html.unescape(page.text)
    for shown in ("井盖破损", "老墙根街6号院门口", "攻坚哨", "<b>20</b> 分钟内应当到场"):
        assert shown in text
    for do, more in (
        ("arrive", {"who": "周师傅"}),
        ("act", {"text": "正在清淤"}),
        ("report", {"report": "已疏通"}),
        ("rate", {"grade": "4", "note": "地点清楚"}),
    ):
        sent = client.post(path, data={"do": do, "once": do, **more}, follow_redirects=False)
        assert sent.status_code == 303, do
        assert sent.headers["location"] == path
    [called] = whistle_of(hall, id).departments
    assert called.checked_in_at == hall.now_ms()
    assert (called.who, called.report, called.grade_back) == ("周师傅", "已疏通", 4)
    assert "正在清淤" in client.get(path).text


def test_a_department_cannot_say_when_it_came(
    client: TestClient[Any], hall: Hall, station: Station
) -> None:
    """The clock is the hall's: nothing in the form moves it."""
    id = station.blows("井盖破损", DRAINS, minutes_ago=40)
    sent = {"do": "arrive", "at": f"{NOW - timedelta(minutes=39):%Y-%m-%dT%H:%M}"}
    assert client.post(path_of(hall, id), data=sent, follow_redirects=False).status_code == 303
    assert whistle_of(hall, id).departments[0].checked_in_at == hall.now_ms()


def test_nothing_is_chosen_beforehand(
    client: TestClient[Any], hall: Hall, station: Station
) -> None:
    path = path_of(hall, station.blows("井盖破损", DRAINS))
    client.post(path, data={"do": "arrive"})
    page = client.get(path).text
    assert page.count('name="grade"') == 5
    assert "checked" not in page
    assert client.post(path, data={"do": "rate"}).status_code == 422


def test_the_page_speaks_the_readers_language(
    client: TestClient[Any], hall: Hall, station: Station
) -> None:
    path = path_of(hall, station.blows("井盖破损", DRAINS))
    assert "I am there: check in" in client.get(path, headers={"accept-language": "en"}).text
    assert "我已到场，报到" in client.get(path, headers={"accept-language": "zh-CN"}).text
    assert "check in" in client.get(f"{path}?lang=en").text


def test_wrong_forms_say_what_is_wrong_and_keep_what_was_typed(
    client: TestClient[Any], hall: Hall, station: Station
) -> None:
    path = path_of(hall, station.blows("井盖破损", DRAINS))
    long = client.post(path, data={"do": "arrive", "place": "东" * 121, "who": "周师傅"})
    assert long.status_code == 422
    assert "周师傅" in long.text
    client.post(path, data={"do": "arrive"})
    empty = client.post(path, data={"do": "report", "report": " "})
    assert empty.status_code == 422
    assert client.post(path, data={"do": "dance"}).status_code == 422


@pytest.mark.parametrize("secret", ["x", "A" * 32, "%00", "é", "A" * 3000])
def test_an_unknown_link_is_a_neutral_page(client: TestClient[Any], secret: str) -> None:
    for answer in (client.get(f"/w/{secret}"), client.post(f"/w/{secret}", data={"do": "arrive"})):
        assert answer.status_code == 404
        assert "链接打不开" in answer.text


def test_a_link_ends_seven_days_after_the_whistle(
    client: TestClient[Any], hall: Hall, station: Station
) -> None:
    id = station.blows("井盖破损", DRAINS)
    path = path_of(hall, id)
    station.closes(id)
    assert isinstance(hall.time, Turned)
    hall.time.moment += timedelta(minutes=1)
    late = client.post(path, data={"do": "arrive"})
    assert late.status_code == 422
    assert client.post(path, data={"do": "report", "report": "补报"}).status_code == 200
    hall.time.moment += timedelta(days=8)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 303),
        ({"origin": "http://testserver.local"}, 303),
        ({"sec-fetch-site": "cross-site", "origin": "null"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://evil.example"}, 403),
    ],
)
def test_a_form_of_a_foreign_page_is_turned_away(
    client: TestClient[Any], hall: Hall, station: Station, headers: dict[str, str], status: int
) -> None:
    id = station.blows("井盖破损", DRAINS)
    sent = client.post(
        path_of(hall, id), data={"do": "arrive"}, headers=headers, follow_redirects=False
    )
    assert sent.status_code == status
    assert bool(whistle_of(hall, id).departments[0].checked_in_at) == (status == 303)


def test_guessing_links_is_limited_by_address(client: TestClient[Any]) -> None:
    tried = [client.get(f"/w/{n}").status_code for n in range(open_pages.VISITS_A_MINUTE + 1)]
    assert set(tried[:-1]) == {404}
    assert tried[-1] == 429


def test_links_are_in_no_log(
    client: TestClient[Any], hall: Hall, station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    path = path_of(hall, station.blows("井盖破损", DRAINS))
    with caplog.at_level("INFO", "station_desktop"):
        client.get(path)
        client.post(path, data={"do": "arrive"})
    written = "\n".join(
        record.getMessage() for record in caplog.records if "httpx" not in record.name
    )
    assert "/w/{secret}" in written
    assert path.removeprefix("/w/") not in written
    assert path not in client.get("/metrics").text


def test_a_database_that_is_away_is_said_to_the_department(
    client: TestClient[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any) -> Any:
        raise refuse("hall.database_busy")

    monkeypatch.setattr(department, "look", away)
    assert client.get("/w/x").status_code == 503


def test_every_whistle_page_is_written_in_full(officer: Any, hall: Hall, station: Station) -> None:
    """No blank is left open in any state a whistle can be in."""
    waiting = station.blows("等待的", DRAINS)
    late = station.blows("迟到的", DRAINS, minutes_ago=90)
    closed = station.blows("办完的", DRAINS, minutes_ago=90)
    station.closes(closed)
    for id in (waiting, late, closed, station.blows("没有叫人的")):
        for language in ("zh_CN", "en"):
            page = officer.get(f"/whistles/{FIRST}/{id}?lang={language}").text
            assert not re.search(r"page\.[a-z]+\.|\{[a-z]+\}", page), (id, language)


def test_the_case_of_a_whistle_opens_though_nobody_is_registered_for_it(
    officer: Any, station: Station
) -> None:
    """A demand in the resident's own words has no resident on record."""
    case = station.opens()
    id = station.blows("井盖破损", DRAINS, case=case)
    page = officer.get(f"/whistles/{FIRST}/{id}").text
    assert f'href="/cases/{FIRST}/{case}"' in page
    assert officer.get(f"/cases/{FIRST}/{case}").status_code == 200
