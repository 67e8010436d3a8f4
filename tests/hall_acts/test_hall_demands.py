"""Demands from outside: in, matched, answered, and back out."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress

import msgspec
import pytest
from hall_office import ADMIN, OFFICER, OTHER, PEOPLE, PUBLISHER, STATION, HandClock, Window
from hypothesis import given
from hypothesis import strategies as st

from station_desktop.domain.case.demands import Answered, Demand, Taken
from station_desktop.domain.problem import Refused
from station_desktop.hall import audit, keeping
from station_desktop.hall.accounts import api_tokens
from station_desktop.hall.demands import acts, reading, replies
from station_desktop.hall.demands.reading import DemandRow
from station_desktop.hall.journal import folding
from station_desktop.hall.work import Hall


def code(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.first.code


def row(**values: object) -> DemandRow:
    given = {"line": 2, "source": "12345", "reference": "GD-1", "text": "楼道灯不亮", **values}
    return DemandRow(**given)  # type: ignore[arg-type]


def at_station(hall: Hall, station: str) -> list[Demand]:
    found = replies.listed(hall, OFFICER, replies.Filter(station=station))
    return [one.demand for one in found]


CSV = """工单编号,来源,诉求标题,诉求内容,承办社区,诉求人,联系电话（手机）,诉求地址,受理时间,处置等级
GD-1,12345,灯不亮,楼道灯不亮,老墙根社区,王女士,138 0013 8000,校场小六条3号,2026-11-23 08:00,2小时
GD-2,12345,,"有水漏下来，
已经两天",报国寺社区居委会,,,,2026/11/20,一般
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_an_export_is_read_whatever_its_encoding(encoding: str) -> None:
    first, second = reading.from_file(CSV.encode(encoding))
    assert first == DemandRow(
        line=2,
        source="12345",
        reference="GD-1",
        title="灯不亮",
        text="楼道灯不亮",
        station="老墙根社区",
        contact="王女士",
        phone="138 0013 8000",
        address="校场小六条3号",
        received_at="2026-11-23 08:00",
        grade="2小时",
    )
    assert second.text == "有水漏下来，\n已经两天"
    assert second.line == 3


def test_english_heads_semicolons_and_json_say_the_same() -> None:
    english = "Reference;Content;Phone\nA-1;Lamp is out;13800138000\n"
    wanted = (
        DemandRow(line=2, source="app", reference="A-1", text="Lamp is out", phone="13800138000"),
    )
    assert reading.from_file(english.encode(), "app") == wanted
    objects = [{"reference": "A-1", "content": "Lamp is out", "phone": 13800138000, "odd": [1]}]
    for value in (objects, {"total": 1, "data": objects}, objects[0]):
        (found,) = reading.from_file(json.dumps(value).encode(), "app")
        assert msgspec.structs.replace(found, line=2) == wanted[0]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "demand.file_empty"),
        ("编号,内容\n".encode(), "demand.file_empty"),
        ("姓名,电话\n甲,1\n".encode(), "demand.file_heads"),
        (b"\0\1\2", "demand.file_unreadable"),
        (b"\xff\xfe\xff", "demand.file_unreadable"),
        (b"{broken", "demand.file_unreadable"),
        (b"[1,2]", "demand.file_unreadable"),
        ('编号,内容\n1,"没有结束'.encode(), "demand.file_unreadable"),
        (b"[" * 100_000, "demand.file_unreadable"),
        (b"x" * 20_000_001, "demand.file_large"),
        ("编号,内容\n".encode() + b"1,2\n" * 20_001, "demand.file_rows"),
    ],
)
def test_a_file_that_is_no_export(data: bytes, problem: str) -> None:
    with pytest.raises(Refused) as caught:
        reading.from_file(data)
    assert code(caught) == problem


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_no_bytes_are_too_odd_to_be_refused(data: bytes) -> None:
    with suppress(Refused):
        assert reading.from_file(data)


def test_an_import_reaches_the_stations(hall: Hall, windows: dict[str, Window]) -> None:
    done = acts.take_in(hall, OFFICER, reading.from_file(CSV.encode()))
    assert [(one.line, one.outcome, one.station) for one in done.taken] == [
        (2, "given", STATION),
        (3, "given", OTHER),
    ]
    assert done.refused == ()
    (first,) = at_station(hall, STATION)
    assert (first.state, first.due, first.phone) == ("new", "2026-11-23T10:00", "13800138000")
    (second,) = at_station(hall, OTHER)
    assert second.title == "有水漏下来， 已经两天"
    assert second.due == "2026-12-01T17:00"


