"""Finding the item a resident means: the reference catalogue, searched as a clerk types."""

from __future__ import annotations

import csv
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station_desktop import shipped
from station_desktop.domain import itemsearch
from station_desktop.domain.catalogue import Item, Pack

PACK = shipped.reference_pack()
READINGS = shipped.pinyin_readings()
LEXICON = shipped.search_lexicon()
INDEX = itemsearch.decode(itemsearch.encode(itemsearch.build(PACK, READINGS, LEXICON)))
DEV = Path(__file__).with_name("item_queries_dev.csv")
FIRST_AT_LEAST, TOP_THREE_AT_LEAST = 0.90, 0.97


def codes(query: str, limit: int = 3, index: itemsearch.Index = INDEX) -> list[str]:
    return [match.code for match in itemsearch.find(index, query, limit)]


def small(*items: Item) -> itemsearch.Index:
    pack = msgspec.structs.replace(PACK, items=items)
    return itemsearch.build(pack, READINGS, LEXICON)


def item(code: str) -> Item:
    found = PACK.item(code)
    assert found is not None
    return found


def test_written_queries_find_their_item() -> None:
    with DEV.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    first = third = 0
    took = []
    for row in rows:
        begun = time.perf_counter()
        found = codes(row["query"])
        took.append(1000 * (time.perf_counter() - begun))
        first += found[:1] == [row["code"]]
        third += row["code"] in found
    took.sort()
    sys.stdout.write(
        f"{len(rows)} queries: first {first / len(rows):.1%}, in three {third / len(rows):.1%}; "
        f"median {took[len(took) // 2]:.1f} ms, p99 {took[int(0.99 * len(took))]:.1f} ms\n"
    )
    assert len(rows) >= 150
    assert first >= FIRST_AT_LEAST * len(rows)
    assert third >= TOP_THREE_AT_LEAST * len(rows)


def test_every_name_is_found_first_in_either_language() -> None:
    for entry in PACK.items:
        for name in (entry.name.zh, entry.name.en):
            best = itemsearch.find(INDEX, name, 1)[0]
            assert (best.code, best.score) == (entry.code, 1.0), name


def test_every_expression_finds_its_item_among_three() -> None:
    for entry in PACK.items:
        for expression in (*entry.words, *entry.words_en):
            assert entry.code in codes(expression), expression


def test_every_refused_proof_is_recognised_by_name() -> None:
    for proof in PACK.refused_proofs:
        assert itemsearch.refused_proof(INDEX, proof.name.zh) == proof.key


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("无犯罪记录", "no_criminal_record"),
        ("单位让开个无犯罪证明", "no_criminal_record"),
        ("残疾状况证明", "disability"),
        ("证明我妈是我妈", "kinship"),
        ("单身证明", "marital_status"),
        ("wufanzuijiluzhengming", "no_criminal_record"),
        ("wfzjlzm", "no_criminal_record"),
    ],
)
def test_a_proof_nobody_here_may_issue_is_told(query: str, key: str) -> None:
    assert itemsearch.refused_proof(INDEX, query) == key
    assert itemsearch.find(INDEX, query, 1)[0].kind == itemsearch.REFUSED_PROOF


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("居住证明", "GOV-CA-002"),
        ("残疾证", "GOV-DP-001"),
        ("查社保证明", "GOV-SS-009"),
        ("志愿者证明", "PUB-WF-001"),
        ("失业登记", "GOV-EM-001"),
    ],
)
def test_proofs_do_not_swallow_items(query: str, code: str) -> None:
    assert itemsearch.refused_proof(INDEX, query) is None
    assert codes(query)[0] == code


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("社保卡", "GOV-SS-006"),
        ("社保卡丢了", "GOV-SS-007"),
        ("社保卡做好没有", "GOV-SS-010"),
        ("残疾证过期了", "GOV-DP-002"),
        ("残疾证找不着了", "GOV-DP-003"),
        ("优待证没了", "GOV-VA-003"),
    ],
)
def test_what_is_to_be_done_decides_between_sisters(query: str, code: str) -> None:
    assert codes(query)[0] == code


@pytest.mark.parametrize(
    "query",
    [
        "老人公交卡",
        "laorengongjiaoka",
        "lrgjk",
        "老人gjk",
        "laoren公交k",
        "LAOREN GONGJIAOKA",
        "ｌｒｇｊｋ",
    ],
)
def test_one_expression_in_every_way_of_typing(query: str) -> None:
    assert codes(query)[0] == "GOV-EL-001"


def test_initials_find_names_while_they_are_typed() -> None:
    names = {entry.code: entry.name for entry in INDEX.entries}
    assert all("城乡居民" in names[code] for code in codes("cxjm"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("80岁补贴", "八十岁补贴"), ("殘疾證", "残疾证"), ("６５岁体检", "65岁体检")],
)
def test_spellings_of_the_same_find_the_same(typed: str, meant: str) -> None:
    assert codes(typed) == codes(meant)


