"""The pilot's own example: late in November a resident comes because of a blocked manhole. Taken
down in her words, looked at by the area's worker, the whistle blown, three departments on the
scene, dredged the same day, rated by the resident, seen in the weekly report.

Everybody signs in under their own name and does what is theirs to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from station_desktop.tour.guide import CTRL, ENTER, Guide
from station_desktop.tour.visitors import print_into
from station_desktop.usecases.work import Work

Turn = Literal[
    "taken_down",
    "planned",
    "verified",
    "blown",
    "late",
    "all_there",
    "reported",
    "whistle_closed",
    "carried_out",
    "closed",
    "rated",
    "counted",
]
"""What has just happened."""

WHO = "zxm"
WORDS = "校场小六条的井盖下面堵了，污水往外冒"
WHERE = "校场小六条19号院门口"
SEEN = "井下油污淤堵，污水漫到便道，三户进出要绕行"
DRAINAGE, WARDENS, SANITATION = "排水集团", "城管执法队", "市容环境卫生服务中心"
DEPARTMENTS = (DRAINAGE, WARDENS, SANITATION)
_CAME = ((DRAINAGE, (9, 57)), (WARDENS, (10, 8)))
_DID = "高压疏通车下井清淤"
_REPORTED = (
    (DRAINAGE, (14, 10), "清淤两立方米，管道已通水"),
    (WARDENS, (14, 15), "查明饭馆往井里倒油，已当场约谈"),
    (SANITATION, (14, 32), "路面冲洗消毒完毕"),
)
_DREDGED = "当天清淤通水，井盖盖好，路面已冲洗"
_STEPS = (
    "楼门议事会到场七户，同意先疏通、再装隔油池",
    "饭馆、物业、居民代表当场签字",
    "已疏通，隔油池本周五前装好",
)


class Person(NamedTuple):
    """How somebody signs in."""

    login: str
    password: str


class Cast(NamedTuple):
    """Who is in the story: the general social worker at the desk, the worker of the area, and the
    secretary who runs the station."""

    desk: Person
    area: Person
    secretary: Person


def walk(guide: Guide) -> None:
    """The whole story on the demo station."""
    for _ in story(guide, _cast(guide)):
        pass


def story(guide: Guide, cast: Cast) -> Iterator[tuple[Turn, str]]:
    """Turn by turn, each with the case's number; between two of them the window is at rest."""
    number = _take_down(guide, cast.desk)
    yield "taken_down", number
    _plan_the_visit(guide, number)
    yield "planned", number
    _look_at_it(guide, cast.area)
    yield "verified", number
    _blow(guide, cast.secretary, number)
    yield "blown", number
    yield from _see_through(guide, number)
    _carry_out(guide, number)
    yield "carried_out", number
    _close(guide)
    yield "closed", number
    _rate(guide, cast.desk, number)
    yield "rated", number
    _report(guide, cast.secretary)
    yield "counted", number


def _cast(guide: Guide) -> Cast:
    """The demo station's people; whoever answers for the lane goes to look."""
    from station_desktop.usecases.demo import demo
    from station_desktop.usecases.neighbourhood import areas

    def of_lane(work: Work) -> str:
        area = next((one for one in areas.listed(work) if _lane() in one.buildings), None)
        known = {account.id: account.login for account in areas.goers(work)}
        return known.get(area.worker, "") if area is not None else ""

    looks = guide.until(of_lane, lambda _: True) or demo.STAFF[0][0]
    desk = demo.STAFF[0][0] if looks != demo.STAFF[0][0] else demo.STAFF[1][0]
    logins = (desk, looks, demo.LOGIN)
    return Cast(*(Person(login, demo.PASSWORD) for login in logins))


def _lane() -> str:
    return WHERE.partition("19")[0]


def _come_in(guide: Guide, person: Person) -> None:
    guide.come_in(*person)
    print_into(guide, guide.folder / "papers")


# the desk


