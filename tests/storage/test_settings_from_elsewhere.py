"""Settings that another device sent: the hall's holidays count, and nonsense harms nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from replicas import deliver
from stations import HALL, Desk

from station_desktop.domain.station.settings import Settings
from station_desktop.domain.station.station import SettingChanged
from station_desktop.domain.time import workdays
from station_desktop.domain.time.year_calendar import Calendar, Holiday
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.usecases.station import station_settings
from station_desktop.usecases.work import Work

HOLIDAY = date(2029, 1, 1)


def say(work: Work, key: str, value: Any) -> None:
    work.store.ledger.append(work.author, [(f"setting:{key}", SettingChanged(value))])


def publish(work: Work, value: Any) -> None:
    """As the hall does, once a test."""
    told = Desk(HALL).tells("setting:hall_calendar", SettingChanged(value))
    deliver(StoreReplica(work.store), [[told]])


def published() -> dict[str, Any]:
    year = Calendar(
        frozenset({2029}), (Holiday(HOLIDAY, HOLIDAY, "元旦", "New Year"),), frozenset()
    )
    plain: dict[str, Any] = msgspec.json.decode(workdays.dump(year))
    return plain


def test_the_halls_year_counts_and_the_stations_own_days_win(work: Work) -> None:
    assert 2029 not in work.store.calendar().years
    publish(work, published())
    assert not work.store.calendar().is_working(HOLIDAY)
    own = Calendar(frozenset(), (), frozenset(), local_work=frozenset({HOLIDAY}))
    say(work, "calendar", msgspec.json.decode(workdays.dump(own)))
    assert work.store.calendar().is_working(HOLIDAY)
    assert 2029 in station_settings.outlook(work).years


@pytest.mark.parametrize("value", [{"x": 1}, {"source": "", "years": {}}, {"years": {"a": {}}}])
def test_a_calendar_that_is_none_adds_nothing(work: Work, value: Any) -> None:
    before = work.store.calendar()
    publish(work, value)
    assert work.store.calendar() == before


@pytest.mark.parametrize(
    ("key", "value"),
    [("idle_minutes", "soon"), ("calendar", [1]), ("desk", 7), ("closing_time", None)],
)
def test_a_value_of_the_wrong_kind_is_left_aside(work: Work, key: str, value: Any) -> None:
    say(work, "complaint_phone", "12388")
    say(work, key, value)
    kept = work.store.settings()
    assert getattr(kept, key) == getattr(Settings(), key)
    assert kept.complaint_phone == "12388"
    assert kept.station_name == "老墙根社区服务站"


def test_a_window_cannot_give_the_halls_settings(work: Work) -> None:
    publish(work, published())
    say(work, "hall_calendar", {})
    assert 2029 in work.store.calendar().years
