"""What the papers say of recorded cases: every mode, both languages, nothing more than needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest
from people import people
from visits import answers_for, everything_shown, item_of, line

from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.visitdraft import LineDraft, MaterialDraft, VisitDraft
from station_desktop.domain.catalogue import Limit
from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.station import SettingChanged
from station_desktop.papers.compose import formats_for
from station_desktop.papers.document import Document
from station_desktop.papers.facts import KINDS, LANGUAGES, Kind, Language
from station_desktop.usecases.casework import cases
from station_desktop.usecases.counter import intake
from station_desktop.usecases.paper import papers
from station_desktop.usecases.paper.paper_facts import limit_words
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

COLLECT, DIRECT, BOOKING = "GOV-EL-001", "GOV-EL-009", "LIF-HC-003"
DISPATCH, GROUPED = "LIF-HR-002", "GOV-SS-004"
AGENT = {"name": "李四", "id_number": "440524188001010014", "phone": "13900139000"}


@pytest.fixture
def resident(work: Work) -> Resident:
    return residents.register(work, people(1)[0].typed())


def taken_in(work: Work, resident: Resident, *lines: LineDraft, **more: Any) -> tuple[Case, ...]:
    draft = VisitDraft(work.store.ledger.new_id(), resident.id, lines=lines, **more)
    return intake.accept(work, draft).cases


def one(work: Work, resident: Resident, code: str, **more: Any) -> Case:
    (case,) = taken_in(work, resident, line(work, code, **more))
    return case


def without(work: Work, code: str, *keys: str) -> dict[str, MaterialDraft]:
    return {k: v for k, v in everything_shown(work, code).items() if k not in keys}


def texts(value: Any) -> Iterator[str]:
    """Every text anywhere in a composed paper."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def said(document: Document) -> str:
    return "\n".join(texts(msgspec.to_builtins(document)))


def test_the_receipt_of_a_collect_case_says_for_whom_it_is_taken_in(
    work: Work, resident: Resident
) -> None:
    case = one(work, resident, COLLECT)
    facts = papers.facts_of(work, [case.number], "receipt", "zh_CN")
    assert facts.station.name == "老墙根社区服务站"
    assert facts.officer == "王敏"
    assert facts.resident.name == resident.name
    assert facts.case.department == item_of(work, COLLECT).department.zh
    assert facts.case.mode == "collect"
    assert facts.case.provisional
    assert facts.case.deadline.due == date(2026, 12, 17)
    assert facts.case.deadline.promised_limit == "15个工作日"
    assert facts.case.deadline.explanation[0].startswith("2026年11月26日（星期四）受理")
    assert facts.case.deadline.explanation[-1].endswith("办结。")
    assert facts.reprint is None
    assert not facts.demo


def test_the_receipt_lists_what_came_in_and_nothing_that_did_not(
    work: Work, resident: Resident
) -> None:
    shown = without(work, COLLECT, "photo_1inch") | {
        "photo_1inch": MaterialDraft("later", promised="2026-12-01")
    }
    case = one(work, resident, COLLECT, shown=shown)
    lines = papers.facts_of(work, [case.number], "receipt", "zh_CN").case.materials
    by_name = {line.name: line for line in lines}
    assert by_name["居民身份证"].original == "check"
    assert by_name["一寸照片"].later
    assert by_name["一寸照片"].promised == date(2026, 12, 1)
    assert "北京市居住证" not in by_name


def test_a_copy_handed_in_is_no_original(work: Work, resident: Resident) -> None:
    shown = everything_shown(work, COLLECT) | {"id_card": MaterialDraft("copy")}
    case = one(work, resident, COLLECT, shown=shown)
    first = papers.facts_of(work, [case.number], "receipt", "zh_CN").case.materials[0]
    assert (first.original, first.copies) == ("no", 1)


def test_a_document_on_file_says_when_it_was_checked(
    work: Work, resident: Resident, clock: Any
) -> None:
    shown = everything_shown(work, COLLECT) | {"hukou_book": MaterialDraft("original")}
    one(work, resident, COLLECT, shown=shown)
    clock.turn(days=10)
    again = one(work, resident, COLLECT, shown=shown | {"hukou_book": MaterialDraft("reused")})
    assert again.state == "accepted"
    lines = papers.facts_of(work, [again.number], "receipt", "zh_CN").case.materials
    book = next(line for line in lines if line.name == "户口簿")
    assert book.note == "沿用2026年11月26日核验过的材料"
    assert (book.original, book.copies) == ("no", 0)


