"""The whole window as one program: every room walked, in both languages, by keyboard, and left."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import founding
import pytest
from desk_hands import ZHANG, id_number
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from stations import HALL, Elsewhere
from taken_in import take_in
from whole_window import ALT, CTRL, Key, Window, opened

from station_desktop import paths, phrases
from station_desktop.domain.case.demands import Arrived
from station_desktop.papers.printing_out import PdfFolder
from station_desktop.rooms import ROOMS
from station_desktop.rooms.names import EVERY
from station_desktop.storage.store import Store
from station_desktop.ui.form.choice_inputs import SegmentInput
from station_desktop.ui.object_names import actionable, nameless
from station_desktop.ui.words import LANGUAGES
from station_desktop.usecases.counter import demands
from station_desktop.usecases.dispatch import partners
from station_desktop.usecases.door import accounts
from station_desktop.usecases.people import residents
from station_desktop.usecases.sixsteps import individuals
from station_desktop.usecases.sixsteps.individuals import GoalPlan, MeasurePlan
from station_desktop.usecases.visits import bookings, households
from station_desktop.usecases.whistle import whistling
from station_desktop.usecases.work import Work

FOUNDER, FOUNDERS = "wangmin", "Warm-Tea-2026"
COLLEAGUE, COLLEAGUES = "lijing", "Green-Tea-2027"
ITEM = "GOV-EL-001"
NEWCOMER = id_number("11010219621105003")


@pytest.fixture(scope="session")
def peopled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station with a colleague, a resident and two cases, to copy."""
    folder = tmp_path_factory.mktemp("peopled") / "station"
    founded = founding.found(folder, FOUNDERS)
    store = Store(folder, founded.key)
    work = Work(store, founded.actor)
    accounts.add(work, COLLEAGUE, "李静", ("worker",), COLLEAGUES)
    zhang = residents.register(work, ZHANG)
    lacking = take_in(work, zhang, lacking=True)
    take_in(work, zhang)
    whistling.blow(work, lacking.number, "hard", "院墙开裂", "校场小六条", ("房管所", "派出所"))
    case = individuals.apply(work, zhang.id, "独居")
    individuals.diagnose(work, case.id, "独居", ["三餐无着"])
    measures = (MeasurePlan("送餐", "organisation"),)
    individuals.plan(work, case.id, [GoalPlan("吃上热饭", measures=measures)])
    offered = {"name": "广安水电维修部", "services": "LIF-HR-001", "hours": "1-7 08:00-20:00"}
    partners.add(work, {"kind": "outlet", "contract_until": "2020-01-01", **offered})
    area = households.set_area(work, "校场片", code="01", buildings=["校场小六条"])
    households.assign(work, area.id, work.author)
    households.form_households(work)
    households.plan_round(work, area.id, store.today().isoformat())
    for where in ("desk", "home"):
        (free,) = bookings.next_free(work, where, store.today().isoformat(), 1)
        bookings.book(work, where, *free.split(), resident=zhang.id, words="咨询")
    hall = Elsewhere(store, HALL, founded.actor.id)
    for id, due in (("d1", "2026-11-01T10:00"), ("d2", "")):
        asked = Arrived("12345", id, "路灯不亮", "胡同口路灯不亮", due, phone=zhang.phone)
        hall.acts(f"demand:{id}", asked)
    demands.match(work, "d1", resident=zhang.id)
    store.close()
    return folder


@pytest.fixture
def folder(tmp_path: Path, peopled_once: Path) -> Path:
    copied = tmp_path / "station"
    copytree(peopled_once, copied)
    return copied


@pytest.fixture
def window(qtbot: QtBot, folder: Path, tmp_path: Path) -> Iterator[Window]:
    """The founder, who holds every role, has signed in."""
    with opened(qtbot, folder) as made:
        made.sign_in(FOUNDER, FOUNDERS)
        made.app.shell.page("desk").printer.out = PdfFolder(tmp_path)
        yield made


