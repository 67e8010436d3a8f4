"""Whatever stands in the facts: a paper is made, and the text is only text."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sample_facts import facts

from station_desktop.papers import wording
from station_desktop.papers.compose import compose, formats_for
from station_desktop.papers.document import Document, Grid, Text
from station_desktop.papers.facts import KINDS, Answer, AnswerGroup, MissingLine, Refusal
from station_desktop.papers.placed import Run
from station_desktop.papers.printing_layout import lay_out
from station_desktop.papers.sheet import sheet_for

ANY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("<>&\"'{}%#\n\r\t\u2028\u202e\u200b\u0301\ufeff张·𬱖㛃😀\u0627\u064a"),
    ),
    max_size=60,
)
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def words(document: Document) -> str:
    texts = [block.text for block in document.blocks if isinstance(block, Text)]
    for grid in (block for block in document.blocks if isinstance(block, Grid)):
        texts += [cell.text for row in grid.rows for cell in row.cells]
    return "".join("".join(texts).split())


@SLOW
@given(st.sampled_from(KINDS), st.sampled_from(["zh_CN", "en"]), ANY, ANY, st.data())
def test_any_text_makes_a_paper(kind, language, one, two, data) -> None:
    base = facts(kind, language)
    case = replace(
        base.case,
        item_name=one,
        number=two,
        department=one,
        missing=(MissingLine(one, two, one, 1, two),),
        form=(AnswerGroup(one, (Answer(two, one), Answer(one, two))),),
        result=two,
    )
    odd = replace(base, cases=(case,), resident=replace(base.resident, name=one), officer=two)
    if kind == "refusal":
        odd = replace(odd, refusal=Refusal(one, two, proof=two))
    format = data.draw(st.sampled_from(formats_for(kind)))
    pages = lay_out(compose(kind, odd, language, format))
    runs = [(page, mark) for page in pages for mark in page.marks if isinstance(mark, Run)]
    assert runs
    for page, run in runs:
        assert 0 < run.y < page.height
        assert sheet_for(format, language).left <= run.x < page.width


@SLOW
@given(ANY)
def test_a_name_stands_on_the_paper_literally(name: str) -> None:
    odd = replace(facts(), resident=replace(facts().resident, name=name))
    shown = "".join(wording.clean(name).split())
    assert shown in words(compose("acceptance", odd, "zh_CN"))


@given(st.text())
def test_cleaning_keeps_what_can_be_read_and_is_done_once(text: str) -> None:
    cleaned = wording.clean(text)
    assert wording.clean(cleaned) in (cleaned, cleaned.replace("\u2028", ""))
    assert not any(ch in cleaned for ch in "\x00\x1b\u202e\u2066\ufeff\n\r\t")
