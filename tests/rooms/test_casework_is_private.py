"""Individual cases elsewhere in the window: the general journal tells that something was written
and never what, and the desk's list of drafts knows nothing of half-written notes."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from people import people

from station_desktop import phrases
from station_desktop.domain.individual import individuals as domain
from station_desktop.domain.partner.partners import Registered
from station_desktop.rooms.journal import reads, room
from station_desktop.rooms.journal.room import GROUPS, Wanted
from station_desktop.storage import drafts
from station_desktop.usecases.door import accounts
from station_desktop.usecases.people import residents
from station_desktop.usecases.sixsteps import casework_papers, individuals
from station_desktop.usecases.sixsteps.individuals import GoalPlan, MeasurePlan
from station_desktop.usecases.work import Actor, Work

PERSON = people(1)[0]
PRIVATE = (
    "申请里的话",
    "情况里的话",
    "问题里的话",
    "优势里的话",
    "目标里的话",
    "措施里的话",
    "结果里的话",
    "督导里的话",
    "记录里的话",
    "转介里的话",
    "转介单位",
    "小结里的话",
    "居民说的话",
    "未尽的话",
    "重开的话",
    "移交的话",
    "处理的话",
)


@pytest.fixture
def told(work: Work) -> Work:
    """Every kind of fact about an individual case, each with its own words."""
    work.store.ledger.append(work.author, [("partner:p", Registered("agency", "椿树养老驿站"))])
    person = residents.register(work, PERSON.typed())
    number = individuals.apply(work, person.id, "申请里的话").number
    individuals.diagnose(work, number, "情况里的话", ["问题里的话"], ["优势里的话"])
    measure = MeasurePlan("措施里的话", "party", partner="p")
    case = individuals.plan(work, number, [GoalPlan("目标里的话", measures=(measure,))])
    individuals.done(work, number, case.measures[0].id, "结果里的话")
    individuals.judge_goal(work, number, case.goals[0].id, "dropped")
    individuals.review(work, number, "督导里的话")
    individuals.note(work, number, "记录里的话")
    individuals.refer(work, number, "转介单位", "转介里的话")
    individuals.close(
        work,
        number,
        "partly",
        "小结里的话",
        by_worker=2,
        by_resident=4,
        resident_words="居民说的话",
        left_open="未尽的话",
    )
    work.store.ledger.append(
        work.author, [(f"individual:{case.id}", domain.MeasureDone("m", "结果里的话"))]
    )
    for _ in range(2):
        casework_papers.hand_over(work, number, "closing")
    entry = individuals.get(work, number).unfit[0].entry
    individuals.settle(work, number, entry, "处理的话")
    individuals.reopen(work, number, "重开的话")
    other = accounts.add(work, "lijing", "李静", ("worker",), "Green-Tea-2027")
    individuals.hand_over(work, number, other.id, "移交的话")
    individuals.keep_typed(
        Work(work.store, Actor.of(other)), number, "note", {"text": "记录里的话"}
    )
    return work


@pytest.mark.parametrize("language", phrases.LANGUAGES)
def test_the_journal_tells_that_and_never_what(told: Work, language: str) -> None:
    auditor = Work(told.store, Actor("x", "x", "x", ("audit",)))
    rows = reads.page(auditor, Wanted(period="ever"))
    ours = [row for row in rows if row.kind.startswith("individual.")]
    assert {row.kind for row in ours} == {fact.kind for fact in domain.FACTS}
    for row in rows:
        shown = " ".join(
            (room.said(row, language), room.reason(row, language), row.about, str(row.params))
        )
        assert "{" not in room.said(row, language)
        for words in (*PRIVATE, PERSON.name, PERSON.id_number):
            assert words not in shown, row.kind
    about = {row.about for row in ours}
    assert all(text.startswith("017014-G20261126-01-0001-") for text in about)
    assert all(text.endswith(f"· {PERSON.name[0]}*") for text in about)


def test_every_fact_has_its_words_and_its_group() -> None:
    kinds = {fact.kind for fact in domain.FACTS}
    assert kinds <= set(GROUPS["cases"])
    for language in phrases.LANGUAGES:
        assert {f"journal.{kind}" for kind in kinds} <= phrases.table(language).keys()


def test_half_written_notes_are_no_visits(told: Work) -> None:
    for account in ("lijing", "wangmin"):
        found = [a.id for a in _accounts(told) if a.login == account]
        assert drafts.of_author(told.store.connection, found[0]) == ()


def _accounts(work: Work) -> Any:
    from station_desktop.storage.reads import reads as storage_reads

    return storage_reads.accounts(work.store.connection)


def test_an_outline_holds_no_text_of_the_case(told: Work) -> None:
    other = Work(told.store, Actor("y", "y", "y", ("worker",)))
    (seen,) = individuals.listed(other)
    encoded = msgspec.json.encode(seen).decode()
    for words in PRIVATE:
        assert words not in encoded
