"""The pictures of README, taken anew from the running program.

    python installers/pictures.py    write resources/pictures/*.png

The window's come from the tour, the hall's web pages from a headless Chromium at the hall of
``make hall``. They are stored with 256 colours, which is all that a window of text needs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from PySide6.QtGui import QImage

from station_desktop.domain.problem import Refused
from station_desktop.hall import demo
from station_desktop.hall.cases import decisions, inbox
from station_desktop.hall.cases.decisions import Chosen

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "resources" / "pictures"
MOST_BYTES = 150_000
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
DESKTOP, TALL, PHONE = (1366, 768), (1366, 1060), (390, 844)
ITEM = "GOV-EL-001"
"""The item whose submission is shown: it has few questions."""

FROM_TOUR = (
    "find-an-item",
    "collect-ready",
    "collect-accepted",
    "proof-refused",
    "room-queue",
    "room-case",
    "manhole-desk",
    "manhole-steps",
    "manhole-board",
    "manhole-follow-up",
    "manhole-week",
    "english",
    "large",
    "room-demands",
    "demand-answer",
    "case-returned",
    "hall-connected",
    "hall-made",
    "second-window-joins",
)
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
_SURROUNDINGS = os.environ | {"TZ": "Asia/Shanghai", "PYTHONUNBUFFERED": "1"}


class Failed(Exception):
    """A picture could not be taken."""


# the window


def take_tour(folder: Path) -> Iterator[Path]:
    """Drive the window; its pictures that README shows."""
    command = [sys.executable, "-m", "station_desktop", "--tour", str(folder)]
    subprocess.run(command, cwd=ROOT, env=_SURROUNDINGS, check=True)
    for name in FROM_TOUR:
        found = next(folder.glob(f"[0-9][0-9]-{name}.png"), None)
        if found is None:
            raise Failed(f"the tour has no picture {name}")
        yield found


# the hall's web pages


@contextmanager
def hall(folder: Path) -> Iterator[str]:
    """The address of a hall to which the demo station has brought everything."""
    command = [sys.executable, "-m", "station_desktop.together", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--folder", str(folder)],
        cwd=ROOT,
        env=_SURROUNDINGS,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        said = (_ADDRESS.search(line) for line in process.stdout)
        found = next((address for address in said if address), None)
        if found is None:
            raise Failed("the hall did not start")
        yield found[0]
    finally:
        process.terminate()
        process.wait(60)


def decide_some(folder: Path) -> None:
    """Every fifth submission is approved, so that there are figures."""
    office = demo.ready(folder)
    officer = demo.officer(office, demo.STAFF[0][0])
    try:
        for line in inbox.page(office, officer, limit=1000).lines[::5]:
            with suppress(Refused):  # a document is to follow
                decisions.approve(office, officer, Chosen(line.station, line.id))
    finally:
        office.database.close()


def take_web(address: str, folder: Path) -> Iterator[Path]:
    """What an officer sees."""
    program = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if program is None:
        raise Failed("there is no Chromium here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        for name, size, show in (
            ("web-inbox", DESKTOP, show_inbox),
            ("web-return", TALL, show_return),
            ("web-figures", DESKTOP, show_figures),
            ("web-phone", PHONE, show_case),
        ):
            page = signed_in(browser, address, size)
            show(page, address)
            yield photographed(page, folder / f"{name}.png")
        browser.close()


def signed_in(browser: Browser, address: str, size: tuple[int, int]) -> Page:
    view: ViewportSize = {"width": size[0], "height": size[1]}
    page = browser.new_page(viewport=view, locale="zh-CN")
    page.goto(f"{address}/sign-in?lang=zh_CN")
    page.fill("#f-login", demo.STAFF[-1][0])
    page.fill("#f-password", demo.PASSWORD)
    page.click("main button")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    return page


def photographed(page: Page, file: Path) -> Path:
    page.evaluate("document.activeElement && document.activeElement.blur()")
    page.screenshot(path=file)
    return file


def show_inbox(page: Page, address: str) -> None:
    page.goto(f"{address}/inbox")


def show_case(page: Page, address: str) -> None:
    """The first submission of the item that waits."""
    page.goto(f"{address}/inbox?item={ITEM}")
    page.click("table th a")
    page.wait_for_selector(".facts")


def show_return(page: Page, address: str) -> None:
    """The same, with the list of what is wrong half filled in."""
    show_case(page, address)
    page.click("details:has(form[action$='/return']) > summary")
    for at, words in enumerate(("复印件看不清有效期，请重新复印", "缺首页，请把首页一并复印")):
        page.check(f".fault-line input[type=checkbox] >> nth={at}")
        page.fill(f".fault-line input[type=text] >> nth={at}", words)
    page.fill("#f-whole", "申请表第2页没有本人签字")
    page.evaluate("window.scrollTo(0, 0)")


def show_figures(page: Page, address: str) -> None:
    page.goto(f"{address}/figures")


# files


def store(source: Path, target: Path) -> None:
    """The picture in 256 of its colours, the rest as the nearest of these."""
    image = QImage(str(source)).convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(image.constBits()).cast("I"))
    colours = palette([colour for colour, _ in counted.most_common()])
    image.convertToFormat(QImage.Format.Format_Indexed8, colours).save(str(target), quality=0)
    if target.stat().st_size > MOST_BYTES:
        raise Failed(f"{target.name} has {target.stat().st_size} bytes")


def palette(colours: list[int]) -> list[int]:
    """The most frequent ones, but one of every hue: a red star is small and must stay red."""
    hues: dict[int, int] = {}
    for colour in colours:
        hues.setdefault(colour & 0xE0E0E0, colour)
    return list(dict.fromkeys([*list(hues.values())[:128], *colours]))[:256]


def keep(taken: Iterator[Path]) -> None:
    """Each under its name, without the number that the tour gives it."""
    for file in taken:
        store(file, PICTURES / f"{file.stem.lstrip('0123456789-')}.png")


def main() -> int:
    PICTURES.mkdir(exist_ok=True)
    keep(take_tour(ROOT / "build" / "tour"))
    with tempfile.TemporaryDirectory() as place, hall(Path(place)) as address:
        decide_some(Path(place) / "demo-hall")
        keep(take_web(address, Path(place)))
    print(f"The pictures are in {PICTURES.relative_to(ROOT)}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
