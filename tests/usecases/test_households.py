"""Area-fixed households: who answers for which lane, households made of addresses, and rounds
that are planned from who was seen longest ago and needs it most."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lanes import LANE, OTHER, as_colleague, colleague, day, home, lane, lives

from station_desktop.domain.neighbourhood.households import Household
from station_desktop.domain.problem import Refused
from station_desktop.domain.time.clock import from_milliseconds
from station_desktop.storage.proof import proof
from station_desktop.storage.reads import reads_rounds
from station_desktop.usecases.casework import settling
from station_desktop.usecases.door import accounts
from station_desktop.usecases.neighbourhood import areas
from station_desktop.usecases.visits import homevisits, households
from station_desktop.usecases.work import Work


def code(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.first.code


def addresses_of(work: Work) -> list[str]:
    found = reads_rounds.lived_in(work.store.connection)
    return sorted(one.building + one.door for one in found)


# areas


def test_an_area_has_its_lanes_and_somebody_who_answers_for_it(work: Work) -> None:
    li = colleague(work)
    area = lane(work, "lijing")
    assert (area.name, area.buildings, area.worker) == ("校场片", (LANE, "三庙街1号院"), li.id)
    assert areas.get(work, "01") == areas.get(work, "校场片") == area
    again = households.assign(work, area.id, "wangmin", ["lijing", "wangmin"])
    assert again.others == (li.id,)
    assert [a.id for a in areas.mine(as_colleague(work, li))] == [area.id]


def test_only_staff_who_go_to_households_can_answer_for_one(work: Work) -> None:
    area = lane(work)
    accounts.add(work, "hejian", "何鉴", ("audit",), "Station#2027")
    locked = colleague(work)
    accounts.set_lock(work, "lijing", True)
    assert code(lambda: households.assign(work, area.id, "nobody")) == "area.not_staff"
    assert code(lambda: households.assign(work, area.id, "hejian")) == "area.not_for_visits"
    assert code(lambda: households.assign(work, area.id, locked.id)) == "area.not_for_visits"


def test_an_area_is_set_by_whoever_may_and_no_courtyard_is_in_two(work: Work) -> None:
    li = colleague(work)
    lane(work)
    assert code(lambda: lane(as_colleague(work, li))) == "role.not_allowed"
    assert code(lambda: households.set_area(work, "校场片")) == "area.exists"
    taken = households.set_area
    assert code(lambda: taken(work, "又一片", buildings=[LANE])) == "area.building_taken"
    assert code(lambda: taken(work, " ")) == "area.name"


# households


def test_one_door_is_one_household(work: Work) -> None:
    lane(work)
    old = lives(work, f"{LANE}19号院3号", 82, 0)
    wife = lives(work, f"{LANE} １９号院3号", 79, 1)
    alone = lives(work, f"{LANE}5号", 67, 2)
    son = lives(work, "三庙街1号院2单元301", 40, 3)
    lives(work, "长椿街9号院1号", 50, 4)
    lives(work, LANE, 50, 5)
    formed = households.form_households(work)
    assert (formed.made, formed.residents, formed.no_area, formed.no_door) == (3, 4, 1, 1)
    assert home(work, old) == home(work, wife)
    assert home(work, old).attention == ("alone_old", "old")
    assert home(work, alone).attention == ("alone_old",)
    assert home(work, son).attention == ()
    assert home(work, old).address == f"{LANE}19号院3号"


def test_forming_twice_writes_nothing_the_second_time(work: Work) -> None:
    lane(work)
    lives(work, f"{LANE}19号院3号", 82)
    households.form_households(work)
    before = work.store.ledger.count()
    again = households.form_households(work)
    assert (again.made, again.added_to) == (0, 0)
    assert work.store.ledger.count() == before


def test_whoever_comes_later_joins_the_household_and_what_was_said_of_it_stays(
    work: Work,
) -> None:
    lane(work)
    old = lives(work, f"{LANE}19号院3号", 82)
    households.form_households(work)
    households.set_household(
        work, household=home(work, old).id, attention=["alone_old", "disabled"], note="敲门要久"
    )
    grandson = lives(work, f"{LANE}19号院3号", 30, 1)
    formed = households.form_households(work)
    assert (formed.made, formed.added_to) == (0, 1)
    found = home(work, grandson)
    assert set(found.members) == {old.id, grandson.id}
    assert found.attention == ("disabled",)
    assert found.note == "敲门要久"


def test_forming_can_be_stopped_and_gone_on_with(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("station_desktop.usecases.neighbourhood.forming.TOGETHER", 2)
    lane(work)
    for number in range(5):
        lives(work, f"{LANE}{number + 1}号", 50, number)
    seen: list[tuple[int, int]] = []
    first = households.form_households(
        work, progress=lambda n, of: seen.append((n, of)), cancelled=lambda: bool(seen)
    )
    assert first.cancelled
    assert (first.made, seen) == (2, [(2, 5)])
    rest = households.form_households(work)
    assert (rest.made, rest.cancelled) == (3, False)
    assert len(addresses_of(work)) == 5


def test_one_person_registered_twice_lives_in_one_household(work: Work) -> None:
    lane(work)
    first = lives(work, f"{LANE}1号", 50, 0)
    households.form_households(work)
    second = lives(work, f"{LANE}2号", 50, 1)
    settling.join(work, second.id, first.id)
    assert households.form_households(work).made == 0
    found = households.of_resident(work, second.id)
    assert found is not None
    assert found.address == f"{LANE}1号"


def test_a_household_is_entered_changed_and_moves_away(work: Work) -> None:
    area = lane(work)
    one, other = lives(work, f"{LANE}1号", 50, 0), lives(work, f"{LANE}1号", 20, 1)
    made = households.set_household(
        work, area=area.id, building=f"{LANE}1号院", door="2号", members=[one.id, other.id]
    )
    assert work.store.ledger.record("household", made.id) == made
    new = households.set_household(work, area="01", building=LANE, door="7号", members=[other.id])
    assert home(work, other) == new
    assert home(work, one).members == (one.id,)
    gone = households.move_away(work, made.id, "搬去大兴")
    assert from_milliseconds(gone.moved_at).date() == work.store.today()
    assert f"{LANE}1号院2号" not in addresses_of(work)
    again = households.set_household(work, area="01", building=f"{LANE}1号院", door="2号")
    assert again.id != made.id


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"area": ""}, "household.area"),
        ({"door": ""}, "household.address"),
        ({"building": ""}, "household.address"),
        ({"members": ["nobody"]}, "household.member"),
        ({"attention": ["rich"]}, "household.attention"),
        ({"building": LANE, "door": "7号"}, "household.exists"),
    ],
)
def test_what_a_household_needs(work: Work, wrong: dict[str, Any], expected: str) -> None:
    lane(work)
    households.set_household(work, area="01", building=LANE, door="7号")
    given: dict[str, Any] = {"area": "01", "building": LANE, "door": "8号"} | wrong
    assert code(lambda: households.set_household(work, **given)) == expected


def test_who_answers_for_a_resident(work: Work) -> None:
    li = colleague(work)
    lane(work, "lijing")
    one = lives(work, f"{LANE}1号", 50)
    assert households.answering_for(work, one.id).household is None
    households.form_households(work)
    found = households.answering_for(work, one.id)
    assert (found.worker, found.area.name if found.area else "") == (li.name, "校场片")


# rounds


@pytest.fixture
def neighbours(work: Work) -> list[Household]:
    """Six households: an old person alone and a younger neighbour in each of three courtyards."""
    lane(work, colleague(work).login)
    found = []
    for number, yard in enumerate((30, 2, 19)):
        for age, door in ((82, 1), (40, 2)):
            one = lives(work, f"{LANE}{yard}号院{door}号", age, number * 2 + door)
            found.append(one)
    households.form_households(work)
    return [home(work, one) for one in found]


def test_a_round_says_whom_and_why_before_anything_is_written(
    work: Work, neighbours: list[Household]
) -> None:
    before = work.store.ledger.count()
    choices = households.propose_round(work, "01", day(work), 4)
    assert work.store.ledger.count() == before
    assert len(choices) == 4
    first = choices[0]
    assert first.household.building == f"{LANE}2号院"
    said = households.why_words(first.reasons, "en")
    assert said == "never seen yet, 82 years old, old and alone"
    assert households.why_words(first.reasons, "zh_CN") == "从未走访，82岁，独居老人"


def test_a_round_is_planned_for_whoever_answers(work: Work, neighbours: list[Household]) -> None:
    li = accounts_by_login(work, "lijing")
    planned = households.plan_round(work, "01", day(work, 1), 3)
    assert [visit.worker for visit in planned] == [li.id] * 3
    assert {visit.purpose for visit in planned} == {"round"}
    rest = households.propose_round(work, "01", day(work, 1), 10)
    assert len(rest) == 3
    assert not {c.household.id for c in rest} & {visit.household for visit in planned}


def accounts_by_login(work: Work, login: str) -> Any:
    from station_desktop.storage.reads import reads

    found = reads.account_by_login(work.store.connection, login)
    assert found is not None
    return found


def test_exactly_the_ones_said_yes_to_are_planned_and_only_once(
    work: Work, neighbours: list[Household]
) -> None:
    wanted = [neighbours[5].id, neighbours[2].id]
    planned = households.plan_round(work, "01", day(work), households=wanted)
    assert [visit.household for visit in planned] == [neighbours[2].id, neighbours[5].id]
    again = households.plan_round(work, "01", day(work), households=wanted)
    assert [visit.id for visit in again] == [visit.id for visit in planned]


def test_an_area_without_a_worker_or_anybody_due_has_no_round(
    work: Work, neighbours: list[Household]
) -> None:
    empty = households.set_area(work, "空片", code="02", buildings=[OTHER])
    assert code(lambda: households.plan_round(work, "02", day(work))) == "round.no_worker"
    households.assign(work, empty.id, "wangmin")
    assert code(lambda: households.plan_round(work, "02", day(work))) == "round.nobody_due"
    assert code(lambda: households.plan_round(work, "01", day(work, -1))) == "homevisit.past"


def test_who_was_seen_today_is_not_due_tomorrow(work: Work, neighbours: list[Household]) -> None:
    (visit, *_) = households.plan_round(work, "01", day(work), 6)
    homevisits.record(work, visit.id, "met")
    due = households.propose_round(work, "01", day(work, 13), 10)
    assert visit.household not in {choice.household.id for choice in due}
    later = households.propose_round(work, "01", day(work, 14), 10)
    assert visit.household in {choice.household.id for choice in later}


def test_what_is_known_of_households_follows_from_the_journal(
    work: Work, neighbours: list[Household]
) -> None:
    households.plan_round(work, "01", day(work), 4)
    households.move_away(work, neighbours[0].id)
    assert proof.prove(work.store.ledger).holds
