"""What is written in individual cases travels to the hall as entries do, and stands on none of its
pages: nobody of the hall's reads a station's notes there."""

from __future__ import annotations

import re
from collections import deque
from typing import Any

import pytest
from hall_filled import FIRST, NOW, Desk

from station_desktop.domain.individual.individuals import Applied, Diagnosed, Noted, Reviewed
from station_desktop.domain.journal.journal import Fact, Run
from station_desktop.domain.time import clock
from station_desktop.hall.journal import filing
from station_desktop.hall.work import Hall

PRIVATE = ("女儿私下提到债务", "老伴去世后独居", "情绪低落", "独居老人求助", "抓紧落实助餐")
LINK = re.compile(r'(?:href|action)="(/[^"#]*)"')
PAGES = 80


@pytest.fixture
def noted(hall: Hall) -> Hall:
    """A window of the first station has sent an individual case."""
    desk = Desk(hall, FIRST, "c0ffee000001")
    facts: tuple[Fact, ...] = (
        Applied("017014-G20261118-01-0001-7", desk.new_id(1), PRIVATE[3]),
        Diagnosed(PRIVATE[1], (PRIVATE[2],)),
        Reviewed(PRIVATE[4]),
        Noted(PRIVATE[0]),
    )
    subject = f"individual:{desk.new_id(clock.milliseconds(NOW))}"
    for fact in facts:
        desk.tell(subject, fact, clock.milliseconds(NOW))
    with hall.database.begin() as connection:
        filing.store(connection, FIRST, [Run(desk.device, tuple(desk.entries))])
    return hall


def test_no_page_of_the_hall_shows_a_word_of_it(noted: Hall, everything: Any) -> None:
    seen: set[str] = set()
    waiting = deque(["/"])
    while waiting and len(seen) < PAGES:
        path = waiting.popleft()
        if path in seen or "sign-out" in path:
            continue
        seen.add(path)
        answer = everything.get(path)
        if answer.status_code in (301, 302, 303, 307):
            waiting.append(answer.headers["location"])
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        for words in PRIVATE:
            assert words not in answer.text, path
        waiting.extend(link.replace("&amp;", "&") for link in LINK.findall(answer.text))
    assert len(seen) > 20
