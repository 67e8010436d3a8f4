"""The slip that goes with a task: need, place, time and whom to call, and never an identity number
or a benefit, whatever the case holds."""

from __future__ import annotations

from typing import Any

import pytest
from partners_made import own_words, partner, repair_case, seen, somebody
from reading_papers import poppler_text, squeezed, text_of
from taken_in import take_in

from station_desktop.domain.case.cases import Opened
from station_desktop.domain.case.minimal_words import has_id_number, status_words
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.papers.facts import LANGUAGES
from station_desktop.papers.printing import pdf_bytes
from station_desktop.usecases.casework import cases
from station_desktop.usecases.dispatch import dispatching, task_slips
from station_desktop.usecases.dispatch.dispatching import Order
from station_desktop.usecases.dispatch.task_slips import PAPER_FORMATS
from station_desktop.usecases.work import Work


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", PAPER_FORMATS)
def test_what_stands_on_it_and_what_never_does(work: Work, language: Any, format: Any) -> None:
    agency = partner(work, services=["LIF-PS-003"])
    person = somebody(work)
    case = take_in(work, person, item="LIF-PS-003")
    order = dispatching.proposed(work, case.number, partner=agency.id)
    dispatching.dispatch(work, case.number, [order])
    document = task_slips.document(work, case.number, agency.name, language, format)
    assert document.kind == "task"
    data = pdf_bytes(document)
    for text in (text_of(data), poppler_text(data)):
        for words in (agency.name, case.number, order.address, "13800138000", person.name[0]):
            assert squeezed(words) in text, words
        assert squeezed(person.name) not in text
        assert person.id_number not in text
        left = text.replace(squeezed(case.number), "")
        assert not has_id_number(left)
        assert status_words(left) == ()
        assert "{" not in text
        assert "paper." not in text


def test_a_department_gets_a_transfer_slip(work: Work) -> None:
    case = seen(work, own_words(work))
    orders = [
        Order("广内街道城市管理办公室", "", address="校场小六条19号院", due="2026-11-27T17:00")
    ]
    dispatching.dispatch(work, case.number, orders)
    said = text_of(pdf_bytes(task_slips.document(work, case.number, "1", "zh_CN")))
    for words in ("转办单", "胡同里的井盖堵了", "校场小六条19号院", "2026年11月27日 17:00", "回执"):
        assert squeezed(words) in said
    assert squeezed("收费") not in said


def test_each_task_counts_its_own_copies(work: Work) -> None:
    case = repair_case(work)
    dispatching.dispatch(work, case.number, [Order("街道甲科", "x"), Order("街道乙科", "y")])
    assert task_slips.hand_over(work, case.number, "1") == 1
    assert task_slips.hand_over(work, case.number, "1") == 2
    assert task_slips.hand_over(work, case.number, "2") == 1
    made = cases.get(work, case.number).papers
    assert [paper.kind for paper in made] == ["task"] * 3
    again = task_slips.document(work, case.number, "1", "zh_CN", copy_number=2)
    assert "第1次补打" in text_of(pdf_bytes(again))


def test_none_for_a_task_that_is_not_there_or_was_taken_back(work: Work) -> None:
    case = repair_case(work)
    dispatching.dispatch(work, case.number, [Order("街道", "x")])
    dispatching.recall(work, case.number, "1", "居民改了主意")
    for named, code in (("1", "slip.recalled"), ("2", "dispatch.task_unknown")):
        with pytest.raises(Refused) as refused:
            task_slips.hand_over(work, case.number, named)
        assert refused.value.first.code == code
    with pytest.raises(Refused) as refused:
        task_slips.document(work, case.number, "1", "zh_CN", "roll")
    assert refused.value.first.code == "slip.recalled"


def test_the_residents_number_is_on_no_slip_even_where_an_answer_holds_it(work: Work) -> None:
    person = somebody(work)
    case = take_in(work, person, item="LIF-HR-001")
    assert isinstance(person, Resident)
    leaky = dict(case.answers) | {"problem_description": f"漏水，户主{person.id_number}，低保"}
    id = work.store.ledger.new_id()
    opened = Opened(
        number="110102017014-20261126-01-9999-0",
        item=case.item,
        pack=case.pack,
        visit="",
        resident=person.id,
        state="arranged",
        category="life",
        mode="dispatch",
        answers=leaky,
    )
    work.store.ledger.append(work.author, [(f"case:{id}", opened)])
    agency = partner(work)
    order = dispatching.proposed(work, id, partner=agency.id)
    dispatching.dispatch(work, id, [order])
    said = text_of(pdf_bytes(task_slips.document(work, id, agency.id, "zh_CN")))
    assert person.id_number not in said
    assert "低保" not in said
