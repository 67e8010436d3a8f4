"""A person's own copy: everything that is kept of them, nothing of anybody else, and noted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest
from desk_hands import ZHANG
from people import people
from pypdf import PdfReader
from taken_in import take_in

from station_desktop import phrases
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.usecases.people import residents
from station_desktop.usecases.privacy import accesses, own_copy, privacy_files
from station_desktop.usecases.sixsteps import individuals
from station_desktop.usecases.sixsteps.individuals import GoalPlan, MeasurePlan
from station_desktop.usecases.visits import bookings, households
from station_desktop.usecases.work import Work

PRIVATE = "我觉得他儿子在隐瞒"


@pytest.fixture
def zhang(work: Work) -> Resident:
    """Somebody of whom much is kept, in one home with somebody else."""
    zhang = residents.register(work, ZHANG)
    neighbour = people(1)[0].typed() | {"residence_address": ZHANG["residence_address"]}
    residents.register(work, neighbour)
    area = households.set_area(work, "校场片", code="01", buildings=["校场小六条"])
    households.assign(work, area.id, work.author)
    households.form_households(work)
    take_in(work, zhang, lacking=True)
    case = individuals.apply(work, zhang.id, "独居，三餐无着")
    individuals.diagnose(work, case.id, "夜里常醒", ["行动不便"])
    measures = (MeasurePlan("每天送餐", "organisation"),)
    individuals.plan(work, case.id, [GoalPlan("吃上热饭", measures=measures)])
    individuals.note(work, case.id, PRIVATE)
    (free,) = bookings.next_free(work, "desk", work.store.today().isoformat(), 1)
    bookings.book(work, "desk", *free.split(), resident=zhang.id, words="咨询")
    residents.reveal(work, zhang.id, "phone", "回电话")
    return zhang


def test_everything_kept_is_in_it_and_nothing_is_masked(work: Work, zhang: Resident) -> None:
    copy = own_copy.gather(work, zhang.id, "zh_CN")
    text = own_copy.as_json(copy).decode()
    now = residents.get(work, zhang.id)
    for word in (
        *(now.name, now.id_number, now.phone, now.residence_address, now.registered_address),
        *("独居，三餐无着", "夜里常醒", "行动不便", "每天送餐", "吃上热饭", "咨询", "回电话"),
    ):
        assert word in text, word
    sections = [section.key for section in copy.sections]
    assert sections == [
        *("resident", "case", "visit", "booking", "individual"),
        *("household", "access", "keeping"),
    ]


def test_nothing_of_others_and_no_private_note_is_in_it(work: Work, zhang: Resident) -> None:
    copy = own_copy.gather(work, zhang.id, "zh_CN", to="本人")
    text = own_copy.as_json(copy).decode()
    other = people(1)[0]
    staff = [copy.made_by]
    body = json.dumps(msgspec.to_builtins(copy.sections), ensure_ascii=False)
    for word in (PRIVATE, other.name, other.id_number, other.phone):
        assert word not in text, word
    for word in (*staff, work.author):
        assert word not in body, word
    with pytest.raises(Refused) as refused:
        own_copy.gather(Work(work.store, clerk(work)), zhang.id, "zh_CN")
    assert refused.value.first.code == "role.not_allowed"


def clerk(work: Work) -> object:
    return msgspec.structs.replace(work.actor, roles=("worker",))


@pytest.mark.parametrize("language", phrases.LANGUAGES)
def test_handing_it_over_is_noted_and_it_can_be_read(
    work: Work, zhang: Resident, tmp_path: Path, language: str, qapp: object
) -> None:
    copy = own_copy.hand_over(work, zhang.id, "pdf", "张小明", "要一份自己的资料", language)
    today = date(2026, 11, 26)
    latest = accesses.report(work, accesses.Wanted(today, today)).looks[0]
    assert (latest.what, latest.why) == ("privacy.look.copy_pdf", "要一份自己的资料")
    pdf, plain = tmp_path / "copy.pdf", tmp_path / "copy.json"
    privacy_files.save_copy(copy, pdf)
    privacy_files.save_copy(copy, plain)
    pages = PdfReader(pdf).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    for word in (ZHANG["id_number"], "吃上热饭", "独居，三餐无着"):
        assert word in text, word
    assert "王敏2026-11-2610:00要一份自己的资料" in text, "who, when and why across the pages"
    assert "{" not in text
    assert "privacy.copy." not in text
    assert json.loads(plain.read_bytes())["format"] == own_copy.FORMAT
    assert not list(tmp_path.glob(".*"))


def test_a_copy_names_who_receives_it_and_is_not_made_of_nobody(
    work: Work, zhang: Resident
) -> None:
    with pytest.raises(Refused) as refused:
        own_copy.hand_over(work, zhang.id, "json", "  ", "", "zh_CN")
    assert refused.value.first.code == "privacy.copy_to"
    before = work.store.ledger.count()
    with pytest.raises(Refused) as refused:
        own_copy.hand_over(work, "0" * 32, "json", "本人", "", "zh_CN")
    assert refused.value.first.code == "resident.unknown"
    assert work.store.ledger.count() == before
