"""The papers of an individual case, read back from their PDFs: formal, complete, and with nothing
on them that is between the worker and the stationmaster."""

from __future__ import annotations

from typing import Any

import pytest
from people import people
from reading_papers import poppler_text, squeezed, text_of

from station_desktop.domain.problem import Refused
from station_desktop.papers.casework import PAPER_FORMATS, PAPER_KINDS, PaperKind
from station_desktop.papers.facts import LANGUAGES
from station_desktop.papers.printing import pdf_bytes
from station_desktop.usecases.people import residents
from station_desktop.usecases.sixsteps import casework_papers, individuals
from station_desktop.usecases.sixsteps.individuals import GoalPlan, MeasurePlan
from station_desktop.usecases.work import Actor, Work

PERSON = people(1)[0]
NOTE = "女儿私下提到债务纠纷"
SITUATION = "老伴去年去世，夜间常醒，曾说活着没有意思"


@pytest.fixture
def number(work: Work) -> str:
    """A case that went through everything."""
    person = residents.register(work, PERSON.typed())
    number = individuals.apply(work, person.id, "独居，近半年不愿出门").number
    individuals.diagnose(work, number, SITUATION, ["情绪低落", "三餐无着"], ["女儿同城"], "high")
    goal = GoalPlan(
        "按时吃上热饭",
        "2027-01-31",
        measures=(
            MeasurePlan("联系助餐", "organisation", ("station", "volunteer"), by="2026-12-10"),
            MeasurePlan("每周探访", "social_worker"),
        ),
    )
    case = individuals.plan(work, number, [goal])
    individuals.note(work, number, NOTE)
    individuals.done(work, number, case.measures[0].id, "已由助餐点每日送餐")
    individuals.review(work, number, "站长意见：继续探访", "站长")
    individuals.refer(work, number, "宣武医院心理门诊", "情绪持续低落，需专科评估")
    individuals.judge_goal(work, number, case.goals[0].id, "achieved")
    individuals.close(
        work,
        number,
        "achieved",
        "已恢复规律三餐，愿意参加社区活动",
        by_worker=4,
        by_resident=5,
        resident_words="谢谢你们",
        left_open="探访转为日常走访",
    )
    return number


SAID: dict[PaperKind, dict[str, list[str]]] = {
    "service_plan": {
        "zh_CN": [
            "个案服务计划书",
            "目标1",
            "按时吃上热饭",
            "预期达成日期：2027年1月31日",
            "牵头力量",
            "社会组织",
            "服务站、志愿者",
            "2026年12月10日",
            "持续进行",
            "实施结果：已由助餐点每日送餐",
            "情绪低落；三餐无着",
            "本站负责保密",
            "居民或者监护人（签字）",
        ],
        "en": ["Individual Service Plan", "Led by", "volunteers", "10 December 2026", "ongoing"],
    },
    "referral": {
        "zh_CN": [
            "转介函",
            "宣武医院心理门诊：",
            "经居民本人（或者监护人）同意",
            "情绪持续低落，需专科评估",
            PERSON.phone,
            "转介回执（请在七个工作日内回复我站）",
            "□同意接收",
            "2026年11月26日",
        ],
        "en": ["Referral Letter", "Reply slip", "seven working days", PERSON.phone],
    },
    "closing": {
        "zh_CN": [
            "个案结案书",
            "目标达成",
            "按时吃上热饭",
            "已达成",
            "非常满意",
            "成效较好",
            "谢谢你们",
            "探访转为日常走访",
            "不作其他证明使用",
        ],
        "en": ["Closing of an Individual Case", "goals achieved", "very satisfied", "good effect"],
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PAPER_KINDS)
@pytest.mark.parametrize("format", PAPER_FORMATS)
def test_what_stands_on_it_and_what_never_does(
    work: Work, number: str, kind: PaperKind, language: Any, format: Any
) -> None:
    pdf = pdf_bytes(casework_papers.document(work, number, kind, language, format))
    for text in (text_of(pdf), poppler_text(pdf)):
        for words in (*SAID[kind][language], number, PERSON.name, "王敏"):
            assert squeezed(words) in text, words
        for private in (NOTE, SITUATION, PERSON.id_number, "站长意见", "高风险", "{", "paper."):
            assert squeezed(private) not in text, private


def test_it_is_noted_first_and_a_reprint_says_so(work: Work, number: str) -> None:
    copies = [casework_papers.hand_over(work, number, "closing") for _ in range(2)]
    assert copies == [1, 2]
    assert [made.paper for made in individuals.get(work, number).papers] == ["closing"] * 2
    document = casework_papers.document(work, number, "closing", "zh_CN", copy_number=2)
    assert "第1次补打" in text_of(pdf_bytes(document))
    assert casework_papers.hand_over(work, number, "service_plan") == 1


def test_each_referral_has_its_own_letter(work: Work, number: str) -> None:
    individuals.reopen(work, number, "医院建议社区康复")
    individuals.refer(work, number, "街道温馨家园", "精神康复")
    first = casework_papers.document(work, number, "referral", "zh_CN", of=1)
    last = casework_papers.document(work, number, "referral", "zh_CN")
    assert "宣武医院" in text_of(pdf_bytes(first))
    assert "街道温馨家园" in text_of(pdf_bytes(last))
    assert casework_papers.hand_over(work, number, "referral", 1) == 1
    assert casework_papers.hand_over(work, number, "referral") == 1
    assert casework_papers.hand_over(work, number, "referral") == 2
    assert casework_papers.available(individuals.get(work, number)) == (
        "referral",
        "service_plan",
    )


def test_none_before_its_step_and_none_for_others(work: Work) -> None:
    person = residents.register(work, PERSON.typed())
    number = individuals.apply(work, person.id, "独居").number
    for kind in PAPER_KINDS:
        for act in (casework_papers.hand_over, casework_papers.document):
            with pytest.raises(Refused) as refused:
                act(work, number, kind, *(["zh_CN"] if act is casework_papers.document else []))
            assert refused.value.first.code == "individual.paper.none"
    other = Work(work.store, Actor("x", "x", "x", ("worker",)))
    with pytest.raises(Refused) as refused:
        casework_papers.document(other, number, "service_plan", "zh_CN")
    assert refused.value.first.code == "individual.not_yours"
