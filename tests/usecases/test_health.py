"""The checks: each names what is wrong with this PC or its station, whatever else is broken."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from founding import CHEAP, PASSWORD
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from station_desktop import phrases
from station_desktop.domain.problem import Problem, Refused, refuse
from station_desktop.domain.station import health
from station_desktop.domain.station.health import CHECKS, Finding, Surroundings
from station_desktop.domain.station.releases import Release
from station_desktop.domain.time.clock import CHINA
from station_desktop.logs import files
from station_desktop.releases import standing
from station_desktop.releases.standing import Standing
from station_desktop.storage.proof import chain_marks
from station_desktop.storage.store import Store
from station_desktop.usecases.backup import backup_places, backup_rounds
from station_desktop.usecases.checks import health as checks
from station_desktop.usecases.checks import health_words
from station_desktop.usecases.checks.health_folder import mount_kind
from station_desktop.usecases.door import opening
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.exchange import exchanging
from station_desktop.usecases.exchange.exchanging import Last
from station_desktop.usecases.work import Work

WELL = Surroundings(
    printers=("HP LaserJet",),
    default_printer="HP LaserJet",
    wanted=("Noto Sans CJK SC", "WenQuanYi Micro Hei"),
    fonts=("Noto Sans CJK SC",),
    undrawn="",
    input_method="fcitx",
    input_methods=("fcitx", "ibus"),
    running=("fcitx5",),
    screen="xcb",
    system="UnionTech OS Desktop 20",
    toolkit="6.9.3",
)


@pytest.fixture(autouse=True)
def _without_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("STATION_POLICY", str(tmp_path / "policy.toml"))
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Founded]:
    """A station of September 2026, to copy."""

    class Autumn:
        def now(self) -> datetime:
            return datetime(2026, 9, 1, 8, 0, tzinfo=CHINA)

    folder = tmp_path_factory.mktemp("health") / "station"
    founded = opening.found_station(
        folder,
        name="老墙根社区服务站",
        code="110102017014",
        login="wangmin",
        password=PASSWORD,
        cost=CHEAP,
        time=Autumn(),
    )
    return folder, founded


@pytest.fixture
def founded(made: tuple[Path, Founded], data_dir: Path, clock: Any) -> Founded:
    shutil.copytree(made[0], data_dir)
    clock.moment = clock.moment.replace(month=9)
    return made[1]


@pytest.fixture
def looked(work: Work) -> Callable[..., dict[str, Finding]]:
    """The findings by the name of their check."""

    def look(**options: Any) -> dict[str, Finding]:
        seen = options.pop("surroundings", WELL)
        found = checks.examine(work.store.folder, work, surroundings=seen, **options)
        return {finding.check: finding for finding in found}

    return look


Look = Callable[..., dict[str, Finding]]


def test_a_sound_station_is_well_in_every_line(work: Work, looked: Look, tmp_path: Path) -> None:
    (tmp_path / "second disk").mkdir()
    backup_places.add(work, tmp_path / "second disk")
    backup_rounds.run(work.store, all=True)
    found = looked(depth="whole")
    assert tuple(found) == CHECKS
    assert {name: f.code for name, f in found.items() if f.state != "ok"} == {}
    assert found["journal"].params["count"] >= 5


def test_every_finding_can_be_said_and_every_wrong_one_says_what_to_do() -> None:
    """In both languages; the sentence's blanks are filled in the tests of each check."""
    for language in phrases.LANGUAGES:
        table = phrases.table(language)
        for check in CHECKS:
            assert table[f"health.check.{check}"]
        for code in table:
            if code.startswith("health.") and code.endswith(".do"):
                assert code.removesuffix(".do") in table


def said(finding: Finding) -> str:
    """The line in both languages; nothing in it is left blank."""
    text = " ".join(health_words.lines((finding,), each)[0].text for each in phrases.LANGUAGES)
    assert "{" not in text, text
    assert "health." not in text, text
    return text


# without a station, without a password, with a broken one


def test_without_a_station_it_still_answers(tmp_path: Path) -> None:
    found = checks.examine(tmp_path / "none", surroundings=None)
    assert [finding.check for finding in found] == list(CHECKS)
    assert not (tmp_path / "none").exists()
    for finding in found:
        said(finding)
    assert {f.check for f in found if f.code == "health.no_station"} >= {"keys", "database"}


def test_without_a_password_it_says_what_it_could_not_look_at(work: Work) -> None:
    found = {f.check: f for f in checks.examine(work.store.folder)}
    needs = {name for name, f in found.items() if f.code == "health.needs_password"}
    assert needs == {"database", "pages", "journal", "clock", "certificate", "sync", "backups"}
    assert found["keys"].state == "ok"
    assert found["keys"].params["accounts"] == 1