def the_desk(window: Window) -> Iterator[str]:
    """What a day at the desk brings before one's eyes."""
    yield "nobody is here"
    window.type("zxm")
    yield "people are found"
    window.press(Key.Key_Return)
    yield "somebody is here"
    desk = window.app.shell.page("desk")
    desk.flow.add_item(ITEM)
    window.settle()
    yield "an item is in hand"
    window.press(Key.Key_F4)
    yield "somebody acts for the resident"
    window.press(Key.Key_F4)
    window.press(Key.Key_M, CTRL)
    window.press(Key.Key_Return, CTRL)
    yield "something is still to be put right"
    window.press(Key.Key_F2)
    window.press(Key.Key_D, CTRL)
    yield "drafts"
    window.press(Key.Key_Escape)
    window.find(NEWCOMER)
    yield "registration"
    window.type("张小明")
    window.named("desk.new.id_number").setText("")
    window.named("desk.new.id_number").setFocus()
    window.type(id_number("11010219500307125"))
    window.press(Key.Key_Return, CTRL)
    yield "perhaps the same person"
    window.press(Key.Key_F2)
    window.type("证明我妈是我妈")
    window.press(Key.Key_Return)
    yield "a proof that is refused"
    window.press(Key.Key_F2)


def the_cases(window: Window) -> Iterator[str]:
    window.room("queue")
    yield "cases"
    window.press(Key.Key_Return)
    yield "a case"
    for act in ("supply", "complete", "pause", "withdraw", "decline", "void", "papers"):
        button = window.named(f"queue.act.{act}")
        if button.isVisible():
            button.click()
            window.settle()
            yield f"act {act}"
            window.press(Key.Key_Escape)
    for act in ("verify", "hand_over", "classify", "urge", "postpone", "send_back", "dispatch"):
        button = window.named(f"queue.loop.{act}")
        if button.isVisible():
            button.click()
            window.settle()
            yield f"loop {act}"
            window.press(Key.Key_Escape)
    window.press(Key.Key_Escape)


def the_follow_up(window: Window) -> Iterator[str]:
    window.room("follow_up")
    yield "back office"
    for number, view in ((Key.Key_2, "board"), (Key.Key_3, "workload"), (Key.Key_4, "quality")):
        window.press(number, CTRL)
        yield view
    window.press(Key.Key_2, CTRL)
    window.press(Key.Key_F6)
    yield "handing over"
    window.press(Key.Key_Escape)


def the_demands(window: Window) -> Iterator[str]:
    window.room("demands")
    yield "demands"
    window.press(Key.Key_Return)
    yield "a demand"
    for act in ("match", "link", "answer", "reveal"):
        window.click(f"demands.act.{act}")
        yield f"demand {act}"
        window.press(Key.Key_Return)
        yield f"demand {act}, gone on with"
        for _ in range(2):
            if window.app.shell.page("demands").demand.stage.panel is not None:
                window.press(Key.Key_Escape)
    window.press(Key.Key_Escape)


def the_partners(window: Window) -> Iterator[str]:
    window.room("partners")
    yield "the partners"
    window.press(Key.Key_N, CTRL)
    yield "a partner is taken in"
    window.press(Key.Key_Return, CTRL)
    yield "a partner without a name"
    window.press(Key.Key_Escape)
    window.press(Key.Key_Return)
    yield "a partner"
    window.press(Key.Key_F8)
    yield "a partner is closed"
    window.press(Key.Key_Return, CTRL)
    window.press(Key.Key_Escape)
    window.press(Key.Key_F4)
    yield "a partner is corrected"
    window.press(Key.Key_Escape)
    window.press(Key.Key_Escape)


def the_whistles(window: Window) -> Iterator[str]:
    window.room("whistles")
    yield "a whistle on the board"
    window.press(Key.Key_F4)
    yield "a whistle is blown"
    window.press(Key.Key_Return, CTRL)
    window.press(Key.Key_Escape)
    window.press(Key.Key_Return)
    yield "a whistle"
    for act in ("check_in", "act", "report", "call", "appraise", "close"):
        window.click(f"whistles.act.{act}")
        yield f"whistle {act}"
        if act != "check_in":  # which nothing is missing for
            window.press(Key.Key_Return, CTRL)
        window.press(Key.Key_Escape)
    window.press(Key.Key_P, CTRL)
    yield "a whistle sheet"
    window.press(Key.Key_Escape)
    window.press(Key.Key_Escape)
    window.press(Key.Key_3, CTRL)
    yield "whistles listed"