def test_the_same_export_twice_makes_no_demand_twice(
    hall: Hall, windows: dict[str, Window]
) -> None:
    rows = reading.from_file(CSV.encode())
    first = acts.take_in(hall, OFFICER, rows)
    again = acts.take_in(hall, OFFICER, (*rows, *rows))
    assert [one.outcome for one in again.taken] == ["known"] * 4
    assert {one.id for one in again.taken} == {one.id for one in first.taken}
    assert len(at_station(hall, STATION)) == 1


def test_one_export_may_say_a_demand_twice(hall: Hall, window: Window) -> None:
    done = acts.take_in(hall, OFFICER, [row(station=STATION), row(station=STATION, line=3)])
    assert [one.outcome for one in done.taken] == ["given", "known"]
    other = acts.take_in(hall, OFFICER, [row(station=STATION, source="app")])
    assert [one.outcome for one in other.taken] == ["given"]


@pytest.mark.parametrize(
    ("values", "problem", "field"),
    [
        ({"reference": " "}, "demand.no_reference", "reference"),
        ({"source": ""}, "demand.no_source", "source"),
        ({"text": "\u200b"}, "demand.no_text", "text"),
        ({"text": "长" * 4001}, "form.too_long", "text"),
        ({"title": "x\x07y"}, "form.control_characters", "title"),
        ({"received_at": "昨天"}, "demand.moment", "received_at"),
        ({"received_at": "2026-11-24"}, "demand.received_later", "received_at"),
        ({"due": "2026-02-30"}, "demand.moment", "due"),
        ({"due": "2026-11-23 25:00"}, "demand.moment", "due"),
        ({"due": "2026-11-01"}, "demand.due_before", "due"),
        ({"grade": "明天"}, "demand.grade", "grade"),
    ],
)
def test_a_row_that_makes_no_sense_is_told_and_the_others_go_on(
    hall: Hall, window: Window, values: dict[str, object], problem: str, field: str
) -> None:
    good = row(reference="GD-2", station=STATION, line=4)
    done = acts.take_in(hall, OFFICER, [row(station=STATION, line=3, **values), good])
    assert [(one.code, one.field, one.params["line"]) for one in done.refused] == [
        (problem, field, 3)
    ]
    assert [one.line for one in done.taken] == [4]
    assert len(at_station(hall, STATION)) == 1


@pytest.mark.parametrize(
    ("received", "due", "grade", "wanted"),
    [
        ("2026-11-23 08:00", "", "特急", "2026-11-23T10:00"),
        ("2026-11-23 08:00", "", "24小时", "2026-11-24T08:00"),
        ("2026-11-20 08:00", "", "7", ""),
        ("2026-11-20 18:00", "", "7个工作日", "2026-12-02T17:00"),
        ("2026年11月20日 9时30分", "", "疑难", "2026-12-11T17:00"),
        ("2026-11-20T01:00:00Z", "", "2小时", "2026-11-20T11:00"),
        ("", "2026-11-25", "2小时", "2026-11-25T17:00"),
        ("", "2026/11/25 12:05:30", "", "2026-11-25T12:05"),
        ("", "", "", ""),
    ],
)
def test_each_demand_has_a_clock_of_its_own(
    hall: Hall, window: Window, received: str, due: str, grade: str, wanted: str
) -> None:
    given = row(station=STATION, received_at=received, due=due, grade=grade)
    done = acts.take_in(hall, OFFICER, [given])
    if grade == "7":
        assert [one.code for one in done.refused] == ["demand.grade"]
        return
    assert done.refused == ()
    assert at_station(hall, STATION)[0].due == wanted


@pytest.mark.parametrize(
    ("values", "station"),
    [
        ({"station": STATION}, STATION),
        ({"station": "老墙根社区服务站"}, STATION),
        ({"station": "老墙根"}, STATION),
        ({"station": "老墙根社区居委会"}, STATION),
        ({"station": "广内街道老墙根社区"}, STATION),
        ({"address": "西城区广内街道报国寺东夹道5号"}, OTHER),
        ({"address": "上斜街２号院"}, STATION),
        ({"address": "老墙根街与报国寺之间"}, STATION),
        ({"address": "长椿街"}, ""),
        ({"station": "三庙街社区", "address": "上斜街2号"}, STATION),
        ({}, ""),
    ],
)
def test_which_station(
    hall: Hall, windows: dict[str, Window], values: dict[str, object], station: str
) -> None:
    keeping.set_words(hall, ADMIN, STATION, ["上斜街", "老墙根街"])
    (taken,) = acts.take_in(hall, OFFICER, [row(**values)]).taken
    assert taken.station == station
    assert taken.outcome == ("given" if station else "waiting")


