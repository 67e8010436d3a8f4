"""The hall's pages in a real browser: no script needed, nothing blocked, nothing cut off."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hall_filled import PASSWORD, waiting
from officer_browser import chromium

from station_desktop.hall.cases import submission
from station_desktop.hall.web.app import make_app
from station_desktop.hall.work import Hall


@pytest.fixture
def address(hall: Hall) -> Iterator[str]:
    """The hall served on loopback."""
    import uvicorn

    server = uvicorn.Server(
        uvicorn.Config(make_app(hall, secure_cookies=False), log_config=None, ws="none")
    )
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([door])))
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        server.should_exit = True
        thread.join(30)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


def open_page(browser: Any, address: str, login: str, said: list[str], **settings: Any) -> Any:
    page = browser.new_context(**settings).new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}/sign-in?lang=zh_CN")
    page.fill("#f-login", login)
    page.fill("#f-password", PASSWORD)
    page.click("main button")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    return page


@pytest.mark.parametrize("script", [True, False])
def test_an_officer_returns_a_submission(
    browser: Any, address: str, hall: Hall, script: bool
) -> None:
    said: list[str] = []
    page = open_page(browser, address, "lihua", said, java_script_enabled=script)
    line = waiting(hall)[0]
    page.goto(f"{address}/cases/{line.station}/{line.id}")
    page.click("text=退回补正 >> nth=0")
    page.check(".fault-line input >> nth=0")
    page.fill(".fault-line input[type=text] >> nth=0", "照片看不清")
    page.click("button:text-is('退回补正')")
    page.wait_for_selector(".note.warn")
    assert "照片看不清" in page.inner_text(".note.warn")
    assert page.locator("#decide").count() == 0
    assert [line for line in said if "Security Policy" in line] == []
    page.context.close()


PATHS = ("/inbox", "/demands", "/figures", "/publishing", "/stations", "/users", "/packets")


@pytest.mark.parametrize("width", [360, 1366])
def test_nothing_is_cut_off(browser: Any, address: str, hall: Hall, width: int) -> None:
    said: list[str] = []
    size = {"width": width, "height": 768}
    page = open_page(browser, address, "chenlan", said, viewport=size)
    line = waiting(hall)[0]
    for path in (*PATHS, f"/cases/{line.station}/{line.id}"):
        for language in ("zh_CN", "en"):
            page.goto(f"{address}{path}?lang={language}")
            over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert over <= 0, (path, language)
    assert [line for line in said if "Security Policy" in line or "Error" in line] == []
    page.context.close()


def test_a_scan_opens_as_a_picture(browser: Any, address: str, hall: Hall) -> None:
    from hall_filled import officer

    page = open_page(browser, address, "lihua", [])
    line = waiting(hall)[0]
    seen = submission.read(hall, officer(hall), line.station, line.id, "zh_CN")
    scan = next(
        one
        for part in seen.materials
        for one in part.scans
        if one.here and one.media.startswith("image/")
    )
    answer = page.goto(f"{address}/cases/{line.station}/{line.id}/files/{scan.hash}")
    assert answer.headers["content-type"] == scan.media
    assert page.evaluate("document.images[0].naturalWidth") == 60
    page.context.close()
