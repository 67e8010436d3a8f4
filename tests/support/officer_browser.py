"""A member of the hall's staff at a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


@contextmanager
def chromium() -> Iterator[Any]:
    """A headless Chromium, as long as the block."""
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.exists():
        raise RuntimeError(
            f"These tests need Chromium (Debian: apt-get install chromium): no {CHROMIUM}."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()


class Officer:
    """Signs in and works through the pages as they are, in Chinese."""

    def __init__(self, browser: Any, address: str, login: str, password: str) -> None:
        self.address = address
        self.page = browser.new_context(ignore_https_errors=True).new_page()
        self.page.set_default_timeout(10_000)
        self.page.goto(f"{address}/sign-in?lang=zh_CN")
        self.page.fill("#f-login", login)
        self.page.fill("#f-password", password)
        self.page.click("main button")
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def close(self) -> None:
        self.page.context.close()

    def inbox(self) -> str:
        """What stands in the inbox."""
        self.page.goto(f"{self.address}/inbox")
        return str(self.page.inner_text("main"))

    def open_case(self, number: str) -> str:
        """Find the case in the inbox by its number and open it; what its page says."""
        self.page.goto(f"{self.address}/inbox")
        self.page.fill("#f-number", number)
        self.page.click("form[role=search] button")
        self.page.click("table th a")
        self.page.wait_for_selector(".facts")
        return str(self.page.inner_text("main"))

    def first_scan(self) -> bytes:
        """The first attachment of the open case, as the browser gets it."""
        link = self.page.locator(".files a").first.get_attribute("href")
        answer = self.page.context.request.get(f"{self.address}{link}")
        assert answer.ok
        return bytes(answer.body())

    def returns(self, wrong: dict[str, str], whole: str) -> str:
        """Send the open case back; what its page says then."""
        self.page.click("details:has(form[action$='/return']) > summary")
        for key, what in wrong.items():
            self.page.check(f"[id='w-{key}']")
            self.page.fill(f"[id='t-{key}']", what)
        self.page.fill("#f-whole", whole)
        self.page.click("form[action$='/return'] button[type=submit]")
        self.page.wait_for_selector(".note.warn")
        return str(self.page.inner_text(".note.warn"))

    def approves(self, result: str, reference: str) -> str:
        """Approve the open case; what its page says then."""
        self.page.click("details:has(form[action$='/approve']) > summary")
        self.page.fill("#f-result", result)
        self.page.fill("#f-reference", reference)
        self.page.click("form[action$='/approve'] button[type=submit]")
        self.page.wait_for_selector(".note.ok")
        return str(self.page.inner_text(".note.ok"))