def test_an_age_in_the_eighties_means_the_allowance_from_eighty() -> None:
    assert codes("我奶奶八十六岁了每个月有钱吗")[0] == "GOV-EL-005"


def test_every_reading_of_a_character_is_searched() -> None:
    renamed = msgspec.structs.replace(item("GOV-EL-001"), words=("重阳活动",), words_en=())
    index = small(renamed, item("GOV-SA-001"))
    assert codes("chongyanghuodong", index=index)[0] == "GOV-EL-001"
    assert codes("cyhd", index=index)[0] == "GOV-EL-001"


def test_only_what_is_offered_on_the_day_is_found() -> None:
    day = date(2026, 3, 1)
    old = msgspec.structs.replace(item("GOV-SA-001"), effective_until=day)
    new = msgspec.structs.replace(item("GOV-SA-001"), effective_from=day + timedelta(days=1))
    late = msgspec.structs.replace(item("GOV-EL-001"), effective_from=day + timedelta(days=1))
    index = small(old, new, late)
    assert [match.code for match in itemsearch.find(index, "低保", day=day)] == ["GOV-SA-001"]
    assert itemsearch.find(index, "老年卡", day=day) == ()
    assert itemsearch.find(index, "老年卡", day=day + timedelta(days=1))[0].code == "GOV-EL-001"


def test_two_versions_of_an_item_are_one_match() -> None:
    index = small(item("GOV-SA-001"), item("GOV-SA-001"))
    assert codes("低保", limit=5, index=index) == ["GOV-SA-001"]


def test_spans_mark_what_the_name_shares_with_the_query() -> None:
    best = itemsearch.find(INDEX, "失业了要临时救助", 1)[0]
    name = item("GOV-SA-005").name.zh
    assert best.code == "GOV-SA-005"
    assert [name[start:end] for start, end in best.spans] == ["临时救助"]


def test_nothing_typed_finds_nothing() -> None:
    assert itemsearch.find(INDEX, "") == ()
    assert itemsearch.find(INDEX, "  。，!") == ()
    assert itemsearch.refused_proof(INDEX, "") is None


def test_an_empty_catalogue_finds_nothing() -> None:
    empty = Pack("0", PACK.title, PACK.notice, (), ())
    assert itemsearch.find(itemsearch.build(empty, READINGS, LEXICON), "低保") == ()


def test_without_synonyms_the_names_are_still_found() -> None:
    index = itemsearch.build(PACK, READINGS, itemsearch.Lexicon())
    assert codes("临时救助申请", index=index)[0] == "GOV-SA-005"


@pytest.mark.parametrize("data", [b"", b"\x93\x01", msgspec.msgpack.encode({"format": 0})])
def test_bytes_of_anything_else_are_no_index(data: bytes) -> None:
    with pytest.raises(ValueError, match="search index"):
        itemsearch.decode(data)


def test_an_index_of_another_format_is_refused() -> None:
    other = msgspec.structs.replace(INDEX, format=INDEX.format + 1)
    with pytest.raises(ValueError, match="another format"):
        itemsearch.decode(itemsearch.encode(other))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40) | st.text("老人卡证明低保 shenqingzhkABC0189岁了·'-", max_size=40))
def test_any_text_is_answered_in_order(text: str) -> None:
    found = itemsearch.find(INDEX, text, 5)
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert len({(match.kind, match.code) for match in found}) == len(found) <= 5
    itemsearch.refused_proof(INDEX, text)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PACK.items), st.data())
def test_a_name_is_found_by_its_own_pinyin(entry: Item, data: st.DataObject) -> None:
    spelling = data.draw(st.sampled_from(READINGS.full(entry.name.zh)[:3]))
    assert entry.code in codes(spelling)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([e for e in PACK.items if len(e.name.zh) >= 6]), st.data())
def test_one_wrong_character_does_not_hide_a_name(entry: Item, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(entry.name.zh) - 1))
    assert entry.code in codes(entry.name.zh[:at] + "囧" + entry.name.zh[at + 1 :])


@pytest.mark.parametrize(
    "text",
    ["stop = 1", "= nothing", '[characters]\ntraditional = "辦"\nsimplified = ""'],
)
def test_a_wrong_lexicon_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        itemsearch.read_lexicon(text.encode())


@pytest.mark.parametrize("query", ["证明", "zm", "WiFi", "开证明"])
def test_a_bare_word_for_proof_is_no_request_to_refuse(query: str) -> None:
    assert itemsearch.refused_proof(INDEX, query) is None


def test_synonyms_of_the_lexicon_reach_items_that_lack_the_word() -> None:
    renamed = msgspec.structs.replace(item("LIF-HC-004"), words=(), words_en=())
    index = small(renamed, item("GOV-SA-001"))
    assert codes("剃头", index=index)[:1] == ["LIF-HC-004"]
