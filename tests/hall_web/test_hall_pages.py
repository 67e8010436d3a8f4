"""The pages of the hall's staff, in both languages, and what is done on them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from hall_filled import FIRST, answer_demand, waiting
from hall_filled import officer as on_duty

from station_desktop import shipped
from station_desktop.domain.catalogue import Words
from station_desktop.domain.pack import pack as packs
from station_desktop.hall import registry
from station_desktop.hall.cases import decisions, inbox, submission
from station_desktop.hall.cases.decisions import Chosen
from station_desktop.hall.cases.inbox import Filter
from station_desktop.hall.demands import acts, replies
from station_desktop.hall.web.publishing import packed, unpacked
from station_desktop.hall.work import Hall
from station_desktop.phrases import table

VOID = frozenset({"meta", "link", "input", "img", "br", "rect"})


class Checker(HTMLParser):
    """Every tag closed, in order; every label's field there; no id twice; every table named."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.labelled: list[str] = []
        self.fields: list[str] = []
        self.tables = self.captions = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "label" and given.get("for"):
            self.labelled.append(str(given["for"]))
        kind = given.get("type", "text")
        named = tag in ("select", "textarea") or (tag == "input" and kind not in ("hidden",))
        if named and "label" not in self.open and "hidden" not in given:
            self.fields.append(str(given.get("id")))
        self.tables += tag == "table"
        self.captions += tag == "caption"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID, tag

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag, tag


def sound(text: str) -> None:
    checker = Checker()
    checker.feed(text)
    checker.close()
    assert checker.open == []
    assert len(checker.ids) == len(set(checker.ids)), "an id stands twice"
    assert set(checker.labelled) <= set(checker.ids)
    assert set(checker.fields) <= set(checker.labelled), "a field without a label"
    assert checker.tables == checker.captions


def addresses(hall: Hall) -> list[str]:
    who, line = on_duty(hall), waiting(hall)[0]
    [lamp, *_] = replies.listed(hall, who)
    answer_demand(hall, lamp.station, lamp.demand.id, "已换灯泡。")
    decided = [
        f"/cases/{one.station}/{one.id}"
        for state in ("approved", "returned", "refused")
        for one in inbox.page(hall, who, Filter(state=state)).lines  # type: ignore[arg-type]
    ]
    assert len(decided) == 3
    return [
        "/sign-in",
        "/password",
        "/inbox",
        "/inbox?state=all&number=017014",
        f"/inbox?station={FIRST}&item=none",
        f"/cases/{line.station}/{line.id}",
        *decided,
        *(f"/demands?show={show}" for show in ("waiting", "open", "answered", "sent")),
        f"/demands/{lamp.station}/{lamp.demand.id}",
        *(f"/figures?span={span}" for span in ("week", "month", "year", "all")),
        "/publishing",
        "/stations",
        f"/stations/{FIRST}",
        "/packets",
        "/users",
        "/users/keys",
        "/users/journal",
    ]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_page_is_whole_in_both_languages(everything: Any, hall: Hall, language: str) -> None:
    everything.get(f"/sign-in?lang={language}")
    codes = re.compile(r">\s*(?:page|case|hall|resident)\.[a-z_.]+")
    for path in addresses(hall):
        answer = everything.get(path)
        assert answer.status_code == 200, path
        sound(answer.text)
        assert f'<html lang="{language.replace("_", "-")}">' in answer.text
        assert table(language)["page.product"] in answer.text
        assert not codes.search(re.sub(r'"[^"]*"', "", answer.text)), path


def test_the_browsers_language_decides_until_the_switch_is_pressed(stranger: Any) -> None:
    english = {"accept-language": "fr;q=0.9, en-GB;q=0.8, zh;q=0.2"}
    assert "Sign in" in stranger.get("/sign-in", headers=english).text
    assert "登录" in stranger.get("/sign-in", headers={"accept-language": "zh-CN,en"}).text
    assert "登录" in stranger.get("/sign-in", headers={"accept-language": "x;q=y"}).text
    stranger.get("/sign-in?lang=zh_CN")
    assert "登录" in stranger.get("/sign-in", headers=english).text