def _take_down(guide: Guide, worker: Person) -> str:
    """The resident's own words; the receipt goes home with her."""
    guide.at(9, 5)
    _come_in(guide, worker)
    guide.press(Qt.Key.Key_F2)
    guide.type(WHO)
    guide.press(ENTER)
    guide.type(WORDS)
    guide.picture("manhole-found")
    guide.press(ENTER)
    guide.on_to("desk.form.where")
    guide.type(WHERE)
    guide.picture("manhole-desk")
    guide.press(ENTER, CTRL)
    guide.picture("manhole-receipt")
    number = _accepted(guide)
    guide.press(Qt.Key.Key_F2)
    return number


def _accepted(guide: Guide) -> str:
    from station_desktop.rooms.desk.page import DeskPage

    desk = guide.shell.page("desk")
    accepted = desk.flow.accepted if isinstance(desk, DeskPage) else None
    if accepted is None:
        raise RuntimeError("nothing was taken down")
    return accepted.cases[0].number


def _plan_the_visit(guide: Guide, number: str) -> None:
    """The area's worker is to look before anybody is called."""
    guide.at(9, 12)
    guide.room("queue", f"case:{number}")
    guide.press(Qt.Key.Key_I, CTRL)
    guide.on_to("queue.visit.form.time")
    guide.type("9:30")
    guide.picture("manhole-visit")
    guide.press(ENTER, CTRL)


# the lane


def _look_at_it(guide: Guide, worker: Person) -> None:
    """What the area's worker saw, entered in the list of the day: it is as reported."""
    guide.at(9, 36)
    _come_in(guide, worker)
    guide.room("households", "day")
    for key in (Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_N):
        _to_the_lane(guide)
        guide.press(key)
    guide.type(SEEN)
    guide.picture("manhole-seen")
    guide.press(ENTER, CTRL)


def _to_the_lane(guide: Guide) -> None:
    """The line of the list that is about the manhole."""
    from station_desktop.rooms.households.page import HouseholdsPage

    page = guide.shell.page("households")
    if not isinstance(page, HouseholdsPage):
        raise TypeError("the rounds are not open")
    table = page.day.table
    guide.press(Qt.Key.Key_Home)
    for _ in range(table.model().rowCount()):
        stop = table.current_row
        if stop is not None and stop.visit.purpose == "verify" and WHERE in stop.address:
            return
        guide.press(Qt.Key.Key_Down)
    raise LookupError("the visit is not in the list")


# the whistle


def _blow(guide: Guide, secretary: Person, number: str) -> None:
    """What the station has no power over: three departments are called at once."""
    guide.at(9, 42)
    _come_in(guide, secretary)
    guide.room("queue", f"case:{number}")
    guide.picture("manhole-case")
    _step(guide, _STEPS[0])
    guide.at(9, 45)
    guide.press(Qt.Key.Key_W, CTRL)
    guide.on_to("whistles.blow.form.kind")
    guide.press(Qt.Key.Key_3)
    guide.on_to("whistles.blow.form.what")
    guide.type(WORDS)
    for department in (WARDENS, DRAINAGE):
        _tick(guide, department)
    guide.on_to("whistles.blow.form.other")
    guide.type(SANITATION)
    guide.picture("manhole-blow")
    guide.press(ENTER, CTRL)
    guide.picture("manhole-whistle")


def _tick(guide: Guide, department: str) -> None:
    """One of the departments that the station knows."""
    guide.on_to("whistles.blow.form.departments")
    guide.on_to(f"whistles.blow.form.departments.{department}", Qt.Key.Key_Right)
    guide.press(Qt.Key.Key_Space)


def _see_through(guide: Guide, number: str) -> Iterator[tuple[Turn, str]]:
    """They come, one of them late; they act, report and are rated; it is over."""
    for department, moment in _CAME:
        guide.at(*moment)
        _sign_in(guide, department)
    guide.press(Qt.Key.Key_Escape)
    guide.at(10, 21)
    guide.picture("manhole-board")
    guide.room("follow_up", "office")
    guide.click("follow_up.part.chase")
    guide.picture("manhole-office")
    yield "late", number
    guide.room("whistles")
    guide.press(ENTER)
    guide.at(10, 24)
    _sign_in(guide, SANITATION)
    yield "all_there", number
    _report_back(guide)
    yield "reported", number
    guide.press(Qt.Key.Key_F9)
    guide.type(_DREDGED)
    guide.press(ENTER, CTRL)
    guide.picture("manhole-whistle-over")
    yield "whistle_closed", number


