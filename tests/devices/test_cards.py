"""What identity cards say, out of what readers type and what their programs write."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_desktop.domain.invented import invented
from station_desktop.domain.person import card_files, cards
from station_desktop.domain.person.cards import LONG, Card
from station_desktop.domain.person.identity import check_digit
from station_desktop.domain.problem import Refused

TODAY = date(2026, 11, 26)
BODY = "11010519491231003"
NUMBER = BODY + check_digit(BODY)
ZHANG = Card(
    id_number=NUMBER,
    name="张建国",
    sex="male",
    nation="汉",
    birth_date="1949-12-31",
    address="北京市西城区广安门内街道校场小六条19号院3号",
    issuer="北京市公安局西城分局",
    valid_from="2010-01-01",
    valid_until=LONG,
)
WZ = (
    *("张建国", "男", "汉", "19491231", "北京市西城区广安门内街道校场小六条19号院3号", NUMBER),
    *("北京市公安局西城分局", "20100101", "长期"),
)


def said_of(read: Callable[[], Card]) -> bool:
    """Whether a card came, or a refusal that has a sentence."""
    try:
        return len(read().id_number) == 18
    except Refused as refused:
        return refused.first.code.startswith(("card.", "id."))


def code(text: str) -> str:
    with pytest.raises(Refused) as refused:
        cards.read(text, TODAY)
    return refused.value.first.code


@pytest.mark.parametrize("mark", ["|", ",", ";", "\t", "#", "，", "｜"])
def test_fields_are_known_by_what_they_say(mark: str) -> None:
    assert cards.read(mark.join(WZ), TODAY) == ZHANG
    assert cards.read(mark.join(reversed(WZ)) + mark, TODAY) == ZHANG


def test_a_reader_may_type_the_number_alone_in_any_width() -> None:
    wide = NUMBER.translate({ord(digit): ord(digit) + 0xFEE0 for digit in NUMBER})
    for typed in (NUMBER, NUMBER.lower(), wide, f" {NUMBER}\n"):
        found = cards.read(typed, TODAY)
        assert (found.id_number, found.sex, found.birth_date) == (NUMBER, "male", "1949-12-31")
        assert cards.of_search(typed, TODAY) is None  # the search box knows numbers itself


@pytest.mark.parametrize("form", ["gbk", "utf-8"])
def test_bytes_that_came_as_letters_are_put_together_again(form: str) -> None:
    broken = "|".join(WZ).encode(form).decode("latin-1")
    assert cards.read(broken, TODAY) == ZHANG


@given(st.dates(date(1930, 1, 1), date(2010, 1, 1)), st.integers(0, 10**6))
def test_what_a_reader_would_type_is_read_back(from_: date, seed: int) -> None:
    one = invented.residents(3, seed, TODAY)[seed % 3]
    card = Card(
        id_number=one.id_number,
        name=one.name,
        sex="male" if int(one.id_number[16]) % 2 else "female",
        nation=cards.NATIONS[seed % len(cards.NATIONS)],
        birth_date=one.birth_date.isoformat(),
        address=one.residence_address,
        issuer="北京市公安局西城分局",
        valid_from=from_.isoformat(),
        valid_until=LONG if seed % 2 else (from_ + timedelta(days=7305)).isoformat(),
    )
    if card.birth_date not in (card.valid_from, card.valid_until):
        assert cards.of_search(cards.typed(card), TODAY) == card


@given(st.text(max_size=200))
def test_whatever_is_typed_is_a_card_or_refused(text: str) -> None:
    assert said_of(lambda: cards.read(text, TODAY))
    cards.of_search(text, TODAY)


@pytest.mark.parametrize(
    "text", ["张建国", "老人卡,公交卡,在哪儿办", "井盖堵了；污水往外冒；没人管", NUMBER, "a|b|c"]
)
def test_what_people_type_is_no_card(text: str) -> None:
    assert cards.of_search(text, TODAY) is None


def test_what_is_wrong_is_said() -> None:
    assert code("  ") == "card.nothing"
    assert code("张建国|男|汉") == "card.no_number"
    assert code("x" * 3000) == "card.too_long"
    assert code(BODY + ("1" if NUMBER[-1] != "1" else "2")) == "id.checksum"


def test_cards_run_out() -> None:
    assert not ZHANG.ran_out(TODAY)
    old = cards.read("|".join((*WZ[:7], "2006.11.25-2026.11.25")), TODAY)
    assert (old.valid_from, old.valid_until) == ("2006-11-25", "2026-11-25")
    assert old.ran_out(TODAY)
    assert not old.ran_out(date(2026, 11, 25))


XML = """<?xml version="1.0" encoding="GBK"?>
<!-- made by a reader -->
<Card><Name>张建国</Name><Sex>1</Sex><Nation>01</Nation><Born>19491231</Born>
<Address><![CDATA[北京市西城区广安门内街道校场小六条19号院3号]]></Address>
<IDCardNo>{number}</IDCardNo><Issue>北京市公安局西城分局</Issue>
<StartDate>20100101</StartDate><EndDate>长期</EndDate><Photo>{photo}</Photo></Card>"""
JSON = {
    "code": 0,
    "data": {
        "name": "张建国",
        "gender": "男",
        "folk": "汉族",
        "addr": "北京市西城区广安门内街道校场小六条19号院3号",
        "certNumber": NUMBER,
        "issue": "北京市公安局西城分局",
        "validDate": "20100101-长期",
    },
}
PAIRS = (
    "姓名：张建国\n性别：男\n民族：汉\n出生：1949年12月31日\n"
    "住址：北京市西城区广安门内街道校场小六条19号院3号\n公民身份号码：{number}\n"
    "签发机关：北京市公安局西城分局\n有效期限：2010.01.01-长期\n"
)


@pytest.mark.parametrize("form", ["gbk", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [
        "\r\n".join(WZ),
        "\n".join(WZ) + "\n\n",
        "|".join(WZ),
        XML.format(number=NUMBER, photo="QUJD" * 500),
        json.dumps(JSON, ensure_ascii=False),
        PAIRS.format(number=NUMBER),
    ],
    ids=["lines", "unix_lines", "one_line", "xml", "json", "pairs"],
)
def test_files_of_readers_programs(text: str, form: str) -> None:
    assert card_files.read(text.encode(form), TODAY) == ZHANG


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"", "card.nothing"),
        (b"\xff\xfe", "card.nothing"),
        (b"<card><name>", "card.unreadable"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><card>&a;</card>", "card.unreadable"),
        (b"{", "card.unreadable"),
        (b"[" * 100_000, "card.unreadable"),
        (b'{"name": "x"}', "card.no_number"),
        (b'{"id": "110105"}', "id.length"),
        (b"x" * 300_000, "card.too_large"),
    ],
)
def test_other_files_are_refused(data: bytes, wrong: str) -> None:
    with pytest.raises(Refused) as refused:
        card_files.read(data, TODAY)
    assert refused.value.first.code == wrong


@given(st.binary(max_size=400))
def test_any_bytes_are_a_card_or_refused(data: bytes) -> None:
    assert said_of(lambda: card_files.read(data, TODAY))
