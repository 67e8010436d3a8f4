"""“The manhole in our lane is blocked”: from the keyboard of the real program to the receipt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from desk_hands import ZHANG
from founding import PASSWORD
from pytestqt.qtbot import QtBot
from whole_window import CTRL, Key, Window, opened

from station_desktop.domain.case.cases import Case
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.text import dates
from station_desktop.papers.printing_out import PdfFolder
from station_desktop.storage.proof import proof
from station_desktop.storage.reads import reads
from station_desktop.storage.store import Store
from station_desktop.usecases.casework import cases
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.neighbourhood import areas
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

TOLD = {"zh_CN": "我们胡同的井盖堵了", "en": "the manhole in our lane is blocked"}
PLACE = "校场小六条19号院门口"


@pytest.fixture
def resident(data_dir: Path, founded: Founded) -> Resident:
    store = Store(data_dir, founded.key)
    work = Work(store, founded.actor)
    areas.set_area(work, "第三网格", buildings=("校场小六条19号院",))
    store.keep_item_index()
    registered = residents.register(work, ZHANG)
    store.close()
    return registered


@pytest.fixture(params=["zh_CN", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def window(
    qtbot: QtBot, data_dir: Path, resident: Resident, tmp_path: Path, language: str
) -> Iterator[Window]:
    with opened(qtbot, data_dir, language=language) as made:
        made.sign_in("wangmin", PASSWORD)
        (tmp_path / "papers").mkdir()
        made.named("desk").printer.out = PdfFolder(tmp_path / "papers")
        yield made


@pytest.mark.parametrize("known", [True, False], ids=["a resident", "a passer-by"])
def test_a_blocked_manhole_is_taken_down(
    window: Window, data_dir: Path, founded: Founded, tmp_path: Path, language: str, known: bool
) -> None:
    if known:
        window.find("zxm")
    window.type(TOLD[language])
    while window.named("desk.search.list").current.what.kind != "own":
        window.press(Key.Key_Up)
    window.press(Key.Key_Return)
    window.type(PLACE)
    window.press(Key.Key_Return, CTRL)
    (accepted,) = window.named("desk").flow.accepted.cases
    store = Store(data_dir, founded.key, read_only=True)
    work = Work(store, founded.actor)
    case = cases.get(work, accepted.number)
    taken_down_as_told(work, case, language)
    assert bool(case.resident) == known
    on_the_receipt(tmp_path / "papers", case, language, known)
    assert proof.prove(store.ledger).holds
    store.close()
    window.press(Key.Key_Return)
    assert window.here.objectName() == "desk.search"
    window.room("queue")
    assert any(TOLD[language] in text for text in window.texts())


def taken_down_as_told(work: Work, case: Case, language: str) -> None:
    assert (case.title, case.place) == (TOLD[language], PLACE)
    assert (case.category, case.lane, case.need) == ("public", "transfer", "liveability")
    assert (case.state, case.at, case.origin) == ("accepted", "proposed", "reported")
    assert case.owner == work.author
    (area,) = areas.listed(work)
    assert case.area == area.id
    assert case.deadline is not None
    assert case.deadline.days == 5
    assert reads.case_by_number(work.store.connection, case.number) == case


def on_the_receipt(folder: Path, case: Case, language: str, known: bool) -> None:
    """Papers speak the station's language, whatever the window speaks."""
    (receipt,) = folder.glob(f"{case.number}-receipt*.pdf")
    printed = "".join(page.extract_text() for page in pypdf.PdfReader(receipt).pages)
    text = "".join(printed.split())
    assert case.deadline is not None
    due = dates.show_day(dates.real_day(*map(int, case.deadline.due.split("-"))), "zh_CN")  # type: ignore[arg-type]
    who = "张小明" if known else "办事居民"
    for said in ("诉求登记回执", who, case.number, TOLD[language], PLACE, due):
        assert "".join(said.split()) in text, said
