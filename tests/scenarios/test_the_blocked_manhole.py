"""The pilot's own example in the whole window, as the tour tells it: a manhole blocked late in
November, from the resident's words to the weekly report, all on one day. The store is asked at
every turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from desk_hands import ZHANG
from founding import CHEAP, PASSWORD
from lanes import lane
from pytestqt.qtbot import QtBot
from whole_window import Window, opened

from station_desktop.domain.case.cases import Case
from station_desktop.domain.neighbourhood.homevisits import HomeVisit
from station_desktop.domain.report.reports import Figure, Report
from station_desktop.domain.station.roles import Role
from station_desktop.domain.time import clock
from station_desktop.domain.whistle import whistles
from station_desktop.domain.whistle.whistles import Whistle
from station_desktop.storage.keys import vault
from station_desktop.storage.proof import proof
from station_desktop.storage.reads import reads, reads_rounds
from station_desktop.storage.store import Store
from station_desktop.tour import manhole
from station_desktop.tour.guide import Day, Guide
from station_desktop.tour.manhole import Cast, Person
from station_desktop.usecases.casework import cases, evaluating
from station_desktop.usecases.door import accounts, opening
from station_desktop.usecases.people import residents
from station_desktop.usecases.report import reporting
from station_desktop.usecases.visits import homevisits
from station_desktop.usecases.whistle import whistling
from station_desktop.usecases.work import Actor, Work

STAFF: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("wangmin", "王敏", ("worker",)),
    ("lijing", "李静", ("worker",)),
    ("zhaogang", "赵刚", ("stationmaster",)),
)


@pytest.fixture
def station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Three people, a lane that 李静 answers for, and a resident in it; signing in costs little."""
    monkeypatch.setattr(vault, "Cost", lambda: CHEAP)
    folder, day = tmp_path / "station", Day()
    founded = opening.found_station(
        folder,
        name="老墙根社区服务站",
        code="110102017014",
        login="chengong",
        password=PASSWORD,
        staff_name="陈工",
        cost=CHEAP,
        time=day,
    )
    store = Store(folder, founded.key, time=day)
    work = Work(store, founded.actor)
    for login, name, roles in STAFF:
        accounts.add(work, login, name, roles, PASSWORD)
    lane(work, "lijing")
    residents.register(work, ZHANG)
    store.close()
    return SimpleNamespace(folder=folder, key=founded.key, day=day)


class Asked:
    """The store, asked by whoever may know."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.number = ""

    def as_(self, login: str) -> Work:
        account = reads.account_by_login(self.store.connection, login)
        assert account is not None
        return Work(self.store, Actor.of(account))

    def id_of(self, login: str) -> str:
        return self.as_(login).author

    @property
    def case(self) -> Case:
        return cases.get(self.as_("zhaogang"), self.number)

    @property
    def whistle(self) -> Whistle:
        (found,) = whistling.of_case(self.as_("zhaogang"), self.case.id)
        return found

    @property
    def visit(self) -> HomeVisit:
        today = self.store.today().isoformat()
        (found,) = reads_rounds.visits_of_day(self.store.connection, today)
        return homevisits.get(self.as_("lijing"), found.id)

    def how(self) -> dict[str, str]:
        """How each department stands now."""
        now = clock.milliseconds(self.store.time.now())
        return {one.department: one.how for one in whistles.standing(self.whistle, now)}


@pytest.fixture
def asked(station: SimpleNamespace) -> Iterator[Asked]:
    store = Store(station.folder, station.key, read_only=True, time=station.day)
    yield Asked(store)
    store.close()


def taken_down(asked: Asked, window: Window) -> None:
    case = asked.case
    assert (case.item, case.category, case.lane) == ("OWN-PUB", "public", "transfer")
    assert (case.title, case.place) == (manhole.WORDS, manhole.WHERE)
    assert (case.owner, case.at, case.need) == (asked.id_of("wangmin"), "proposed", "liveability")
    assert case.area
    assert not case.verified


def planned(asked: Asked, window: Window) -> None:
    visit = asked.visit
    assert (visit.purpose, visit.case, visit.state) == ("verify", asked.case.id, "planned")
    assert (visit.worker, visit.time) == (asked.id_of("lijing"), "09:30")
    assert not asked.case.verified


def verified(asked: Asked, window: Window) -> None:
    (looked,) = asked.case.verified
    assert (looked.stands, looked.note, looked.homevisit) == (True, manhole.SEEN, asked.visit.id)
    assert (asked.visit.state, asked.visit.met) == ("done", "met")
    assert asked.case.owner == asked.id_of("wangmin")


def blown(asked: Asked, window: Window) -> None:
    whistle = asked.whistle
    assert (whistle.kind, whistle.blown_by) == ("emergency", asked.id_of("zhaogang"))
    assert asked.how() == dict.fromkeys(manhole.DEPARTMENTS, "waiting")
    assert "flow.whistle_open" in open_points(asked)


def late(asked: Asked, window: Window) -> None:
    """By ten, two came in time; the third is past its half hour and nowhere to be seen."""
    assert asked.how() == {
        manhole.DRAINAGE: "on_scene",
        manhole.WARDENS: "on_scene",
        manhole.SANITATION: "late",
    }


def all_there(asked: Asked, window: Window) -> None:
    came = {
        one.department: (one.checked_in_at - one.called_at) // 60_000
        for one in asked.whistle.departments
    }
    assert came == {manhole.DRAINAGE: 12, manhole.WARDENS: 23, manhole.SANITATION: 39}
    told = whistles.punctuality([asked.whistle])
    assert (told.in_time, told.late, told.never) == (2, 1, 0)


def reported(asked: Asked, window: Window) -> None:
    assert not asked.whistle.unreported
    drainage = asked.whistle.called(manhole.DRAINAGE)
    assert drainage is not None
    assert len(drainage.acts) == 1
    assert asked.whistle.open


def whistle_closed(asked: Asked, window: Window) -> None:
    assert (asked.whistle.state, asked.whistle.overrode) == ("closed", ())
    assert open_points(asked) == {"flow.steps_left"}


def carried_out(asked: Asked, window: Window) -> None:
    assert asked.case.at == "carried_out"
    assert [step.step for step in asked.case.steps] == ["discussed", "agreed", "carried_out"]
    assert open_points(asked) == set()


def closed(asked: Asked, window: Window) -> None:
    case = asked.case
    assert (case.state, case.overrode) == ("completed", ())
    received, ended = map(clock.from_milliseconds, (case.received_at, case.ended_at))
    assert received.date() == ended.date()
    assert case.owner == asked.id_of("wangmin")
    assert case.closed_by == asked.id_of("zhaogang")


def rated(asked: Asked, window: Window) -> None:
    """Anonymous to those rated: the worker's page says that a rating came, and no more."""
    rating = asked.case.rating
    assert rating is not None
    assert (rating.level, rating.channel, rating.solved) == (5, "screen", True)
    assert asked.case.calling_back is None
    for login in ("wangmin", "lijing"):
        told = evaluating.standing(asked.as_(login), asked.case)
        assert (told.rated, told.level, told.solved, told.words) == (True, 0, None, "")
    assert evaluating.standing(asked.as_("zhaogang"), asked.case).level == 5
    seen = "\n".join(window.texts())
    assert "收到居民的评价" in seen
    assert "非常满意" not in seen


