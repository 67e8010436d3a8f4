"""What the room says in a few words."""

from __future__ import annotations

from datetime import date, datetime

from station_desktop import phrases
from station_desktop.domain.individual.individualvalues import STEPS, Individual, Measure
from station_desktop.domain.text import dates
from station_desktop.domain.time import clock
from station_desktop.rooms.individuals import acts
from station_desktop.rooms.individuals.acts import Key
from station_desktop.rooms.individuals.room import CaseRow, Segment
from station_desktop.ui.text import Text
from station_desktop.ui.words import tr

GOAL_TONES = {"open": "info", "achieved": "ok", "partly": "warn", "dropped": "info"}
RISK_TONES = {"low": "ok", "middle": "warn", "high": "bad"}
ACTS: dict[Key, Text] = {
    "diagnose": Text("individuals", "Diagnosis"),
    "goal": Text("individuals", "Add a goal"),
    "measure": Text("individuals", "Add a measure"),
    "done": Text("individuals", "Carried out"),
    "review": Text("individuals", "Supervision"),
    "judge": Text("individuals", "Judge a goal"),
    "close": Text("individuals", "Close"),
    "reopen": Text("individuals", "Open again"),
    "note": Text("individuals", "Note"),
    "refer": Text("individuals", "Refer"),
    "papers": Text("individuals", "Papers"),
    "hand": Text("individuals", "Hand over"),
    "settle": Text("individuals", "Settle"),
}


def segment(key: Segment) -> str:
    words = {
        "mine": tr("individuals", "Mine"),
        "all": tr("individuals", "All open"),
        "closed": tr("individuals", "Closed"),
    }
    return words[key]


def step(case: Individual, language: str) -> str:
    return phrases.say(f"individual.step.{case.step}", language)


def reached(case: Individual) -> int:
    """How many of the six steps are gone through or stood at."""
    return STEPS.index(case.step) + 1


def force(key: str, language: str) -> str:
    return phrases.say(f"individual.force.{key}", language)


def day(milliseconds: int, language: str) -> str:
    return dates.show_day(clock.from_milliseconds(milliseconds).date(), language)


def iso_day(text: str, language: str) -> str:
    return dates.show_day(date.fromisoformat(text), language) if text else ""


def short_day(text: str, today: date, language: str) -> str:
    """An ISO day as a table has it."""
    if not text:
        return ""
    found = date.fromisoformat(text)
    if found.year != today.year:
        return text
    return f"{found.month}月{found.day}日" if language == "zh_CN" else f"{found:%d %b}"


def moment(milliseconds: int, language: str) -> str:
    at: datetime = clock.from_milliseconds(milliseconds)
    return f"{dates.show_day(at.date(), language)} {at:%H:%M}"


def measure_state(one: Measure, today: date) -> tuple[str, str]:
    """How a measure stands, as tone and words."""
    if one.done_at:
        return "ok", tr("individuals", "done")
    if one.by and date.fromisoformat(one.by) < today:
        return "bad", tr("individuals", "overdue")
    return "info", tr("individuals", "open")


def joined(*parts: str) -> str:
    """The parts that are not empty, with a middle dot between."""
    return " · ".join(part for part in parts if part)


def risk(case: Individual, language: str) -> str:
    return phrases.say(f"individual.risk.{case.risk}", language) if case.risk else ""


def following(row: CaseRow) -> str:
    """What comes next in a case, in a few words."""
    case = row.case
    if not case.open:
        return ""
    key = acts.following(case)
    if key == "done":
        left = sum(not one.done_at for one in case.measures)
        return tr("individuals", "Carry out {n} {n:measure|measures}", n=left)
    words = {
        "diagnose": tr("individuals", "Investigate and diagnose"),
        "goal": tr("individuals", "Make the plan"),
        "measure": tr("individuals", "Plan measures"),
        "review": tr("individuals", "Supervise and coordinate"),
        "judge": tr("individuals", "Judge the goals"),
        "close": tr("individuals", "Close and evaluate"),
    }
    return words.get(key, "")
