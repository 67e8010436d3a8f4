"""What stands on each paper, read back from its PDF."""

from __future__ import annotations

import itertools
from datetime import date, datetime

import pytest
from msgspec.structs import replace
from reading_papers import made, poppler_text, reader, squeezed, text_of
from sample_facts import NUMBER, facts

from station_desktop import phrases
from station_desktop.papers.compose import compose, formats_for
from station_desktop.papers.facts import (
    KINDS,
    LANGUAGES,
    Answer,
    AnswerGroup,
    Format,
    Kind,
    Language,
    Refusal,
    Reprint,
)

EVERY = [
    (kind, language, format)
    for kind, language in itertools.product(KINDS, LANGUAGES)
    for format in formats_for(kind)
]
SAID: dict[Kind, dict[Language, list[str]]] = {
    "receipt": {
        "zh_CN": [
            "收件回执",
            "已代收",
            "将转交区民政局",
            "2026年4月7日",
            "后补，承诺",
            "不作审批决定",
        ],
        "en": ["Receipt", "on behalf of the District Civil", "7 April 2026", "to follow"],
    },
    "notice": {
        "zh_CN": [
            "一次性告知书",
            "第三十二条",
            "所交照片为蓝底",
            "只有首页，缺本人页",
            "被告知人（签字）",
        ],
        "en": ["One-time Notice", "Article 32", "blue ground", "Told to (signature)"],
    },
    "form": {
        "zh_CN": [
            "养老助残卡申领申请表",
            "11010519491231002X",
            "以下由受理单位填写",
            "由女儿代为领取",
        ],
        "en": ["Application Form: Apply for the senior card", "my daughter will collect"],
    },
    "acceptance": {
        "zh_CN": ["受理通知书", "法定时限", "20个工作日", "进度查询", "由区民政局"],
        "en": ["Notice of Acceptance", "Legal limit", "20 working days"],
    },
    "completion": {
        "zh_CN": ["办结通知书", "卡片已制作完成", "送达回证", "到站领取", "2026年4月3日9时20分"],
        "en": ["Notice of Completion", "Proof of delivery", "Collected at the station"],
    },
    "refusal": {
        "zh_CN": ["不予受理通知书", "户籍不在本市", "申领北京市居住证", "行政复议"],
        "en": ["Notice of Non-acceptance", "residence permit", "reconsideration"],
    },
    "packet": {
        "zh_CN": ["报送材料交接单", "街道政务服务中心", "户口簿（首页及本人页）", "接收人（签字）"],
        "en": ["Hand-over Sheet", "Household register", "Received by (signature)"],
    },
    "appointment": {
        "zh_CN": ["预约单", "康宁家政服务有限公司", "2026年3月18日9:00—10:00", "疏通厨房下水道"],
        "en": ["Appointment Slip", "Kangning Housekeeping", "18 March 2026"],
    },
}


@pytest.mark.parametrize(("kind", "language", "format"), EVERY)
def test_every_paper_says_what_it_is_for(kind: Kind, language: Language, format: Format) -> None:
    pdf = made(kind, facts(kind, language), language, format)
    text = text_of(pdf)
    for said in [NUMBER, "张小明" if kind != "packet" else NUMBER, *SAID[kind][language]]:
        assert squeezed(said) in text
    assert "paper." not in text, "a sentence without its wording"
    assert poppler_text(pdf).count(NUMBER) == text.count(NUMBER)
    if format == "roll":
        assert len(reader(pdf).pages) == 1
    elif language == "zh_CN":
        assert f"第1页共{len(reader(pdf).pages)}页" in text


def test_rare_characters_can_be_copied_out_of_a_name() -> None:
    rare = replace(facts(), resident=replace(facts().resident, name="𬱖䶮㛃龘·𫖯𬭎"), agent=None)
    pdf = made("receipt", rare)
    assert "𬱖䶮㛃龘·𫖯𬭎：" in text_of(pdf)
    assert "𬱖䶮㛃龘·𫖯𬭎：" in poppler_text(pdf)


def test_a_rare_character_the_bold_font_lacks_still_stands_in_the_title() -> None:
    rare = replace(facts("form"), cases=(replace(facts().case, item_name="龘𪩘犇猋骉补贴"),))
    assert "龘𪩘犇猋骉补贴申请表" in text_of(made("form", rare))


def test_radicals_are_not_mistaken_for_characters() -> None:
    text = text_of(made("form", replace(facts("form"), officer="金见青一二人大女儿长十")))
    assert "金见青一二人大女儿长十" in text


