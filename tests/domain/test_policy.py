"""The policy file read: what holds, what does not, and on which line."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_desktop import phrases
from station_desktop.domain.station import policy, settings
from station_desktop.domain.station.policy import KEYS, Policy, read
from station_desktop.domain.station.settings import Settings
from station_desktop.rooms import ROOMS

WHOLE = r"""
# laid down in the autumn
idle_minutes = 5
password_length = 12
rooms_hidden = ["individuals", "whistles"]
hall_address = "https://hall.example.gov.cn/"
hall_pin = "AB:CD:0011223344556677889900aabbccddeeff00112233445566778899001122"
printer = "二楼 HP"
update_ring = "first"
backup_folders = ['D:\backup', '\\server\share', "/mnt/usb"]
backup_time = "12:30"
backup_keep = 7
allow_demo = false
log_level = "debug"

[retention]
visits = 1095
GOV-EL-001 = 3650
"""


def only(data: str) -> tuple[str, int]:
    """The one thing that is wrong, and its line."""
    (problem,) = read(data.encode()).problems
    for language in phrases.LANGUAGES:
        assert "{" not in phrases.say(problem.code, language, **problem.params)
    return problem.code, problem.params["line"]


def test_every_line_is_read_and_nothing_is_wrong() -> None:
    found = read(WHOLE.encode())
    assert (found.problems, found.notes) == ((), ())
    assert found.policy == Policy(
        idle_minutes=5,
        password_length=12,
        rooms_hidden=("individuals", "whistles"),
        hall_address="https://hall.example.gov.cn",
        hall_pin="abcd0011223344556677889900aabbccddeeff00112233445566778899001122",
        printer="二楼 HP",
        update_ring="first",
        backup_folders=(r"D:\backup", r"\\server\share", "/mnt/usb"),
        backup_time="12:30",
        backup_keep=7,
        allow_demo=False,
        log_level="debug",
        retention={"visits": 1095, "GOV-EL-001": 3650},
    )
    assert found.policy.fixed == {"idle_minutes": 5, "password_length": 12}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("idle_minutes = 0", "policy.number"),
        ('idle_minutes = "5"', "policy.number"),
        ("idle_minutes = true", "policy.number"),
        ("password_days = 4000", "policy.number"),
        ("backup_keep = 2.5", "policy.number"),
        ('allow_demo = "no"', "policy.truth"),
        ("printer = 4", "policy.text"),
        ('rooms_hidden = "desk"', "policy.texts"),
        ('rooms_hidden = ["kitchen"]', "policy.room"),
        ('hall_address = "hall.example.gov.cn"', "policy.address"),
        ('hall_address = "https://[broken"', "policy.address"),
        ('hall_pin = "abc"', "policy.pin"),
        ('backup_time = "24:00"', "policy.time"),
        ('backup_folders = ["backup"]', "policy.folder"),
        ('update_ring = "First ring"', "policy.ring"),
        ('log_level = "all"', "policy.level"),
        ("retention = 5", "policy.table"),
        ("[retention]\nvisits = 0", "policy.days"),
        ("[retention]\nidle_minutes = 5", "policy.beneath"),
    ],
)
def test_a_wrong_line_is_named_and_the_others_hold(line: str, code: str) -> None:
    lines = ["# a policy", "lock_minutes = 30", "", line]
    assert only("\n".join(lines)) == (code, 4 + line.count("\n"))
    assert read("\n".join(lines).encode()).policy.lock_minutes == 30


def test_what_of_a_list_is_right_still_holds() -> None:
    rooms = read(b'rooms_hidden = ["kitchen", "journal"]').policy.rooms_hidden
    kept = read(b"[retention]\nvisits = 30\nscans = 0").policy.retention
    assert (rooms, kept) == (("journal",), {"visits": 30})


def test_an_unknown_line_is_told_and_does_no_harm() -> None:
    found = read(b"idle_minute = 3\nlock_minutes = 30\ncolour = 1")
    assert [(note.code, note.params["line"]) for note in found.notes] == [
        ("policy.unknown_near", 1),
        ("policy.unknown", 3),
    ]
    assert found.notes[0].params["near"] == "idle_minutes"
    assert found.problems == ()
    assert found.policy.lock_minutes == 30


def test_what_is_no_toml_lays_down_nothing_and_says_where() -> None:
    assert only("lock_minutes = 30\nidle_minutes = \n") == ("policy.syntax", 2)
    assert read(b"lock_minutes = 30\nidle_minutes = ").policy == Policy()
    assert read("打印机".encode("gb18030")).problems[0].code == "policy.encoding"
    assert read(b"#" * (policy.LARGEST + 1)).problems[0].code == "policy.too_large"


def test_windows_line_ends_and_a_byte_order_mark_do_not_matter() -> None:
    assert read(b"\xef\xbb\xbflock_minutes = 30\r\nidle_minutes = 9\r\n").policy == Policy(
        lock_minutes=30, idle_minutes=9
    )


_PLAIN = st.recursive(
    st.one_of(st.integers(), st.booleans(), st.text(max_size=12)),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return '"' + "".join(f"\\U{ord(ch):08X}" for ch in value) + '"'


@given(st.dictionaries(st.sampled_from(KEYS), _PLAIN, max_size=6))
def test_whatever_stands_in_it_what_holds_suits_the_settings(values: dict[str, Any]) -> None:
    text = "\n".join(f"{key} = {_toml(value)}" for key, value in values.items())
    found = read(text.encode("utf-8", "surrogatepass"))
    laid_over = found.policy.over(Settings())
    for key in policy.FIXED:
        least, most = settings.NUMBERS[key]
        assert least <= getattr(laid_over, key) <= most
    for problem in found.problems:
        assert text.splitlines()[problem.params["line"] - 1].startswith(problem.field)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_a_crash(data: bytes) -> None:
    assert isinstance(read(data).policy, Policy)


def test_every_room_of_the_window_can_be_hidden() -> None:
    assert {room.key for room in ROOMS} <= set(policy.ROOMS)