def the_casework(window: Window) -> Iterator[str]:
    window.room("individuals")
    yield "individual cases"
    window.click("individuals.new")
    yield "an individual case is begun"
    window.press(Key.Key_Escape)
    window.press(Key.Key_Return)
    yield "an individual case"
    acts = ("diagnose", "goal", "measure", "done", "review", "judge", "close", "note", "refer")
    for act in (*acts, "papers", "hand"):
        window.click(f"individuals.act.{act}")
        yield f"casework {act}"
        window.press(Key.Key_Return, CTRL)
        window.press(Key.Key_Escape)
    window.press(Key.Key_Escape)


def the_rounds(window: Window) -> Iterator[str]:
    window.room("households")
    window.press(Key.Key_F7)
    yield "households"
    window.press(Key.Key_F4)
    yield "a round is planned"
    window.press(Key.Key_Escape)
    window.press(Key.Key_Return)
    yield "a household"
    for act in ("plan", "change", "moved"):
        window.click(f"households.home.{act}")
        yield f"household {act}"
        window.press(Key.Key_Escape)
    window.press(Key.Key_Escape)
    window.press(Key.Key_2, CTRL)
    window.type("1")
    yield "the list of the day"
    window.click("households.day.drop")
    yield "a visit is taken off"
    window.press(Key.Key_Return, CTRL)
    window.press(Key.Key_Escape)
    yield from the_appointments(window)
    window.press(Key.Key_4, CTRL)
    yield "areas"
    for act in ("assign", "new", "set"):
        window.click(f"households.areas.{act}")
        yield f"area {act}"
        window.press(Key.Key_Escape)


def the_appointments(window: Window) -> Iterator[str]:
    window.press(Key.Key_3, CTRL)
    slots = window.app.shell.page("households").slots
    for _ in range(12):  # the first day with something in it
        if any(row.booking is not None for row in slots.table.slots):
            break
        window.press(Key.Key_Right, ALT)
    yield "appointments"
    booked = next(n for n, row in enumerate(slots.table.slots) if row.booking is not None)
    slots.table.setCurrentIndex(slots.model.index(booked, 0))
    for act in ("move", "cancel"):
        window.click(f"households.slots.{act}")
        yield f"appointment {act}"
        window.press(Key.Key_Escape)
    free = next(n for n, row in enumerate(slots.table.slots) if row.free and not row.past)
    slots.table.setCurrentIndex(slots.model.index(free, 0))
    window.press(Key.Key_Return)
    yield "who is it for"
    window.press(Key.Key_Return, CTRL)
    yield "a slot is given"
    window.press(Key.Key_Return, CTRL)
    window.press(Key.Key_Escape)


def the_residents(window: Window) -> Iterator[str]:
    window.room("residents")
    yield "residents"
    window.type("zxm")
    yield "residents found"
    window.press(Key.Key_Down)
    window.press(Key.Key_Return)
    yield "a resident"
    window.click("residents.person.join")
    yield "another registration is looked for"
    window.press(Key.Key_Escape)
    window.click("residents.person.edit")
    yield "a resident's record is changed"
    window.press(Key.Key_Escape)
    window.press(Key.Key_Escape)
    window.click("residents.new")
    yield "a new resident"
    window.press(Key.Key_Escape)
    window.click("residents.import")
    yield "a roster"
    window.press(Key.Key_Escape)


def the_reports(window: Window) -> Iterator[str]:
    window.room("reports")
    for key, span in ((Key.Key_1, "week"), (Key.Key_2, "month"), (Key.Key_3, "year")):
        window.press(key, CTRL)
        yield f"the report of a {span}"
    window.press(Key.Key_Return)
    yield "the cases behind a number"
    window.press(Key.Key_Escape)
    window.press(Key.Key_S, CTRL)
    yield "a report is saved"
    window.press(Key.Key_Escape)


