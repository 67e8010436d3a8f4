"""Taking down one demand in the resident's own words, for whoever needs no whole visit: a home
visit that found something, a demand from outside, a call, a command."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import msgspec

from station_desktop import shipped
from station_desktop.domain.case import ownwords
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.demands import Demand, Matched
from station_desktop.domain.case.handling import LANES, NEEDS, Lane, Need, Origin
from station_desktop.domain.case.visitdraft import LineDraft
from station_desktop.domain.catalogue import CATEGORIES, Category
from station_desktop.domain.form.answers import LONGEST_TEXT
from station_desktop.domain.neighbourhood.households import Area
from station_desktop.domain.problem import Problem, raise_if_any
from station_desktop.domain.text import statements
from station_desktop.usecases.casework import lines
from station_desktop.usecases.counter import comers, line_facts
from station_desktop.usecases.work import Work


class OwnWords(msgspec.Struct, frozen=True):
    """A demand as the resident tells it. ``category`` and ``lane`` are the worker's decision,
    ``need`` one of the seven haves and five natures where known. ``resident`` is a resident's id,
    or empty: then ``contact`` and ``phone`` say whom to tell, if anybody. ``title`` is made from
    the words where it is empty, ``area`` from the place or the resident's household; ``demand``
    is the id of the demand from outside that it answers."""

    what: str
    category: str
    lane: str
    title: str = ""
    resident: str = ""
    contact: str = ""
    phone: str = ""
    place: str = ""
    area: str = ""
    need: str = ""
    channel: str = "window"
    origin: Origin = "reported"
    homevisit: str = ""
    demand: str = ""


def take_down(work: Work, words: OwnWords) -> Case:
    """Open a case for a demand in the resident's own words; its owner is whoever takes it down.

    Refuses with every problem found, by the field of ``words``. A demand from outside that has a
    case already gives that case.
    """
    work.require("intake")
    ledger = work.store.ledger
    with ledger.transaction():
        demand = comers.demand(work, words.demand)
        if demand is not None and demand.case:
            before = ledger.record("case", demand.case)
            if isinstance(before, Case):
                return before
        if demand is not None and not words.resident:
            words = msgspec.structs.replace(words, resident=demand.resident)
        checked, coming = _checked(work, words, demand)
        case = ledger.new_id()
        acts = line_facts.facts(work, checked, case, lines.Numbers(work).next(), coming)
        if demand is not None:
            acts.append((f"demand:{demand.id}", Matched(words.resident, case)))
        ledger.append(work.author, acts)
        return cast(Case, ledger.record("case", case))


def _checked(
    work: Work, words: OwnWords, demand: Demand | None
) -> tuple[lines.CheckedLine, line_facts.Coming]:
    """The demand as a line and who comes with it; refuses with every problem found."""
    resident = comers.resident(work, words.resident) if words.resident else None
    found = [problem for problem in _faults(work, words) if problem is not None]
    contact, phone, more = comers.caller(words.contact, words.phone, None if resident else demand)
    raise_if_any([*found, *more])
    line = LineDraft(
        id="own",
        item=ownwords.CODES[cast(Category, words.category)],
        pack="",
        answers={"what": words.what, "where": statements.tidy(words.place)},
        lane=cast(Lane, words.lane),
        need=cast(Need, words.need),
        title=statements.tidy(words.title),
    )
    checked = lines.check(work, line, resident, by_agent=False)
    raise_if_any(checked.problems)
    return checked, line_facts.Coming(
        channel=comers.channel(words.channel),
        resident=resident,
        contact=contact,
        phone=phone,
        origin="demand" if demand and words.origin == "reported" else words.origin,
        area=words.area,
        homevisit=words.homevisit,
        demand=words.demand,
    )


def _faults(work: Work, words: OwnWords) -> Iterator[Problem | None]:
    """What is wrong with what was said, each in one sentence."""
    what = statements.tidy(words.what)
    yield statements.fault(what, "what") if what else Problem("intake.no_words", "what")
    if words.category not in CATEGORIES:
        yield Problem("intake.category", "category")
    if words.lane not in LANES:
        yield Problem("intake.lane", "lane")
    if words.need and words.need not in NEEDS:
        yield Problem("intake.need", "need", {"need": words.need[:40]})
    yield statements.fault(statements.tidy(words.title), "title", LONGEST_TEXT)
    yield statements.fault(statements.tidy(words.place), "place", LONGEST_TEXT)
    if words.area and not isinstance(work.store.ledger.record("area", words.area), Area):
        yield Problem("intake.area_unknown", "area")


def propose(words: str) -> ownwords.Proposal:
    """What the words of a demand sound like: proposed to the worker, never decided."""
    return shipped.own_words_hints().propose(words)
