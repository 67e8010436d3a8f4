"""The journal room's values: what is asked of the journal, one line of it, and its plain words.

Nothing here carries personal data in full: people are masked, what was typed about them is left
out, and long numbers inside free reasons are hidden.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

import msgspec

from station_desktop import phrases
from station_desktop.domain import fold
from station_desktop.domain.journal import erasures
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.time import clock
from station_desktop.domain.time.deadlines import REASONS

Group = Literal["all", "signins", "reveals", "cases", "residents", "accounts", "settings"]
Period = Literal["today", "week", "month", "year", "ever", "day"]


def _about(*nouns: str) -> tuple[str, ...]:
    """Every kind of entry that says something of these."""
    return tuple(kind for kind in fold.KINDS if kind.partition(".")[0] in nouns)


GROUPS: dict[Group, tuple[str, ...]] = {
    "all": (),
    "signins": ("account.signed_in", "account.signed_out"),
    "reveals": ("resident.revealed", "demand.revealed"),
    "cases": _about(
        *("case", "hall", "aside", "visit", "document", "refusal", "demand", "whistle"),
        *("partner", "homevisit", "booking", "individual"),
    ),
    "residents": _about("resident", "household", "area", "seal"),
    "accounts": (
        "account.made",
        "account.roles",
        "account.locked",
        "account.password",
        "account.key",
    ),
    "settings": _about("setting", "pack", "device"),
}
"""Kinds of entry that are looked at together; ``all`` restricts nothing."""

_DAYS: dict[Period, int] = {"today": 1, "week": 7, "month": 30, "year": 365}
_LONG_NUMBER = re.compile(r"\d[\d\- ]{4,}[\dXx]")
_STAMP_END = "g"
"""Sorts after every hex digit."""


class Wanted(msgspec.Struct, frozen=True):
    """Which entries: of one author (any when empty), one group, one period. ``day`` is looked at
    when the period is ``day``."""

    author: str = ""
    group: Group = "all"
    period: Period = "month"
    day: str = ""

    def stamps(self, today: date) -> tuple[str, str]:
        """The stamps of the period, from the first to before the second."""
        if self.period == "day" and self.day:
            first = date.fromisoformat(self.day)
            return _stamp(first), _stamp(first + timedelta(days=1))
        if self.period in _DAYS:
            return _stamp(today - timedelta(days=_DAYS[self.period] - 1)), _STAMP_END
        return "", _STAMP_END


class JournalRow(msgspec.Struct, frozen=True):
    """One entry, ready for words; ``about`` is masked, ``params`` hold nothing personal."""

    stamp: str
    at: int
    by: str
    kind: str
    about: str
    code: str
    params: dict[str, Any]
    device: str
    number: int
    hash: str

    @property
    def key(self) -> str:
        return self.stamp


class Looker(msgspec.Struct, frozen=True):
    """How often one member of staff looked at details in full, and at how many people."""

    author: str
    name: str
    times: int
    people: int


def said(row: JournalRow, language: str) -> str:
    """What happened, in one plain sentence."""
    params = {key: _value(key, value, language) for key, value in row.params.items()}
    return phrases.say(row.code, language, **params)


def reason(row: JournalRow, language: str) -> str:
    """The reason given, where there is one."""
    given = row.params.get("reason", "")
    return str(_value("reason", given, language)) if given else ""


def moment(at: int) -> str:
    """As a list has it: the same in both languages."""
    return f"{clock.from_milliseconds(at):%Y-%m-%d %H:%M:%S}"


def hidden(text: str) -> str:
    """A free text without the long numbers that may have been typed into it."""
    return _LONG_NUMBER.sub(lambda found: "*" * len(found[0]), text)


def words_of(kind: str, fact: Fact | None) -> tuple[str, dict[str, Any]]:
    """The phrase for an entry and what it needs; a kind of a newer version is named as such."""
    if fact is None:
        return "journal.unknown", {"kind": kind}
    way = _WAYS.get(kind)
    return (f"journal.{kind}", {}) if way is None else way(fact)


def _value(key: str, value: Any, language: str) -> Any:
    if key == "fields":
        return _joined((f"journal.field.{name}" for name in value), language, "journal.field.other")
    if key == "roles":
        return _joined((f"role.{name}" for name in value), language, "")
    if key == "reason":
        text = str(value)
        if text in REASONS:
            return phrases.say(f"deadline.reason.{text}", language)
        if text in erasures.REASONS:
            return phrases.say(f"erasing.reason.{text}", language)
        known = text.startswith("aside.") and text in phrases.table(language)
        return phrases.say(text, language) if known else hidden(text)
    if key == "note":
        return hidden(str(value))
    if key == "setting":
        return phrases.say(f"setting.name.{value}", language)
    if key == "value":
        known = f"setting.value.{value}" in phrases.table(language)
        return phrases.say(f"setting.value.{value}", language) if known else value
    return value


def _joined(codes: Any, language: str, other: str) -> str:
    table = phrases.table(language)
    found = [phrases.say(code if code in table else other or code, language) for code in codes]
    return (", " if language == "en" else "、").join(dict.fromkeys(found))


def _stamp(day: date) -> str:
    begin = datetime.combine(day, time(), clock.CHINA)
    return f"{clock.milliseconds(begin):012x}"


_Way = Callable[[Any], tuple[str, dict[str, Any]]]


def _signed_in(fact: Any) -> tuple[str, dict[str, Any]]:
    if fact.failures:
        return "journal.account.signed_in.failures", {"count": fact.failures}
    return "journal.account.signed_in", {}


def _signed_out(fact: Any) -> tuple[str, dict[str, Any]]:
    known = fact.reason if fact.reason in ("left", "idle", "switched") else "left"
    return f"journal.account.signed_out.{known}", {}


def _locked(fact: Any) -> tuple[str, dict[str, Any]]:
    return "journal.account.locked" if fact.locked else "journal.account.unlocked", {}


def _registered(fact: Any) -> tuple[str, dict[str, Any]]:
    if fact.id_override:
        return "journal.resident.registered.override", {"reason": fact.id_override}
    return f"journal.resident.registered.{'desk' if fact.source == 'desk' else 'roster'}", {}


def _changed(fact: Any) -> tuple[str, dict[str, Any]]:
    return "journal.resident.changed", {"fields": tuple(fact.changes)}


def _revealed(fact: Any) -> tuple[str, dict[str, Any]]:
    return "journal.resident.revealed", {"fields": (fact.field,), "reason": fact.reason}


def _setting(fact: Any) -> tuple[str, dict[str, Any]]:
    if isinstance(fact.value, dict):
        return "journal.setting.changed.whole", {}
    return "journal.setting.changed", {"value": fact.value}


def _adopted(fact: Any) -> tuple[str, dict[str, Any]]:
    return "journal.pack.adopted", {"version": fact.pack_version, "count": fact.items}


def _visited(fact: Any) -> tuple[str, dict[str, Any]]:
    return "journal.visit.ended", {"count": len(fact.cases)}


def _printed(fact: Any) -> tuple[str, dict[str, Any]]:
    again = ".again" if fact.copy_number > 1 else ""
    return f"journal.case.printed{again}", {
        "paper": fact.paper.partition(":")[0],
        "count": fact.copy_number,
    }


def _individual_printed(fact: Any) -> tuple[str, dict[str, Any]]:
    again = ".again" if fact.copy_number > 1 else ""
    return f"journal.individual.printed{again}", {"paper": fact.paper, "count": fact.copy_number}


def _restored(fact: Any) -> tuple[str, dict[str, Any]]:
    return "journal.device.restored", {"made": moment(fact.made_at), "at": moment(fact.restored_at)}


def _of_field(kind: str) -> _Way:
    return lambda fact: (f"journal.{kind}", {"fields": (fact.field,)})


def _with(kind: str, *names: str) -> _Way:
    """The fact's own values of these names."""
    return lambda fact: (f"journal.{kind}", {name: getattr(fact, name) for name in names})


