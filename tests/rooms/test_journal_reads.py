"""The journal as the auditor reads it: newest first, by author, kind and day, and masked."""

from __future__ import annotations

import re
from typing import Any

import pytest
from people import people
from visits import line

from station_desktop import phrases
from station_desktop.domain import fold
from station_desktop.domain.case.visitdraft import VisitDraft
from station_desktop.domain.person.residents import CORE_FIELDS, Resident
from station_desktop.domain.problem import Refused
from station_desktop.rooms.journal import reads, room
from station_desktop.rooms.journal.room import GROUPS, Group, JournalRow, Wanted
from station_desktop.storage.tables.schema import FOLDED_TABLES
from station_desktop.usecases.casework import cases
from station_desktop.usecases.counter import intake
from station_desktop.usecases.door import accounts, opening
from station_desktop.usecases.people import residents
from station_desktop.usecases.station import station_settings
from station_desktop.usecases.work import Actor, Work

PERSON = people(1)[0]
EVER = Wanted(period="ever")


@pytest.fixture
def resident(work: Work) -> Resident:
    return residents.register(work, PERSON.typed())


@pytest.fixture
def busy(work: Work, resident: Resident, clock: Any) -> Work:
    """A store in which a bit of everything was done, over two days."""
    opening.sign_in(work.store, "wangmin", failures=2)
    found = intake.accept(
        work,
        VisitDraft(
            id=work.store.ledger.new_id(),
            resident=resident.id,
            lines=(line(work, "GOV-EL-001"),),
        ),
    )
    clock.turn(days=1)
    accounts.add(work, "lijing", "李静", ("worker",), "Warm-Tea-2026")
    accounts.give_roles(work, "lijing", ("worker", "deputy"))
    residents.reveal(work, resident.id, "phone", f"回电 {PERSON.phone}，身份证{PERSON.id_number}")
    station_settings.change(work, "closing_time", "16:30")
    cases.void(work, found.cases[0].number, "重复登记")
    return work


def pages(work: Work, wanted: Wanted, limit: int) -> list[JournalRow]:
    """All rows, page after page as the list asks for them."""
    rows: list[JournalRow] = []
    after = None
    while page := reads.page(work, wanted, after, 0, limit):
        rows += page
        after = page[-1].stamp
    return rows


def test_all_entries_come_newest_first_whatever_the_page(busy: Work) -> None:
    rows = pages(busy, EVER, 7)
    assert len(rows) == busy.store.ledger.count() == reads.count(busy, EVER)
    assert [row.stamp for row in rows] == sorted((row.stamp for row in rows), reverse=True)
    assert reads.page(busy, EVER, None, 3, 2) == tuple(rows[3:5])
    assert reads.page(busy, EVER, rows[3].stamp, 1, 2) == tuple(rows[5:7])


@pytest.mark.parametrize("group", [group for group in GROUPS if group != "all"])
def test_each_group_holds_its_kinds_and_only_them(busy: Work, group: Group) -> None:
    rows = pages(busy, Wanted(group=group, period="ever"), 100)
    assert rows
    assert {row.kind for row in rows} <= set(GROUPS[group])
    everything = pages(busy, EVER, 100)
    assert len(rows) == sum(row.kind in GROUPS[group] for row in everything)


def test_every_known_kind_is_in_a_group_and_has_its_words() -> None:
    grouped = {kind for kinds in GROUPS.values() for kind in kinds}
    assert grouped == set(fold._DECODERS)


def test_a_day_begins_at_midnight_in_china(busy: Work) -> None:
    first = pages(busy, Wanted(period="day", day="2026-11-26"), 100)
    second = pages(busy, Wanted(period="day", day="2026-11-27"), 100)
    assert {row.kind for row in second} >= {"resident.revealed", "case.voided"}
    assert "resident.revealed" not in {row.kind for row in first}
    assert pages(busy, Wanted(period="today"), 100) == second
    assert reads.count(busy, Wanted(period="day", day="2026-11-26")) == len(first)


def test_one_authors_entries_are_asked_for(busy: Work) -> None:
    opening.sign_in(busy.store, "lijing")
    lijing = next(author for author in reads.authors(busy) if author.name == "李静")
    rows = pages(busy, Wanted(author=lijing.id, period="ever"), 100)
    assert [(row.by, row.kind) for row in rows] == [("李静", "account.signed_in")]
    assert reads.count(busy, Wanted(author=lijing.id)) is None


