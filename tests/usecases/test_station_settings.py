"""Settings and the working-day calendar: what is stored, refused, recorded and allowed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from station_desktop import phrases
from station_desktop.domain.catalogue import Limit
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.settings import KEYS
from station_desktop.domain.time import workdays
from station_desktop.storage.proof import proof
from station_desktop.usecases.station import station_settings
from station_desktop.usecases.work import Actor, Work

YEAR_2027 = (
    "date,kind,name\n"
    "2027-01-01,off,元旦\n2027-02-06,off,春节\n2027-02-07,off,春节\n2027-02-08,off,春节\n"
    "2027-05-01,off,劳动节\n2027-10-01,off,国庆节\n2027-02-20,work,\n"
).encode()


def refused(work: Work, key: str, value: Any) -> str:
    with pytest.raises(Refused) as caught:
        station_settings.change(work, key, value)
    assert caught.value.first.field == key
    return caught.value.first.code


@pytest.mark.parametrize(
    ("key", "typed", "stored"),
    [
        ("station_name", "  广安东里社区服务站 ", "广安东里社区服务站"),
        ("station_code", "１１０１０２０１７０２６", "110102017026"),
        ("station_phone", "63011234", "010-63011234"),
        ("station_phone", "", ""),
        ("complaint_phone", "12345", "12345"),
        ("desk", "2", "02"),
        ("closing_time", "9：05", "09:05"),
        ("lock_after_failures", "１０", 10),
        ("idle_minutes", 15, 15),
        ("password_days", "0", 0),
        ("paper_language", "en", "en"),
        ("paper_format", "large", "large"),
        ("watched_folder", "", ""),
    ],
)
def test_what_is_typed_is_put_in_order_and_stored(
    work: Work, key: str, typed: Any, stored: Any
) -> None:
    assert station_settings.change(work, key, typed) == stored
    assert getattr(station_settings.now(work), key) == stored


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        ("station_name", "  ", "station.name_missing"),
        ("station_name", "站" * 61, "setting.text"),
        ("station_address", "一行\n两行", "setting.text"),
        ("station_code", "西城", "station.code_form"),
        ("station_phone", "晚上打", "phone.characters"),
        ("desk", "00", "setting.desk"),
        ("desk", "123", "setting.desk"),
        ("closing_time", "25:00", "setting.time"),
        ("closing_time", "下午五点", "setting.time"),
        ("lock_after_failures", "2", "setting.range"),
        ("password_length", 7, "setting.range"),
        ("later_days", "两周", "setting.number"),
        ("later_days", "", "setting.number"),
        ("idle_minutes", True, "setting.wrong_kind"),
        ("idle_minutes", 1.5, "setting.wrong_kind"),
        ("station_name", 5, "setting.wrong_kind"),
        ("watched_folder", "no/such/folder", "setting.folder"),
        ("paper_format", "a5", "setting.choice"),
        ("calendar", {}, "setting.kept_apart"),
        ("demo", True, "setting.kept_apart"),
        ("colour", "red", "setting.unknown"),
    ],
)
def test_what_cannot_be_worked_with_is_refused_and_changes_nothing(
    work: Work, key: str, typed: Any, code: str
) -> None:
    before = work.store.settings()
    entries = work.store.ledger.count()
    assert refused(work, key, typed) == code
    assert work.store.settings() == before
    assert work.store.ledger.count() == entries


@given(typed=st.text(max_size=12))
@given_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_no_typed_closing_time_ever_breaks_the_counting(work: Work, typed: str) -> None:
    try:
        stored = station_settings.change(work, "closing_time", typed)
    except Refused:
        stored = work.store.settings().closing_time
    assert datetime.strptime(stored, "%H:%M").strftime("%H:%M") == stored


def test_each_change_is_one_entry_and_none_when_nothing_changes(work: Work) -> None:
    count = work.store.ledger.count()
    station_settings.change(work, "desk", "03")
    station_settings.change(work, "desk", "3")
    history = work.store.ledger.history("setting:desk")
    assert work.store.ledger.count() == count + 1
    assert [entry.author for entry in history] == [work.actor.id]
    assert proof.prove(work.store.ledger).holds


@pytest.mark.parametrize("role", ["worker", "deputy", "audit"])
def test_only_who_may_edit_settings_sees_and_changes_them(work: Work, role: Any) -> None:
    other = Work(work.store, Actor("x", "x", "x", (role,)))
    for act in (
        lambda: station_settings.now(other),
        lambda: station_settings.change(other, "desk", "02"),
        lambda: station_settings.import_year(other, YEAR_2027),
        lambda: station_settings.set_exception(other, date(2026, 12, 1), "off"),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.first.code == "role.not_allowed"


def due(work: Work, accepted: str, days: int) -> str:
    found = workdays.due(datetime.fromisoformat(accepted), Limit(days), work.store.calendar())
    assert found.caution is None
    return found.due.isoformat()


def test_an_imported_year_is_counted_by_and_keeps_the_years_before(work: Work) -> None:
    before = station_settings.outlook(work)
    assert before.missing == 2027
    assert before.pressing, "in November the notice of the coming year is out"
    found = station_settings.import_year(work, YEAR_2027)
    assert (found.years, found.off, found.work) == ((2027,), 6, 1)
    after = station_settings.outlook(work)
    assert (after.missing, after.pressing) == (2028, False)
    assert after.years == (*before.years, 2027)
    assert due(work, "2026-02-13T10:00", 3) == "2026-02-25"
    assert due(work, "2026-12-31T10:00", 1) == "2027-01-04"
    assert due(work, "2027-02-05T10:00", 1) == "2027-02-09"
    assert due(work, "2027-02-19T10:00", 1) == "2027-02-20"
    assert proof.prove(work.store.ledger).holds


def test_importing_a_year_again_replaces_it_and_keeps_the_exceptions(work: Work) -> None:
    station_settings.import_year(work, YEAR_2027)
    station_settings.set_exception(work, date(2027, 3, 1), "off")
    longer = YEAR_2027 + "2027-02-09,off,春节\n".encode()
    station_settings.import_year(work, longer)
    assert due(work, "2027-02-05T10:00", 1) == "2027-02-10"
    assert due(work, "2027-02-26T10:00", 1) == "2027-03-02"
    count = work.store.ledger.count()
    station_settings.import_year(work, longer)
    assert work.store.ledger.count() == count


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "calendar.empty"),
        (b"2027-01-01,off\n", "calendar.year_incomplete"),
        (b"2027-13-01,off\n", "calendar.date"),
        (b"\0\xff", "calendar.unreadable"),
        (b"x" * 1_000_001, "calendar.unreadable"),
        (YEAR_2027.replace(b"2027", b"2072"), "calendar.year_far"),
    ],
)
def test_a_faulty_year_file_is_refused_whole(work: Work, data: bytes, code: str) -> None:
    before = station_settings.outlook(work)
    with pytest.raises(Refused) as caught:
        station_settings.import_year(work, data)
    assert caught.value.first.code == code
    assert station_settings.outlook(work) == before


def test_a_day_of_the_stations_own_wins_until_it_is_taken_back(work: Work) -> None:
    day = date(2026, 12, 1)
    assert due(work, "2026-11-30T10:00", 1) == "2026-12-01"
    station_settings.set_exception(work, day, "off")
    assert station_settings.outlook(work).local_off == (day,)
    assert due(work, "2026-11-30T10:00", 1) == "2026-12-02"
    station_settings.set_exception(work, date(2026, 11, 28), "work")
    assert due(work, "2026-11-27T10:00", 1) == "2026-11-28"
    station_settings.set_exception(work, day, "work")
    assert station_settings.outlook(work).local_off == ()
    station_settings.set_exception(work, day, "")
    assert station_settings.outlook(work).local_work == (date(2026, 11, 28),)
    assert due(work, "2026-11-30T10:00", 1) == "2026-12-01"


def test_taking_back_what_was_never_set_writes_nothing(work: Work) -> None:
    count = work.store.ledger.count()
    station_settings.set_exception(work, date(2026, 12, 1), "")
    assert work.store.ledger.count() == count


def test_a_day_far_off_is_a_slip_of_the_pen(work: Work) -> None:
    with pytest.raises(Refused) as caught:
        station_settings.set_exception(work, date(2206, 12, 1), "off")
    assert caught.value.first.code == "calendar.exception_far"


def test_every_setting_has_a_name_in_both_languages() -> None:
    for key in KEYS:
        names = [phrases.say(f"setting.name.{key}", language) for language in phrases.LANGUAGES]
        assert not any(name.startswith("setting.") for name in names), key
        assert names[0] != names[1], key