def _roles(kind: str) -> _Way:
    return lambda fact: (f"journal.{kind}", {"roles": fact.roles})


def _reasoned(kind: str) -> _Way:
    return lambda fact: (f"journal.{kind}", {"reason": fact.reason})


def _counted(kind: str, attribute: str) -> _Way:
    return lambda fact: (f"journal.{kind}", {"count": len(getattr(fact, attribute))})


_WAYS: Mapping[str, _Way] = {
    "account.made": _roles("account.made"),
    "account.roles": _roles("account.roles"),
    "account.signed_in": _signed_in,
    "account.signed_out": _signed_out,
    "account.locked": _locked,
    "resident.registered": _registered,
    "resident.changed": _changed,
    "resident.revealed": _revealed,
    "resident.settled": _of_field("resident.settled"),
    "setting.changed": _setting,
    "pack.adopted": _adopted,
    "visit.ended": _visited,
    "case.noticed": _counted("case.noticed", "named"),
    "case.supplied": _counted("case.supplied", "materials"),
    "case.paused": _reasoned("case.paused"),
    "case.refused": _reasoned("case.refused"),
    "case.withdrawn": _reasoned("case.withdrawn"),
    "case.voided": _reasoned("case.voided"),
    "case.task_refused": _reasoned("case.task_refused"),
    "case.task_recalled": _reasoned("case.task_recalled"),
    "partner.closed": _reasoned("partner.closed"),
    "case.printed": _printed,
    "case.renumbered": _with("case.renumbered", "number", "before"),
    "case.settled": _with("case.settled", "note"),
    "hall.returned": _counted("hall.returned", "wrong"),
    "hall.refused": _reasoned("hall.refused"),
    "resident.erasure_asked": _reasoned("resident.erasure_asked"),
    "case.erasure_asked": _reasoned("case.erasure_asked"),
    "seal.destroyed": _reasoned("seal.destroyed"),
    "aside.set": _reasoned("aside.set"),
    "aside.lifted": _reasoned("aside.lifted"),
    "aside.seen": _with("aside.seen", "note"),
    "device.enrolled": _with("device.enrolled", "name"),
    "device.revoked": _reasoned("device.revoked"),
    "device.restored": _restored,
    "demand.arrived": _with("demand.arrived", "source", "reference"),
    "demand.answered": _with("demand.answered", "outcome"),
    "demand.returned": _reasoned("demand.returned"),
    "demand.revealed": _reasoned("demand.revealed"),
    "individual.printed": _individual_printed,
}