def the_rest(window: Window) -> Iterator[str]:
    for room, views in (("catalogue", 3), ("journal", 3)):
        window.room(room)
        for view in range(views):
            window.press(Key(Key.Key_1.value + view), CTRL)
            yield f"{room} {view + 1}"
    window.room("staff")
    yield "staff"
    for form in ("roles", "password", "new"):
        window.click(f"staff.{form}")
        yield f"staff {form}"
        window.press(Key.Key_Escape)
    window.room("settings")
    yield "settings"
    window.app._change_password()
    window.settle()
    yield "one's own password"
    window.press(Key.Key_Escape)


def walk(window: Window) -> Iterator[str]:
    """Every screen of the window, one after the other."""
    for part in (
        the_desk,
        the_cases,
        the_follow_up,
        the_demands,
        the_whistles,
        the_casework,
        the_partners,
        the_rounds,
        the_residents,
        the_reports,
        the_rest,
    ):
        yield from part(window)


def test_everything_has_a_listed_name_and_says_what_it_is_and_nothing_pops_up(
    window: Window,
) -> None:
    stops = 0
    for stop in walk(window):
        stops += 1
        assert nameless(window.app.window, EVERY) == [], stop
        assert mute(window.app.window) == [], stop
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        assert shown == [window.app.window], stop
        for kind in (QDialog, QMessageBox):
            assert not window.app.window.findChildren(kind), stop
    assert stops > 25


def mute(root: QWidget) -> list[str]:
    """What a screen reader could only call a button or a box."""
    found = []
    for widget in actionable(root):
        heard = QAccessible.queryAccessibleInterface(widget)
        seen = widget.isVisible() and widget.isEnabled()
        if seen and not heard.text(QAccessible.Text.Name).strip():
            found.append(widget.objectName())
    return found


# both languages

KEYS = re.compile(r"(Ctrl|Alt|Shift|Esc|Del|PgUp|PgDn|Tab|F\d+)(?![A-Za-z])")
PROPER = re.compile(
    r"English|[A-Z]{3}-[A-Z]{2}-\d+|reference-[\d.]+|(PDF|CSV|WPS|Excel|XLSX?|MB|UTF-8|GBK)"
    rf"(?![A-Za-z])|notary: |\b({FOUNDER}|{COLLEAGUE}|zxm)\b|\b[0-9a-f]{{4,}}\b|/\S+"
    r"|\S+\.(pdf|xlsx|csv)\b"
)
WORD = re.compile(r"[A-Za-z]{2,}")


def pairs() -> Iterator[tuple[str, str]]:
    """Every text of the window, English and Chinese."""
    for file in sorted((paths.resources() / "i18n").glob("*.ts")):
        for message in ET.parse(file).getroot().iter("message"):
            yield message.findtext("source") or "", message.findtext("translation") or ""


def like(texts: set[str]) -> re.Pattern[str]:
    """Matches any of these, whatever stands in their placeholders."""
    counted = re.compile(r"\\\{\w+:(.+?)\\\|(.+?)\\\}")  # {n:case|cases} is one word or the other
    said = (counted.sub(r"(?:\1|\2)", re.escape(text.strip())) for text in texts)
    patterns = (re.sub(r"\\\{\w+\\\}", ".+", text) for text in said)
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.DOTALL)


def test_every_screen_speaks_the_language_chosen_in_the_running_window(window: Window) -> None:
    both = [pair for pair in pairs() if pair[0] != pair[1]]
    english = like({source for source, _ in both if WORD.search(source)})
    chinese = like({said for _, said in both if re.search(r"[\u4e00-\u9fff]{2}", said)})
    wrong: dict[str, set[str]] = {}
    for stop in walk(window):
        window.app.looks.speak("zh_CN")
        window.settle()
        read = window.texts()
        left = {text for text in read if english.fullmatch(text)}
        left |= {text for text in read if WORD.search(PROPER.sub("", KEYS.sub("", text)))}
        wrong[f"{stop} in Chinese"] = left
        window.app.looks.speak("en")
        window.settle()
        left = {text for text in window.texts() if chinese.fullmatch(text)} - {"中文"}
        wrong[f"{stop} in English"] = left
    assert {stop: left for stop, left in wrong.items() if left} == {}
    window.app.looks.wear(size="large")
    for language in LANGUAGES:
        window.app.looks.speak(language)
        window.settle()
        least = window.app.window.minimumSizeHint()
        assert least.width() <= 1366, f"wider than the counter's screen in {language}"
        assert least.height() <= 700, f"higher than it, beneath its title and task bar, {language}"


