"""Two lanes, and demands in the resident's own words: taken down, promised, owned, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people import people
from stations import HALL, Elsewhere
from visits import item_of, line

from station_desktop import phrases, shipped
from station_desktop.domain.case import ownwords, processes
from station_desktop.domain.case.demands import Arrived
from station_desktop.domain.case.handling import LANES, NEEDS
from station_desktop.domain.case.visitdraft import LineDraft, VisitDraft, read
from station_desktop.domain.catalogue import CATEGORIES
from station_desktop.domain.pack import pack_check
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.hall.cases import catalogues
from station_desktop.papers.facts import LANGUAGES
from station_desktop.storage.proof import proof
from station_desktop.usecases.casework import cases
from station_desktop.usecases.counter import demands, intake
from station_desktop.usecases.counter.intake import OwnWords
from station_desktop.usecases.neighbourhood import areas
from station_desktop.usecases.paper import papers
from station_desktop.usecases.people import residents
from station_desktop.usecases.visits import households
from station_desktop.usecases.work import Work

WORDS = "我们胡同口的井盖堵了，污水都漫到路上了。老人走路容易滑倒，请尽快派人看看。"
COLLECT, DIRECT = "GOV-EL-001", "GOV-EL-009"
MARKET, LEADING, TALKING = "LIF-HC-003", "PTY-OR-001", "PUB-CS-001"
MANHOLE = OwnWords(WORDS, "public", "transfer", place="校场小六条19号院门口", need="liveability")


@pytest.fixture
def resident(work: Work) -> Resident:
    return residents.register(work, people(1)[0].typed())


def code_of(work: Work, category: str) -> str:
    """An item of the catalogue of this category that is neither done nor collected at the desk."""
    return next(
        item.code
        for item in work.store.pack().items
        if item.category == category and item.mode in ("dispatch", "booking")
    )


def visit(work: Work, *lines: LineDraft, **more: Any) -> VisitDraft:
    return VisitDraft(id=work.store.ledger.new_id(), lines=lines, **more)


def own(category: str = "public", **more: Any) -> LineDraft:
    answers = more.pop("answers", {"what": WORDS, "where": "校场小六条"})
    code = ownwords.CODES[category]  # type: ignore[index]
    return LineDraft(more.pop("id", "a"), code, "", answers=answers, **more)


def refused(act: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as found:
        act()
    for problem in found.value.problems:
        for language in LANGUAGES:
            sentence = phrases.say(problem.code, language, **problem.params)
            assert sentence.strip().endswith((".", "。")), sentence
    return [(problem.code, problem.field) for problem in found.value.problems]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def paper(work: Work, number: str, kind: Any, language: Any = "zh_CN") -> str:
    document = papers.document(work, [number], kind, language, "a4")
    return "\n".join(texts(msgspec.to_builtins(document)))


# the items that carry them


def test_four_items_stand_beside_every_catalogue_and_are_no_part_of_it(work: Work) -> None:
    pack = work.store.pack()
    assert len(pack.items) == 149
    assert pack == shipped.reference_pack()
    assert not any(ownwords.is_own(item.code) for item in pack.items)
    for category, code in ownwords.CODES.items():
        item = pack.item(code, work.store.today())
        assert item is not None
        assert (item.category, item.mode) == (category, "dispatch")
        assert item.process == processes.OF_CATEGORY[category]
        assert not item.materials
        assert {field.key for field in item.fields} == {"what", "where"}
        for language in LANGUAGES:
            assert item.name.get(language)
            assert item.result.next_step.get(language)
    days = {item.category: item.promised.days for item in shipped.own_words()}
    assert days == {"party_masses": 5, "government": 5, "life": 3, "public": 5}
    assert not pack_check.check(msgspec.structs.replace(pack, promise=None))


def test_no_catalogue_may_bring_an_item_with_their_code(work: Work) -> None:
    pack = work.store.pack()
    taken = msgspec.structs.replace(pack.items[0], code="own-pub")
    shadowed = msgspec.structs.replace(pack, items=(taken, *pack.items[1:]), promise=None)
    assert "catalogue.code_reserved" in {problem.code for problem in pack_check.check(shadowed)}


def test_the_hall_knows_them_without_the_catalogue(work: Work) -> None:
    case = intake.take_down(work, MANHOLE)
    item = catalogues.item_of(None, case)
    assert item is not None
    assert item.name.zh == "居民诉求（公益）"


# taken down


def test_a_demand_in_own_words_is_a_case_with_promise_owner_and_step(
    work: Work, resident: Resident
) -> None:
    words = msgspec.structs.replace(MANHOLE, resident=resident.id)
    case = intake.take_down(work, words)
    assert case.number.startswith("017014-20261126-01-0001-")
    assert case.title == "我们胡同口的井盖堵了，污水都漫到路上了"
    assert case.answers["what"] == WORDS
    assert (case.item, case.category, case.process) == ("OWN-PUB", "public", "negotiation")
    assert (case.lane, case.need, case.origin) == ("transfer", "liveability", "reported")
    assert (case.state, case.at, case.owner) == ("accepted", "proposed", work.author)
    assert (case.resident, case.place) == (resident.id, "校场小六条19号院门口")
    assert case.deadline is not None
    assert (case.deadline.days, case.deadline.due) == (5, "2026-12-03")
    assert cases.get(work, case.number) == case
    assert proof.prove(work.store.ledger).holds


@pytest.mark.parametrize(
    ("category", "first", "days"),
    [
        ("party_masses", "registered", 5),
        ("government", "submitted", 5),
        ("life", "asked", 3),
        ("public", "proposed", 5),
    ],
)
def test_each_category_begins_its_own_process(
    work: Work, category: str, first: str, days: int
) -> None:
    case = intake.take_down(work, OwnWords("请帮忙看看", category, "transfer"))
    assert case.at == first
    assert case.deadline is not None
    assert case.deadline.days == days
    ready = intake.take_down(work, OwnWords("请帮忙看看", category, "ready"))
    assert (ready.at, ready.machine.key) == ("at_desk", "ready")


def test_nobody_has_to_say_who_they_are(work: Work) -> None:
    silent = intake.take_down(work, MANHOLE)
    assert (silent.resident, silent.contact, silent.phone) == ("", "", "")
    told = msgspec.structs.replace(MANHOLE, contact="  赵女士 ", phone="138 0013 8000")
    case = intake.take_down(work, told)
    assert (case.contact, case.phone) == ("赵女士", "13800138000")


def test_the_area_is_that_of_the_place_and_else_that_of_the_household(
    work: Work, resident: Resident
) -> None:
    lanes = areas.set_area(work, "第一网格", buildings=("校场小六条19号院", "校场小六条21号院"))
    home = areas.set_area(work, "第二网格", buildings=("老墙根街2号院",))
    households.set_household(
        work, area=home.id, building="老墙根街2号院", door="3号", members=(resident.id,)
    )

    def area(place: str, who: str = "", given: str = "") -> str:
        words = OwnWords("井盖堵了", "public", "transfer", resident=who, place=place, area=given)
        return intake.take_down(work, words).area

    assert area("校场小六条19号院3号") == lanes.id
    assert area("北京市西城区校场小六条21号院门口", resident.id) == lanes.id
    assert area("就在小卖部对面，校场小六条19号院东边") == lanes.id
    assert area("", resident.id) == home.id
    assert area("胡同口", resident.id) == home.id
    assert area("胡同口") == ""
    assert area("校场小六条19号院", given=home.id) == home.id


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"what": ""}, [("intake.no_words", "what")]),
        ({"what": " \u200b\n\t "}, [("intake.no_words", "what")]),
        ({"what": "井" * 10_000}, [("form.too_long", "what")]),
        ({"what": "井盖\x07堵了"}, [("form.control_characters", "what")]),
        ({"title": "井\x00盖"}, [("form.control_characters", "title")]),
        ({"place": "胡" * 201}, [("form.too_long", "place")]),
        ({"category": "weather"}, [("intake.category", "category")]),
        ({"category": ""}, [("intake.category", "category")]),
        ({"lane": ""}, [("intake.lane", "lane")]),
        ({"need": "luck"}, [("intake.need", "need")]),
        ({"resident": "nobody"}, [("resident.unknown", "resident")]),
        ({"phone": "12345678901234"}, [("phone.mobile_length", "phone")]),
        ({"area": "no-such-area"}, [("intake.area_unknown", "area")]),
        ({"demand": "no-such-demand"}, [("demand.not_here", "demand")]),
        (
            {"what": "", "category": "", "lane": "", "phone": "1"},
            [
                ("intake.no_words", "what"),
                ("intake.category", "category"),
                ("intake.lane", "lane"),
                ("phone.mobile_length", "phone"),
            ],
        ),
    ],
)
def test_what_cannot_be_taken_down_is_told_in_one_sentence_each(
    work: Work, words: dict[str, str], said: list[tuple[str, str]]
) -> None:
    before = work.store.ledger.count()
    assert (
        refused(lambda: intake.take_down(work, msgspec.structs.replace(MANHOLE, **words))) == said
    )
    assert work.store.ledger.count() == before


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    what=st.text(max_size=600),
    category=st.sampled_from((*CATEGORIES, "")),
    lane=st.sampled_from(LANES),
    need=st.sampled_from(("", *NEEDS)),
    place=st.text(max_size=220),
    phone=st.sampled_from(("", "13800138000", "138", "电话")),
)
def test_whatever_is_said_it_is_taken_down_whole_or_not_at_all(
    work: Work, what: str, category: str, lane: Any, need: Any, place: str, phone: str
) -> None:
    words = OwnWords(what, category, lane, need=need, place=place, phone=phone)
    before = work.store.ledger.count()
    try:
        case = intake.take_down(work, words)
    except Refused:
        assert work.store.ledger.count() == before
        return
    assert work.store.ledger.count() == before + 1
    assert case.title
    assert len(case.title) <= ownwords.LONGEST_TITLE
    assert (case.lane, case.need, case.category) == (lane, need, category)
    assert papers.document(work, [case.number], "receipt", "zh_CN", "a4").blocks


# demands from outside


@pytest.fixture
def demand(work: Work) -> str:
    arrived = Arrived(
        "12345", "XC-77", "路灯", "校场小六条的路灯不亮。", contact="孙先生", phone="13900139000"
    )
    Elsewhere(work.store, HALL).acts("demand:d", arrived)
    return "d"


def test_a_demand_from_outside_gets_one_case_and_is_linked_with_it(work: Work, demand: str) -> None:
    words = OwnWords("校场小六条的路灯不亮。", "public", "transfer", demand=demand)
    case = intake.take_down(work, words)
    assert (case.origin, case.demand) == ("demand", demand)
    assert (case.contact, case.phone) == ("孙先生", "13900139000")
    assert demands.get(work, demand).case == case.id
    count = work.store.ledger.count()
    assert intake.take_down(work, words) == case
    assert work.store.ledger.count() == count


def test_a_visit_for_a_demand_links_its_first_case_and_no_second_one(
    work: Work, demand: str, resident: Resident
) -> None:
    draft = visit(work, own(), line(work, DIRECT, id="b"), resident=resident.id, demand=demand)
    first, second = intake.accept(work, draft).cases
    assert (first.origin, second.origin) == ("demand", "demand")
    assert demands.get(work, demand).case == first.id
    assert demands.get(work, demand).resident == resident.id
    again = visit(work, own(), demand=demand)
    assert refused(lambda: intake.accept(work, again)) == [("intake.demand_has_case", "demand")]


# in a visit


def test_words_and_items_are_one_visit_with_one_receipt(work: Work, resident: Resident) -> None:
    draft = visit(work, own(need="liveability"), line(work, DIRECT, id="b"), resident=resident.id)
    told, done = intake.accept(work, draft).cases
    assert (told.title, told.need, told.lane) == (
        ownwords.title_of(WORDS),
        "liveability",
        "transfer",
    )
    assert (done.lane, done.state, done.process) == ("ready", "completed", "administrative")
    document = papers.document(work, [told.number, done.number], "receipt", "zh_CN", "a4")
    both = "\n".join(texts(msgspec.to_builtins(document)))
    assert told.title in both
    assert item_of(work, DIRECT).name.zh in both


def test_a_visit_of_words_alone_needs_nobody_registered(work: Work) -> None:
    caller = {"contact": "过路人", "phone": "13800138000"}
    accepted = intake.accept(work, visit(work, own(), caller=caller))
    (case,) = accepted.cases
    assert (case.resident, case.contact, case.phone) == ("", "过路人", "13800138000")
    assert accepted.visit.resident == ""
    wrong = visit(work, own(), caller={"phone": "12"})
    assert refused(lambda: intake.accept(work, wrong)) == [("phone.mobile_length", "caller/phone")]
    mixed = visit(work, own(), line(work, DIRECT, id="b"))
    assert refused(lambda: intake.accept(work, mixed)) == [("intake.no_resident", "resident")]


def test_words_whose_category_nobody_said_are_not_accepted(work: Work) -> None:
    draft = visit(work, LineDraft("a", ownwords.UNDECIDED, "", answers={"what": WORDS}))
    assert refused(lambda: intake.accept(work, draft)) == [("intake.category", "line/a/category")]
    long = visit(work, own(answers={"what": "井" * 10_000}))
    assert refused(lambda: intake.accept(work, long)) == [("form.too_long", "line/a/answers/what")]
    silent = visit(work, own(answers={}))
    assert refused(lambda: intake.accept(work, silent)) == [
        ("form.required", "line/a/answers/what")
    ]


@pytest.mark.parametrize(
    ("category", "place", "state"),
    [
        ("party_masses", "registered", "accepted"),
        ("life", "asked", "accepted"),
        ("public", "proposed", "accepted"),
    ],
)
def test_an_item_goes_its_usual_lane_from_the_first_step(
    work: Work, resident: Resident, category: str, place: str, state: str
) -> None:
    draft = visit(work, line(work, code_of(work, category)), resident=resident.id)
    (case,) = intake.accept(work, draft).cases
    assert (case.lane, case.at, case.state) == ("transfer", place, state)
    assert case.process == processes.OF_CATEGORY[category]


def test_a_service_agreed_at_the_desk_is_appointed_already(work: Work, resident: Resident) -> None:
    agreed = {"organisation": "幸福照护站", "at": "2026-12-01 09:30"}
    draft = visit(work, line(work, MARKET, appointment=agreed), resident=resident.id)
    (case,) = intake.accept(work, draft).cases
    assert (case.state, case.step, case.at) == ("arranged", "appointed", "appointed")
    assert case.appointment is not None
    assert (case.appointment.organisation, case.appointment.at) == (
        "幸福照护站",
        "2026-12-01T09:30",
    )
    assert case.steps == ()


def test_any_item_but_the_hall_s_can_be_done_now_with_a_result(
    work: Work, resident: Resident
) -> None:
    told = msgspec.structs.replace(line(work, MARKET), lane="ready", result="已当面教会使用")
    (case,) = intake.accept(work, visit(work, told, resident=resident.id)).cases
    assert (case.state, case.lane, case.result) == ("completed", "ready", "已当面教会使用")
    waiting = msgspec.structs.replace(line(work, MARKET), lane="ready")
    (case,) = intake.accept(work, visit(work, waiting, resident=resident.id)).cases
    assert (case.state, case.at) == ("accepted", "at_desk")
    assert cases.complete(work, case.number, "已办").state == "completed"
    hall = msgspec.structs.replace(line(work, COLLECT), lane="ready")
    draft = visit(work, hall, resident=resident.id)
    assert refused(lambda: intake.accept(work, draft)) == [("intake.lane_hall", "line/a/lane")]


def test_what_is_done_at_the_desk_can_be_transferred_instead(
    work: Work, resident: Resident
) -> None:
    passed_on = msgspec.structs.replace(line(work, DIRECT), lane="transfer")
    (case,) = intake.accept(work, visit(work, passed_on, resident=resident.id)).cases
    assert (case.state, case.lane, case.at) == ("accepted", "transfer", "submitted")


def test_a_draft_keeps_lane_need_caller_and_demand() -> None:
    values = {
        "line/a/item": "OWN-PUB",
        "line/a/lane": "ready",
        "line/a/need": "safety",
        "line/b/item": "OWN",
        "line/b/lane": ["ready"],
        "line/b/need": "luck",
        "caller/contact": "赵女士",
        "demand": "d",
    }
    draft = read("x", values)
    assert [(one.lane, one.need) for one in draft.lines] == [("ready", "safety"), ("", "")]
    assert (draft.caller, draft.demand) == ({"contact": "赵女士"}, "d")


# papers


@pytest.mark.parametrize("kind", ["receipt", "acceptance"])
def test_the_papers_say_what_was_told_where_and_by_when(
    work: Work, resident: Resident, kind: Any
) -> None:
    known = intake.take_down(work, msgspec.structs.replace(MANHOLE, resident=resident.id))
    nobody = intake.take_down(work, MANHOLE)
    for case in (known, nobody):
        zh = paper(work, case.number, kind)
        for words in ("居民诉求（公益）", case.title, "校场小六条19号院门口", "2026年12月3日"):
            assert words in zh
        assert "材料" not in zh
        assert "反映" in zh
        en = paper(work, case.number, kind, "en")
        for words in ("Resident’s request (public)", case.title, "3 December 2026"):
            assert words in en
    assert resident.name in paper(work, known.number, kind)
    assert "办事居民" in paper(work, nobody.number, kind)
    assert "form" not in papers.available(nobody, item_of(work, "OWN-PUB"))


def test_what_was_settled_at_once_promises_no_later_day(work: Work) -> None:
    draft = visit(work, own(lane="ready", result="已告知开放时间"))
    (case,) = intake.accept(work, draft).cases
    receipt = paper(work, case.number, "receipt")
    assert "当场办结" in receipt
    assert "2026年12月3日" not in receipt
    assert "已告知开放时间" in paper(work, case.number, "completion")


# what simple words propose


@pytest.mark.parametrize(
    ("words", "category", "lane", "need"),
    [
        ("井盖堵了", "public", "transfer", "liveability"),
        ("下水道反味", "public", "transfer", "liveability"),
        ("the manhole in our lane is blocked", "public", "transfer", "liveability"),
        ("跟楼上邻居吵架，想请人调解", "party_masses", "transfer", "fairness"),
        ("家里水龙头漏水", "life", "transfer", "convenience"),
        ("想问一下老年餐桌几点开门", "life", "ready", "elderly"),
        ("路灯不亮", "public", "transfer", "convenience"),
        ("有煤气味", "public", "transfer", "safety"),
        ("说说心里话", "", "transfer", ""),
        ("my carpet", "", "transfer", ""),
    ],
)
def test_simple_words_propose_category_lane_and_need(
    words: str, category: str, lane: str, need: str
) -> None:
    found = intake.propose(words)
    assert (found.category, found.lane, found.need) == (category, lane, need)
    assert bool(found.words) == bool(category or lane == "ready")


@given(st.text(max_size=300))
def test_a_proposal_is_always_something_that_can_be_chosen(words: str) -> None:
    found = intake.propose(words)
    assert found.category in (*CATEGORIES, "")
    assert found.lane in LANES
    assert found.need in ("", *NEEDS)
    assert len(ownwords.title_of(words)) <= ownwords.LONGEST_TITLE
