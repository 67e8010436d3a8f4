"""Invented records of the closed loop, for the store that the loop is measured on: cases with their
owners, steps, tasks, reminders and ratings; households, home visits, whistles, individual cases.

Cases, whistles and individual cases are the demo station's, moved to another day and other hands;
so each is of a shape that the program itself has made.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

import msgspec

from station_desktop.domain.case import numbers
from station_desktop.domain.case.cases import Case, Deadline
from station_desktop.domain.case.dispatches import Task
from station_desktop.domain.case.handling import (
    NEEDS,
    HandOver,
    Postponement,
    Reopening,
    Review,
    Rung,
    Urging,
)
from station_desktop.domain.case.ratings import CallBack, FollowUp, Level, Rating
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.neighbourhood.homevisits import Finding, HomeVisit
from station_desktop.domain.neighbourhood.households import ATTENTIONS, Area, Household
from station_desktop.domain.partner.partners import Partner
from station_desktop.domain.time.clock import CHINA, milliseconds
from station_desktop.domain.whistle.whistles import Whistle

CODE = "110102017014"
NOW = datetime(2026, 11, 20, 10, 20, tzinfo=CHINA)
"""A Friday in the station's hours: the moment at which the store is asked."""
DAYS = 2_000
OPEN_SHARE = 0.02
_RECENT_DAYS = 60
_RECENT_OPEN = 0.58
_DAY_MS = 86_400_000
_RUNGS: tuple[Rung, ...] = ("owner", "deputy", "stationmaster")
_LEVELS: tuple[Level, ...] = (5, 4, 3, 2, 1)
_replace = msgspec.structs.replace


class Around(msgspec.Struct, frozen=True):
    """Who and what records refer to."""

    chief: str
    staff: tuple[str, ...]
    areas: tuple[Area, ...]
    partners: tuple[Partner, ...]
    residents: tuple[str, ...]


def at(day: date, hour: int, minute: int = 0) -> int:
    return milliseconds(datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA))


def _later(moment: int, by: int) -> int:
    """A moment of the template, moved; what never happened stays so."""
    return moment + by if moment else 0