# the keyboard

ON_KEYS_OF_THE_TABLE = {"desk.materials.", "desk.scan.", "queue.supply."}


def test_tab_goes_through_every_room_and_out_again(window: Window) -> None:
    for room in ROOMS:
        page = window.room(room.key)
        start = window.here
        assert start.isVisible(), room.key
        reached = [start]
        for _ in range(120):
            window.press(Key.Key_Tab)
            if window.here is start:
                break
            reached.append(window.here)
        assert window.here is start, f"{room.key}: the keyboard is caught in {window.here}"
        wanted = {
            widget.objectName()
            for widget in actionable(page)
            if widget.isVisible() and widget.isEnabled() and not by_key_alone(widget)
        }
        assert wanted <= {widget.objectName() for widget in reached}, room.key
        window.press(Key.Key_Backtab)
        assert window.here is reached[-1], room.key


def by_key_alone(widget: QWidget) -> bool:
    """Buttons for the mouse whose keys act in the table above them; what is inside a box; the
    choices of a question beside the one that is its tab stop."""
    name = widget.objectName()
    above = widget.parentWidget()
    if isinstance(above, SegmentInput) or isinstance(above.parentWidget(), SegmentInput):
        return widget.focusPolicy() == Qt.FocusPolicy.ClickFocus
    inside = name.endswith((".clear", ".glass", ".list"))
    return inside or any(name.startswith(known) for known in ON_KEYS_OF_THE_TABLE)


def test_where_the_keyboard_is_can_be_seen(window: Window) -> None:
    unseen = []
    for room in ROOMS:
        window.room(room.key)
        seen: set[str] = set()
        while window.here.objectName() not in seen:
            here = window.here
            seen.add(here.objectName())
            with_it = picture(window, here)
            window.press(Key.Key_Tab)
            if here.isVisible() and picture(window, here) == with_it:
                unseen.append(here.objectName())
    assert unseen == []


def picture(window: Window, widget: QWidget) -> bytes:
    """How a widget looks now, its frame included."""
    root = window.app.window
    place = widget.rect().translated(widget.mapTo(root, widget.rect().topLeft()))
    image = root.grab(place).toImage()  # its bits are gone with it
    return bytes(image.constBits())


def test_every_room_is_one_key_away_and_the_box_too(window: Window) -> None:
    assert window.app.shell is not None
    keys = (*(Key(Key.Key_0.value + n) for n in (*range(1, 10), 0)), Key.Key_Minus, Key.Key_Equal)
    for room, key in zip(ROOMS, keys, strict=False):
        window.press(key, ALT)
        assert window.app.shell.current == room.key
        window.press(Key.Key_K, CTRL)
        assert window.here.objectName() == "desk.search"


def test_no_key_means_two_things_at_once(window: Window) -> None:
    for stop in walk(window):
        keys = [
            shortcut.key().toString()
            for shortcut in window.app.window.findChildren(QShortcut)
            if shortcut.isEnabled() and may_be_meant(shortcut, window.here)
        ]
        assert sorted(keys) == sorted(set(keys)), stop


def may_be_meant(shortcut: QShortcut, here: QWidget) -> bool:
    """Whether the key would reach it from where the keyboard is."""
    owner = shortcut.parent()
    if not isinstance(owner, QWidget) or not owner.isVisible():
        return False
    if shortcut.context() == Qt.ShortcutContext.WidgetShortcut:
        return owner is here
    if shortcut.context() == Qt.ShortcutContext.WidgetWithChildrenShortcut:
        return owner is here or owner.isAncestorOf(here)
    return True


