"""The whistles' pages in a real browser: a department at a phone, an officer at the board."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hall_blown import DRAINS, STREETS, Station, path_of, whistle_of
from hall_filled import FIRST, PASSWORD
from hall_process import hall_in_thread
from officer_browser import chromium

from station_desktop.hall.work import Hall


@pytest.fixture
def station(hall: Hall) -> Station:
    return Station(hall)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def small_targets(page: Any) -> list[str]:
    """What can be pressed and is lower than a finger."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(`a:not(.skip), button, input:not([type=hidden]),
            select, textarea, summary, label:has(input)`)]
            .filter(e => e.offsetParent && !(e.closest('label') && e.tagName === 'INPUT'))
            .filter(e => e.getBoundingClientRect().height < 44)
            .map(e => e.outerHTML.slice(0, 80))"""
    )
    return found


@pytest.mark.parametrize("script", [True, False])
def test_a_department_checks_in_acts_and_reports_from_a_phone(
    browser: Any, hall: Hall, station: Station, script: bool
) -> None:
    id = station.blows("井盖破损，行人绕行", DRAINS, minutes_ago=18)
    path = path_of(hall, id)
    said: list[str] = []
    with hall_in_thread(hall) as port:
        address = f"http://127.0.0.1:{port}"
        context = browser.new_context(**PHONE, java_script_enabled=script, locale="zh-CN")
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{address}{path}")
        assert "12" in page.inner_text(".clock")
        if script:
            assert small_targets(page) == []
            over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert over <= 0
        page.fill("#f-who", "周师傅")
        page.click("text=我已到场，报到")
        page.wait_for_selector(".note.ok")
        assert "已于2026-11-20 10:30报到" in page.inner_text(".note.ok")
        page.fill("#f-text", "已放围挡，正在换井盖")
        page.click("text=记录处置")
        page.wait_for_selector(".acts")
        page.fill("#f-report", "井盖已换好")
        page.click("text=提交反馈")
        page.wait_for_selector("text=已提交反馈")
        page.check("input[name=grade][value='5']")
        page.click("text=提交评价")
        page.wait_for_selector("text=修改评价")
        if script:
            assert small_targets(page) == []
        context.close()
    [called] = whistle_of(hall, id).departments
    assert (called.who, called.report, called.grade_back) == ("周师傅", "井盖已换好", 5)
    assert called.acts[0].text == "已放围挡，正在换井盖"
    assert [line for line in said if "Security Policy" in line] == []


def signed_in(browser: Any, address: str, **settings: Any) -> Any:
    page = browser.new_context(**settings).new_page()
    page.set_default_timeout(10_000)
    page.goto(f"{address}/sign-in?lang=zh_CN")
    page.fill("#f-login", "lihua")
    page.fill("#f-password", PASSWORD)
    page.click("main button")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    return page


def test_the_board_looks_again_by_itself_but_not_while_somebody_is_at_it(
    browser: Any, hall: Hall, station: Station
) -> None:
    with hall_in_thread(hall) as port:
        page = signed_in(browser, f"http://127.0.0.1:{port}")
        page.clock.install()
        page.goto(f"http://127.0.0.1:{port}/whistles")
        station.blows("刚刚吹的一件")
        page.focus("#f-station")
        page.clock.run_for(60_000)
        assert "刚刚吹的一件" not in page.inner_text("main")
        page.evaluate("document.activeElement.blur()")
        page.clock.run_for(21_000)
        page.wait_for_selector("text=刚刚吹的一件")
        page.context.close()


@pytest.mark.parametrize("width", [360, 1366])
def test_nothing_of_the_whistles_is_cut_off(
    browser: Any, hall: Hall, station: Station, width: int
) -> None:

    id = station.blows("井盖破损", DRAINS, STREETS, minutes_ago=50)
    path = path_of(hall, id)
    with hall_in_thread(hall) as port:
        address = f"http://127.0.0.1:{port}"
        page = signed_in(browser, address, viewport={"width": width, "height": 768})
        for place in ("/whistles", f"/whistles/{FIRST}/{id}", path, "/figures"):
            for language in ("zh_CN", "en"):
                page.goto(f"{address}{place}?lang={language}")
                over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                assert over <= 0, (place, language)
        page.context.close()