def test_markup_in_a_name_prints_as_it_was_written() -> None:
    odd = "<b>x</b>&amp;{{ 7*7 }}"
    marked = replace(facts(), resident=replace(facts().resident, name=odd))
    assert squeezed(odd) in text_of(made("receipt", marked))


def test_the_metadata_hold_no_person() -> None:
    for kind in KINDS:
        data = reader(made(kind, facts(kind))).metadata
        assert data is not None
        assert data.title == phrases.say(f"paper.{kind}.title", "zh_CN")
        assert not any("张" in str(value) or NUMBER in str(value) for value in data.values())


def test_a_reprint_says_so_and_when() -> None:
    again = replace(facts(), reprint=Reprint(at=datetime(2026, 3, 18, 9, 5), count=2))
    assert "第2次补打，补打时间：2026年3月18日9时05分" in text_of(made("receipt", again))
    assert "补打" not in text_of(made("receipt", facts()))


@pytest.mark.parametrize(("language", "mark"), [("zh_CN", "演示"), ("en", "DEMO")])
def test_a_demonstration_is_marked_on_every_page(language: Language, mark: str) -> None:
    many = facts("form", language)
    answers = tuple(Answer(f"Q{index}", "long answer " * 12) for index in range(60))
    case = replace(many.case, form=(AnswerGroup("", answers),))
    pages = reader(made("form", replace(many, cases=(case,), demo=True), language)).pages
    assert len(pages) > 1
    assert all(mark in squeezed(page.extract_text()) for page in pages)
    assert compose("form", many, language).watermark == ""


def test_a_visit_receipt_lists_every_case() -> None:
    first = facts().case
    other = replace(
        first, number="LQG-20260316-01-0008-1", item_name="居住证明", mode="direct", materials=()
    )
    text = text_of(made("receipt", replace(facts(), cases=(first, other))))
    assert "办理2件事项" in text
    for said in ("1．养老助残卡申领", "2．居住证明", NUMBER, "LQG-20260316-01-0008-1"):
        assert said in text
    assert "本事项没有收取材料" in text


def test_a_refused_proof_says_who_issues_it() -> None:
    no = Refusal(
        reason="", proof="亲属关系证明", who_issues="户口簿可以直接证明；否则到公证机构办理。"
    )
    pdf = made("refusal", replace(facts(), refusal=no, cases=()))
    text = text_of(pdf)
    assert "不予出具证明告知书" in text
    assert "民发〔2020〕20号" in text
    assert "户口簿可以直接证明；否则到公证机构办理。" in text
    data = reader(pdf).metadata
    assert data is not None
    assert data.title == "不予出具证明告知书"


def test_a_dispatch_slip_tells_the_need_and_never_the_identity_number() -> None:
    base = facts("appointment")
    assert base.visit is not None
    sent = replace(base, visit=replace(base.visit, dispatch=True))
    text = text_of(made("appointment", sent))
    assert "派单" in text
    assert "回执（请于2026年3月20日前交回本站）" in text
    assert "13800138000" in text
    assert sent.resident.id_number not in text


def test_a_provisional_number_is_called_provisional() -> None:
    unsure = replace(facts(), cases=(replace(facts().case, provisional=True),))
    assert "本站暂编号" in text_of(made("receipt", unsure))


def test_what_is_not_known_is_left_out() -> None:
    bare = replace(
        facts().case,
        deadline=type(facts().case.deadline)(due=date(2026, 4, 7)),
        next_step="",
        how_to_check="",
    )
    text = text_of(made("acceptance", replace(facts(), cases=(bare,))))
    assert "承诺办结日期" in text
    assert not any(label in text for label in ("法定时限", "进度查询", "None"))


@pytest.mark.parametrize("kind", ["form", "packet"])
def test_wide_tables_are_not_for_the_roll(kind: Kind) -> None:
    with pytest.raises(ValueError, match="roll"):
        compose(kind, facts(kind), "zh_CN", "roll")


@pytest.mark.parametrize("kind", ["refusal", "appointment"])
def test_a_paper_without_its_matter_is_not_made(kind: Kind) -> None:
    with pytest.raises(ValueError, match=kind):
        compose(kind, facts(), "zh_CN")


def test_both_languages_have_the_same_sentences() -> None:
    zh, en = (
        {key for key in phrases.table(language) if key.startswith("paper.")}
        for language in LANGUAGES
    )
    assert zh == en
    assert len(zh) > 100