class CaseMaker:
    """Makes the cases, evenly over :data:`DAYS`; most of those that are open came lately."""

    def __init__(self, templates: list[Case], around: Around, count: int) -> None:
        self._open: dict[str, list[Case]] = {}
        for case in templates:
            if case.open and case.deadline is not None:
                self._open.setdefault(case.category, []).append(case)
        self._done = [case for case in templates if case.state == "completed"]
        self._around = around
        self._count = count
        self._random = Random(149)
        self._now = milliseconds(NOW)

    def case(self, number: int) -> Case:
        random = self._random
        back = DAYS - 1 - number * DAYS // self._count
        day = NOW.date() - timedelta(days=back)
        older = OPEN_SHARE - _RECENT_OPEN * _RECENT_DAYS / DAYS
        is_open = random.random() < (_RECENT_OPEN if back < _RECENT_DAYS else older)
        going = self._open[random.choice(sorted(self._open))]
        template = random.choice(going if is_open or back == 0 else self._done)
        case = self._moved(template, number, day)
        return self._watched(case) if case.open else self._ended(case)

    def _moved(self, case: Case, number: int, day: date) -> Case:
        random, around = self._random, self._around
        first = -(-(DAYS - (NOW.date() - day).days - 1) * self._count // DAYS)
        serial = number - first + 1
        received = min(at(day, 9, serial % 60), self._now - 600_000)
        by = received - case.received_at
        staff = random.choice(around.staff)
        return _replace(
            case,
            id=f"01b0{number:028x}",
            number=numbers.number(numbers.prefix(CODE, day, "01"), serial),
            resident=random.choice(around.residents) if case.resident else "",
            received_at=received,
            accepted_at=_later(case.accepted_at, by),
            ended_at=0,
            received_by=staff,
            owner=staff,
            deadline=self._deadline(case.deadline, day),
            origin=random.choices(("reported", "found", "demand"), (7, 2, 1))[0],
            need=random.choice(("", *NEEDS)),
            area=random.choice(around.areas).id,
            steps=tuple(_replace(step, at=step.at + by) for step in case.steps),
            tasks=tuple(self._task(task, by, number, n) for n, task in enumerate(case.tasks)),
            handed=self._handed(staff, received) if random.random() < 0.1 else (),
            homevisit="",
            urged=(),
            reviews=(),
            ratings=(),
            call_backs=(),
            followed=(),
        )

    def _deadline(self, deadline: Deadline | None, day: date) -> Deadline | None:
        if deadline is None:
            return None
        days = self._random.randrange(1, 90)
        return _replace(
            deadline,
            counted_from=day.isoformat(),
            due=(day + timedelta(days=days)).isoformat(),
            warn=(day + timedelta(days=days * 4 // 5)).isoformat(),
        )

    def _task(self, task: Task, by: int, number: int, place: int) -> Task:
        partner = self._random.choice(self._around.partners)
        due = task.due
        if due:
            moved = datetime.fromisoformat(due) + timedelta(milliseconds=by)
            due = moved.isoformat(timespec="minutes")[: len(due)]
        return _replace(
            task,
            id=f"01b1{number:026x}{place:02x}",
            partner=partner.id,
            organisation=partner.name,
            sent_at=task.sent_at + by,
            answered_at=_later(task.answered_at, by),
            reported_at=_later(task.reported_at, by),
            due=due,
        )

    def _handed(self, staff: str, received: int) -> tuple[HandOver, ...]:
        other = self._random.choice(self._around.staff)
        return (HandOver(received + _DAY_MS, other, other, staff, "休假，转由同事继续"),)

    def _watched(self, case: Case) -> Case:
        """One that is open: reminded of, postponed."""
        random, due = self._random, case.deadline.due if case.deadline else ""
        chief = self._around.chief
        past = due < NOW.date().isoformat()
        urged = (
            tuple(
                Urging(case.received_at + n * _DAY_MS, chief, rung, due)
                for n, rung in enumerate(_RUNGS, 1)
            )
            if past and random.random() < 0.7
            else ()
        )
        if random.random() < 0.01 and due:
            put_off = Postponement(
                case.received_at, chief, due, due, "等配件到货", chief, "已电话告知"
            )
            return _replace(case, urged=urged, postponed=(put_off,))
        return _replace(case, urged=urged)

    def _ended(self, case: Case) -> Case:
        random = self._random
        day = random.randrange(1, 25) * _DAY_MS
        ended = min(case.received_at + day, self._now - 60_000)
        case = _replace(case, ended_at=ended, closings=1, closed_by=case.owner)
        chance = random.random()
        if chance < 0.03:
            return _replace(
                case, state=random.choice(("withdrawn", "refused", "void")), reason="情况变化"
            )
        if chance < 0.05:
            again = Reopening(
                ended - _DAY_MS, case.owner, "completed", "又坏了", ended - 2 * _DAY_MS
            )
            case = _replace(case, reopened=(again,), closings=2)
        if chance > 0.95:
            look = Review(ended, self._around.chief, random.choice(("good", "faulty")), "抽查")
            case = _replace(case, reviews=(look,))
        return self._rated(case)

    def _rated(self, case: Case) -> Case:
        random, now = self._random, self._now
        if random.random() < 0.3:
            called = FollowUp(case.ended_at, case.owner, random.choice(("reached", "not_reached")))
            case = _replace(case, followed=(called,))
        if random.random() > 0.6:
            return case
        level = random.choices(_LEVELS, (60, 25, 10, 3, 2))[0]
        said = min(case.ended_at + _DAY_MS, now)
        solved = random.choice((True, None, level > 2))
        rating = Rating(case.closings, said, level, "telephone", solved=solved)
        case = _replace(case, ratings=(rating,))
        if level > 2:
            return case
        due = (NOW + timedelta(milliseconds=said - now, days=3)).date().isoformat()
        done = said + _DAY_MS if said + _DAY_MS < now and random.random() > 0.01 else 0
        call = CallBack(case.closings, said, due, done, self._around.chief if done else "")
        return _replace(case, call_backs=(call,))


def household(number: int, area: Area, members: tuple[str, ...], random: Random) -> Household:
    """One behind each door, seen some time in the last months or never."""
    seen = milliseconds(NOW) - random.randrange(1, 150) * _DAY_MS
    known = random.random() > 0.05
    attention = (random.choice(ATTENTIONS),) if random.random() < 0.12 else ()
    return Household(
        id=f"01c0{number:028x}",
        area=area.id,
        building=area.buildings[number % len(area.buildings)],
        door=f"{number % 6 + 1}单元{number // 6 % 30 + 1:02d}{number % 4 + 1:02d}-{number:05d}",
        members=members,
        attention=attention,
        seen_at=seen if known else 0,
        tried_at=seen if known else 0,
    )


def homevisit(number: int, home: Household, area: Area, random: Random) -> HomeVisit:
    """One in two hundred is still to be made, today or in the days to come."""
    planned = number % 200 == 0
    ago = -random.randrange(0, 4) if planned else random.randrange(1, 700)
    day = NOW.date() - timedelta(days=ago)
    found = (Finding("楼道灯不亮", "public", "safety"),) if random.random() < 0.09 else ()
    visit = HomeVisit(
        id=f"01c1{number:028x}",
        purpose="round",
        day=day.isoformat(),
        worker=area.worker,
        household=home.id,
        address=home.address,
        planned_by=area.worker,
    )
    if planned:
        return visit
    return _replace(
        visit,
        state="done",
        at=at(day, 10, number % 60),
        by=area.worker,
        met="met" if random.random() < 0.8 else "nobody",
        note="近况平稳",
        findings=found,
    )


def whistle(number: int, template: Whistle, case: str, blown: datetime, by: str) -> Whistle:
    """The template, blown at another moment for another case."""
    moment = milliseconds(blown)
    later = moment - template.blown_at
    return _replace(
        template,
        id=f"01d0{number:028x}",
        number=numbers.number(
            numbers.whistle_prefix(CODE, blown.date(), "01"), blown.hour * 60 + blown.minute + 1
        ),
        case=case,
        blown_at=moment,
        blown_by=by,
        closed_at=_later(template.closed_at, later),
        departments=tuple(
            _replace(
                one,
                called_at=one.called_at + later,
                checked_in_at=_later(one.checked_in_at, later),
                reported_at=_later(one.reported_at, later),
                acts=tuple(_replace(act, at=act.at + later) for act in one.acts),
            )
            for one in template.departments
        ),
    )


def individual(
    number: int, template: Individual, resident: str, worker: str, applied: datetime
) -> Individual:
    """The template, applied for on another day."""
    moment = milliseconds(applied)
    later = moment - template.applied_at
    return _replace(
        template,
        id=f"01e0{number:028x}",
        number=numbers.number(
            numbers.individual_prefix(CODE, applied.date(), "01"), number % 9000 + 1
        ),
        resident=resident,
        worker=worker,
        applied_at=moment,
        case="",
        closings=tuple(_replace(one, at=one.at + later) for one in template.closings),
    )