def _sign_in(guide: Guide, department: str) -> None:
    """On the scene, now."""
    guide.press(Qt.Key.Key_F4)
    guide.back_to("whistles.check_in.form.department")
    guide.press(Qt.Key.Key_A, CTRL)
    guide.type(department)
    guide.press(ENTER, CTRL)


def _report_back(guide: Guide) -> None:
    guide.at(10, 50)
    guide.press(Qt.Key.Key_F5)
    _pick(guide, "whistles.act.form.department", DRAINAGE)
    guide.on_to("whistles.act.form.text")
    guide.type(_DID)
    guide.press(ENTER, CTRL)
    for department, moment, words in _REPORTED:
        guide.at(*moment)
        guide.press(Qt.Key.Key_F6)
        _pick(guide, "whistles.report.form.department", department)
        guide.on_to("whistles.report.form.report")
        guide.type(words)
        guide.press(ENTER, CTRL)


def _pick(guide: Guide, question: str, department: str) -> None:
    """One of those who were called; the arrows choose as they go."""
    guide.back_to(question)
    guide.on_to(f"{question}.{department}", Qt.Key.Key_Right)


# the end


def _step(guide: Guide, words: str) -> None:
    """The next step of the process, and what it came to."""
    guide.press(Qt.Key.Key_1, CTRL)
    guide.type(words)
    guide.press(ENTER, CTRL)


def _show_the_board(guide: Guide) -> None:
    """The public matters that are open, by how pressing each is."""
    guide.room("follow_up", "board")
    guide.click("follow_up.facet.category.public")
    guide.picture("manhole-follow-up")


def _carry_out(guide: Guide, number: str) -> None:
    guide.at(14, 50)
    _show_the_board(guide)
    guide.room("queue", f"case:{number}")
    for words in _STEPS[1:]:
        _step(guide, words)
    guide.picture("manhole-steps")


def _close(guide: Guide) -> None:
    guide.press(Qt.Key.Key_F6)
    guide.press(Qt.Key.Key_A, CTRL)
    guide.type(_DREDGED)
    guide.press(ENTER, CTRL)
    guide.picture("manhole-closed")


def _rate(guide: Guide, worker: Person, number: str) -> None:
    """The resident comes by in the afternoon; the screen is turned to her."""
    guide.at(15, 40)
    _come_in(guide, worker)
    guide.room("queue", f"case:{number}")
    guide.press(Qt.Key.Key_E, CTRL)
    view = _second_view()
    guide.picture("manhole-rating", view)
    guide.press(Qt.Key.Key_5)
    guide.on_to("rating.solved.yes")
    guide.press(Qt.Key.Key_Space)
    guide.picture("manhole-rating-chosen", view)
    guide.press(ENTER, CTRL)
    guide.press(Qt.Key.Key_Escape)
    guide.room("queue", f"case:{number}")
    guide.picture("manhole-rated")


def _second_view() -> QWidget:
    found = (w for w in QApplication.topLevelWidgets() if w.objectName() == "rating")
    shown = next((view for view in found if view.isVisible()), None)
    if shown is None:
        raise LookupError("the resident is not asked")
    shown.resize(1366, 768)  # the screen that is none is smaller than any on a counter
    return shown


def _report(guide: Guide, secretary: Person) -> None:
    """The week, and the case behind its numbers."""
    guide.at(16, 30)
    _come_in(guide, secretary)
    guide.room("reports", "week")
    _to_the_whistles(guide)
    guide.picture("manhole-week")
    guide.press(ENTER)
    guide.picture("manhole-behind")


def _to_the_whistles(guide: Guide) -> None:
    """The table of whistles in the report, and there those emergencies that somebody came late
    to."""
    from station_desktop.rooms.reports.page import ReportsPage

    page = guide.shell.page("reports")
    if not isinstance(page, ReportsPage) or page.report.told is None:
        raise TypeError("the report is not open")
    keys = [table.key for table in page.report.told.tables]
    guide.back_to("reports.sections")
    guide.press(Qt.Key.Key_Home)
    for _ in range(keys.index("whistles")):
        guide.press(Qt.Key.Key_Down)
    guide.on_to("reports.figures")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, *[Qt.Key.Key_Right] * 3):
        guide.press(key)
