"""The visit in hand, as values: who is here, what they want, and what is still to do.

No Qt and no store. Every change is noted by draft path (see ``domain.case.visitdraft``) for whoever
saves it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import msgspec

from station_desktop.domain.case.cases import PRESENT, Standing
from station_desktop.domain.case.handling import Lane, Need
from station_desktop.domain.case.visitdraft import MaterialDraft, VisitDraft
from station_desktop.domain.catalogue import Category
from station_desktop.domain.person.documents import Scan
from station_desktop.domain.person.residents import Resident
from station_desktop.rooms.desk.line import Line, LineFacts, fits, paths

Next = Literal["resident", "item", "fill", "check", "accept"]


class Visit:
    """The visit's editor. ``chosen`` is the id of the line in hand, ``changes`` what is not yet
    saved (path -> JSON value, ``None`` to remove)."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.resident: Resident | None = None
        self.lines: list[Line] = []
        self.chosen = ""
        self.channel = "window"
        self.agent_on = False
        self.agent: dict[str, str] = {}
        self.registration: dict[str, str] = {}
        self.caller: dict[str, str] = {}
        self.demand = ""
        self.changes: dict[str, Any] = {}

    # what is where

    @property
    def line(self) -> Line | None:
        """The line in hand."""
        return next((line for line in self.lines if line.id == self.chosen), None)

    @property
    def worth_keeping(self) -> bool:
        """Whether there is anything that the resident would have to say twice."""
        typed = (*self.registration.values(), *self.agent.values())
        return bool(self.lines) or any(text.strip() for text in typed)

    @property
    def needs_nobody(self) -> bool:
        """Whether nobody has to be registered: there are only demands in own words."""
        return bool(self.lines) and all(line.own for line in self.lines)

    def next_step(self, today: date) -> Next:
        """The one thing to do next, which is the one highlighted control."""
        if self.resident is None and not self.needs_nobody:
            return "resident"
        if self.line is None:
            return "item"
        state = self.line.state(self.agent_on, today).kind
        if state == "fill" or state == "check":
            return state
        return "accept"

    def draft(self) -> VisitDraft:
        """The whole visit as acceptance takes it."""
        return VisitDraft(
            id=self.id,
            resident=self.resident.id if self.resident else "",
            channel=self.channel,
            registration=dict(self.registration),
            agent=dict(self.agent) if self.agent_on else {},
            lines=tuple(line.draft() for line in self.lines),
            caller=dict(self.caller) if self.resident is None else {},
            demand=self.demand,
        )

    def take_changes(self) -> dict[str, Any]:
        """What is to be saved now; nothing as long as nothing is worth keeping."""
        if not self.worth_keeping:
            return {}
        taken, self.changes = self.changes, {}
        return taken

    # who

    def choose_resident(self, resident: Resident) -> None:
        self.resident = resident
        self.changes["resident"] = resident.id
        for key in self.registration:
            self.changes[f"registration/{key}"] = None
        self.registration = {}

    def type_registration(self, key: str, text: str) -> None:
        self.registration[key] = text
        self.changes[f"registration/{key}"] = text

    def drop_registration(self) -> None:
        for key in self.registration:
            self.changes[f"registration/{key}"] = None
        self.registration = {}

    def set_channel(self, channel: str) -> None:
        """How the resident came to us: one of ``usecases.counter.intake.CHANNELS``."""
        self.channel = channel
        self.changes["channel"] = channel

    def set_agent(self, on: bool, mandate: str) -> None:
        """Somebody acts for the resident (代办), or nobody after all."""
        self.agent_on = on
        self._agent_field("mandate", (self.agent.get("mandate") or mandate) if on else "")
        if not on:
            for key in list(self.agent):
                self._agent_field(key, "")

    def type_agent(self, key: str, text: str) -> None:
        self._agent_field(key, text)

    def _agent_field(self, key: str, text: str) -> None:
        if text:
            self.agent[key] = text
        else:
            self.agent.pop(key, None)
        self.changes[f"agent/{key}"] = text or None

    def set_caller(self, key: str, text: str) -> None:
        """Whom to tell who is not registered: ``contact`` or ``phone``."""
        self.caller[key] = text
        self.changes[f"caller/{key}"] = text or None

    def set_demand(self, demand: str) -> None:
        """The demand from outside that this visit answers (its id)."""
        self.demand = demand
        self.changes["demand"] = demand or None

    # what

    def add_line(self, id: str, facts: LineFacts, today: date) -> Line:
        """One more item, answered as far as this visit and earlier ones already answer it."""
        order = 1 + max((line.order for line in self.lines), default=0)
        line = Line(id, order, facts)
        said = self._said_here()
        self.lines.append(line)
        self.changes |= {f"line/{id}/item": line.code, f"line/{id}/pack": facts.pack}
        self.changes[f"line/{id}/order"] = order
        self._prefill(line, said, today)
        self._share_standings(line)
        self.choose_line(id)
        return line

    def renew_facts(self, facts: Mapping[str, LineFacts], today: date) -> None:
        """The person became known, or the record changed, after items had been chosen."""
        for line in self.lines:
            if line.id in facts:
                line.facts = facts[line.id]
                self._prefill(line, {}, today)

    def choose_line(self, id: str) -> None:
        self.chosen = id
        self.changes["chosen"] = id

    def step_line(self, by: int) -> None:
        """Go to the line above or below, staying at the ends."""
        ids = [line.id for line in self.lines]
        if self.chosen in ids:
            at = min(max(ids.index(self.chosen) + by, 0), len(ids) - 1)
            self.choose_line(ids[at])

    def remove_line(self, id: str) -> Line | None:
        """Take an item out; give the line back to :meth:`restore_line` to undo it."""
        gone = next((line for line in self.lines if line.id == id), None)
        if gone is None:
            return None
        self.lines.remove(gone)
        self.changes |= dict.fromkeys(paths(gone))
        if self.chosen == id:
            nearest = self.lines[-1].id if self.lines else ""
            self.choose_line(nearest)
        return gone

    def restore_line(self, line: Line) -> None:
        self.lines.append(line)
        self.lines.sort(key=lambda one: one.order)
        self.changes |= paths(line)
        self.choose_line(line.id)

    def answer(self, line: Line, key: str, raw: Any) -> None:
        """One question answered; an answer taken away is kept as empty, over the record's."""
        value = "" if raw is None else raw
        line.answers[key] = value
        line.origins.pop(key, None)
        self.changes[f"line/{line.id}/answers/{key}"] = value

    def set_lane(self, line: Line, lane: Lane) -> None:
        """Done now, or transferred."""
        line.lane = lane
        self.changes[f"line/{line.id}/lane"] = lane or None

    def set_need(self, line: Line, need: Need) -> None:
        line.need = need
        self.changes[f"line/{line.id}/need"] = need or None

    def set_category(self, line: Line, category: Category) -> None:
        """What a demand in own words is about, which decides its item and its promise."""
        line.category = category
        line.facts = msgspec.structs.replace(line.facts.own[category], own=line.facts.own)
        self.changes[f"line/{line.id}/item"] = line.code

    def forget_category(self, line: Line) -> None:
        line.category = ""
        self.changes[f"line/{line.id}/item"] = line.code

    def set_text(self, line: Line, place: Literal["result", "delivery"], text: str) -> None:
        setattr(line, place, text)
        self.changes[f"line/{line.id}/{place}"] = text or None

    def set_appointment(self, line: Line, key: str, text: str) -> None:
        line.appointment[key] = text
        self.changes[f"line/{line.id}/appointment/{key}"] = text or None

    # documents

    def set_standing(
        self, line: Line, key: str, standing: Standing, *, promised: str = "", note: str = ""
    ) -> None:
        """The desk looked at a document; one that is here is here for every item of the visit."""
        self._put(line, key, standing=standing, promised=promised, note=note)
        for row in line.rows(self.agent_on):
            keys = [member.key for member in row.members]
            if key in keys and len(keys) > 1:
                for other in keys:
                    if other != key and other in line.materials:
                        self._put(line, other, standing=None, promised="", note="")
        if standing in PRESENT:
            for other_line in self.lines:
                if other_line is not line:
                    self._share_one(other_line, key, line.materials[key])

    def tick_all(self, line: Line) -> int:
        """Every required document not yet looked at was seen in the original (Ctrl+M)."""
        unseen = [row for row in line.rows(self.agent_on) if row.standing is None]
        for row in unseen:
            self.set_standing(line, row.key, "original")
        return len(unseen)

    def add_scan(self, line: Line, key: str, scan: Scan) -> None:
        """A scan serves every item of the visit that asks for the same document."""
        for one in self.lines:
            if key in {need.key for need in one.needed(self.agent_on)}:
                scans = one.materials.get(key, MaterialDraft()).scans
                if scan not in scans:
                    self._put(one, key, scans=(*scans, scan))
        if line.materials[key].standing is None:
            self.set_standing(line, key, "original")

    def drop_scan(self, line: Line, key: str) -> None:
        """Take the last scan of a document away again, from every item that it served."""
        scans = line.materials.get(key, MaterialDraft()).scans
        for one in self.lines if scans else ():
            have = one.materials.get(key, MaterialDraft()).scans
            if scans[-1] in have:
                kept = tuple(scan for scan in have if scan != scans[-1])
                self._put(one, key, scans=kept)

    def set_valid_until(self, line: Line, key: str, day: str) -> None:
        self._put(line, key, valid_until=day)

    def _put(self, line: Line, key: str, **changed: Any) -> None:
        before = line.materials.get(key) or MaterialDraft()
        line.materials[key] = after = msgspec.structs.replace(before, **changed)
        self.changes[f"line/{line.id}/materials/{key}"] = msgspec.to_builtins(after)

    def _share_standings(self, line: Line) -> None:
        for other in self.lines:
            for key, draft in other.materials.items():
                if other is not line and draft.standing in PRESENT:
                    self._share_one(line, key, draft)

    def _share_one(self, line: Line, key: str, draft: MaterialDraft) -> None:
        have = line.materials.get(key)
        if key not in {need.key for need in line.needed(self.agent_on)}:
            return
        if have is None or have.standing is None:
            scans = draft.scans or (have.scans if have else ())
            self._put(line, key, standing=draft.standing, scans=scans)

    # answers already known

    def _said_here(self) -> dict[str, Any]:
        """What the items of this visit were answered so far, the latest word first."""
        said: dict[str, Any] = {}
        for line in reversed([line for line in self.lines if not line.own]):
            for key, value in line.answers.items():
                if value not in ("", None, []):
                    said.setdefault(key, value)
        return said

    def _prefill(self, line: Line, said: Mapping[str, Any], today: date) -> None:
        if line.own:
            return
        for key in line.facts.record:
            if key not in line.answers:
                line.origins[key] = "record"
        for field in line.item.fields:
            if field.key in line.answers or field.key in line.facts.record:
                continue
            value = said.get(field.key, line.facts.earlier.get(field.key) if field.reuse else None)
            if fits(field, value, today):
                line.answers[field.key] = value
                line.origins[field.key] = "earlier"
                self.changes[f"line/{line.id}/answers/{field.key}"] = value