def test_two_stations_that_fit_alike_are_left_to_a_person(
    hall: Hall, windows: dict[str, Window]
) -> None:
    for station in (STATION, OTHER):
        keeping.set_words(hall, ADMIN, station, ["上斜街"])
    (taken,) = acts.take_in(hall, OFFICER, [row(address="上斜街2号")]).taken
    assert taken.outcome == "waiting"


def matched(hall: Hall, window: Window, **values: object) -> str:
    acts.take_in(hall, OFFICER, [row(station=window.station, **values)])
    return at_station(hall, window.station)[-1].resident


def test_which_resident(hall: Hall, windows: dict[str, Window]) -> None:
    window, first, second = windows[STATION], PEOPLE[0], PEOPLE[1]
    window.registers(first, "r1")
    window.registers(second, "r2")
    windows[OTHER].registers(PEOPLE[2], "r3")
    number = first.id_number
    assert matched(hall, window, reference="1", id_number=f"{number[:6]} {number[6:]}") == "r1"
    assert matched(hall, window, reference="2", phone=second.phone) == "r2"
    called = f"{second.name[0]}女士"
    assert matched(hall, window, reference="3", phone=second.phone, contact=called) == "r2"
    assert matched(hall, window, reference="4", phone=second.phone, contact="欧阳先生") == ""
    door = second.address.removeprefix("北京市西城区")
    assert matched(hall, window, reference="5", contact=second.name, address=door) == "r2"
    elsewhere = "北京市西城区别的街道1号"
    assert matched(hall, window, reference="6", contact=second.name, address=elsewhere) == ""
    assert matched(hall, window, reference="7", id_number=PEOPLE[2].id_number) == ""
    assert matched(hall, window, reference="8", id_number="1" * 18, phone="?") == ""


def test_a_phone_of_two_residents_decides_nothing_unless_the_name_does(
    hall: Hall, window: Window
) -> None:
    first = PEOPLE[0]
    window.registers(first, "r1")
    window.registers(msgspec.structs.replace(PEOPLE[1], name="钱一", phone=first.phone), "r2")
    assert matched(hall, window, reference="1", phone=first.phone) == ""
    assert matched(hall, window, reference="2", phone=first.phone, contact="钱一") == "r2"


def test_an_id_number_leads_to_the_one_station_that_knows_it(
    hall: Hall, windows: dict[str, Window]
) -> None:
    windows[OTHER].registers(PEOPLE[2], "r3")
    (taken,) = acts.take_in(hall, OFFICER, [row(id_number=PEOPLE[2].id_number)]).taken
    assert (taken.station, taken.matched) == (OTHER, True)
    windows[STATION].registers(PEOPLE[2], "r1")
    again = row(reference="GD-2", id_number=PEOPLE[2].id_number)
    (taken,) = acts.take_in(hall, OFFICER, [again]).taken
    assert taken.outcome == "waiting"


def test_a_waiting_demand_is_given_by_hand_once(hall: Hall, windows: dict[str, Window]) -> None:
    windows[OTHER].registers(PEOPLE[0], "r1")
    acts.take_in(hall, OFFICER, [row(phone=PEOPLE[0].phone, address="某处", grade="2小时")])
    (one,) = acts.waiting(hall, OFFICER)
    assert (one.reference, one.address, one.due) == ("GD-1", "某处", "2026-11-23T11:30")
    given = acts.give(hall, OFFICER, one.id, OTHER)
    assert given.matched
    (there,) = at_station(hall, OTHER)
    assert (there.id, there.resident, there.due) == (one.id, "r1", one.due)
    assert acts.waiting(hall, OFFICER) == ()
    with pytest.raises(Refused) as caught:
        acts.give(hall, OFFICER, one.id, STATION)
    assert code(caught) == "demand.given"
    with pytest.raises(Refused) as caught:
        acts.give(hall, OFFICER, "none", STATION)
    assert code(caught) == "demand.unknown"


def answer(hall: Hall, window: Window, reference: str, words: str) -> Demand:
    acts.take_in(hall, OFFICER, [row(reference=reference, station=window.station)])
    demand = at_station(hall, window.station)[-1]
    hall.time.goes_on(minutes=10)  # type: ignore[attr-defined]
    window.says(
        (f"demand:{demand.id}", Taken()), (f"demand:{demand.id}", Answered("solved", words))
    )
    return demand