# coming and going


def test_a_wrong_password_is_said_at_the_door(qtbot: QtBot, folder: Path) -> None:
    with opened(qtbot, folder) as window:
        window.sign_in(FOUNDER, "Wrong-Tea-2026")
        assert not window.inside
        page = window.app.door.page
        assert page is not None
        said = [message.sentence for message in page.messages.messages]
        assert said == [phrases.say("vault.wrong", "en")]
        assert window.here.objectName() == "door.sign_in.password"
        window.sign_in(FOUNDER, FOUNDERS)
        assert window.inside


def begin_a_visit(window: Window) -> None:
    window.find("zxm")
    window.app.shell.page("desk").flow.add_item(ITEM)
    window.settle()
    window.app.shell.page("desk").what.form.go_to("contact_phone")
    window.here.clear()
    window.type("13911112222")


def the_answer(window: Window) -> object:
    visit = window.app.shell.page("desk").flow.visit
    return visit.line.raw().get("contact_phone") if visit.line is not None else None


def reopen(window: Window) -> None:
    assert window.app.shell.status.drafts.text() == "Drafts 1  Ctrl+D"
    window.press(Key.Key_D, CTRL)
    window.press(Key.Key_Return)


def test_a_lock_keeps_the_visit_and_a_colleague_sees_nothing_of_it(window: Window) -> None:
    begin_a_visit(window)
    window.press(Key.Key_L, CTRL)
    assert not window.inside
    assert not any("张小明" in text for text in window.texts())
    window.sign_in(COLLEAGUE, COLLEAGUES)
    assert window.inside
    assert not window.app.shell.status.drafts.isVisible()
    assert window.app.shell.page("desk").flow.visit.resident is None
    assert not any("张小明" in text or "13911112222" in text for text in window.texts())
    window.press(Key.Key_D, CTRL)
    assert window.named("desk.drafts").count() == 0
    window.press(Key.Key_L, CTRL)
    window.sign_in(FOUNDER, FOUNDERS)
    reopen(window)
    assert the_answer(window) == "13911112222"


def test_the_same_person_goes_on_where_the_window_was_locked(window: Window) -> None:
    begin_a_visit(window)
    window.press(Key.Key_L, CTRL)
    window.sign_in(FOUNDER, FOUNDERS)
    assert the_answer(window) == "13911112222"


def test_an_idle_window_locks_itself(window: Window, qtbot: QtBot) -> None:
    begin_a_visit(window)
    assert window.app._idle.isActive()
    window.app._idle.start(0)
    qtbot.waitUntil(lambda: not window.inside, timeout=5_000)
    window.settle()
    window.sign_in(FOUNDER, FOUNDERS)
    assert the_answer(window) == "13911112222"


def test_closing_the_window_brings_the_draft_back_at_the_next_start(
    qtbot: QtBot, folder: Path
) -> None:
    with opened(qtbot, folder) as window:
        window.sign_in(FOUNDER, FOUNDERS)
        begin_a_visit(window)
        window.press(Key.Key_F5)
        window.press(Key.Key_Down)
    with opened(qtbot, folder) as window:
        window.sign_in(FOUNDER, FOUNDERS)
        reopen(window)
        assert the_answer(window) == "13911112222"
        visit = window.app.shell.page("desk").flow.visit
        assert visit.channel == "home"
        assert window.named("desk.channel").currentText() == "at the resident's home"


def test_anybody_changes_their_own_password_from_the_menu(window: Window) -> None:
    window.room("queue")
    window.app._change_password()
    window.settle()
    assert window.here.objectName() == "own_password.old"
    for text in (FOUNDERS, "Black-Tea-2028", "Black-Tea-2028"):
        window.type(text)
        window.press(Key.Key_Return)
    window.press(Key.Key_Escape)
    assert window.app.shell.current == "queue"
    window.press(Key.Key_L, CTRL)
    window.sign_in(FOUNDER, FOUNDERS)
    assert not window.inside
    window.sign_in(FOUNDER, "Black-Tea-2028")
    assert window.inside