def test_the_notice_tells_everything_once_with_standard_copies_and_basis(
    work: Work, resident: Resident
) -> None:
    shown = without(work, COLLECT, "id_card", "photo_1inch")
    shown["photo_1inch"] = MaterialDraft("wrong", note="蓝底")
    case = one(work, resident, COLLECT, shown=shown)
    assert case.state == "incomplete"
    facts = papers.facts_of(work, [case.number], "notice", "zh_CN")
    card, photo = facts.case.missing
    assert (card.name, card.problem) == ("居民身份证", "未交")
    assert "出示原件" in card.standard
    assert "公安机关" in card.standard
    assert photo.problem == "不符合要求：蓝底"
    assert photo.copies == 1
    assert (photo.photo, photo.standard.startswith("按张数提交")) == (True, True)
    assert photo.basis == "本站事项目录", "no code that nobody at home can read"
    assert facts.case.deadline.due is None


def test_of_a_group_any_one_is_enough_and_it_is_one_line(work: Work, resident: Resident) -> None:
    group = {u.key for u in item_of(work, GROUPED).materials if u.any_of.zh == "死亡证明材料"}
    assert len(group) > 1
    case = one(work, resident, GROUPED, shown=without(work, GROUPED, *group))
    assert set(case.lacking) == group
    for language, word in (("zh_CN", "任选一种"), ("en", "any one")):
        found = papers.facts_of(work, [case.number], "notice", language).case.missing
        assert len(found) == 1
        assert word in found[0].name
        for material in group:
            name = work.store.pack().material_by_key[material].name.get(language)
            assert name in found[0].standard


def test_a_promised_document_stands_in_the_notice_with_its_day(
    work: Work, resident: Resident
) -> None:
    shown = everything_shown(work, COLLECT)
    shown["photo_1inch"] = MaterialDraft("later", promised="2026-12-01")
    case = one(work, resident, COLLECT, shown=shown)
    assert case.state == "accepted"
    (photo,) = papers.facts_of(work, [case.number], "notice", "zh_CN").case.missing
    assert "2026年12月1日" in photo.standard


def test_only_the_form_shows_the_number_in_full(work: Work, resident: Resident) -> None:
    (case,) = taken_in(work, resident, line(work, COLLECT), agent=AGENT | {"relation": "女儿"})
    shown = everything_shown(work, COLLECT, by_agent=True)
    case = cases.supply(work, case.number, shown).case
    item = item_of(work, COLLECT)
    for kind in papers.available(case, item):
        for format in formats_for(kind):
            text = said(papers.document(work, [case.number], kind, "zh_CN", format))
            assert (resident.id_number in text) == (kind == "form"), kind
            assert (AGENT["id_number"] in text) == (kind == "form"), kind
            assert (AGENT["phone"] in text) == (kind == "form"), kind
    masked = papers.facts_of(work, [case.number], "receipt", "zh_CN")
    assert masked.resident.id_number == masks.mask_id(resident.id_number)
    assert masked.agent is not None
    assert masked.agent.name == "李四"
    form = papers.facts_of(work, [case.number], "form", "en")
    assert form.agent is not None
    assert (form.agent.relation, form.agent.id_type) == ("女儿", "Resident identity card")
    assert form.resident.birth == date.fromisoformat(resident.birth_date)


def test_the_form_shows_applicable_questions_in_order_as_people_read_them(
    work: Work, resident: Resident
) -> None:
    answers = answers_for(work, COLLECT) | {"preferred_delivery": "pick_up"}
    del answers["emergency_contact_name"]
    case = one(work, resident, COLLECT, answers=answers)
    for language in LANGUAGES:
        (group,) = papers.facts_of(work, [case.number], "form", language).case.form
        labels = [answer.label for answer in group.answers]
        fields = item_of(work, COLLECT).fields
        wanted = [
            f.label.get(language)
            for f in fields
            if f.key not in ("residence_permit_no", "delivery_address")
        ]
        assert labels == wanted
        values = dict(zip(labels, (answer.value for answer in group.answers), strict=True))
        choice = next(f for f in fields if f.key == "preferred_delivery")
        picked = next(c for c in choice.choices if c.value == "pick_up")
        assert values[choice.label.get(language)] == picked.label.get(language)
        blank = next(f for f in fields if f.key == "emergency_contact_name")
        assert values[blank.label.get(language)] == ""