def test_replies_go_out_once(hall: Hall, windows: dict[str, Window], time: HandClock) -> None:
    answer(hall, windows[STATION], "GD-1", "灯已修好，\n请查看")
    answer(hall, windows[OTHER], "GD-2", "=HYPERLINK(1)")
    acts.take_in(hall, OFFICER, [row(reference="GD-3", station=STATION)])
    found = replies.answered(hall, OFFICER)
    assert [one.demand.reference for one in found] == ["GD-1", "GD-2"]
    assert replies.answered(hall, OFFICER, "app") == ()
    table = list(csv.reader(io.StringIO(replies.as_csv(found, "zh_CN").decode("utf-8-sig"))))
    assert table[0][:4] == ["来源", "工单编号", "办理结果", "答复内容"]
    assert table[1][1:4] == ["GD-1", "已解决", "灯已修好，\n请查看"]
    assert table[2][3] == "'=HYPERLINK(1)"
    assert replies.as_values(found)[0]["answered_at"] == "2026-11-23T09:40"
    assert replies.mark_sent(hall, OFFICER, found) == 2
    assert replies.mark_sent(hall, OFFICER, found) == 0
    assert replies.answered(hall, OFFICER) == ()
    assert {one.state for one in at_station(hall, OTHER)} == {"sent"}


def test_an_answer_that_does_not_do_goes_back(hall: Hall, window: Window) -> None:
    demand = answer(hall, window, "GD-1", "知道了")
    for reason, problem in (("", "case.reason_missing"),):
        with pytest.raises(Refused) as caught:
            acts.send_back(hall, OFFICER, STATION, demand.id, reason)
        assert code(caught) == problem
    acts.send_back(hall, OFFICER, STATION, demand.id, "没有说明怎样解决", "2026-11-26")
    (back,) = at_station(hall, STATION)
    assert (back.state, back.returned, back.due) == (
        "returned",
        "没有说明怎样解决",
        "2026-11-26T17:00",
    )
    with pytest.raises(Refused) as caught:
        acts.send_back(hall, OFFICER, STATION, demand.id, "再答")
    assert code(caught) == "demand.not_answered"
    with pytest.raises(Refused) as caught:
        acts.send_back(hall, OFFICER, OTHER, demand.id, "再答")
    assert code(caught) in ("demand.unknown", "hall.station_unknown")


def test_a_key_opens_demands_and_nothing_else(hall: Hall, window: Window) -> None:
    made, text = api_tokens.make(hall, ADMIN, "12345平台", "12345")
    outside = api_tokens.outside(hall, text)
    assert outside is not None
    assert outside.source == "12345"
    done = acts.take_in(hall, outside.officer, [row(station=STATION)])
    assert done.count("given") == 1
    for right in ("hall.read", "hall.decide", "hall.figures", "hall.users", "hall.publish"):
        assert not outside.officer.may(right)  # type: ignore[arg-type]
    assert text not in repr(api_tokens.all_tokens(hall, ADMIN))
    assert api_tokens.outside(hall, f"{text}x") is None
    api_tokens.end(hall, ADMIN, made.id)
    assert api_tokens.outside(hall, text) is None
    with pytest.raises(Refused) as caught:
        api_tokens.make(hall, OFFICER, "x")
    assert code(caught) == "role.not_allowed"


def test_demands_are_the_officers(hall: Hall, window: Window) -> None:
    for act in (
        lambda: acts.take_in(hall, PUBLISHER, [row()]),
        lambda: acts.waiting(hall, PUBLISHER),
        lambda: acts.give(hall, PUBLISHER, "x", STATION),
        lambda: acts.send_back(hall, PUBLISHER, STATION, "x", "y"),
        lambda: replies.listed(hall, PUBLISHER),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert code(caught) == "role.not_allowed"


def test_the_audit_names_no_citizen(hall: Hall, window: Window) -> None:
    acts.take_in(hall, OFFICER, [row(contact="王女士", phone="13800138000", address="某处")])
    said = repr(audit.page(hall, ADMIN))
    for secret in ("王女士", "13800138000", "楼道灯", "某处"):
        assert secret not in said


def test_what_waits_keeps_its_words_here_only_until_it_is_given(hall: Hall, window: Window) -> None:
    from sqlalchemy import select

    from station_desktop.hall.store.office_tables import orders

    acts.take_in(hall, OFFICER, [row(address="某处")])
    (one,) = acts.waiting(hall, OFFICER)
    acts.give(hall, OFFICER, one.id, STATION)
    with hall.database.reading() as connection:
        assert connection.scalar(select(orders.c.body)) == ""
        assert folding.load(connection, STATION, "demand", one.id) is not None
