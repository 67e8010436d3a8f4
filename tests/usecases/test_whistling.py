"""Whistles at the station: blown for a running case, departments called, there, reporting, rated;
everything may be written down afterwards, and no clock is believed blindly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
import pytest
from people import people
from stations import HALL, Elsewhere
from taken_in import take_in

from station_desktop.domain.case.cases import Case
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.roles import Role
from station_desktop.domain.time import clock as times
from station_desktop.domain.time.clock import CHINA
from station_desktop.domain.whistle import whistles as domain
from station_desktop.domain.whistle.whistles import DepartmentCalled, TurnedDown, Whistle
from station_desktop.storage.proof import proof
from station_desktop.storage.reads import reads_whistles
from station_desktop.usecases.casework import cases
from station_desktop.usecases.people import residents
from station_desktop.usecases.whistle import whistling
from station_desktop.usecases.work import Work

WATER, POLICE = "排水集团", "派出所"


def at(hour: int, minute: int, day: int = 26) -> int:
    return times.milliseconds(datetime(2026, 11, day, hour, minute, tzinfo=CHINA))


@pytest.fixture
def case(work: Work) -> Case:
    return take_in(work, residents.register(work, people(1)[0].typed()))


@pytest.fixture
def blown(work: Work, case: Case) -> Whistle:
    """At ten, for a blocked manhole, one department called."""
    return whistling.blow(
        work, case.number, "emergency", "老墙根街2号院门口污水井冒水", "老墙根街2号院", (WATER,)
    )


def code(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.first.code


def acting_as(work: Work, *roles: Role) -> Work:
    return Work(work.store, msgspec.structs.replace(work.actor, roles=roles))


def one(whistle: Whistle, department: str = WATER) -> domain.Called:
    found = whistle.called(department)
    assert found is not None
    return found


def test_a_whistle_from_the_first_call_to_its_end(
    work: Work, clock: Any, case: Case, blown: Whistle
) -> None:
    assert (blown.number, blown.case, blown.blown_at) == (
        "017014-W20261126-01-0001-9",
        case.id,
        at(10, 0),
    )
    assert one(blown).due_at == at(10, 30)
    clock.turn(minutes=12)
    whistling.call(work, blown.id, POLICE, "值班室 63030110")
    clock.turn(minutes=10)
    found = whistling.check_in(work, blown.id, WATER, "", "高师傅")
    assert (one(found).checked_in_at, one(found).place) == (at(10, 22), "老墙根街2号院")
    clock.turn(minutes=38)
    whistling.act(work, blown.id, WATER, "疏通检查井", at(10, 40))
    whistling.check_in(work, blown.id, POLICE, "院门口", at=at(10, 50))
    whistling.report(work, blown.id, WATER, "已疏通，清出淤泥两车")
    whistling.report(work, blown.id, POLICE, "疏导交通完毕")
    whistling.appraise(work, blown.id, WATER, "station", 5, "来得快")
    whistling.appraise(work, blown.id, WATER, "department", 4)
    assert reads_whistles.open_of_case(work.store.connection, case.id)
    closed = whistling.close(work, blown.id, "井已疏通，路面冲洗干净")
    assert (closed.state, closed.closed_at, closed.overrode) == ("closed", at(11, 0), ())
    assert not reads_whistles.open_of_case(work.store.connection, case.id)
    assert whistling.of_case(work, case.id) == (closed,)
    assert domain.punctuality([closed]) == (1, 1, 0)
    assert (one(closed).grade, one(closed).grade_back) == (5, 4)
    assert [entry.kind for entry in whistling.history(work, closed.number)][:3] == [
        "whistle.blown",
        "whistle.called",
        "whistle.called",
    ]
    assert proof.prove(work.store.ledger).holds


def test_each_department_has_its_own_clock(work: Work, clock: Any, blown: Whistle) -> None:
    clock.turn(minutes=20)
    later = whistling.call(work, blown.id, POLICE)
    first, second = domain.standing(later, at(10, 25))
    assert (first.how, first.minutes) == ("waiting", 5)
    assert (second.how, second.minutes) == ("waiting", 25)
    clock.turn(minutes=11)
    first, second = domain.standing(later, at(10, 30) + 1)
    assert (first.how, first.minutes, first.late) == ("late", 1, True)
    assert [found.id for found in reads_whistles.late(work.store.connection, at(10, 31))] == [
        blown.id
    ]
    assert not reads_whistles.late(work.store.connection, at(10, 30))
    came = whistling.check_in(work, blown.id, WATER, "")
    assert domain.standing(came, at(10, 40))[0] == domain.Standing(
        WATER, "on_scene", 31, 30, over=1, seen=True
    )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "loud"}, "kind"),
        ({"what": " "}, "what"),
        ({"place": ""}, "place"),
        ({"place": "门" * 121}, "place"),
        ({"departments": ("局" * 61,)}, "department"),
    ],
)
def test_what_a_whistle_must_say(work: Work, case: Case, given: dict[str, Any], field: str) -> None:
    words: dict[str, Any] = {"kind": "everyday", "what": "占道", "place": "胡同口"}
    with pytest.raises(Refused) as refused:
        whistling.blow(work, case.number, **(words | given))
    assert refused.value.first.field == field
    assert not whistling.listed(work)


def test_only_for_a_running_case(work: Work, case: Case) -> None:
    cases.withdraw(work, case.number, "居民撤回")
    assert code(lambda: _blow(work, case)) == "whistle.case_over"


def test_only_by_those_who_may(work: Work, case: Case, blown: Whistle) -> None:
    worker, auditor = acting_as(work, "worker"), acting_as(work, "audit")
    assert code(lambda: _blow(worker, case)) == "role.not_allowed"
    assert code(lambda: whistling.call(worker, blown.id, POLICE)) == "role.not_allowed"
    assert whistling.check_in(worker, blown.id, WATER, "").called(WATER)
    assert whistling.get(auditor, blown.id).id == blown.id
    assert code(lambda: whistling.act(auditor, blown.id, WATER, "看")) == "role.not_allowed"


def _blow(work: Work, case: Case, when: int = 0) -> Whistle:
    return whistling.blow(work, case.number, "everyday", "占道经营", "胡同口", at=when)


def test_numbers_are_never_given_twice(work: Work, case: Case) -> None:
    numbers = [_blow(work, case).number for _ in range(3)]
    assert [number[-6:-2] for number in numbers] == ["0001", "0002", "0003"]
    assert whistling.get(work, numbers[1].lower()).number == numbers[1]
    assert code(lambda: whistling.get(work, "017014-W1")) == "whistle.unknown"


def test_two_of_one_number_are_told_apart_by_their_ids(work: Work, blown: Whistle) -> None:
    other = Elsewhere(work.store, "0000000000ab")
    other.apart(
        "whistle:other",
        domain.Blown(blown.number, "hard", blown.case, "漏雨", "3号院", blown.blown_at),
    )
    assert code(lambda: whistling.get(work, blown.number)) == "whistle.twice"
    assert whistling.get(work, "other").kind == "hard"


def test_what_is_written_down_afterwards(work: Work, clock: Any, case: Case) -> None:
    clock.turn(hours=3)
    late = _blow(work, case, at(10, 5))
    assert late.blown_at == at(10, 5)
    whistling.call(work, late.id, WATER, at=at(10, 6))
    found = whistling.check_in(work, late.id, WATER, "井边", at=at(10, 30))
    assert (one(found).due_at, one(found).late(at(13, 0))) == (at(10, 36), False)
    assert code(lambda: _blow(work, case, at(13, 2))) == "whistle.ahead"
    assert code(lambda: _blow(work, case, at(10, 0, day=18))) == "whistle.too_early"
    assert code(lambda: whistling.act(work, late.id, WATER, "看", at(10, 5))) == "whistle.too_early"
    assert code(lambda: whistling.act(work, late.id, WATER, "看", at(13, 2))) == "whistle.ahead"


def test_the_minute_of_the_call_is_not_before_it(work: Work, clock: Any, case: Case) -> None:
    clock.turn(seconds=40)
    found = _blow(work, case)
    whistling.call(work, found.id, WATER)
    there = whistling.check_in(work, found.id, WATER, "", at=at(10, 0))
    assert one(there).checked_in_at == found.blown_at


def test_a_clock_set_back_is_told_and_nothing_is_lost(
    work: Work, clock: Any, blown: Whistle
) -> None:
    clock.turn(days=-1)
    with pytest.raises(Refused) as refused:
        whistling.check_in(work, blown.id, WATER, "")
    assert refused.value.first.code == "whistle.clock_back"
    assert refused.value.first.params == {"now": "2026-11-25 10:00", "then": "2026-11-26 10:00"}
    assert whistling.get(work, blown.id) == blown
    typed = domain.read_moment("10:25", times.milliseconds(clock.now()), blown.blown_at)
    there = whistling.check_in(work, blown.id, WATER, "", at=typed)
    assert one(there).checked_in_at == at(10, 25)
    whistling.report(work, blown.id, WATER, "已疏通", typed)
    assert whistling.close(work, blown.id, "通了").closed_at == at(10, 25)


def test_clocks_a_little_apart_go_without_a_word(work: Work, clock: Any, blown: Whistle) -> None:
    clock.turn(minutes=-3)
    assert one(whistling.check_in(work, blown.id, WATER, "")).checked_in_at == at(10, 0)


def test_the_earlier_sign_in_counts(work: Work, clock: Any, blown: Whistle) -> None:
    clock.turn(minutes=45)
    whistling.check_in(work, blown.id, WATER, "街口", "老高", at(10, 40))
    again = whistling.check_in(work, blown.id, WATER, "井边", "小李", at(10, 44))
    assert (one(again).checked_in_at, one(again).who) == (at(10, 40), "老高")
    earlier = whistling.check_in(work, blown.id, WATER, "井边", "小李", at(10, 28))
    assert (one(earlier).checked_in_at, one(earlier).who) == (at(10, 28), "小李")
    assert len(whistling.history(work, blown.id)) == 4


def test_who_comes_uncalled_is_called_with_its_sign_in(
    work: Work, clock: Any, blown: Whistle
) -> None:
    clock.turn(minutes=40)
    found = whistling.check_in(work, blown.id, POLICE, "")
    assert (one(found, POLICE).implied, one(found, POLICE).called_at) == (True, at(10, 0))
    assert one(found, POLICE).late(at(10, 40))
    hall = Elsewhere(work.store, HALL)
    hall.apart(f"whistle:{blown.id}", DepartmentCalled(POLICE, at(10, 20), 30, "大厅"))
    fair = one(whistling.get(work, blown.id), POLICE)
    assert (fair.implied, fair.called_at, fair.checked_in_at) == (False, at(10, 20), at(10, 40))
    assert not fair.late(at(10, 40))


def test_a_call_is_made_once_and_not_after_the_sign_in(
    work: Work, clock: Any, blown: Whistle
) -> None:
    assert code(lambda: whistling.call(work, blown.id, WATER)) == "whistle.called_already"
    clock.turn(minutes=10)
    whistling.check_in(work, blown.id, POLICE, "")
    clock.turn(minutes=5)
    assert code(lambda: whistling.call(work, blown.id, POLICE)) == "whistle.there_already"
    called = whistling.call(work, blown.id, POLICE, at=at(10, 4))
    assert one(called, POLICE).called_at == at(10, 4)


def test_not_closed_while_somebody_is_awaited(work: Work, clock: Any, blown: Whistle) -> None:
    clock.turn(minutes=31)
    whistling.report(work, blown.id, WATER, "远程关闭了阀门")
    assert code(lambda: whistling.close(work, blown.id, "好了")) == "whistle.unfinished"
    worker = acting_as(work, "worker")
    assert (
        code(lambda: whistling.close(worker, blown.id, "好了", override="部门来电说明"))
        == "role.not_allowed"
    )
    closed = whistling.close(work, blown.id, "好了", override="部门来电说明")
    assert (closed.overrode, closed.override) == ((WATER,), "部门来电说明")
    assert domain.punctuality([closed]) == (0, 0, 1)


def test_a_reason_to_pass_over_nobody_is_not_kept(work: Work, blown: Whistle) -> None:
    whistling.check_in(work, blown.id, WATER, "")
    whistling.report(work, blown.id, WATER, "已疏通")
    worker = acting_as(work, "worker")
    assert not whistling.close(worker, blown.id, "好了", override="没有理由").override


def test_nothing_more_once_it_is_over(work: Work, blown: Whistle) -> None:
    whistling.close(work, blown.id, "误吹", override="误吹")
    for act in (
        lambda: whistling.call(work, blown.id, POLICE),
        lambda: whistling.check_in(work, blown.id, WATER, ""),
        lambda: whistling.act(work, blown.id, WATER, "看"),
        lambda: whistling.report(work, blown.id, WATER, "好"),
        lambda: whistling.close(work, blown.id, "好"),
    ):
        assert code(act) == "whistle.over"
    assert one(whistling.appraise(work, blown.id, WATER, "station", 1, "没来")).grade == 1


def test_rated_when_there_is_something_to_rate(work: Work, clock: Any, blown: Whistle) -> None:
    assert code(lambda: whistling.appraise(work, blown.id, WATER, "station", 3)) == (
        "whistle.awaited"
    )
    clock.turn(minutes=31)
    assert code(lambda: whistling.appraise(work, blown.id, WATER, "station", 6)) == "whistle.grade"
    whistling.appraise(work, blown.id, WATER, "station", 2)
    assert one(whistling.appraise(work, blown.id, WATER, "station", 1)).grade == 1
    assert code(lambda: whistling.appraise(work, blown.id, POLICE, "station", 1)) == (
        "whistle.not_called"
    )


def test_what_came_after_the_halls_no_is_kept_for_judging(work: Work, blown: Whistle) -> None:
    hall = Elsewhere(work.store, HALL)
    hall.acts(f"whistle:{blown.id}", TurnedDown("由市政热线受理"))
    turned = whistling.get(work, blown.id)
    assert (turned.state, turned.reason) == ("turned_down", "由市政热线受理")
    other = Elsewhere(work.store, "0000000000ab")
    other.acts(f"whistle:{blown.id}", domain.Closed("好了", at(10, 0)))
    (unfit,) = whistling.get(work, blown.id).unfit
    assert not whistling.settle(work, blown.id, unfit.entry, "以大厅意见为准").unfit
    assert code(lambda: whistling.call(work, blown.id, POLICE)) == "whistle.over"


def test_lists_go_on_where_they_ended(work: Work, clock: Any, case: Case) -> None:
    made = []
    for _ in range(5):
        clock.turn(minutes=1)
        made.append(_blow(work, case))
    whistling.close(work, made[2].id, "好了")
    first = whistling.listed(work, "blown", limit=2)
    assert [found.id for found in first] == [made[4].id, made[3].id]
    last = first[-1]
    rest = whistling.listed(work, "blown", after=(last.blown_at, last.id))
    assert [found.id for found in rest] == [made[1].id, made[0].id]
    connection = work.store.connection
    assert reads_whistles.count(connection, "closed") == 1
    assert reads_whistles.count(connection, kind="hard") == 0
    between = reads_whistles.between(connection, made[1].blown_at, made[3].blown_at)
    assert [found.id for found in between] == [made[1].id, made[2].id]


def test_departments_called_most_often_stand_first(work: Work, case: Case) -> None:
    for names in (("街道办",), ("街道办", WATER), (WATER, "街道办")):
        whistling.blow(work, case.number, "hard", "积水", "路口", names)
    proposed = [found.name.zh for found in whistling.departments(work)]
    assert proposed[:2] == ["街道办", WATER]
    assert "城管执法队" in proposed
    assert len(proposed) == len(set(proposed))
