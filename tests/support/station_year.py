"""One station's year, told through the use cases with a clock that is turned: 356 demands a month
over the four categories, with holidays, absences, a colleague who leaves, departments and partners
that come late or not at all, ratings good and bad.

What is to happen stands in a queue by its moment. Each day's acts are one transaction, as a day in
tests should cost no more than what it records.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from stations import Elsewhere
from visits import everything_shown, line

from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.decisions import Approved, Rejected, Returned, Wrong
from station_desktop.domain.case.visitdraft import MaterialDraft, VisitDraft
from station_desktop.domain.catalogue import Item
from station_desktop.domain.problem import Refused
from station_desktop.domain.time.clock import CHINA
from station_desktop.usecases.casework import (
    cases,
    evaluating,
    flow,
    handing,
    postponing,
    reviewing,
    urging,
)
from station_desktop.usecases.counter import intake, own_words
from station_desktop.usecases.counter.own_words import OwnWords
from station_desktop.usecases.dispatch import dispatching
from station_desktop.usecases.dispatch.order_words import Order
from station_desktop.usecases.door import accounts
from station_desktop.usecases.visits import homevisits, visit_records
from station_desktop.usecases.whistle import whistling
from station_desktop.usecases.work import Actor, Work

A_MONTH = 356
LAST = time(16, 50)
MIX = {"direct": 26, "collect": 24, "life": 17, "public": 12, "own": 13, "party_masses": 8}
"""Of a hundred demands; own words are nearly all public ones."""
PLACES = ("校场小六条", "老墙根街", "康乐里3号楼", "报国寺西夹道")
TROUBLES = ("井盖下面堵了，污水往外冒", "路灯不亮", "楼道堆了杂物", "树枝压着电线", "步道砖松动")
DEPARTMENTS = ("排水集团", "城管执法队", "市容环境卫生服务中心", "房管所")
Act = Callable[[Work], object]


class Year:
    """``run`` tells it all. ``refused`` counts the acts that the rules declined on the way, by
    their code: a year has some, such as an act on a case whose clock stands still."""

    def __init__(
        self,
        work: Work,
        clock: Any,
        hall: Elsewhere,
        residents: list[str],
        staff: dict[str, Actor],
        seed: int,
    ) -> None:
        self.work, self.clock, self.hall = work, clock, hall
        self.residents, self.staff = residents, staff
        self.random = Random(seed)
        self.refused: dict[str, int] = {}
        self.taken_in = 0
        self.hours: list[tuple[datetime, str]] = []
        self._queue: list[tuple[datetime, int, str, Act]] = []
        self._turn = 0
        self._absent: set[str] = set()
        self._items: dict[str, list[Item]] = {}
        for item in work.store.pack().items:
            key = item.category if item.category != "government" else item.mode
            self._items.setdefault(key, []).append(item)

    # the queue

    def at(self, moment: datetime, who: str, act: Act) -> None:
        """``who`` of the staff does ``act`` then; work is done within hours on working days."""
        heapq.heappush(self._queue, (self._in_hours(moment), self._turn, who, act))
        self._turn += 1

    def later(self, who: str, act: Act, *, hours: float = 0, days: int = 0) -> None:
        """As :meth:`at`, that much working time from now."""
        moment = self.clock.moment + timedelta(hours=hours)
        if days:
            moment = datetime.combine(self._working_days_on(days), moment.time(), CHINA)
        self.at(moment + timedelta(seconds=self.random.randrange(3000)), who, act)

    def _in_hours(self, moment: datetime) -> datetime:
        day, opening = moment.date(), time(9, 5)
        calendar = self.work.store.calendar()
        if moment.time() > LAST:
            day += timedelta(days=1)
        while not calendar.is_working(day):
            day += timedelta(days=1)
        if day != moment.date() or moment.time() < opening:
            start = datetime.combine(day, opening, CHINA)
            return start + timedelta(seconds=self.random.randrange(600))
        return moment

    def _working_days_on(self, count: int) -> date:
        day, calendar = self.clock.moment.date(), self.work.store.calendar()
        while count:
            day += timedelta(days=1)
            count -= calendar.is_working(day)
        return day

    def run(self, year: int) -> None:
        """The whole year, and on until nothing is left to do."""
        for month in range(1, 13):
            self._plan_arrivals(year, month)
        self._plan_staff(year)
        while self._queue:
            day = self._queue[0][0].date()
            with self.work.store.ledger.transaction():
                while self._queue and self._queue[0][0].date() == day:
                    self._next()

    def _next(self) -> None:
        moment, _, who, act = heapq.heappop(self._queue)
        self.clock.moment = max(moment, self.clock.moment)
        self.hours.append((self.clock.moment, who))
        try:
            act(self._hands(who))
        except Refused as refused:
            code = refused.first.code
            self.refused[code] = self.refused.get(code, 0) + 1

    def _hands(self, who: str) -> Work:
        """Whoever is there instead of somebody who is not."""
        if who in self._absent:
            who = "chief"
        return Work(self.work.store, self.staff[who])

    def _worker(self) -> str:
        here = [who for who in ("wang", "li", "zhou") if who not in self._absent]
        return self.random.choice(here)

    # what comes

    def _plan_arrivals(self, year: int, month: int) -> None:
        first = date(year, month, 1)
        after = date(year + month // 12, month % 12 + 1, 1)
        calendar = self.work.store.calendar()
        days = [
            day
            for n in range((after - first).days)
            if calendar.is_working(day := first + timedelta(days=n))
        ]
        for _ in range(A_MONTH):
            minute = self.random.randrange(9 * 60 + 10, 16 * 60 + 40)
            clock_time = time(minute // 60, minute % 60, self.random.randrange(60))
            moment = datetime.combine(self.random.choice(days), clock_time, CHINA)
            kind = self.random.choices(list(MIX), weights=list(MIX.values()))[0]
            heapq.heappush(self._queue, (moment, self._turn, "chief", self._comer(kind)))
            self._turn += 1

    def _plan_staff(self, year: int) -> None:
        """Reminders twice a day, samples on Mondays, holidays, and one who leaves in July."""
        calendar = self.work.store.calendar()
        day = date(year, 1, 1)
        while day.year == year:
            if calendar.is_working(day):
                for hour in (9, 14):
                    self.at(datetime.combine(day, time(hour, 40), CHINA), "chief", urging.run)
                if day.weekday() == 0:
                    self.at(datetime.combine(day, time(10), CHINA), "chief", self._sample)
            day += timedelta(days=1)
        for month, who in ((2, "li"), (5, "wang"), (8, "li"), (10, "wang")):
            away = datetime(year, month, 10, 9, 10, tzinfo=CHINA)
            self.at(away, "chief", self._goes_away(who))
            self.at(away + timedelta(days=9), "chief", lambda _, who=who: self._absent.discard(who))
        leaves = datetime(year, 7, 15, 11, tzinfo=CHINA)
        self.at(leaves, "chief", self._leaves("zhou"))
        self.at(leaves + timedelta(days=1), "chief", self._hand_on_orphans)

    def _comer(self, kind: str) -> Act:
        def come(_: Work) -> None:
            who = self._worker()
            desk = self._hands(who)
            self.taken_in += 1
            if kind == "own":
                case = self._told(desk)
            else:
                case = self._item(desk, self.random.choice(self._items[kind]))
            self._goes_on(case, who)

        return come

    def _told(self, desk: Work) -> Case:
        ready = self.random.random() < 0.2
        place = self.random.choice(PLACES)
        return own_words.take_down(
            desk,
            OwnWords(
                what=f"{place}{self.random.choice(TROUBLES)}",
                category="public" if self.random.random() < 0.85 else "life",
                lane="ready" if ready else "transfer",
                resident=self.random.choice(self.residents) if self.random.random() < 0.7 else "",
                place=place,
                need=self.random.choice(("liveability", "convenience", "safety", "")),
                channel=self.random.choice(("window", "phone")),
            ),
        )

    def _item(self, desk: Work, item: Item) -> Case:
        shown = everything_shown(desk, item.code)
        if shown and self.random.random() < 0.06:
            shown[self.random.choice(sorted(shown))] = MaterialDraft("missing")
        draft = VisitDraft(
            id=desk.store.ledger.new_id(),
            resident=self.random.choice(self.residents),
            lines=(line(desk, item.code, shown=shown),),
        )
        return intake.accept(desk, draft).cases[0]

    # what becomes of it

    def _goes_on(self, case: Case, who: str) -> None:
        if case.state == "completed":
            self._rates(case)
        elif case.state == "incomplete":
            self._lacks(case, who)
        elif case.lane == "ready":
            self.later(who, self._close(case), hours=self.random.random())
        elif case.machine.key == "administrative":
            self.later(who, self._decided(case, who), days=self.random.randint(1, 6))
        elif case.item.startswith("OWN-"):
            self.later(who, self._looks(case, who), hours=self.random.uniform(0.5, 5))
        elif case.machine.key == "market":
            self.later(who, self._dispatches(case, who), hours=self.random.uniform(0.2, 3))
        else:
            self._steps(case, who)
        self._chances(case, who)

    def _chances(self, case: Case, who: str) -> None:
        chance = self.random.random()
        if not case.open:
            return
        if chance < 0.04:
            self.later(who, self._pauses(case, who), hours=2)
        elif chance < 0.06:
            self.later("chief", self._postpones(case), hours=3)
        elif chance < 0.075:
            words = self.random.choice(("材料请尽快转交", ""))
            self.later("deputy", lambda w: urging.urge(w, case.number, words), hours=4)

    def _lacks(self, case: Case, who: str) -> None:
        if self.random.random() < 0.12:
            self.later(who, lambda w: cases.withdraw(w, case.number, "居民不再办理"), days=8)
            return

        def supply(w: Work) -> None:
            came = {key: MaterialDraft("original") for key in self._now(case).lacking}
            self._goes_on(cases.supply(w, case.number, came).case, who)

        self.later(who, supply, days=self.random.randint(1, 5))

    def _decided(self, case: Case, who: str) -> Act:
        """The hall's word, and what the station does then."""

        def decide(_: Work) -> None:
            now = self._now(case)
            if not now.open or now.paused or now.state != "accepted":
                self._again(now, who, self._decided(case, who))
                return
            chance = self.random.random()
            if chance < 0.08:
                self.hall.acts(f"case:{case.id}", Rejected("林科长", "不符合条件", "可申请复议"))
            elif chance < 0.2:
                self.hall.acts(f"case:{case.id}", Returned("林科长", (Wrong("", "请补盖公章"),)))
                self.later(who, self._puts_right(case, who), days=self.random.randint(1, 3))
            else:
                self.hall.acts(f"case:{case.id}", Approved("林科长", reference="西审2026"))
                self.later(who, self._close(case), hours=self.random.uniform(1, 6))

        return decide

    def _puts_right(self, case: Case, who: str) -> Act:
        def put(w: Work) -> None:
            cases.supply(w, case.number, {}, note="公章已补盖")
            self.later(who, self._decided(case, who), days=self.random.randint(1, 4))

        return put

    def _looks(self, case: Case, who: str) -> Act:
        """Somebody goes to look, then it is dispatched or whistled for."""

        def look(w: Work) -> None:
            today = w.store.today().isoformat()
            visit = homevisits.plan(w, "verify", today, w.author, case=case.id)
            visit_records.record(w, visit.id, "met", "情况属实", stands=True)
            follow = self._whistles(case, who) if self.random.random() < 0.3 else None
            self.later("deputy", follow or self._dispatches(case, who), hours=0.5)

        return look

    def _dispatches(self, case: Case, who: str) -> Act:
        def dispatch(w: Work) -> None:
            now = self._now(case)
            if not now.open or now.paused:
                self._again(now, who, self._dispatches(case, who))
                return
            count = 2 if self.random.random() < 0.15 else 1
            tried = len(now.tasks)
            orders = [Order(f"便民服务点{tried + n}", "请上门处理") for n in range(1, count + 1)]
            sent = dispatching.dispatch(w, case.number, orders)
            for task in sent.tasks[tried:]:
                self.later("deputy", self._answers(case, task.id, who), hours=2)

        return dispatch

    def _answers(self, case: Case, task: str, who: str) -> Act:
        def answer(w: Work) -> None:
            if self.random.random() < 0.12:
                dispatching.refuse(w, case.number, task, "人手已排满")
                left = [one.state for one in self._now(case).tasks]
                if "done" in left and not {"sent", "accepted"} & set(left):
                    self._steps(self._now(case), who)
                elif set(left) == {"refused"}:
                    self.later("deputy", self._dispatches(case, who), hours=1)
                return
            dispatching.accept(w, case.number, task)
            self.later("deputy", self._reports(case, task, who), days=self.random.randint(0, 2))

        return answer

    def _reports(self, case: Case, task: str, who: str) -> Act:
        def report(w: Work) -> None:
            dispatching.report(w, case.number, task, "已处理完毕")
            dispatching.appraise(w, case.number, task, self.random.choice((5, 5, 4, 3)))
            if not any(one.open for one in self._now(case).tasks):
                self._steps(self._now(case), who)

        return report

    def _whistles(self, case: Case, who: str) -> Act:
        def blow(w: Work) -> None:
            now = self._now(case)
            if not now.open or now.paused:
                self._again(now, "deputy", self._whistles(case, who))
                return
            kind = self.random.choices(("everyday", "hard", "emergency"), (6, 2, 2))[0]
            named = self.random.sample(DEPARTMENTS, self.random.randint(1, 3))
            blown = whistling.blow(w, case.number, kind, "请到场处置", "现场", named)
            for department in named:
                minutes = self.random.choice((12, 18, 25, 29, 41, 75))
                self.later("deputy", self._comes(blown.id, department), hours=minutes / 60)
            self.later("deputy", self._whistle_over(case, blown.id, who), hours=4)

        return blow

    def _comes(self, whistle: str, department: str) -> Act:
        def come(w: Work) -> None:
            if self.random.random() < 0.06:
                return  # never seen
            whistling.check_in(w, whistle, department, "现场", "值班员")
            whistling.act(w, whistle, department, "现场清理")
            done = self.random.uniform(0.3, 1.5)
            self.later(
                "deputy", lambda x: whistling.report(x, whistle, department, "已恢复"), hours=done
            )

        return come

    def _whistle_over(self, case: Case, whistle: str, who: str) -> Act:
        def over(_: Work) -> None:
            chief = Work(self.work.store, self.staff["chief"])
            missing = whistling.get(chief, whistle).unfinished
            override = "该部门未到场，已另行处置" if missing else ""
            closed = whistling.close(chief, whistle, "现场已恢复", override=override)
            for called in closed.departments:
                grade = 5 if called.checked_in_at else 1
                whistling.appraise(chief, whistle, called.department, "station", grade)
            self._steps(self._now(case), who)

        return over

    def _steps(self, case: Case, who: str) -> None:
        """On to the next step of the process, and in the end to closing."""
        self.later(who, self._step(case, who), hours=self.random.uniform(0.3, 5))

    def _step(self, case: Case, who: str) -> Act:
        said = {
            "note": "已商定",
            "amount": "60",
            "organisation": "便民服务点",
            "reason": "居民改了主意",
        }
        order = {
            "market": ("quote", "consent", "appoint", "do", "pay"),
            "leadership": ("review", "decide", "carry_out"),
            "negotiation": ("discuss", "agree", "carry_out"),
        }

        def step(w: Work) -> None:
            now = self._now(case)
            if not now.open or now.paused:
                self._again(now, who, self._step(case, who))
                return
            if now.at in now.machine.final and (now.at != "done" or self.random.random() < 0.1):
                self.later(who, self._close(case), hours=0.2)
                return
            moves = {move.key: move for move in now.machine.onward(now.at)}
            move = next(key for key in reversed(order[now.machine.key]) if key in moves)
            told = {ask: said[ask] for ask in moves[move].asks if ask in said}
            if "when" in moves[move].asks:
                told["when"] = (self.clock.moment + timedelta(hours=20)).isoformat()
            flow.take(w, case.number, move, **told)
            self._steps(now, who)

        return step

    def _close(self, case: Case) -> Act:
        def close(w: Work) -> None:
            now = self._now(case)
            if not now.open or now.paused:
                self._again(now, "chief", self._close(case))
                return
            try:
                ended = cases.complete(w, case.number, "已办妥")
            except Refused:
                chief = self.staff["chief"]
                ended = cases.complete(
                    w, case.number, "已办妥", override="其余事项已线下处理", approver=chief
                )
            self._rates(ended)

        return close

    def _again(self, case: Case, who: str, act: Act) -> None:
        """Once more when the clock goes on; what is over stays over."""
        if case.open:
            self.later(who, act, days=1)

    def _rates(self, case: Case) -> None:
        chance = self.random.random()
        if chance < 0.02 and not case.reopened:
            self.later("chief", self._reopens(case), days=2)
            return
        if chance > 0.6:
            return
        level = self.random.choices((5, 4, 3, 2, 1), (60, 25, 9, 4, 2))[0]
        channel = self.random.choice(("screen", "paper", "telephone"))

        def rate(w: Work) -> None:
            evaluating.rate(w, case.number, level, channel, solved=level > 2)
            if level <= 2:
                self.later("deputy", self._calls(case), days=1)

        self.later("wang", rate, hours=self.random.uniform(0.1, 4))

    def _calls(self, case: Case) -> Act:
        def call(w: Work) -> None:
            with suppress(Refused):
                evaluating.call_back(w, case.number, "已致电，居民表示理解")
                return
            evaluating.call_back(self._hands("chief"), case.number, "已致电，居民表示理解")

        return call

    def _reopens(self, case: Case) -> Act:
        def reopen(w: Work) -> None:
            opened = reviewing.reopen(w, case.number, "同一问题又出现")
            self._goes_on(opened, "chief")

        return reopen

    def _pauses(self, case: Case, who: str) -> Act:
        def pause(w: Work) -> None:
            cases.pause(w, case.number, self.random.choice(("inspection", "notice")))
            days = self.random.randint(1, 6)
            self.later(who, lambda x: cases.resume(x, case.number), days=days)

        return pause

    def _postpones(self, case: Case) -> Act:
        def postpone(w: Work) -> None:
            now = self._now(case)
            if now.deadline is not None and now.open:
                due = date.fromisoformat(now.deadline.due)
                day = max(due, self.clock.moment.date()) + timedelta(days=1)
                while not self.work.store.calendar().is_working(day):
                    day += timedelta(days=1)
                postponing.postpone(w, case.number, day.isoformat(), "配件未到", "已电话告知")

        return postpone

    # the staff

    def _sample(self, w: Work) -> None:
        today = w.store.today()
        for case in reviewing.draw_sample(w, today - timedelta(7), today - timedelta(1)):
            reviewing.sample(w, case.number, self.random.choice(("good", "good", "faulty")), "抽查")

    def _goes_away(self, who: str) -> Act:
        def away(w: Work) -> None:
            self._absent.add(who)
            mine = self._owned(who)
            instead = next(one for one in ("li", "wang") if one != who)
            handing.hand_over_many(w, mine, self.staff[instead].id, "休假")

        return away

    def _leaves(self, who: str) -> Act:
        def leave(w: Work) -> None:
            self._absent.add(who)
            accounts.lock(w, self.staff[who].login)

        return leave

    def _hand_on_orphans(self, w: Work) -> None:
        left = [case.number for case in handing.orphaned(w)]
        handing.hand_over_many(w, left, self.staff["li"].id, "同事离岗，由李静接手")

    def _owned(self, who: str) -> list[str]:
        rows = self.work.store.connection.execute(
            "SELECT number FROM cases WHERE open = 1 AND owner = ?", (self.staff[who].id,)
        )
        return [number for (number,) in rows]

    def _now(self, case: Case) -> Case:
        return cases.get_by_id(self.work, case.id)
