"""Whatever people do in whatever order, the tables say what the journal says."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from people import people
from visits import answers_for, everything_shown, line

from station_desktop.domain.case.visitdraft import MaterialDraft, VisitDraft
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.roles import ROLES
from station_desktop.domain.time.clock import CHINA
from station_desktop.storage import drafts
from station_desktop.storage.keys.vault import Cost
from station_desktop.storage.proof import proof
from station_desktop.storage.store import Store
from station_desktop.usecases.casework import cases
from station_desktop.usecases.counter import intake
from station_desktop.usecases.door import accounts, opening
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Actor, Work

PASSWORD = "Station#2026"
ITEMS = ("GOV-EL-001", "GOV-EL-009", "GOV-SA-001", "LIF-HC-003", "PTY-MB-002", "PUB-SF-003")
PEOPLE = people(30)
STANDINGS = ("original", "copy", "reused", "later", "missing", "wrong", "not_needed")


class Clock:
    moment = datetime(2026, 11, 26, 10, 0, tzinfo=CHINA)

    def now(self) -> datetime:
        return self.moment


class Station(RuleBasedStateMachine):
    """A station at work: every rule is a use case, refused or not."""

    @initialize()
    def found(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        founded = opening.found_station(
            self.folder / "data",
            name="老墙根社区服务站",
            code="110102017014",
            login="wangmin",
            password=PASSWORD,
            cost=Cost(passes=1, memory=64, lanes=1),
        )
        self.clock = Clock()
        self.store = Store(self.folder / "data", founded.key, time=self.clock)
        self.work = Work(self.store, founded.actor)
        self.residents: list[str] = []
        self.numbers: list[str] = []
        self.visits: list[VisitDraft] = []

    def teardown(self) -> None:
        if hasattr(self, "store"):
            assert proof.prove(self.store.ledger).holds
            rows = self.rows()
            proof.rebuild(self.store.ledger)
            assert self.rows() == rows
            self.store.close()
            shutil.rmtree(self.folder)

    def rows(self) -> dict[str, list[Any]]:
        """Everything folded, without the row numbers that only this file knows."""
        ask = self.store.connection.execute
        tables = ("cases", "documents", "accounts", "settings", "packs", "visits", "refusals")
        found = {table: sorted(ask(f"SELECT id, body FROM {table}")) for table in tables}
        found["residents"] = sorted(ask("SELECT id, body FROM residents"))
        found["keys"] = sorted(ask("SELECT key, id FROM resident_keys JOIN residents USING (row)"))
        return found

    def attempt(self, act: Any, *given: Any, **more: Any) -> Any:
        """Do it, or be refused without a trace."""
        before = self.store.ledger.count()
        try:
            return act(self.work, *given, **more)
        except Refused:
            assert self.store.ledger.count() == before
            return None

    @rule(who=st.integers(0, 29), sure=st.booleans())
    def register(self, who: int, sure: bool) -> None:
        twins = tuple(self.residents) if sure else ()
        made = self.attempt(residents.register, PEOPLE[who].typed(), distinct_from=twins)
        if made is not None:
            self.residents.append(made.id)

    @precondition(lambda self: self.residents)
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        resident = data.draw(st.sampled_from(self.residents))
        typed = data.draw(
            st.dictionaries(
                st.sampled_from(["name", "phone", "residence_address", "bank_name"]),
                st.sampled_from(["张三丰", "13912345678", "", "校场19号", "\0", "x" * 300]),
                max_size=3,
            )
        )
        self.attempt(residents.change, resident, typed)

    @precondition(lambda self: self.residents)
    @rule(data=st.data())
    def accept(self, data: st.DataObject) -> None:
        lines = []
        for at, code in enumerate(data.draw(st.lists(st.sampled_from(ITEMS), max_size=3))):
            shown = everything_shown(self.work, code)
            for key in data.draw(st.lists(st.sampled_from(sorted(shown) or ["x"]), max_size=3)):
                standing = data.draw(st.sampled_from(STANDINGS))
                shown[key] = MaterialDraft(standing, promised="2026-12-24")
            given = answers_for(self.work, code) if data.draw(st.booleans()) or at else None
            lines.append(line(self.work, code, id="abc"[at], answers=given, shown=shown))
        draft = VisitDraft(
            self.store.ledger.new_id(),
            data.draw(st.sampled_from(self.residents)),
            lines=tuple(lines),
        )
        done = self.attempt(intake.accept, draft)
        if done is not None:
            self.visits.append(draft)
            self.numbers.extend(case.number for case in done.cases)

    @precondition(lambda self: self.visits)
    @rule(data=st.data())
    def accept_again(self, data: st.DataObject) -> None:
        before = self.store.ledger.count()
        assert intake.accept(self.work, data.draw(st.sampled_from(self.visits))).again
        assert self.store.ledger.count() == before

    @precondition(lambda self: self.numbers)
    @rule(
        data=st.data(),
        act=st.sampled_from(["complete", "withdraw", "decline", "void", "pause", "resume"]),
    )
    def act(self, data: st.DataObject, act: str) -> None:
        number = data.draw(st.sampled_from(self.numbers))
        reason = (
            () if act in ("complete", "resume") else (data.draw(st.sampled_from(["", "有事"])),)
        )
        self.attempt(getattr(cases, act), number, *reason)

    @precondition(lambda self: self.numbers)
    @rule(data=st.data(), standing=st.sampled_from(STANDINGS))
    def supply(self, data: st.DataObject, standing: Any) -> None:
        number = data.draw(st.sampled_from(self.numbers))
        keys = [m.key for m in cases.get(self.work, number).materials] or ["x"]
        came = {data.draw(st.sampled_from(keys)): MaterialDraft(standing, promised="2026-12-30")}
        self.attempt(cases.supply, number, came)

    @precondition(lambda self: self.numbers)
    @rule(data=st.data())
    def print(self, data: st.DataObject) -> None:
        self.attempt(cases.printed, data.draw(st.sampled_from(self.numbers)), "receipt")

    @rule(login=st.sampled_from(["li", "zhao", "wangmin"]), data=st.data())
    def staff(self, login: str, data: st.DataObject) -> None:
        roles = tuple(data.draw(st.lists(st.sampled_from(ROLES), max_size=2, unique=True)))
        if data.draw(st.booleans()):
            self.attempt(accounts.add, login, login, roles, "Long-enough 1")
        else:
            self.attempt(accounts.give_roles, login, roles or ("worker",))
        mine = next(account for account in self._accounts() if account.id == self.work.author)
        self.work = Work(self.store, Actor.of(mine))

    def _accounts(self) -> Any:
        from station_desktop.storage.reads import reads

        return reads.accounts(self.store.connection)

    @rule(path=st.sampled_from(["resident", "line/a/answers/x"]), value=st.text(max_size=5))
    def draft(self, path: str, value: str) -> None:
        drafts.save(self.store.connection, "d", self.work.author, {path: value}, 1)

    @rule(minutes=st.integers(-600, 6000))
    def turn_clock(self, minutes: int) -> None:
        self.clock.moment += timedelta(minutes=minutes)

    @invariant()
    def chain_holds(self) -> None:
        if hasattr(self, "store"):
            numbers = [row[0] for row in self.store.connection.execute("SELECT number FROM cases")]
            assert len(numbers) == len(set(numbers))


TestStation = pytest.mark.timeout(280)(Station.TestCase)
TestStation.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
