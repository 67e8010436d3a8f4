"""A whole station made in one go: itself, its staff in their roles, its settings, its hall.

The wizard at the door and the unattended set-up are two faces of this: a :class:`Plan` is checked
as a whole before anything is made, and what was begun is taken away when it fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from station_desktop.domain.problem import Problem, Refused, raise_if_any
from station_desktop.domain.station import settings
from station_desktop.domain.station.roles import RIGHTS, Role
from station_desktop.domain.station.settings import Settings
from station_desktop.domain.text.folding import plain
from station_desktop.domain.time import clock
from station_desktop.storage.keys.vault import Cost
from station_desktop.storage.store import Store
from station_desktop.sync import enrolment, transport
from station_desktop.usecases import policies
from station_desktop.usecases.door import accounts, opening, passwords
from station_desktop.usecases.setup import enrolling
from station_desktop.usecases.station import station_settings
from station_desktop.usecases.work import Actor, Work


class Person(msgspec.Struct, frozen=True):
    """A member of staff to begin with; without a ``password`` one is made by chance."""

    login: str
    name: str
    roles: tuple[Role, ...]
    password: str = ""

    @property
    def manages(self) -> bool:
        """Whether this one could set a station up: accounts, settings, the hall."""
        return any("account.manage" in RIGHTS.get(role, frozenset()) for role in self.roles)


class Hall(msgspec.Struct, frozen=True):
    """Where the station belongs, its one-time code, and what this window is called there."""

    address: str
    code: str
    window: str = ""


class Plan(msgspec.Struct, frozen=True):
    """A station to be made. ``settings`` are the station's own, by their names."""

    name: str
    code: str
    people: tuple[Person, ...]
    settings: dict[str, Any] = {}
    hall: Hall | None = None


class Made(msgspec.Struct, frozen=True):
    """A station that was made. ``given`` are logins and the passwords that were made by chance,
    to be told once."""

    key: bytes
    actor: Actor
    recovery_key: str
    given: tuple[tuple[str, str], ...] = ()


def check(plan: Plan) -> tuple[Problem, ...]:
    """Everything that is wrong with a plan. ``field`` says where: ``name``, ``code``, ``people``,
    ``people/<number from 0>/<field>``, ``settings/<key>``, ``hall/<field>``."""
    return (
        *station_problems(plan.name, plan.code),
        *setting_problems(plan.settings),
        *_staff_problems(plan),
        *(hall_problems(plan.hall) if plan.hall is not None else ()),
    )


def station_problems(name: str, code: str) -> Iterator[Problem]:
    """What is wrong with a station's name and code."""
    for key, field, value in (("station_name", "name", name), ("station_code", "code", code)):
        yield from _refusals(key, value, field)


def person_problems(person: Person, rules: Settings) -> Iterator[Problem]:
    """What is wrong with one member of staff, others left aside; fields as in the account."""
    login = person.login.strip()
    yield from accounts.form_problems(login, person.name.strip(), person.roles)
    if person.password:
        try:
            passwords.check(person.password, login, rules)
        except Refused as refused:
            yield from refused.problems


def hall_problems(hall: Hall) -> Iterator[Problem]:
    """What can be seen to be wrong without asking the hall."""
    for field, look in (
        ("address", lambda: transport.checked_address(policies.hall_for(hall.address))),
        ("code", lambda: enrolment.code_of(hall.code)),
    ):
        try:
            look()
        except Refused as refused:
            yield from (_at(f"hall/{field}", problem) for problem in refused.problems)


def rules_of(plan: Plan) -> Settings:
    """The password rules under which a plan's accounts are made: the policy's, then the plan's."""
    own = {key: value for key, value in plan.settings.items() if key in settings.KEYS}
    return policies.in_force().over(settings.of(own))


def found(
    folder: Path,
    plan: Plan,
    *,
    recovery_key: str = "",
    cost: Cost | None = None,
    time: clock.Clock | None = None,
) -> Made:
    """Make the station of a plan in ``folder``, without its hall. ``recovery_key`` is one that
    somebody has on paper already. Leaves nothing behind when it fails."""
    raise_if_any(check(plan))
    opening.must_be_free(folder)
    rules = rules_of(plan)
    people = [_with_password(person, rules) for person in plan.people]
    given = tuple(
        (new.login, new.password)
        for new, old in zip(people, plan.people, strict=True)
        if not old.password
    )
    first = next(person for person in people if person.manages)
    founded = opening.found_station(
        folder,
        name=plan.name,
        code=plain(plan.code),
        login=first.login,
        password=first.password,
        staff_name=first.name,
        roles=first.roles,
        recovery_key=recovery_key,
        rules=rules,
        cost=cost,
        time=time,
    )
    others = [person for person in people if person is not first]
    try:
        _furnish(Store(folder, founded.key, time=time), founded.actor, plan, others, cost)
    except BaseException:
        opening.leave_station(folder)
        raise
    return Made(founded.key, founded.actor, founded.recovery_key, given)


def connect(folder: Path, made: Made, hall: Hall, time: clock.Clock | None = None) -> str:
    """Let the new station's window in at its hall; its desk number there."""
    store = Store(folder, made.key, time=time)
    try:
        enrolling.enrol(Work(store, made.actor), hall.address, hall.code, hall.window.strip())
        return store.desk()
    finally:
        store.close()


def _furnish(
    store: Store, actor: Actor, plan: Plan, others: list[Person], cost: Cost | None
) -> None:
    """Settings first, so that the accounts are made under the plan's own rules."""
    work = Work(store, actor)
    try:
        with store.ledger.transaction():
            for key, value in plan.settings.items():
                station_settings.change(work, key, value)
            for one in others:
                accounts.add(work, one.login, one.name, one.roles, one.password, cost=cost)
    finally:
        store.close()


def _with_password(person: Person, rules: Settings) -> Person:
    login, name = person.login.strip(), person.name.strip()
    password = person.password or passwords.generated(login, rules)
    return Person(login, name, person.roles, password)


def setting_problems(values: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with settings to begin with; ``field`` is ``settings/<key>``."""
    for key, value in values.items():
        if key in ("station_name", "station_code"):
            yield Problem("setting.kept_apart", f"settings/{key}", {"key": key})
        else:
            yield from _refusals(key, value, f"settings/{key}")


def _refusals(key: str, value: Any, field: str) -> Iterator[Problem]:
    try:
        station_settings.checked(key, value)
    except Refused as refused:
        yield from (_at(field, problem) for problem in refused.problems)


def _staff_problems(plan: Plan) -> Iterator[Problem]:
    rules, seen = rules_of(plan), set[str]()
    for number, person in enumerate(plan.people):
        where = f"people/{number}"
        for problem in person_problems(person, rules):
            yield _at(f"{where}/{problem.field}", problem)
        login = person.login.strip()
        if login.casefold() in seen:
            yield Problem("account.exists", f"{where}/login", {"login": login})
        seen.add(login.casefold())
    if not any(person.manages for person in plan.people):
        yield Problem("firstrun.no_manager", "people")


def nobody_at_the_desk(people: Iterable[Person]) -> bool:
    """Whether nobody of these could take a visitor in: worth saying, and no mistake."""
    rights = (RIGHTS.get(role, frozenset()) for person in people for role in person.roles)
    return not any("intake" in held for held in rights)


def _at(field: str, problem: Problem) -> Problem:
    return Problem(problem.code, field, problem.params)
