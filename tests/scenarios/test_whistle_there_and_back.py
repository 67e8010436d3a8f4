"""A whistle blown with no network, heard by the hall, answered by a department from a phone, and
closed at the station; and the resident who rates by the code on the paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from taken_in import take_in
from two_ends import Town, must_be_same, officer, town

from station_desktop.domain.journal import journal
from station_desktop.domain.problem import Refused
from station_desktop.domain.whistle.whistles import Whistle
from station_desktop.hall.cases import decisions
from station_desktop.hall.whistles import acts, board, deeds
from station_desktop.hall.whistles.acts import Chosen
from station_desktop.papers.document import Code, Document
from station_desktop.storage.store import Store
from station_desktop.usecases.casework import cases
from station_desktop.usecases.counter import own_words
from station_desktop.usecases.counter.own_words import OwnWords
from station_desktop.usecases.paper import papers
from station_desktop.usecases.people import residents
from station_desktop.usecases.whistle import whistling

DRAINS = "排水集团"
PERSON = {"name": "张小明", "id_number": "11010519491231002X", "phone": "13800138000"}


@pytest.fixture(autouse=True)
def _nobody_searches_for_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "keep_item_index", lambda _: None)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Town]:
    with town(tmp_path) as made:
        yield made


def blocked_manhole(place: Town) -> Whistle:
    work = place.window.work
    words = OwnWords(
        what="胡同口的污水井堵了，污水返到院里。",
        category="public",
        lane="transfer",
        contact="张大爷",
        phone="13800138000",
        place="老墙根街6号院门口",
    )
    case = own_words.take_down(work, words)
    what = "污水井堵塞返水，需清淤疏通"
    return whistling.blow(work, case.number, "everyday", what, "老墙根街6号院门口")


def at_station(place: Town, whistle: Whistle) -> Whistle:
    return whistling.get(place.window.work, whistle.id)


@pytest.mark.timeout(120)
def test_blown_offline_answered_by_link_and_closed_at_the_station(place: Town) -> None:
    window, hall = place.window, place.hall
    who, here = officer(hall), f"http://127.0.0.1:{place.port}"
    place.way.gone = True
    blown = blocked_manhole(place)
    assert window.tries() != ""
    assert board.board(hall, who).lines == ()

    place.way.heal()
    window.settles()
    [line] = board.board(hall, who).lines
    assert line.uncalled
    assert line.whistle.number == blown.number
    chosen = Chosen(line.station, blown.id)
    acts.call(hall, who, chosen, DRAINS, "老周")
    path = board.detail(hall, who, chosen).links[DRAINS]

    place.way.gone = True
    with httpx.Client(base_url=here, trust_env=False) as phone:
        page = phone.get(path).text
        assert blown.what in page
        assert "张大爷" not in page
        assert "13800138000" not in page
        for form in (
            {"do": "arrive", "who": "周师傅"},
            {"do": "act", "text": "已清淤"},
            {"do": "report", "report": "已疏通，排水正常"},
            {"do": "rate", "grade": "5"},
        ):
            assert phone.post(path, data=form).status_code == 303
    assert at_station(place, blown).departments == ()

    place.way.heal()
    window.settles()
    [called] = at_station(place, blown).departments
    assert (called.department, called.who, called.report) == (DRAINS, "周师傅", "已疏通，排水正常")
    assert called.grade_back == 5
    told = window.store.ledger.history(f"whistle:{blown.id}")
    assert [journal.of_hall(entry.device) for entry in told] == [False, *[True] * 5]

    whistling.appraise(window.work, blown.id, DRAINS, "station", 5)
    whistling.close(window.work, blown.id, "当天疏通")
    window.settles()
    [over] = board.board(hall, who, "over").lines
    assert over.whistle == at_station(place, blown)
    assert over.whistle.state == "closed"
    must_be_same(hall, window)


@pytest.mark.timeout(120)
def test_turned_down_by_the_hall_is_heard_at_the_station(place: Town) -> None:
    window, hall = place.window, place.hall
    blown = blocked_manhole(place)
    window.settles()
    chosen = Chosen(window.store.settings().station_code, blown.id)
    acts.turn_down(hall, officer(hall), chosen, "街道市政科直接处理")
    window.settles()
    assert at_station(place, blown).state == "turned_down"
    with pytest.raises(Refused, match=r"whistle\.over"):
        whistling.close(window.work, blown.id, "已处理")
    must_be_same(hall, window)


@pytest.mark.timeout(120)
def test_both_ends_call_and_check_in_while_apart_and_agree_afterwards(place: Town) -> None:
    """Said on both sides without knowing of each other: nothing is lost, the earlier sign-in
    counts, the first call counts, and both ends hold the same."""
    window, hall = place.window, place.hall
    who = officer(hall)
    blown = blocked_manhole(place)
    window.settles()
    place.way.gone = True
    acts.call(hall, who, chosen := Chosen(window.store.settings().station_code, blown.id), DRAINS)
    whistling.check_in(window.work, blown.id, DRAINS, "东口", "周师傅")
    acts.record(hall, who, chosen, DRAINS, deeds.Arrival("西口", "周师傅"))
    whistling.act(window.work, blown.id, DRAINS, "清淤")
    acts.record(hall, who, chosen, DRAINS, deeds.Act("封路"))
    place.way.heal()
    window.settles()
    [called] = at_station(place, blown).departments
    assert {act.text for act in called.acts} == {"清淤", "封路"}
    assert called.place == "东口"
    assert not called.implied
    assert board.detail(hall, who, chosen).line.whistle == at_station(place, blown)
    must_be_same(hall, window)


def codes(document: Document) -> list[str]:
    return [block.content for block in document.blocks if isinstance(block, Code)]


@pytest.mark.timeout(120)
def test_the_resident_rates_by_the_code_on_the_paper(place: Town) -> None:
    window, hall = place.window, place.hall
    work = window.work
    person = residents.register(work, PERSON)
    case = take_in(work, person)
    receipt = papers.document(work, [case.number], "receipt", "zh_CN", "a4")
    code = f"{place.way.url}/r/{case.id}"
    assert codes(receipt) == [case.number, code]
    window.settles()
    with httpx.Client(trust_env=False) as phone:
        assert "还在办理中" in phone.get(code).text
        decided = decisions.Chosen(window.store.settings().station_code, case.id)
        decisions.approve(hall, officer(hall), decided)
        window.settles()
        assert codes(papers.document(work, [case.number], "completion", "en", "roll")) == []
        cases.complete(work, case.number)
        assert codes(papers.document(work, [case.number], "completion", "en", "roll")) == [code]
        window.settles()
        page = phone.get(code).text
        assert PERSON["name"] not in page
        assert case.number not in page
        assert phone.post(code, data={"level": "2", "words": "等得太久"}).status_code == 303
        assert phone.post(code, data={"level": "5"}).status_code == 303
    window.settles()
    said = cases.get(work, case.number)
    assert said.rating is not None
    assert (said.rating.level, said.rating.channel, said.rating.words) == (2, "code", "等得太久")
    assert said.calling_back is not None
    must_be_same(hall, window)