def test_a_direct_item_is_done_at_once_and_says_its_result_in_the_papers_language(
    work: Work, resident: Resident
) -> None:
    case = one(work, resident, DIRECT)
    assert case.state == "completed"
    item = item_of(work, DIRECT)
    assert papers.available(case, item) == ("receipt", "form", "acceptance", "completion")
    facts = papers.facts_of(work, [case.number], "completion", "en")
    assert facts.case.result == item.result.text.en
    assert facts.case.deadline.promised_limit == "at once, at the desk"
    assert not facts.case.provisional
    assert facts.delivery is not None
    assert facts.delivery.at is None


def test_a_result_of_the_workers_own_words_is_left_as_it_is(work: Work, resident: Resident) -> None:
    case = one(work, resident, COLLECT)
    cases.complete(work, case.number, "已制卡，由女儿领取", "到站领取")
    facts = papers.facts_of(work, [case.number], "completion", "en")
    assert facts.case.result == "已制卡，由女儿领取"
    assert facts.delivery is not None
    assert facts.delivery.way == "到站领取"
    assert facts.delivery.at is not None


def test_a_booking_names_who_where_and_when(work: Work, resident: Resident) -> None:
    agreed = {"organisation": "康宁家政", "place": "本站二层", "at": "2026-12-01 09:30"}
    case = one(
        work, resident, BOOKING, appointment=agreed | {"contact": "李师傅", "note": "带钥匙"}
    )
    facts = papers.facts_of(work, [case.number], "appointment", "zh_CN")
    visit = facts.visit
    assert visit is not None
    assert (visit.organisation, visit.place, visit.contact) == ("康宁家政", "本站二层", "李师傅")
    assert visit.time == "2026年12月1日（星期二） 09:30"
    assert visit.task.startswith("带钥匙")
    assert not visit.dispatch


def test_a_dispatch_slip_gives_a_partner_name_phone_and_place_but_no_number(
    work: Work, resident: Resident
) -> None:
    case = one(work, resident, DISPATCH)
    facts = papers.facts_of(work, [case.number], "appointment", "zh_CN")
    assert facts.visit is not None
    assert facts.visit.dispatch
    assert facts.visit.organisation == item_of(work, DISPATCH).department.zh
    wanted_at = answers_for(work, DISPATCH)["service_address"]
    assert facts.visit.place == wanted_at
    text = said(papers.document(work, [case.number], "appointment", "zh_CN", "a4"))
    assert facts.resident.phone == residents.get(work, resident.id).phone
    assert facts.resident.phone in text
    assert resident.id_number not in text
    assert masks.mask_id(resident.id_number) not in text


def test_what_is_sensitive_never_goes_on_a_dispatch_slip(work: Work, resident: Resident) -> None:
    sent = [i for i in work.store.pack().items if i.mode in ("dispatch", "booking")]
    hidden = [(i.code, f) for i in sent for f in i.fields if f.sensitive]
    assert hidden
    for code, field in hidden:
        case = one(work, resident, code)
        task = papers.facts_of(work, [case.number], "appointment", "zh_CN").visit
        assert task is not None
        assert f"{field.label.zh}：" not in task.task


def test_a_visit_of_several_items_makes_one_receipt_of_one_resident(
    work: Work, resident: Resident
) -> None:
    first, second = taken_in(
        work, resident, line(work, COLLECT, id="a"), line(work, DIRECT, id="b")
    )
    facts = papers.facts_of(work, [first.number, second.number], "receipt", "zh_CN")
    assert [case.item_code for case in facts.cases] == [COLLECT, DIRECT]
    other = residents.register(work, people(2, seed=9)[1].typed())
    third = one(work, other, COLLECT)
    with pytest.raises(Refused, match=r"papers\.several_residents"):
        papers.facts_of(work, [first.number, third.number], "receipt", "zh_CN")
    packet = papers.facts_of(work, [first.number, third.number], "packet", "zh_CN")
    assert [case.applicant for case in packet.cases] == [resident.name, other.name]
    with pytest.raises(Refused, match=r"papers\.one_case"):
        papers.facts_of(work, [first.number, third.number], "form", "zh_CN")


def test_handing_over_is_noted_first_and_a_second_copy_says_so(
    work: Work, resident: Resident, clock: Any
) -> None:
    case = one(work, resident, COLLECT)
    assert papers.hand_over(work, case.number, "receipt") == 1
    clock.turn(hours=1)
    copy = papers.hand_over(work, case.number, "receipt")
    assert copy == 2
    facts = papers.facts_of(work, [case.number], "receipt", "zh_CN", copy_number=copy)
    assert facts.reprint is not None
    assert facts.reprint.count == 1
    assert facts.reprint.at == clock.now()
    assert cases.get(work, case.number).state == case.state
    assert papers.hand_over(work, case.number, "form") == 1


