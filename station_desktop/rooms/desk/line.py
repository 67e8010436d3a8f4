"""One item of the visit, as values: its questions, its documents, and where it stands.

No Qt and no store: what the store knows of an item for this person comes in as
:class:`LineFacts`.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec

from station_desktop.domain.case import handling, ownwords, requirements
from station_desktop.domain.case.cases import Deadline, Standing
from station_desktop.domain.case.handling import Lane, Need
from station_desktop.domain.case.requirements import Assessment, Requirement
from station_desktop.domain.case.visitdraft import LineDraft, MaterialDraft
from station_desktop.domain.catalogue import Category, Field, Item
from station_desktop.domain.form import forms
from station_desktop.domain.problem import Problem
from station_desktop.domain.text import dates

Origin = Literal["record", "earlier", "proposed"]


class OnFile(msgspec.Struct, frozen=True):
    """A document shown before that still serves: its id and the ISO day it was seen."""

    document: str
    seen_on: str


class LineFacts(msgspec.Struct, frozen=True):
    """What the store knows of one item, for one person.

    ``alone`` and ``with_agent`` are the documents needed; ``record`` what the resident's record
    answers; ``earlier`` the person's last answers to questions that may be offered again. ``own``
    is for a demand in own words: the same by category.
    """

    item: Item
    pack: str
    alone: tuple[Requirement, ...]
    with_agent: tuple[Requirement, ...]
    record: dict[str, Any] = {}
    earlier: dict[str, Any] = {}
    on_file: dict[str, OnFile] = {}
    deadline: Deadline | None = None
    own: dict[Category, LineFacts] = {}


class LineState(msgspec.Struct, frozen=True):
    """Where one line stands: ``fill`` questions open, ``check`` documents not looked at,
    ``lacking`` (a notice will name them), ``follow`` (documents by a promised day), ``ready``."""

    kind: Literal["fill", "check", "lacking", "follow", "ready"]
    count: int = 0


class Row(msgspec.Struct, frozen=True):
    """One line of the documents: a document, or a group of which any one is enough.

    ``chosen`` is the member that counts, ``standing`` ``None`` is not looked at yet.
    """

    members: tuple[Requirement, ...]
    chosen: Requirement
    standing: Standing | None
    draft: MaterialDraft
    on_file: str = ""

    @property
    def key(self) -> str:
        return self.chosen.key


class Line:
    """One item of the visit with everything typed and ticked for it.

    ``lane`` is empty for the item's usual one. Of a demand in own words ``category`` is empty
    while nobody has said it, and ``fresh`` until the desk has looked at what was proposed.
    """

    def __init__(self, id: str, order: int, facts: LineFacts) -> None:
        self.id = id
        self.order = order
        self.facts = facts
        self.answers: dict[str, Any] = {}
        self.origins: dict[str, Origin] = {}
        self.materials: dict[str, MaterialDraft] = {}
        self.appointment: dict[str, str] = {}
        self.result = ""
        self.delivery = ""
        self.lane: Lane = ""
        self.need: Need = ""
        self.category: Category | Literal[""] = ""
        self.fresh = False

    @property
    def item(self) -> Item:
        return self.facts.item

    @property
    def own(self) -> bool:
        """Whether it is a demand in the resident's own words."""
        return ownwords.is_own(self.item.code)

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes it may go, the usual one first."""
        return handling.lanes_of(self.item.mode)

    @property
    def lane_now(self) -> Lane:
        return self.lane or self.lanes[0]

    @property
    def done_now(self) -> bool:
        """Whether accepting it finishes it."""
        return self.lane_now == "ready" and (self.item.mode == "direct" or bool(self.result))

    @property
    def code(self) -> str:
        """The item's code, as far as it is known yet."""
        return ownwords.UNDECIDED if self.own and not self.category else self.item.code

    def name(self, language: str) -> str:
        """What to call it: the demand in a few words, or the item's name."""
        told = ownwords.title_of(str(self.answers.get("what") or "")) if self.own else ""
        return told or self.item.name.get(language)

    def raw(self) -> dict[str, Any]:
        """The answers as the form shows them: typed ones over the record's."""
        return self.facts.record | self.answers

    def needed(self, by_agent: bool) -> tuple[Requirement, ...]:
        return self.facts.with_agent if by_agent else self.facts.alone

    def assess(self, by_agent: bool, today: date) -> Assessment:
        on_file = {key: filed.document for key, filed in self.facts.on_file.items()}
        needed = self.needed(by_agent)
        return requirements.assess(needed, self.materials, on_file, today)

    def rows(self, by_agent: bool) -> tuple[Row, ...]:
        """The documents as the desk goes through them, one row for each any-of group."""
        groups: dict[str, list[Requirement]] = {}
        for need in self.needed(by_agent):
            groups.setdefault(need.group.zh or f"\0{need.key}", []).append(need)
        return tuple(self._row(tuple(members)) for members in groups.values())

    def _row(self, members: tuple[Requirement, ...]) -> Row:
        looked = [need for need in members if self._standing(need) is not None]
        chosen = looked[0] if looked else members[0]
        return Row(
            members=members,
            chosen=chosen,
            standing=self._standing(chosen),
            draft=self.materials.get(chosen.key) or MaterialDraft(),
            on_file=self._seen_on(chosen),
        )

    def _seen_on(self, need: Requirement) -> str:
        filed = self.facts.on_file.get(need.key)
        return filed.seen_on if filed is not None and need.reusable else ""

    def _standing(self, need: Requirement) -> Standing | None:
        """How a document stands; ``None`` where nobody has looked and nothing tells."""
        draft = self.materials.get(need.key)
        if draft is not None and draft.standing is not None:
            return draft.standing
        filed = self.facts.on_file.get(need.key)
        known = requirements.stand(need, draft, filed.document if filed else "").standing
        return None if known == "missing" else known

    def open_questions(self, today: date) -> tuple[Problem, ...]:
        """Required questions without an answer, and answers that will not do; in form order."""
        problems = forms.check_answers(self.item.fields, self.raw(), today)[1]
        if self.own and not self.category:
            problems = (*problems, Problem("intake.category", "category"))
        return problems

    def draft(self) -> LineDraft:
        return LineDraft(
            id=self.id,
            item=self.code,
            pack=self.facts.pack,
            order=self.order,
            answers=dict(self.answers),
            materials=dict(self.materials),
            appointment=dict(self.appointment),
            result=self.result,
            delivery=self.delivery,
            lane=self.lane,
            need=self.need,
        )

    def state(self, by_agent: bool, today: date) -> LineState:
        """What the chip beside the line says."""
        open_questions = self.open_questions(today)
        if open_questions:
            return LineState("fill", len(open_questions))
        unseen = sum(row.standing is None for row in self.rows(by_agent))
        if unseen:
            return LineState("check", unseen)
        assessment = self.assess(by_agent, today)
        if assessment.lacking:
            return LineState("lacking", len(assessment.lacking))
        if assessment.to_follow:
            return LineState("follow", len(assessment.to_follow))
        return LineState("ready")


def fits(field: Field, value: Any, today: date) -> bool:
    """Whether an answer given elsewhere passes this item's own question."""
    if value in ("", None, []):
        return False
    return forms.check_one(field, value, today).problem is None


def paths(line: Line) -> dict[str, Any]:
    """Everything saved of a line, by path."""
    start = f"line/{line.id}"
    values: dict[str, Any] = {
        f"{start}/item": line.code,
        f"{start}/pack": line.facts.pack,
        f"{start}/order": line.order,
        f"{start}/result": line.result or None,
        f"{start}/delivery": line.delivery or None,
        f"{start}/lane": line.lane or None,
        f"{start}/need": line.need or None,
    }
    values |= {f"{start}/answers/{key}": value for key, value in line.answers.items()}
    values |= {f"{start}/appointment/{key}": text for key, text in line.appointment.items()}
    for key, draft in line.materials.items():
        values[f"{start}/materials/{key}"] = msgspec.to_builtins(draft)
    return values


def later_day(text: str, today: date) -> str:
    """A typed day as ISO text; empty when it is none, or not after ``today``."""
    written = dates.parse_day(text)
    day = dates.real_day(*written) if written else None
    return day.isoformat() if day is not None and day > today else ""