@pytest.mark.parametrize("language", phrases.LANGUAGES)
def test_every_entry_is_in_plain_words_without_holes(busy: Work, language: str) -> None:
    for row in pages(busy, EVER, 100):
        sentence = room.said(row, language)
        assert not sentence.startswith("journal."), row.kind
        assert "{" not in sentence, sentence


@pytest.mark.parametrize("language", phrases.LANGUAGES)
def test_nothing_personal_is_told_in_full(busy: Work, language: str) -> None:
    secret = (PERSON.name, PERSON.id_number, PERSON.phone, PERSON.address)
    for row in pages(busy, EVER, 100):
        told = " ".join((room.said(row, language), room.reason(row, language), row.about))
        for text in secret:
            assert text not in told, row.kind


def test_whom_an_entry_is_about_can_be_told_apart_but_not_read(busy: Work) -> None:
    row = pages(busy, Wanted(group="reveals", period="ever"), 10)[0]
    assert row.about == f"{PERSON.name[0]}* {PERSON.id_number[:6]}********{PERSON.id_number[14:]}"
    case = pages(busy, Wanted(group="cases", period="ever"), 10)[0]
    assert re.fullmatch(r"017014-\d{8}-01-0001-\d · .\*", case.about)


def test_the_access_report_says_who_how_often_and_why(busy: Work, resident: Resident) -> None:
    residents.reveal(busy, resident.id, "id_number", "核对证件")
    (looker,) = reads.lookers(busy, EVER)
    assert (looker.name, looker.times, looker.people) == ("王敏", 2, 1)
    rows = pages(busy, Wanted(group="reveals", period="ever"), 10)
    assert room.said(rows[0], "zh_CN") == "查看完整信息：证件号码"
    assert room.reason(rows[0], "zh_CN") == "核对证件"
    assert reads.lookers(busy, Wanted(period="day", day="2026-11-26")) == ()


def test_an_entry_of_a_newer_version_is_shown_as_such(work: Work) -> None:
    code, params = room.words_of("case.teleported", None)
    assert "case.teleported" in phrases.say(code, "en", **params)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("回电13800138000", "回电***********"),
        ("证件 11010519491231002X。", "证件 ******************。"),
        ("010-63001234", "************"),
        ("3号楼2单元", "3号楼2单元"),
        ("2人", "2人"),
    ],
)
def test_long_numbers_in_a_reason_are_hidden(typed: str, shown: str) -> None:
    assert room.hidden(typed) == shown


@pytest.mark.parametrize("role", ["worker", "stationmaster", "deputy", "it"])
def test_only_the_auditor_reads_the_journal(work: Work, role: Any) -> None:
    other = Work(work.store, Actor("x", "x", "x", (role,)))
    for ask in (
        lambda: reads.page(other, EVER),
        lambda: reads.count(other, EVER),
        lambda: reads.authors(other),
        lambda: reads.lookers(other, EVER),
    ):
        with pytest.raises(Refused):
            ask()


def test_paging_follows_the_index_and_never_sorts(work: Work) -> None:
    clause, values = reads._where(work, Wanted(group="cases", author="x"))
    plan = work.store.connection.execute(
        "EXPLAIN QUERY PLAN SELECT kind FROM entries INDEXED BY entries_by_stamp "
        f"WHERE {clause} AND stamp < ? ORDER BY stamp DESC LIMIT 100",
        (*values, "g"),
    ).fetchall()
    steps = " ".join(str(row[-1]) for row in plan)
    assert "entries_by_stamp" in steps
    assert "TEMP B-TREE" not in steps


def test_the_journals_words_are_there_in_both_languages() -> None:
    def keys(language: str) -> set[str]:
        return {key for key in phrases.table(language) if key.startswith("journal.")}

    assert keys("en") == keys("zh_CN")
    assert {f"journal.table.{table}" for table in FOLDED_TABLES} <= keys("en")
    assert {f"journal.field.{field}" for field in (*CORE_FIELDS, *residents.MASKED)} <= keys("en")