def test_a_paper_that_does_not_fit_is_refused_and_not_noted(work: Work, resident: Resident) -> None:
    case = one(work, resident, COLLECT)
    for act in (
        lambda: papers.hand_over(work, case.number, "completion"),
        lambda: papers.document(work, [case.number], "completion", "zh_CN", "a4"),
    ):
        with pytest.raises(Refused, match=r"papers\.not_for_case"):
            act()
    assert not cases.get(work, case.number).papers
    with pytest.raises(Refused, match=r"papers\.format"):
        papers.document(work, [case.number], "form", "zh_CN", "roll")


def test_a_declined_case_says_why_and_a_void_one_has_no_paper(
    work: Work, resident: Resident
) -> None:
    case = one(work, resident, COLLECT)
    declined = cases.decline(work, case.number, "户籍不在本市，请到居住地派出所登记")
    assert "refusal" in papers.available(declined, item_of(work, COLLECT))
    text = said(papers.document(work, [case.number], "refusal", "zh_CN", "a4"))
    assert "户籍不在本市，请到居住地派出所登记" in text
    void = cases.void(work, one(work, resident, COLLECT).number, "录错")
    assert papers.available(void, item_of(work, COLLECT)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refused_proof_names_who_issues_it(
    work: Work, resident: Resident, language: Language
) -> None:
    known = work.store.pack().refused_proofs[0]
    noted = intake.refuse_proof(work, known.key, resident.id)
    for named in (known.key, noted.id):
        text = said(papers.refusal_document(work, named, language, "roll", resident.id))
        assert known.name.get(language) in text
        assert known.who_issues.get(language) in text
        assert resident.name in text
    recorded = said(papers.refusal_document(work, noted.id, language, "a4"))
    assert resident.name in recorded
    assert resident.name not in said(papers.refusal_document(work, known.key, language, "a4"))
    with pytest.raises(Refused, match=r"proof\.unknown"):
        papers.refusal_document(work, "no_such_proof", language, "a4")


def test_papers_of_the_demo_station_say_so(work: Work, resident: Resident) -> None:
    case = one(work, resident, COLLECT)
    assert papers.document(work, [case.number], "receipt", "en", "a4").watermark == ""
    work.store.ledger.append(work.author, [("setting:demo", SettingChanged(True))])
    assert papers.document(work, [case.number], "receipt", "en", "a4").watermark == "DEMO"


@pytest.mark.parametrize("code", [COLLECT, DIRECT, BOOKING, DISPATCH, GROUPED])
@pytest.mark.parametrize("lacking", [False, True])
def test_every_available_paper_composes_in_every_language_and_format(
    work: Work, resident: Resident, code: str, lacking: bool
) -> None:
    case = one(work, resident, code, shown={} if lacking else None)
    kinds = papers.available(case, item_of(work, code))
    assert "receipt" in kinds
    made: set[Kind] = set()
    for kind in kinds:
        for language in LANGUAGES:
            for format in formats_for(kind):
                document = papers.document(work, [case.number], kind, language, format)
                assert case.number in said(document)
                assert "{" not in said(msgspec.structs.replace(document, page_of=""))
                assert "facts." not in said(document)
                made.add(kind)
    assert made == set(kinds) <= set(KINDS)


def test_a_limit_in_words_keeps_its_unit() -> None:
    assert limit_words(Limit(15, "calendar_day"), "zh_CN") == "15日"
    assert limit_words(Limit(15, "calendar_day"), "en") == "15 calendar days"
    assert limit_words(Limit(0), "zh_CN") == "当场办结"


def test_the_auditor_may_see_cases_but_a_person_without_the_right_gets_no_paper(
    work: Work, resident: Resident
) -> None:
    case = one(work, resident, COLLECT)
    it = Work(work.store, msgspec.structs.replace(work.actor, roles=("it",)))
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        papers.facts_of(it, [case.number], "receipt", "zh_CN")
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        papers.hand_over(it, case.number, "receipt")
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        papers.refusal_document(it, work.store.pack().refused_proofs[0].key, "en", "a4")


def test_a_notice_keeps_the_day_it_was_given_on_however_late_it_is_printed_again(
    work: Work, resident: Resident, clock: Any
) -> None:
    case = one(work, resident, COLLECT, shown={})
    told = work.store.time.now()
    clock.turn(days=3)
    facts = papers.facts_of(work, [case.number], "notice", "zh_CN", copy_number=2)
    assert facts.printed_at == told
    assert facts.reprint is not None
    assert facts.reprint.at == work.store.time.now()