def test_a_submission_is_approved_and_says_by_whom(officer: Any, hall: Hall) -> None:
    line = waiting(hall)[0]
    base = f"/cases/{line.station}/{line.id}"
    token = re.search(r'name="token" value="(\w+)"', officer.get(base).text)
    assert token is not None
    data = {"token": token[1], "result": "准予登记", "reference": "西〔2026〕7号"}
    assert officer.send(f"{base}/approve", data).headers["location"] == base
    page = officer.get(base).text
    assert "已准予（李华" in page
    assert "西〔2026〕7号" in page
    assert 'id="decide"' not in page
    assert officer.send(f"{base}/approve", data).status_code == 303, "sent twice, decided once"
    assert officer.send(f"{base}/refuse", {"reason": "后来又想拒绝"}).status_code == 422


def test_everything_that_is_wrong_goes_back_at_once(officer: Any, hall: Hall) -> None:
    line = waiting(hall)[0]
    base = f"/cases/{line.station}/{line.id}"
    who = on_duty(hall, "lihua")
    seen = submission.read(hall, who, line.station, line.id, "zh_CN")
    material, answer = seen.materials[0], seen.answers[0]
    data = {
        "wrong": [material.key, answer.key],
        f"what-{material.key}": "照片看不清，请重拍",
        f"what-{answer.key}": "",
        "whole": "缺本人签字",
    }
    refused = officer.send(f"{base}/return", data)
    assert refused.status_code == 422
    assert "照片看不清，请重拍" in refused.text, "what was typed stands there again"
    assert "缺本人签字" in refused.text
    sound(refused.text)
    data[f"what-{answer.key}"] = "与证件不一致"
    data["wrong"] = [answer.key]
    assert officer.send(f"{base}/return", data).status_code == 303
    case = submission.read(hall, who, line.station, line.id, "zh_CN").case
    assert case.hall is not None
    assert [(one.key, one.what) for one in case.hall.wrong] == [
        (material.key, "照片看不清，请重拍"),
        (answer.key, "与证件不一致"),
        ("", "缺本人签字"),
    ]


def test_a_refusal_needs_its_reason(officer: Any, hall: Hall) -> None:
    line = waiting(hall)[0]
    base = f"/cases/{line.station}/{line.id}"
    assert officer.send(f"{base}/refuse", {"reason": " "}).status_code == 422
    assert (
        officer.send(f"{base}/refuse", {"reason": "不符合条件", "remedy": "可申请复议"}).status_code
        == 303
    )
    assert "可申请复议" in officer.get(base).text


def test_numbers_are_hidden_until_somebody_says_why(officer: Any, hall: Hall) -> None:
    line = waiting(hall)[0]
    base = f"/cases/{line.station}/{line.id}"
    whole = re.compile(r"<dd>\d{17}[\dX]</dd>")
    assert not whole.search(officer.get(base).text)
    assert officer.send(f"{base}/reveal", {"field": "id_number"}).status_code == 422
    shown = officer.send(f"{base}/reveal", {"field": "id_number", "reason": "核对身份"})
    assert whole.search(shown.text)
    assert not whole.search(officer.get(base).text)