def counted(asked: Asked, window: Window) -> None:
    work = asked.as_("zhaogang")
    report = reporting.week(work, asked.store.today())
    for key in ("received", "ended"):
        assert report.headline(key).figure.value == 1
    assert report.headline("open").figure.value == 0
    assert report.headline("in_time").figure.shown() == "100.0%"
    emergency = line(report, "whistles", "emergency")
    assert [figure.value for figure in emergency] == [1, 3, 2, 1, 0, 0]
    assert [line(report, "ratings", str(level))[0].value for level in (5, 4, 3, 2, 1)] == [
        *(1, 0, 0, 0, 0)
    ]
    assert line(report, "outreach", "homevisits")[0].value == 1
    assert report.headline("satisfaction").figure.shown() == "100.0%"
    assert behind_everything(work, report, asked) > 15
    assert proof.prove(asked.store.ledger).holds


CHECKS: dict[str, Callable[[Asked, Window], None]] = {
    check.__name__: check
    for check in (
        taken_down,
        planned,
        verified,
        blown,
        late,
        all_there,
        reported,
        whistle_closed,
        carried_out,
        closed,
        rated,
        counted,
    )
}


def open_points(asked: Asked) -> set[str]:
    """What keeps the case from being closed."""
    from station_desktop.usecases.casework import flow

    return {problem.code for problem in flow.open_points(asked.as_("zhaogang"), asked.case)}


def line(report: Report, section: str, key: str) -> tuple[Figure, ...]:
    return next(one for one in report.section(section).lines if one.key == key).figures


def behind_everything(work: Work, report: Report, asked: Asked) -> int:
    """Every number that counts something opens a list in which the case stands (or its home
    visit); returns how many there were. Behind the share in time stand those that were late."""
    figures = [one.figure for one in (*report.headlines, *report.rates) if one.key != "in_time"]
    figures += [figure for one in report.sections for row in one.lines for figure in row.figures]
    figures += [figure for point in report.points for figure in (point.received, point.ended)]
    seen = 0
    for figure in figures:
        if not figure.value or figure.behind is None:
            continue
        found = [row.record.id for row in reporting.behind(work, figure.behind).rows]
        meant = asked.visit.id if figure.behind.what == "homevisits" else asked.case.id
        assert found == [meant], figure.behind
        assert reporting.count_behind(work, figure.behind) == 1
        seen += 1
    return seen


def test_one_day_from_the_words_to_the_weekly_report(
    qtbot: QtBot, station: SimpleNamespace, asked: Asked, tmp_path: Path
) -> None:
    pictures = tmp_path / "pictures"
    (pictures / "papers").mkdir(parents=True)
    people = (Person(login, PASSWORD) for login, *_ in STAFF)
    with opened(qtbot, station.folder, language="zh_CN", time=station.day) as window:
        window.sign_in("chengong", PASSWORD)
        turns = []
        guide = Guide(window.app, pictures, station.day, pause=1)
        for turn, number in manhole.story(guide, Cast(*people)):
            asked.number = number
            CHECKS[turn](asked, window)
            turns.append(turn)
    assert turns == list(CHECKS)
    assert any(pictures.glob("*-manhole-desk.png"))
    assert any((pictures / "papers").glob("*-receipt.pdf"))