def test_a_store_that_cannot_be_opened_is_a_finding(founded: Founded, data_dir: Path) -> None:
    blocked = refuse("store.damaged").first
    found = {f.check: f for f in checks.examine(data_dir, blocked=blocked)}
    assert found["database"].state == "bad"
    assert phrases.say("store.damaged", "zh_CN") in said(found["database"])
    assert found["journal"].code == "health.not_open"


def test_a_store_that_is_gone_is_not_a_new_pc(founded: Founded, data_dir: Path) -> None:
    (data_dir / "station.db").unlink()
    found = {f.check: f for f in checks.examine(data_dir)}
    assert (found["database"].state, found["database"].code) == ("bad", "health.database.absent")
    said(found["database"])


def test_the_key_file_is_looked_at(founded: Founded, data_dir: Path) -> None:
    keys, copy = data_dir / "station.keys", data_dir / "station.keys.bak"

    def state() -> tuple[str, str]:
        found = {f.check: f for f in checks.examine(data_dir)}["keys"]
        said(found)
        return found.state, found.code

    whole = keys.read_bytes()
    copy.write_bytes(whole)
    keys.write_bytes(whole[:50])
    assert state() == ("warn", "health.keys.from_copy")
    copy.write_bytes(b"")
    assert state() == ("bad", "health.keys.bad")
    kept = msgspec.json.decode(whole)
    kept["slots"] = [slot for slot in kept["slots"] if slot["id"] != "recovery"]
    keys.write_bytes(msgspec.json.encode(kept))
    assert state() == ("bad", "health.keys.no_recovery")


# inside the store


def test_a_damaged_page_is_found(founded: Founded, data_dir: Path, store: Store) -> None:
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    file = data_dir / "station.db"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(bytes(data))
    again = Store(data_dir, founded.key)
    found = {
        f.check: f for f in checks.examine(data_dir, Work(again, founded.actor), depth="usual")
    }
    again.close()
    assert found["database"].state == "bad"
    said(found["database"])


def test_the_chain_is_walked_from_where_it_was_whole(work: Work, looked: Look) -> None:
    first = looked()["journal"]
    assert first.code == "health.journal.ok"
    work.store.ledger.append(work.author, _acts(3))
    second = looked()["journal"]
    assert (second.code, second.params["count"]) == ("health.journal.since", 3)
    assert looked(depth="whole")["journal"].params["count"] == first.params["count"] + 3
    said(second)


def _acts(count: int) -> list[Any]:
    from station_desktop.domain.station.station import SettingChanged

    return [("setting:later_days", SettingChanged(each + 10)) for each in range(count)]


@pytest.mark.parametrize("depth", ["quick", "usual", "whole"])
def test_an_altered_entry_and_a_lost_end_are_found(work: Work, looked: Look, depth: Any) -> None:
    work.store.ledger.append(work.author, _acts(2))
    device = work.store.ledger.device
    last = work.store.ledger.head(device)[0]
    run = work.store.connection.execute
    run("UPDATE entries SET at = at + 1 WHERE device = ? AND number = ?", (device, last - 1))
    altered = looked(depth=depth)["journal"]
    assert (altered.state, altered.params["number"]) == ("bad", last - 1)
    run("UPDATE entries SET at = at - 1 WHERE device = ? AND number = ?", (device, last - 1))
    assert looked(depth=depth)["journal"].state == "ok"
    run("DELETE FROM entries WHERE device = ? AND number = ?", (device, last))
    lost = looked(depth=depth)["journal"]
    assert (lost.state, lost.params["number"]) == ("bad", last)
    said(lost)


def test_a_place_that_is_no_longer_what_it_was_is_not_believed(work: Work, looked: Look) -> None:
    looked()
    kept = chain_marks.kept(work.store.ledger)
    device = work.store.ledger.device
    wrong = msgspec.structs.replace(kept.heads[device], hash="0" * 64)
    chain_marks.keep(work.store.ledger, msgspec.structs.replace(kept, heads={device: wrong}))
    assert looked()["journal"].params["count"] == kept.heads[device].number