def test_scans_open_in_the_browser_only_where_that_is_safe(
    officer: Any, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = waiting(hall)[0]
    who = on_duty(hall, "lihua")
    seen = submission.read(hall, who, line.station, line.id, "en")
    scan = next(one for part in seen.materials for one in part.scans if one.here)
    path = f"/cases/{line.station}/{line.id}/files/{scan.hash}"
    answer = officer.get(path)
    assert answer.headers["content-type"] == scan.media
    assert answer.headers["content-disposition"].startswith("inline")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "script-src" not in answer.headers["content-security-policy"]
    assert officer.get(path[:-4] + "0000").status_code == 404
    monkeypatch.setattr(submission, "scan", lambda *_: (b"<script>", "text/html"))
    foreign = officer.get(path)
    assert foreign.headers["content-type"] == "application/octet-stream"
    assert foreign.headers["content-disposition"].startswith("attachment")


def test_what_people_typed_is_never_markup(everything: Any, hall: Hall) -> None:
    rows = b'[{"source":"x","reference":"1","title":"<script>alert(1)</script>","text":"<b>"}]'
    answer = everything.send("/demands/upload", files={"file": ("x.json", rows)})
    assert answer.status_code == 200
    page = everything.get("/demands").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    sound(page)


def test_demands_are_taken_in_given_answered_and_handed_back(officer: Any, hall: Hall) -> None:
    table = "来源,编号,内容,地址\n12345,A-1,路灯坏了,某某路9号\n12345,,没有编号,\n"
    file = {"file": ("导出.csv", table.encode("gb18030"))}
    answer = officer.send("/demands/upload", files=file)
    assert "待分派1件" in answer.text
    assert "第3行" in answer.text
    who = on_duty(hall, "lihua")
    [one] = [row for row in acts.waiting(hall, who) if row.reference == "A-1"]
    assert officer.send(f"/demands/give/{one.id}", {"station": "nowhere"}).status_code in (404, 422)
    assert officer.send(f"/demands/give/{one.id}", {"station": FIRST}).status_code == 303
    assert officer.send("/demands/replies", {"format": "csv"}).status_code == 422
    answer_demand(hall, FIRST, one.id, "=已修好")
    got = officer.send("/demands/replies", {"format": "csv", "sent": "1"})
    assert got.headers["content-type"].startswith("text/csv")
    assert "'=已修好" in got.content.decode("utf-8-sig"), "no formula for a spreadsheet"
    page = officer.get(f"/demands/{FIRST}/{one.id}").text
    assert "已回传" in page
    back = {"reason": "请写明修好的日期", "due": "2026-11-30"}
    assert officer.send(f"/demands/{FIRST}/{one.id}/return", back).status_code == 303
    assert "请写明修好的日期" in officer.get(f"/demands/{FIRST}/{one.id}").text


def test_a_catalogue_is_looked_through_before_it_goes_out(publisher: Any) -> None:
    pack = shipped.reference_pack()
    kept = [msgspec.structs.replace(pack.items[0], department=Words("别的部门", "Another"))]
    other = msgspec.structs.replace(
        pack, version="2027.1", items=(*kept, *pack.items[1:-1]), promise=None
    )
    look = publisher.send("/publishing/look", files={"file": ("p.json", packs.encode(other))})
    assert look.status_code == 200
    sound(look.text)
    assert "变更事项（1）" in look.text
    assert "取消事项（1）" in look.text
    hidden = re.search(r'name="kept" value="([^"]+)"', look.text)
    assert hidden is not None
    done = publisher.send("/publishing/catalogue", {"kept": hidden[1]})
    assert "2027.1已发布给3个服务站" in done.text
    assert publisher.send("/publishing/catalogue", {"kept": "nonsense"}).status_code == 422


def test_every_fault_of_a_catalogue_is_shown(publisher: Any) -> None:
    pack = shipped.reference_pack()
    twice = msgspec.structs.replace(pack, items=(*pack.items, pack.items[0]), promise=None)
    look = publisher.send("/publishing/look", files={"file": ("p.json", packs.encode(twice))})
    assert look.status_code == 422
    assert 'role="alert"' in look.text
    assert publisher.send("/publishing/look", files={"file": ("p.json", b"x")}).status_code == 422


def test_what_travels_in_a_page_comes_back_the_same() -> None:
    data = bytes(range(256)) * 999
    assert unpacked(packed(data)) == data


def test_holidays_are_published_or_every_faulty_line_is_named(publisher: Any) -> None:
    lines = "date,kind,name\n2027-01-01,off,元旦\n2027-05-01,off,劳动节\n2027-10-01,off,国庆节\n"
    done = publisher.send("/publishing/years", files={"file": ("2027.csv", lines.encode())})
    assert "2027年节假日安排已发布给3个服务站" in done.text
    wrong = publisher.send("/publishing/years", files={"file": ("x.csv", b"2027-13-01,off,x\n")})
    assert wrong.status_code == 422


def test_a_code_is_shown_once(admin: Any, hall: Hall) -> None:
    made = admin.send(
        "/stations", {"code": "110102017099", "name": "试验站", "words": "甲街，乙巷"}
    )
    assert made.headers["location"] == "/stations/110102017099"
    shown = admin.send("/stations/110102017099/code", {"role": "window", "hours": "24"})
    code = re.search(r'class="once"[^>]*>([^<]+)<', shown.text)
    assert code is not None
    sound(shown.text)
    assert code[1] not in admin.get("/stations/110102017099").text
    assert admin.send("/stations", {"code": "110102017099", "name": "再来"}).status_code == 422
    assert admin.send("/stations", {"code": "", "name": ""}).status_code == 422
    assert admin.get("/stations/nowhere").status_code == 404
    assert [one.code for one in registry.stations(hall, on_duty(hall))].count("110102017099") == 1


def test_a_packet_that_is_none_is_refused_on_the_page(admin: Any) -> None:
    answer = admin.send("/packets", files={"file": ("x", b"no packet")})
    assert answer.status_code == 422
    sound(answer.text)


def test_accounts_are_made_changed_and_shut_out(admin: Any) -> None:
    new = {"login": "sunli", "name": "孙莉", "password": "Hall#2026x", "officer": "1"}
    assert admin.send("/users", {**new, "password": "short"}).status_code == 422
    assert admin.send("/users", new).status_code == 303
    assert admin.send("/users", new).status_code == 422
    assert admin.send("/users/sunli", {"act": "roles", "publisher": "1"}).status_code == 303
    assert admin.send("/users/sunli", {"act": "roles"}).status_code == 422
    assert admin.send("/users/sunli", {"act": "rename", "name": "孙丽"}).status_code == 303
    assert (
        admin.send("/users/sunli", {"act": "password", "password": "Hall#2027y"}).status_code == 303
    )
    assert admin.send("/users/sunli", {"act": "shut"}).status_code == 303
    assert admin.send("/users/sunli", {"act": "dance"}).status_code == 422
    assert "已停用" in admin.get("/users").text
    assert admin.sign_in("sunli", "Hall#2027y").status_code == 422


def test_pages_of_the_inbox_follow_each_other(officer: Any, hall: Hall, monkeypatch: Any) -> None:
    monkeypatch.setattr(inbox.page, "__defaults__", (Filter(), "", 10))
    path, seen = "/inbox?state=all", []
    while path:
        text = officer.get(path).text
        seen += re.findall(r'<a href="(/cases/[^"]+)"', text)
        found = re.search(r'href="(/inbox\?[^"]*after=[^"]+)"', text)
        path = found[1].replace("&amp;", "&") if found else ""
    assert len(seen) == len(set(seen)) == 27
    assert officer.get("/inbox?after=nonsense").status_code == 422


def test_a_decision_on_nothing_is_not_found(officer: Any, hall: Hall) -> None:
    for what in ("approve", "return", "refuse", "reveal"):
        answer = officer.send(f"/cases/{FIRST}/nothing/{what}", {"reason": "x", "whole": "x"})
        assert answer.status_code == 404, what
    assert decisions.locate(hall, on_duty(hall), waiting(hall)[0].number) == Chosen(
        FIRST, waiting(hall)[0].id
    )
