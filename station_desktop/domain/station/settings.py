"""What a station may set, with the defaults that a new one starts from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from station_desktop.domain.problem import refuse


class Settings(msgspec.Struct, frozen=True):
    """All settings of one station; each is one ``setting:<field>`` subject of the journal.

    Times of day are ``HH:MM``. Customary protection values (GB/T 22239 practice) are defaults, not
    rules. ``calendar`` holds imported years and local exceptions as ``workdays`` plain data,
    ``hall_calendar`` the years that the hall published. ``desk`` and ``watched_folder`` are each
    PC's own matter where it has its own (see ``storage.store``).

    ``whistle_minutes`` is a department's limit to be on the scene. ``urge_*_days`` are the full
    working days that go by after the promised day before the next rung is reminded. ``rate_*``
    weigh the response, solution and satisfaction rates as percentages (widely quoted as 10/45/45,
    not confirmed), with so many decimals. ``desk_slots`` and ``home_slots`` say how many
    appointments one slot of ``slot_minutes`` has. A household is to be seen within ``round_days``
    days, one that needs attention within ``round_attention_days``.
    """

    station_name: str = ""
    station_code: str = ""
    station_address: str = ""
    station_phone: str = ""
    station_hours: str = "09:00-12:00 13:30-17:00"
    complaint_phone: str = "12345"
    subdistrict: str = ""
    desk: str = "01"
    closing_time: str = "17:00"
    lock_after_failures: int = 5
    lock_minutes: int = 15
    idle_minutes: int = 10
    password_length: int = 8
    password_classes: int = 3
    password_days: int = 90
    later_days: int = 15
    attachment_megabytes: int = 20
    watched_folder: str = ""
    paper_language: str = "zh_CN"
    paper_format: str = "a4"
    calendar: dict[str, Any] = {}
    hall_calendar: dict[str, Any] = {}
    demo: bool = False
    whistle_minutes: int = 30
    urge_deputy_days: int = 0
    urge_stationmaster_days: int = 1
    urge_hall_days: int = 3
    call_back_days: int = 1
    rate_response: int = 10
    rate_solution: int = 45
    rate_satisfaction: int = 45
    rate_decimals: int = 1
    sample_percent: int = 5
    slot_minutes: int = 30
    desk_slots: int = 2
    home_slots: int = 2
    round_days: int = 90
    round_attention_days: int = 14


KEYS: tuple[str, ...] = Settings.__struct_fields__

NUMBERS: dict[str, tuple[int, int]] = {
    "lock_after_failures": (3, 20),
    "lock_minutes": (1, 1440),
    "idle_minutes": (1, 120),
    "password_length": (8, 64),
    "password_classes": (1, 4),
    "password_days": (0, 3650),
    "later_days": (1, 90),
    "attachment_megabytes": (1, 200),
    "whistle_minutes": (5, 1440),
    "urge_deputy_days": (0, 30),
    "urge_stationmaster_days": (0, 30),
    "urge_hall_days": (0, 60),
    "call_back_days": (1, 15),
    "rate_response": (0, 100),
    "rate_solution": (0, 100),
    "rate_satisfaction": (0, 100),
    "rate_decimals": (0, 2),
    "sample_percent": (0, 100),
    "slot_minutes": (10, 240),
    "desk_slots": (1, 20),
    "home_slots": (1, 20),
    "round_days": (7, 730),
    "round_attention_days": (1, 180),
}
"""Least and greatest value of each number; 0 ``password_days`` is "never"."""


def of(values: Mapping[str, Any]) -> Settings:
    """Settings from stored values; keys of another version are left aside, and so is a value of
    the wrong kind, which only another device can have sent."""
    known = {k: v for k, v in values.items() if k in KEYS}
    try:
        return msgspec.convert(known, Settings)
    except msgspec.ValidationError:
        return msgspec.convert({k: v for k, v in known.items() if _fits(k, v)}, Settings)


def _fits(key: str, value: Any) -> bool:
    try:
        msgspec.convert({key: value}, Settings)
    except msgspec.ValidationError:
        return False
    return True


def check(key: str, value: Any) -> Any:
    """The value to store for ``key``; refuses an unknown key or a value of the wrong kind."""
    if key not in KEYS:
        raise refuse("setting.unknown", field=key, key=key)
    if not _fits(key, value):
        raise refuse("setting.wrong_kind", field=key, key=key)
    return value
