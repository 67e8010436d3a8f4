"""What the hall decides comes back to the desk: sent back, put right, approved, refused, with the
papers that pass it on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from people import people
from stations import HALL, Elsewhere
from taken_in import COLLECT, take_in
from visits import item_of

from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.decisions import Approved, Rejected, Returned, Wrong
from station_desktop.domain.case.visitdraft import MaterialDraft
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.domain.time.clock import milliseconds as clock_of
from station_desktop.papers.compose import formats_for
from station_desktop.papers.facts import LANGUAGES
from station_desktop.storage.exchange import standings
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.storage.proof import proof
from station_desktop.usecases.casework import cases, promises
from station_desktop.usecases.paper import papers
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

BLURRED, SHORT, WHOLE = "反光看不清，请重新拍摄", "少一位数字", "与派出所登记不一致，请核对后说明"


@pytest.fixture
def resident(work: Work) -> Resident:
    return residents.register(work, people(1)[0].typed())


@pytest.fixture
def hall(work: Work) -> Elsewhere:
    return Elsewhere(work.store, HALL)


@pytest.fixture
def case(work: Work, resident: Resident) -> Case:
    return take_in(work, resident)


def sent_back(hall: Elsewhere, case: Case, *wrong: Wrong, until: str = "") -> None:
    hall.acts(f"case:{case.id}", Returned("吴科", wrong or (Wrong("photo_1inch", BLURRED),), until))


def code(refused: Any) -> str:
    return str(refused.value.first.code)


def test_a_case_sent_back_stands_still_and_goes_on_when_put_right(
    work: Work, hall: Elsewhere, case: Case, clock: Any
) -> None:
    assert case.deadline is not None
    clock.turn(days=1)
    sent_back(hall, case)
    back = cases.get(work, case.number)
    assert (back.state, back.paused, back.lacking) == ("returned", True, ("photo_1inch",))
    clock.turn(days=5)
    done = cases.supply(work, case.number, {"photo_1inch": MaterialDraft("original")})
    again = done.case
    assert (again.state, again.paused, again.lacking, done.wrong) == ("accepted", False, (), ())
    assert again.deadline is not None
    assert again.deadline.due > case.deadline.due
    again_due = promises.due_date(work, again)
    assert again_due is not None
    assert again_due.due.isoformat() == again.deadline.due
    assert [e.kind for e in cases.history(work, case.number)][-2:] == [
        "case.supplied",
        "case.resubmitted",
    ]
    assert proof.prove(work.store.ledger).holds


def test_questions_and_remarks_are_put_right_with_the_documents(
    work: Work, hall: Elsewhere, case: Case
) -> None:
    field = next(f.key for f in item_of(work, COLLECT).fields if f.type == "phone")
    sent_back(hall, case, Wrong("photo_1inch", BLURRED), Wrong(field, SHORT), Wrong("", WHOLE))
    came = {"photo_1inch": MaterialDraft("original")}
    first = cases.supply(work, case.number, came)
    assert (first.case.state, [w.key for w in first.wrong]) == ("returned", [field, ""])
    with pytest.raises(Refused) as refused:
        cases.supply(work, case.number, {}, {field: "13900139000"})
    assert code(refused) == "case.still_wrong"
    with pytest.raises(Refused) as refused:
        cases.supply(work, case.number, {}, {field: "139"}, "已核对")
    assert refused.value.first.field == field
    done = cases.supply(work, case.number, {}, {field: "13900139000"}, "已到派出所更正")
    assert (done.case.state, done.case.answers[field]) == ("accepted", "13900139000")


def test_what_the_desk_may_do_with_a_case_that_was_sent_back(
    work: Work, hall: Elsewhere, case: Case
) -> None:
    sent_back(hall, case)
    acts: tuple[Callable[[], Case], ...] = (
        lambda: cases.complete(work, case.number, "办好了"),
        lambda: cases.pause(work, case.number, "公示"),
        lambda: cases.resume(work, case.number),
    )
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert code(refused) == "case.wrong_state"
    assert cases.withdraw(work, case.number, "不办了").state == "withdrawn"


def test_a_clock_that_is_behind_the_halls_still_resubmits(
    work: Work, hall: Elsewhere, case: Case, clock: Any
) -> None:
    clock.turn(days=3)
    sent_back(hall, case)
    clock.turn(days=-2)
    again = cases.supply(work, case.number, {"photo_1inch": MaterialDraft("original")}).case
    assert again.pauses[-1].until == again.pauses[-1].since


def test_the_result_that_the_hall_approved_is_handed_over(
    work: Work, hall: Elsewhere, case: Case
) -> None:
    hall.acts(f"case:{case.id}", Approved("吴科", "养老助残卡一张", "西老〔2026〕17号"))
    approved = cases.get(work, case.number)
    assert (approved.state, approved.open) == ("approved", True)
    assert promises.remaining(approved, work.store.calendar(), work.store.time.now()) is None
    with pytest.raises(Refused) as refused:
        cases.decline(work, case.number, "不归这里")
    assert code(refused) == "case.wrong_state"
    done = cases.complete(work, case.number)
    assert (done.state, done.result) == ("completed", "养老助残卡一张")


def test_a_desk_that_acted_without_knowing_is_listed_and_not_lost(
    work: Work, hall: Elsewhere, case: Case, clock: Any
) -> None:
    subject = f"case:{case.id}"
    hall.sees(*work.store.ledger.history(subject))
    hall.tells(subject, Approved("吴科"), clock_of(work.store.time.now()))
    clock.turn(hours=1)
    cases.decline(work, case.number, "不归本街道")
    declined = work.store.ledger.history(subject)[-1]
    StoreReplica(work.store).add([hall.run()])
    found = cases.get(work, case.number)
    assert (found.state, [unfit.entry for unfit in found.unfit]) == ("approved", [declined.id])
    assert proof.prove(work.store.ledger).holds


@pytest.fixture
def printed(work: Work) -> Any:
    def text(case: Case, kind: Any, language: Any) -> str:
        made = [
            papers.document(work, [case.number], kind, language, format)
            for format in formats_for(kind)
        ]
        return "\n".join(str(msgspec.to_builtins(paper)) for paper in made)

    return text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_passes_on_everything_that_the_hall_named(
    work: Work, hall: Elsewhere, case: Case, printed: Any, language: str, clock: Any
) -> None:
    field = next(f for f in item_of(work, COLLECT).fields if f.type == "phone")
    wrong = (Wrong("photo_1inch", BLURRED), Wrong(field.key, SHORT), Wrong("", WHOLE))
    sent_back(hall, case, *wrong, until="2026-12-20")
    clock.turn(hours=2)
    assert "notice" in papers.available(cases.get(work, case.number), item_of(work, COLLECT))
    assert papers.hand_over(work, case.number, "notice") == 1
    clock.turn(days=1)
    cases.supply(work, case.number, {"photo_1inch": MaterialDraft("original")})
    assert papers.hand_over(work, case.number, "notice") == 2
    found = cases.get(work, case.number)
    facts = papers.facts_of(work, [case.number], "notice", language)  # type: ignore[arg-type]
    assert [line.problem for line in facts.case.missing] == [BLURRED, SHORT, WHOLE]
    assert facts.case.missing[1].name == field.label.get(language)
    assert len(found.notices) == 1
    assert found.notices[0].named == ("photo_1inch", field.key)
    assert facts.printed_at.hour == 12
    text = printed(found, "notice", language)
    assert ("政务服务中心" if language == "zh_CN" else "Government Service Centre") in text
    assert ("2026年12月20日" if language == "zh_CN" else "20 December 2026") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_of_the_hall_is_told_as_the_halls_with_what_can_be_done(
    work: Work, hall: Elsewhere, case: Case, printed: Any, language: str
) -> None:
    hall.acts(f"case:{case.id}", Rejected("吴科", "户籍不在本区", "可在60日内申请行政复议"))
    found = cases.get(work, case.number)
    assert (found.state, found.reason) == ("refused", "户籍不在本区")
    text = printed(found, "refusal", language)
    assert "户籍不在本区" in text
    assert "可在60日内申请行政复议" in text
    assert ("不予批准告知书" if language == "zh_CN" else "Notice of non-approval") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_approval_calls_the_resident_to_fetch_the_result(
    work: Work, hall: Elsewhere, case: Case, printed: Any, language: str
) -> None:
    hall.acts(f"case:{case.id}", Approved("吴科", "养老助残卡一张", "西老〔2026〕17号"))
    title = "领取结果通知书" if language == "zh_CN" else "Notice to fetch the result"
    text = printed(cases.get(work, case.number), "completion", language)
    assert title in text
    assert "养老助残卡一张" in text
    assert "西老〔2026〕17号" in text
    cases.complete(work, case.number, "", "窗口领取")
    text = printed(cases.get(work, case.number), "completion", language)
    assert title not in text
    assert "西老〔2026〕17号" in text


def test_a_receipt_is_provisional_until_the_hall_has_the_case(work: Work, case: Case) -> None:
    ledger = work.store.ledger
    opened = ledger.history(f"case:{case.id}")[0]
    for through, provisional in ((opened.number - 1, True), (opened.number, False)):
        with ledger.transaction():
            standings.confirm(work.store.connection, {opened.device: through})
        facts = papers.facts_of(work, [case.number], "receipt", "zh_CN")
        assert facts.case.provisional == provisional
