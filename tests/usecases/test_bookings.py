"""Appointments: a day's slots from the station's hours, calendar and settings; what cannot be had
is refused with the next free ones; one at home and its visit go together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lanes import LANE, colleague, day, lane, lives

from station_desktop.domain.neighbourhood import timetable
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Problem, Refused
from station_desktop.usecases.station import station_settings
from station_desktop.usecases.visits import bookings, homevisits, households
from station_desktop.usecases.work import Work

FRIDAY, SATURDAY, MONDAY = "2026-11-27", "2026-11-28", "2026-11-30"


def refusal(act: Callable[[], Any]) -> Problem:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.first


@pytest.fixture
def resident(work: Work) -> Resident:
    return lives(work, f"{LANE}19号院3号", 70)


def book(work: Work, resident: Resident, on: str, start: str, where: Any = "desk") -> Any:
    return bookings.book(work, where, on, start, resident=resident.id, words="办老年卡")


def test_the_slots_of_a_day(work: Work, resident: Resident) -> None:
    found = bookings.slots(work, "desk", FRIDAY)
    assert [slot.start for slot in found] == [
        *("09:00", "09:30", "10:00", "10:30", "11:00", "11:30"),
        *("13:30", "14:00", "14:30", "15:00", "15:30", "16:00", "16:30"),
    ]
    assert {slot.free for slot in found} == {2}
    assert bookings.slots(work, "desk", SATURDAY) == ()
    book(work, resident, FRIDAY, "9:30")
    assert [slot.free for slot in bookings.slots(work, "desk", FRIDAY)][:3] == [2, 1, 2]
    assert {slot.free for slot in bookings.slots(work, "home", FRIDAY)} == {2}


def test_what_has_gone_by_is_not_to_be_had(work: Work, resident: Resident) -> None:
    today = day(work)
    past = [slot.start for slot in bookings.slots(work, "desk", today) if slot.past]
    assert past == ["09:00", "09:30", "10:00"]
    wrong = refusal(lambda: book(work, resident, today, "09:30"))
    assert wrong.code == "booking.past"
    assert wrong.params["free"] == f"{today} 10:30, {today} 11:00, {today} 11:30"
    assert refusal(lambda: book(work, resident, day(work, -1), "09:30")).code == "booking.past"


def test_a_full_slot_and_a_closed_day_name_the_next_free_ones(
    work: Work, resident: Resident
) -> None:
    for _ in range(2):
        book(work, resident, FRIDAY, "16:30")
    wrong = refusal(lambda: book(work, resident, FRIDAY, "16:30"))
    assert wrong.code == "booking.taken"
    assert wrong.params["free"].startswith(f"{FRIDAY} 09:00")
    closed = refusal(lambda: book(work, resident, SATURDAY, "09:00"))
    assert closed.code == "booking.closed"
    assert closed.params["free"] == f"{MONDAY} 09:00, {MONDAY} 09:30, {MONDAY} 10:00"
    between = refusal(lambda: book(work, resident, FRIDAY, "09:10"))
    assert between.code == "booking.no_slot"


def test_the_station_says_how_many_a_slot_takes_until_none_is_left(
    work: Work, resident: Resident
) -> None:
    for key, value in (
        ("desk_slots", 1), ("slot_minutes", 60), ("station_hours", "09:00-10:30"),
    ):  # fmt: skip
        station_settings.change(work, key, value)
    assert [slot.start for slot in bookings.slots(work, "desk", FRIDAY)] == ["09:00"]
    while free := bookings.next_free(work, "desk", FRIDAY, 5):
        for moment in free:
            book(work, resident, *moment.split())
    wrong = refusal(lambda: book(work, resident, FRIDAY, "09:00"))
    assert wrong.code == "booking.none_free"


def test_an_appointment_moves_and_ends(work: Work, resident: Resident, clock: Any) -> None:
    made = book(work, resident, FRIDAY, "09:30")
    assert (made.name, made.phone) == (resident.name, resident.phone)
    moved = bookings.move(work, made.id, MONDAY, "14点")
    assert (moved.day, moved.start) == (MONDAY, "14:00")
    assert refusal(lambda: bookings.end(work, made.id, "kept")).code == "booking.not_yet"
    clock.turn(days=4)
    assert bookings.end(work, made.id, "missed").state == "missed"
    again = refusal(lambda: bookings.end(work, made.id, "kept"))
    assert (again.code, again.params) == ("booking.ended", {"state": "missed"})


def test_a_full_slot_is_free_again_once_one_is_taken_back(work: Work, resident: Resident) -> None:
    made = [book(work, resident, FRIDAY, "09:00") for _ in range(2)]
    assert refusal(lambda: bookings.end(work, made[0].id, "cancelled")).code == "booking.reason"
    bookings.end(work, made[0].id, "cancelled", "不来了")
    assert book(work, resident, FRIDAY, "09:00").state == "booked"


def test_one_at_home_plans_moves_and_drops_its_visit(work: Work, resident: Resident) -> None:
    li = colleague(work)
    lane(work, "lijing")
    households.form_households(work)
    made = book(work, resident, FRIDAY, "10:00", "home")
    visit = homevisits.get(work, made.homevisit)
    assert (made.worker, visit.worker) == (li.id, li.id)
    assert (visit.purpose, visit.day, visit.time) == ("appointment", FRIDAY, "10:00")
    bookings.move(work, made.id, MONDAY, "15:30", "wangmin")
    moved = homevisits.get(work, made.homevisit)
    assert (moved.day, moved.time, moved.worker) == (MONDAY, "15:30", work.author)
    bookings.end(work, made.id, "cancelled", "家里有事")
    assert homevisits.get(work, made.homevisit).state == "cancelled"


def test_somebody_not_registered_can_have_one_too(work: Work) -> None:
    made = bookings.book(
        work, "desk", FRIDAY, "11:00", name="周女士", phone="13800138000", words="咨询"
    )
    assert (made.resident, made.name) == ("", "周女士")
    book_ = bookings.book
    ask = ("desk", FRIDAY, "11:00")
    assert refusal(lambda: book_(work, *ask, words="咨询")).code == "booking.who"  # type: ignore[arg-type]
    assert refusal(lambda: book_(work, *ask, name="周")).code == "booking.what"  # type: ignore[arg-type]
    wrong = refusal(lambda: book_(work, *ask, name="周", phone="12", words="x"))  # type: ignore[arg-type]
    assert wrong.field == "phone"
    home = refusal(lambda: book_(work, "home", FRIDAY, "11:00", name="周", words="x"))
    assert home.code == "homevisit.where"


def test_an_hour_that_is_no_slot_any_more_is_still_seen(work: Work, resident: Resident) -> None:
    book(work, resident, FRIDAY, "16:30")
    station_settings.change(work, "station_hours", "09:00-12:00 13:30-16:00")
    last = bookings.slots(work, "desk", FRIDAY)[-1]
    assert (last.start, last.free, len(last.booked)) == ("16:30", 0, 1)


@settings(max_examples=60, deadline=None)
@given(st.text("0123456789:-～至 上午，", max_size=40), st.integers(1, 240))
def test_any_hours_give_slots_within_the_day_in_order(hours: str, minutes: int) -> None:
    found = timetable.starts(hours, minutes)
    assert all("00:00" <= start < "24:00" for start in found)
    assert list(found) == sorted(found) or len(timetable.stretches(hours)) > 1