def test_the_clock_is_compared_with_what_was_written(looked: Look, clock: Any, work: Work) -> None:
    work.store.ledger.append(work.author, _acts(1))
    clock.turn(days=-3)
    back = looked()["clock"]
    assert (back.state, back.code) == ("bad", "health.clock.back")
    assert "2026-09-26 10:00" in said(back)
    clock.turn(days=3)
    for ahead, code in ((25, "health.clock.ahead"), (-25, "health.clock.behind")):
        told = Last(heard=work.store.ledger.now_ms(), ahead_ms=ahead * 60_000)
        work.store.ledger.set_meta("exchange", msgspec.json.encode(told).decode())
        found = looked()["clock"]
        assert (found.code, found.params["minutes"]) == (code, 25)
        said(found)
    assert exchanging.last(work.store).ahead_ms < 0


def test_a_time_zone_that_is_not_chinas_is_told(
    looked: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        monkeypatch.setenv("TZ", "UTC")
        time.tzset()
        assert looked()["zone"].params == {"zone": "UTC+0"}
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_year_without_holidays_is_named(looked: Look, clock: Any) -> None:
    known = max(year for year in range(2026, 2040) if _known(year, looked, clock))
    clock.moment = clock.moment.replace(year=known, month=12)
    ends = looked()["calendar"]
    assert (ends.state, ends.params) == ("warn", {"year": known + 1})
    clock.moment = clock.moment.replace(year=known + 1, month=6)
    gone = looked()["calendar"]
    assert (gone.state, gone.params) == ("bad", {"year": known + 1})
    assert str(known + 1) in said(gone)


def _known(year: int, looked: Look, clock: Any) -> bool:
    clock.moment = clock.moment.replace(year=year, month=6)
    return looked(depth="quick")["calendar"].state == "ok"


# around it


@pytest.mark.parametrize(
    ("change", "check", "state", "word"),
    [
        ({"printers": (), "default_printer": ""}, "printer", "warn", "PDF"),
        ({"default_printer": ""}, "printer", "warn", "默认打印机"),
        ({"fonts": ()}, "fonts", "bad", "fonts-noto-cjk"),
        ({"fonts": ("AR PL UMing CN",)}, "fonts", "warn", "Noto Sans CJK SC"),
        ({"undrawn": "\u4dae"}, "characters", "warn", "U+4DAE"),
        ({"running": ()}, "input", "warn", "fcitx5"),
        ({"input_methods": ("xim",)}, "input", "bad", "fcitx5"),
        ({"input_method": "xim"}, "input", "warn", "fcitx"),
        ({"input_method": ""}, "input", "warn", "QT_IM_MODULE"),
        ({"screen": "offscreen"}, "input", "unknown", "系统维护"),
    ],
)
def test_what_is_amiss_around_it(
    looked: Look, change: dict[str, Any], check: str, state: str, word: str
) -> None:
    seen = msgspec.structs.replace(WELL, **change)
    found = looked(surroundings=seen, depth="quick")[check]
    assert found.state == state
    assert word in said(found)


def test_the_policys_printer_must_be_there(looked: Look, tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text('printer = "二楼打印机"\nidle_minutes = "ten"\n', "utf-8")
    found = looked(depth="quick")
    assert (found["printer"].state, found["printer"].code) == ("bad", "health.printer.absent")
    assert "二楼打印机" in said(found["printer"])
    assert found["policy"].state == "bad"
    said(found["policy"])


def test_an_input_service_answers_under_its_other_name(looked: Look) -> None:
    """Fcitx speaks IBus too, so a program with that plug-in alone can be typed into."""
    seen = msgspec.structs.replace(WELL, input_method="ibus", input_methods=("ibus",))
    assert looked(surroundings=seen, depth="quick")["input"].state == "ok"


def test_a_full_disk_is_told_before_it_is_full(
    looked: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    for free, state in ((100 << 20, "bad"), (1 << 30, "warn"), (1 << 40, "ok")):
        usage = SimpleNamespace(free=free)
        monkeypatch.setattr(shutil, "disk_usage", lambda _, usage=usage: usage)
        found = looked(depth="quick")["disk"]
        assert found.state == state
        said(found)


def test_a_folder_that_cannot_be_written_is_told(
    looked: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(**_: Any) -> Any:
        raise PermissionError

    monkeypatch.setattr(tempfile, "TemporaryFile", denied)
    found = looked(depth="quick")["folder"]
    assert (found.state, found.code) == ("bad", "health.folder.read_only")
    said(found)


def test_a_network_drive_is_known_by_its_mount() -> None:
    lines = [
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw",
        "30 22 0:40 / /mnt/share\\040one rw - cifs //server/share rw",
        "31 30 8:2 / /mnt/share\\040one/local rw - ext4 /dev/sdb1 rw",
        "nonsense",
    ]
    assert mount_kind(lines, Path("/mnt/share one/station")) == "cifs"
    assert mount_kind(lines, Path("/mnt/share one/local/station")) == "ext4"
    assert mount_kind(lines, Path("/home/station")) == "ext4"


def test_what_a_power_cut_left_is_told(work: Work, looked: Look) -> None:
    (work.store.folder / "station.keys.part").write_bytes(b"half")
    found = looked(depth="quick")["leftovers"]
    assert (found.state, found.params) == ("warn", {"count": 1})
    said(found)


# what keeps it going


def test_how_old_the_last_backup_is(work: Work, looked: Look, tmp_path: Path, clock: Any) -> None:
    assert looked(depth="quick")["backups"].code == "health.backups.none"
    (tmp_path / "share").mkdir()
    place = backup_places.add(work, tmp_path / "share")
    now = work.store.ledger.now_ms()
    away = Problem("backups.away", params={"place": str(tmp_path / "share")})
    for days, problem, state, code in (
        (0, None, "ok", "health.backups.ok"),
        (0, away, "warn", "health.backups.partly"),
        (4, away, "warn", "health.backups.late"),
        (9, None, "bad", "health.backups.missing"),
    ):
        made = backup_places.State(made_at=now - days * 86_400_000, problem=problem)
        backup_places.note(work.store, place.id, made)
        found = looked(depth="quick")["backups"]
        assert (found.state, found.code, found.params["days"]) == (state, code, days)
        assert len(found.problems) == (problem is not None)
        said(found)


def test_an_update_that_was_cut_off_or_waits_is_told(work: Work, looked: Look) -> None:
    offer = Release("station-9.9.deb", "9.9", "linux", 1, "ab" * 32)
    for kept, state, code in (
        (Standing(), "ok", "health.updates.ok"),
        (Standing(offer=offer), "warn", "health.updates.waiting"),
        (Standing(offer=offer, failed="9.9"), "ok", "health.updates.ok"),
        (Standing(state="installing", after="9.9"), "bad", "health.updates.cut"),
        (
            Standing(happened="interrupted", after="9.9", before="0.1.0"),
            "warn",
            "health.updates.not_done",
        ),
    ):
        standing.keep(work.store.folder, kept)
        found = looked(depth="quick")["updates"]
        assert (found.state, found.code) == (state, code)
        said(found)


# the whole


def test_who_may_not_see_to_the_pc_is_refused(work: Work) -> None:
    clerk = Work(work.store, msgspec.structs.replace(work.actor, roles=("worker",)))
    with pytest.raises(Refused) as refused:
        checks.examine(work.store.folder, clerk)
    assert refused.value.first.code == "role.not_allowed"


def test_a_check_that_breaks_is_a_line_with_a_number_that_the_log_has(
    work: Work, looked: Look
) -> None:
    handler = files.log_to(work.store.folder)
    try:
        work.store.connection.execute("ALTER TABLE heads RENAME TO heads_lost")
        found = looked(depth="quick")["journal"]
    finally:
        files.end(handler)
    assert found.state == "unknown"
    number = found.params["number"]
    assert number in said(found)
    assert number in (work.store.folder / "logs" / "station.log").read_text("utf-8")


def test_it_says_how_far_it_is_and_can_be_stopped(work: Work) -> None:
    class Enough(Exception):
        pass

    heard: list[tuple[int, int]] = []

    def told(done: int, total: int) -> None:
        heard.append((done, total))
        if done == 3:
            raise Enough

    with pytest.raises(Enough):
        checks.examine(work.store.folder, work, told=told)
    assert heard == [(n, len(CHECKS)) for n in range(4)]


def test_a_long_walk_can_be_stopped_in_the_middle(work: Work) -> None:
    class Enough(Exception):
        pass

    at = CHECKS.index("journal")
    times: list[int] = []

    def told(done: int, total: int) -> None:
        times.append(done)
        if times.count(at) > 1:
            raise Enough

    work.store.ledger.append(work.author, _acts(600))
    with pytest.raises(Enough):
        checks.examine(work.store.folder, work, told=told)
    assert times.count(at) == 2


states = st.sampled_from(["ok", "warn", "bad", "unknown"])


@given(st.lists(states))
def test_the_gravest_of_all_is_told(found: list[Any]) -> None:
    grave = health.gravest(tuple(Finding("disk", state, "x") for state in found))
    assert grave == next((s for s in ("bad", "warn") if s in found), "ok")


def test_the_versions_are_those_that_run(looked: Look) -> None:
    params = looked(depth="quick")["versions"].params
    assert params["sqlite"] == dbapi2.sqlite_version
    assert (params["qt"], params["system"]) == ("6.9.3", "UnionTech OS Desktop 20")
    assert params["cipher"].count(".") == 2
