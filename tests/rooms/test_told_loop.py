"""The history of a case in plain words: every fact of the loop has a full sentence, and what a
resident said in a rating is told to nobody."""

from __future__ import annotations

import re
from typing import Any

import pytest
from on_the_way import begin, colleague, hands_of, take, through

from station_desktop import phrases
from station_desktop.domain.case import cases as case_facts
from station_desktop.domain.case import dispatches, handling, ratings
from station_desktop.domain.case.cases import Deadline
from station_desktop.domain.journal.journal import Fact
from station_desktop.rooms.queue import told
from station_desktop.rooms.queue.told_loop import LoopTeller
from station_desktop.usecases.casework import cases, flow, urging
from station_desktop.usecases.work import Work

PROMISE = Deadline("2026-11-26", "2026-12-10", 10)
SAMPLES: tuple[Fact, ...] = (
    handling.Classed(lane="ready", need="safety", reason="当场能办"),
    handling.Classed(lane="transfer"),
    handling.Classed(need="elderly"),
    handling.Verified(True, "井盖堵了"),
    handling.Verified(False, "井盖是好的"),
    handling.Moved("asked", "quoted", amount="80.00", organisation="同心家政"),
    handling.Moved("proposed", "discussed"),
    handling.Handed("w", "s", "休假"),
    handling.Handed("", "s", "休假"),
    *(handling.Urged(rung, "2026-12-10") for rung in handling.RUNGS),
    handling.Urged("owner", by_hand=True),
    handling.Urged("owner", by_hand=True, words="居民来电"),
    handling.Postponed("2026-12-01", PROMISE, "等配件", "s", "26日电话告知"),
    handling.SentBack("没写清"),
    handling.Sampled("good"),
    handling.Sampled("good", "写得清楚"),
    handling.Sampled("faulty", "没写日期"),
    handling.Reopened("又松了", PROMISE),
    handling.Reopened("又松了"),
    dispatches.Dispatched("t", "市政所", "疏通井盖"),
    dispatches.Dispatched("t", "市政所", "疏通井盖", due="2026-12-01T17:00"),
    dispatches.TaskAccepted("t"),
    dispatches.TaskAccepted("t", at="2026-12-01T09:00", price="80"),
    dispatches.TaskRefused("t", "人手不够"),
    dispatches.TaskRecalled("t", "改派"),
    dispatches.TaskReported("t", "已疏通"),
    dispatches.TaskAppraised("t", 5),
    dispatches.TaskAppraised("t", 2, "来晚了"),
    ratings.Rated(1, "paper", words="再也不来了", solved=False),
    ratings.Reached("reached", "居民说不满意"),
    ratings.Reached("not_reached"),
    ratings.CalledBack("居民消了气"),
)
LOOP = {*handling.FACTS, *dispatches.FACTS, *ratings.FACTS}


def test_there_is_a_sample_of_every_fact_of_the_loop() -> None:
    assert {type(fact) for fact in SAMPLES} == LOOP
    assert set(case_facts.FACTS) >= LOOP


@pytest.mark.parametrize("language", phrases.LANGUAGES)
@pytest.mark.parametrize("fact", SAMPLES, ids=lambda fact: fact.kind)
def test_every_fact_has_a_full_sentence(fact: Fact, language: str) -> None:
    people = {"w": "王敏", "s": "孙莉"}
    sentence = LoopTeller(language, people.__getitem__, None).sentence(fact)
    assert sentence is not None
    assert not sentence.startswith("case.history")
    assert not re.search(r"\{\w|None", sentence), sentence
    assert sentence.strip() == sentence
    for secret in ("再也不来了", "居民说不满意", "居民消了气", "不满", "dissatisfied"):
        assert secret not in sentence


def test_the_story_of_a_case_reads_as_it_happened(work: Work, clock: Any) -> None:
    chief = hands_of(work, colleague(work, "zhaogang", "stationmaster", name="赵刚"))
    sun = colleague(work, "sunli", "worker", name="孙莉")
    case = begin(work, "life", deadline=PROMISE)
    flow.classify(work, case.number, need="convenience")
    take(work, case, "quote")
    flow.hand_over(work, case.number, sun.id, "下周休假")
    flow.postpone(chief, case.number, "2026-12-15", "等配件", "26日电话告知")
    urging.urge(work, case.number, "居民又来问")
    subject = f"case:{case.id}"
    work.store.ledger.append(
        work.author,
        [
            (subject, dispatches.Dispatched("t1", "同心家政服务部", "修水管")),
            (subject, dispatches.TaskRefused("t1", "约满了")),
        ],
    )
    cases.complete(chief, case.number, "修好了", override="居民急等", approver=work.actor)
    rated = ratings.Rated(2, "paper", words="慢")
    work.store.ledger.append(work.author, [(subject, rated)])
    names = {work.author: "王敏", chief.author: "赵刚", sun.id: "孙莉"}
    lines = told.history(
        cases.history(work, case.number), str, "zh_CN", lambda id: names.get(id, "")
    )
    assert [line.sentence for line in lines[1:]] == [
        "需求类别定为“便利性”。",
        "流程走到“已报价”：同心家政服务部，120.00元，已和居民当面说清",
        "由王敏移交给孙莉承办：下周休假",
        "承诺日由2026年12月10日延到2026年12月15日：等配件。批准人：赵刚。告知居民：26日电话告知",
        "催办承办人：居民又来问",
        "派给同心家政服务部：修水管",
        "同心家政服务部拒单：约满了",
        "办结：修好了（办结时还有未了事项，由赵刚批准：居民急等）",
        "收到居民的评价。",
    ]
    assert (lines[-2].author, lines[-1].author) == (chief.author, "")
    english = told.history(cases.history(work, case.number), str, "en", lambda id: names[id])
    assert english[3].sentence == "Handed over from 王敏 to 孙莉: 下周休假"


def test_what_took_no_effect_says_so(work: Work) -> None:
    case = through(work, begin(work, "public"))
    cases.complete(work, case.number, "办好了")
    late = handling.Moved("proposed", "discussed", note="另一个窗口")
    work.store.ledger.append(work.author, [(f"case:{case.id}", late)])
    lines = told.history(cases.history(work, case.number), str, "zh_CN", str)
    assert "没有生效" in lines[-1].sentence
