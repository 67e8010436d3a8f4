"""The resident rates by the code on the receipt: five levels, nothing chosen, once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hall_blown import ITEM, Station
from hall_filled import FIRST, NOW
from hall_process import hall_in_thread
from litestar.testing import TestClient
from officer_browser import chromium

from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.handling import Reopened
from station_desktop.domain.journal.journal import of_hall
from station_desktop.hall.journal import folding
from station_desktop.hall.web import open_pages
from station_desktop.hall.work import SELF, Hall


@pytest.fixture
def station(hall: Hall) -> Station:
    return Station(hall)


@pytest.fixture
def closed(station: Station) -> str:
    case = station.opens()
    station.completes(case)
    return case


def case_of(hall: Hall, id: str) -> Case:
    with hall.database.reading() as connection:
        found = folding.load(connection, FIRST, "case", id)
    assert isinstance(found, Case)
    return found


def sends(client: TestClient[Any], id: str, **form: str) -> Any:
    return client.post(f"/r/{id}", data=form, follow_redirects=False)


def test_nothing_is_chosen_beforehand_and_no_person_is_named(
    client: TestClient[Any], hall: Hall, station: Station, closed: str
) -> None:
    page = client.get(f"/r/{closed}").text
    item = station.desk.pack.item(ITEM)
    assert item is not None
    assert item.name.zh in page
    assert f"{NOW:%Y-%m-%d}办结" in page
    assert len(re.findall(r'name="level" value="[1-5]" required>', page)) == 5
    assert "checked" not in page
    assert "selected" not in page
    assert "张桂兰" not in page
    assert case_of(hall, closed).number not in page
    assert item.name.en in client.get(f"/r/{closed}?lang=en").text


def test_a_rating_is_the_halls_word_in_the_stations_journal(
    client: TestClient[Any], hall: Hall, closed: str
) -> None:
    form = {"level": "4", "skill": "5", "words": "谢谢王姐", "solved": "yes"}
    sent = sends(client, closed, **form)
    assert (sent.status_code, sent.headers["location"]) == (303, f"/r/{closed}")
    said = case_of(hall, closed).rating
    assert said is not None
    assert (said.level, said.channel, said.aspects) == (4, "code", {"skill": 5})
    assert (said.words, said.solved) == ("谢谢王姐", True)
    with hall.database.reading() as connection:
        last = folding.history(connection, FIRST, f"case:{closed}")[-1]
    assert last.kind == "case.rated"
    assert last.author == SELF
    assert of_hall(last.device)
    page = client.get(f"/r/{closed}").text
    assert "谢谢，已经收到您的评价" in page
    assert "谢谢王姐" not in page


def test_sent_twice_it_counts_once(client: TestClient[Any], hall: Hall, closed: str) -> None:
    assert sends(client, closed, level="5").status_code == 303
    assert sends(client, closed, level="1").status_code == 303
    ratings = case_of(hall, closed).ratings
    assert [one.level for one in ratings] == [5]
    with hall.database.reading() as connection:
        told = folding.history(connection, FIRST, f"case:{closed}")
    assert [one.kind for one in told].count("case.rated") == 1


def test_a_bad_rating_leaves_the_day_of_the_call_to_the_station(
    client: TestClient[Any], hall: Hall, closed: str
) -> None:
    sends(client, closed, level="2", solved="no")
    case = case_of(hall, closed)
    assert case.calling_back is not None
    assert case.calling_back.due == ""


def test_before_the_closing_it_says_to_come_back(
    client: TestClient[Any], hall: Hall, station: Station
) -> None:
    case = station.opens()
    assert "办结以后，请您再扫一次" in client.get(f"/r/{case}").text
    early = sends(client, case, level="5")
    assert early.status_code == 422
    assert 'name="level"' not in early.text
    assert case_of(hall, case).ratings == ()


def test_what_came_to_no_result_is_not_rated(
    client: TestClient[Any], hall: Hall, station: Station
) -> None:
    case = station.opens()
    station.withdraws(case)
    assert "不用评价" in client.get(f"/r/{case}").text
    assert sends(client, case, level="5").status_code == 422


def test_each_closing_is_rated_by_itself(
    client: TestClient[Any], hall: Hall, station: Station, closed: str
) -> None:
    sends(client, closed, level="1")
    station.now += 60_000
    station.says((f"case:{closed}", Reopened("没有修好")))
    assert sends(client, closed, level="5").status_code == 422
    station.completes(closed)
    assert sends(client, closed, level="5").status_code == 303
    assert [(one.closing, one.level) for one in case_of(hall, closed).ratings] == [(1, 1), (2, 5)]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"level": "0"},
        {"level": "6"},
        {"level": "很好"},
        {"level": "5", "skill": "9"},
        {"level": "5", "words": "好" * 501},
    ],
)
def test_wrong_forms_write_nothing_and_keep_what_was_typed(
    client: TestClient[Any], hall: Hall, closed: str, form: dict[str, str]
) -> None:
    sent = sends(client, closed, **{"words": "路修好了", **form})
    assert sent.status_code == 422
    assert 'role="alert"' in sent.text
    assert form.get("words", "路修好了") in sent.text
    assert case_of(hall, closed).ratings == ()


@pytest.mark.parametrize("id", ["x", "0" * 32, "%00", "é", "A" * 3000])
def test_an_unknown_code_is_a_neutral_page(client: TestClient[Any], id: str) -> None:
    answers = [client.get(f"/r/{id}"), sends(client, id, level="5")]
    for answer in answers:
        assert answer.status_code == 404
        assert "没有可以评价的事项" in answer.text


def test_a_foreign_page_cannot_rate(client: TestClient[Any], hall: Hall, closed: str) -> None:
    headers = {"sec-fetch-site": "cross-site"}
    answer = client.post(f"/r/{closed}", data={"level": "1"}, headers=headers)
    assert answer.status_code == 403
    assert case_of(hall, closed).ratings == ()


def test_guessing_is_limited_by_address(client: TestClient[Any]) -> None:
    tried = [client.get(f"/r/{n}").status_code for n in range(open_pages.VISITS_A_MINUTE + 1)]
    assert set(tried[:-1]) == {404}
    assert tried[-1] == 429


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize("script", [True, False])
def test_a_resident_rates_from_a_phone(browser: Any, hall: Hall, closed: str, script: bool) -> None:
    said: list[str] = []
    with hall_in_thread(hall) as port:
        address = f"http://127.0.0.1:{port}"
        size = {"width": 360, "height": 740}
        context = browser.new_context(viewport=size, java_script_enabled=script, locale="zh-CN")
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{address}/r/{closed}")
        page.check("[name=level][value='2']")
        page.check("[name=solved][value='no']")
        page.click("summary")
        page.select_option("#f-attitude", "3")
        page.fill("#f-words", "等了很久")
        page.click("text=提交评价")
        page.wait_for_selector(".note.ok")
        context.close()
    rating = case_of(hall, closed).rating
    assert rating is not None
    assert (rating.level, rating.aspects, rating.solved) == (2, {"attitude": 3}, False)
    assert [line for line in said if "Security Policy" in line] == []
