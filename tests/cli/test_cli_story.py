"""A station from its first command to its last: set up, registered, accepted, supplied, ended."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pypdf
import pytest
from people import Person, people

from station_desktop import shipped, workbook
from station_desktop.domain import itemsearch

ITEM = "GOV-EL-001"
FORM = (
    "--field=senior_card_category=beijing_hukou",
    "--field=registered_address=北京市西城区校场小六条19号院3号",
    "--field=photo_source=submitted",
    "--field=preferred_delivery=pick_up",
)
SHOWN = ("--material=id_card=original",)


@pytest.fixture
def person() -> Person:
    return people(1, seed=5)[0]


@pytest.fixture
def resident(ctl: Any, person: Person) -> str:
    ran = added(ctl, person)
    assert ran.code == 0
    return str(ran.json["id"])


def added(ctl: Any, person: Person, *more: str) -> Any:
    typed = ("--name", person.name, "--id", person.id_number, "--phone", person.phone)
    return ctl("residents", "add", *typed, "--address", person.address, *more, "--json")


def accepted(ctl: Any, resident: str, *more: str) -> Any:
    return ctl("case", "accept", "--item", ITEM, "--resident", resident, *FORM, *more, "--json")


def text_of(file: Path) -> str:
    pages = pypdf.PdfReader(file).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def test_a_station_is_set_up_and_its_recovery_key_shown_once(anyone: Any, tmp_path: Path) -> None:
    folder = tmp_path / "站 点"
    secret = tmp_path / "password"
    secret.write_bytes("Abc-12345\r\n".encode("utf-8-sig"))
    common = ("--data-dir", str(folder), "--password-file", str(secret), "--json")
    made = anyone(
        "init", "--name", "老墙根社区服务站", "--code", "110102017014", "--admin", "zhao", *common
    )
    assert made.code == 0
    assert list(made.json) == ["name", "code", "admin", "roles", "recovery_key"]
    key = made.json["recovery_key"]
    assert len(key.split("-")) == 8
    assert "Abc-12345" not in made.out + made.err
    again = anyone("init", "--name", "x", "--code", "110102017014", "--admin", "zhao", *common)
    assert (again.code, again.error) == (1, "station.exists")
    holds = anyone("verify", "--user", "zhao", *common)
    assert list(holds.json) == ["entries", "chain", "tables"]
    assert (holds.json["chain"], holds.json["tables"]) == ("ok", "equal")
    where = {"STATION_DATA_DIR": str(folder)}
    new = anyone(
        "user",
        "recover",
        "zhao",
        STATION_RECOVERY_KEY=key,
        STATION_NEW_PASSWORD="Xyz-98765",
        **where,
    )
    assert new.code == 0
    assert anyone("verify", "--user", "zhao", *common).error == "vault.wrong"
    assert anyone("verify", STATION_USER="zhao", STATION_PASSWORD="Xyz-98765", **where).code == 0


def test_init_refuses_what_will_not_do_and_leaves_nothing(anyone: Any, tmp_path: Path) -> None:
    folder = tmp_path / "station"
    good = {"name": "老墙根社区服务站", "code": "110102017014", "admin": "zhao"}
    for change, code in (
        ({"code": "12"}, "station.code_form"),
        ({"name": " "}, "station.name_missing"),
        ({"admin": " "}, "account.login_form"),
    ):
        args = [word for key, value in (good | change).items() for word in (f"--{key}", value)]
        ran = anyone(
            "init", *args, "--data-dir", str(folder), "--json", STATION_PASSWORD="Abc-12345"
        )
        assert (ran.code, ran.error) == (1, code)
    args = [word for key, value in good.items() for word in (f"--{key}", value)]
    weak = anyone("init", *args, "--data-dir", str(folder), "--json", STATION_PASSWORD="zhao")
    assert weak.code == 1
    assert {p["code"] for p in weak.json["problems"]} == {
        "password.short",
        "password.kinds",
        "password.holds_login",
    }
    assert weak.json["error"]["code"] == weak.json["problems"][0]["code"]
    assert not folder.exists()


def test_the_whole_story_of_one_case(
    ctl: Any, resident: str, person: Person, tmp_path: Path, qapp: object
) -> None:
    first = accepted(ctl, resident, *SHOWN)
    assert first.code == 0
    case = first.json
    assert list(case) == [
        "number",
        "state",
        "item",
        "resident",
        "accepted_at",
        "due",
        "missing",
        "category",
        "title",
        "process",
        "step",
        "lane",
        "owner",
    ]
    assert (case["state"], case["item"], case["resident"]) == ("incomplete", ITEM, resident)
    assert (case["accepted_at"], case["due"]) == (None, None)
    assert case["missing"] == ["photo_1inch"]
    number = case["number"]

    def paper(kind: str, *more: str) -> str:
        out = tmp_path / f"{kind}.pdf"
        ran = ctl("paper", kind, number, "--out", str(out), *more, "--json")
        assert ran.code == 0, ran.out
        return text_of(out)

    receipt = paper("receipt")
    assert number in receipt
    assert "收件回执" in receipt
    assert person.name in receipt
    assert person.id_number not in receipt
    assert "一寸照片" in paper("notice")
    assert person.id_number in paper("form")
    early = ctl("paper", "completion", number, "--out", str(tmp_path / "x.pdf"), "--json")
    assert (early.code, early.error) == (1, "papers.not_for_case")

    later = ctl("case", "supply", number, "--material", "photo_1inch=later", "--json").json
    assert later["state"] == "accepted"
    assert later["due"] is not None
    assert later["accepted_at"].endswith("+08:00")
    assert "受理通知书" in paper("acceptance")
    too_early = ctl("case", "complete", number, "--json")
    assert (too_early.code, too_early.error) == (1, "flow.documents_to_follow")
    ctl("case", "supply", number, "--material", "photo_1inch=copy")
    done = ctl("case", "complete", number, "--delivery", "到站领取", "--json")
    assert done.json["state"] == "completed"
    english = paper("completion", "--lang", "en", "--format", "large")
    assert "NoticeofCompletion".lower() in english.lower()
    reprint = ctl(
        "paper", "completion", number, "--out", str(tmp_path / "again.pdf"), "--json"
    ).json
    assert reprint["copy"] == 2
    assert "补打" in text_of(tmp_path / "again.pdf")

    shown = ctl("case", "show", number, "--json").json
    assert {"paper": "completion", "copy": 2} in shown["papers"]
    assert person.phone not in ctl("case", "show", number).out
    assert person.name not in ctl("case", "show", number).out
    ended = ctl("case", "withdraw", number, "--reason", "不办了", "--json")
    assert (ended.code, ended.error) == (1, "case.not_open")
    holds = ctl("verify", "--json").json
    assert (holds["chain"], holds["tables"]) == ("ok", "equal")
    assert holds["entries"] > 10


def test_all_is_refused_at_once_with_every_reason(ctl: Any, resident: str) -> None:
    ran = ctl(
        "case", "accept", "--item", ITEM, "--resident", resident, "--json",
        "--field", "senior_card_category=nonsense", "--material", "id_card=later",
    )  # fmt: skip
    assert ran.code == 1
    problems = {(p["code"], p["field"].split("/", 2)[2]) for p in ran.json["problems"]}
    assert ("form.choice", "answers/senior_card_category") in problems
    assert ("form.required", "answers/photo_source") in problems
    assert ("material.never_later", "materials/id_card") in problems
    assert "“居民身份证”不能后补" in ran.out
    assert ctl("case", "list", "--json").json == {"cases": [], "more": False}


def test_a_mistyped_key_is_never_passed_over(ctl: Any, resident: str) -> None:
    ran = accepted(ctl, resident, "--field", "photo_sorce=x", "--material", "hukou=original")
    assert [p["code"] for p in ran.json["problems"]] == ["field.unknown", "material.unknown"]
    english = ctl("case", "accept", "--item", "X", "--resident", resident, "--lang", "en", "--json")
    assert english.error == "item.unknown"
    assert "no item" in english.json["error"]["message"]


def test_an_agent_acts_and_a_promise_is_dated(ctl: Any, resident: str, person: Person) -> None:
    agent = ("--agent-name", "李四", "--agent-id", "440524188001010014", "--agent-relation", "女儿")
    papers = ("--material=power_of_attorney=original", "--material=agent_id_card=original")
    ran = accepted(
        ctl, person.id_number, *SHOWN, *agent, *papers,
        "--material", "photo_1inch=later", "--promised", "photo_1inch=2099-01-01",
    )  # fmt: skip
    assert ran.json["state"] == "accepted"
    shown = ctl("case", "show", ran.json["number"], "--json").json
    by_key = {material["key"]: material for material in shown["materials"]}
    assert by_key["photo_1inch"]["promised"] == "2099-01-01"
    assert shown["resident"] == resident
    same = accepted(ctl, resident, "--agent-name", person.name, "--agent-id", person.id_number)
    assert same.error == "agent.is_resident"


def test_a_booking_keeps_who_where_and_when(
    ctl: Any, resident: str, tmp_path: Path, qapp: object
) -> None:
    item = ctl("items", "show", "LIF-HC-003", "--json").json
    samples = {"text": "x", "phone": "13800138000", "date": "2026-12-01", "boolean": "是"}
    answers = {
        f["key"]: f["choices"][0]["value"] if f["choices"] else samples.get(f["type"], "1")
        for f in item["fields"]
        if f["required"] and not f["prefill"]
    }
    fields = [f"--field={key}={value}" for key, value in answers.items()]
    agreed = ("--organisation", "康宁家政", "--place", "本站二层", "--at", "2026-12-01T09:30")
    ran = ctl(
        "case", "accept", "--item", "LIF-HC-003", "--resident", resident, *fields, *agreed, "--json"
    )
    assert ran.code == 0, ran.out
    assert ran.json["state"] == "arranged"
    out = tmp_path / "a.pdf"
    assert ctl("paper", "appointment", ran.json["number"], "--out", str(out)).code == 0
    text = text_of(out)
    assert "康宁家政" in text
    assert "本站二层" in text
    wrong = ctl(
        "case", "accept", "--item", "LIF-HC-003", "--resident", resident, *fields, "--at", "明天",
        "--json",
    )  # fmt: skip
    assert wrong.error == "appointment.time"


def test_a_proof_that_is_not_issued_gets_a_paper_that_says_who_does(
    ctl: Any, resident: str, person: Person, tmp_path: Path, qapp: object
) -> None:
    out = tmp_path / "proof.pdf"
    ran = ctl(
        "paper", "refusal", "proof:kinship", "--out", str(out), "--resident", resident, "--json"
    )
    assert ran.code == 0
    text = text_of(out)
    assert "亲属关系证明" in text
    assert person.name in text
    unknown = ctl("paper", "refusal", "proof:nonsense", "--out", str(out), "--json")
    assert (unknown.code, unknown.error) == (1, "proof.unknown")


def test_papers_that_cannot_be_written_are_refused_before_they_are_noted(
    ctl: Any, resident: str, tmp_path: Path
) -> None:
    number = accepted(ctl, resident, *SHOWN).json["number"]
    ran = ctl("paper", "receipt", number, "--out", str(tmp_path / "no" / "r.pdf"), "--json")
    assert (ran.code, ran.error) == (1, "file.cannot_write")
    roll = ctl(
        "paper", "form", number, "--out", str(tmp_path / "f.pdf"), "--format", "roll", "--json"
    )
    assert (roll.code, roll.error) == (1, "papers.format")
    assert ctl("case", "show", number, "--json").json["papers"] == []


def test_the_queue_is_listed_and_narrowed(ctl: Any, resident: str) -> None:
    numbers = [accepted(ctl, resident, *SHOWN).json["number"] for _ in range(2)]
    ctl("case", "void", numbers[0], "--reason", "录错")
    listed = ctl("case", "list", "--json").json["cases"]
    assert {case["number"] for case in listed} == set(numbers)
    void = ctl("case", "list", "--state", "void", "--item", ITEM, "--json").json["cases"]
    assert [case["number"] for case in void] == [numbers[0]]
    assert ctl("case", "list", "--limit", "1", "--json").json["more"] is True
    told = ctl("case", "list", "--state", "void", "--resident", resident).out
    assert "已作废" in told
    assert "没有符合条件的件" in ctl("case", "list", "--state", "refused").out


def test_a_case_is_paused_resumed_and_declined(ctl: Any, resident: str) -> None:
    number = accepted(ctl, resident, *SHOWN, "--material=photo_1inch=copy").json["number"]
    assert ctl("case", "pause", number, "--reason", "supplement", "--json").code == 0
    assert ctl("case", "complete", number, "--json").error == "flow.paused"
    assert ctl("case", "resume", number, "--json").code == 0
    assert ctl("case", "resume", number, "--json").error == "case.not_paused"
    declined = ctl("case", "decline", number, "--reason", "不符合条件", "--json").json
    assert declined["state"] == "refused"
    assert ctl("case", "show", "017014-20261126-01-9999-1", "--json").error == "case.unknown"


def test_one_wrong_answer_is_told_with_its_place(ctl: Any, resident: str) -> None:
    wrong = accepted(ctl, resident, *SHOWN, "--field=photo_source=nonsense")
    assert (wrong.code, wrong.error) == (1, "form.choice")
    (problem,) = wrong.json["problems"]
    assert problem["field"] == "line/1/answers/photo_source"
    args = ("case", "accept", "--item", ITEM, "--resident", resident, *FORM)
    assert "photo_source: " in ctl(*args, "--field=photo_source=nonsense").err


def test_an_item_that_has_ended_is_not_taken_in_any_more(
    ctl: Any, resident: str, tmp_path: Path, folder: Path
) -> None:
    number = accepted(ctl, resident, *SHOWN).json["number"]
    pack = shipped.reference_pack()
    last_day = date(2024, 12, 31)
    ended = msgspec.structs.replace(
        pack,
        items=tuple(
            msgspec.structs.replace(item, effective_until=last_day if item.code == ITEM else None)
            for item in pack.items
        ),
    )
    workbook.export(ended, tmp_path / "items.xlsx")
    assert ctl("items", "import", str(tmp_path / "items.xlsx"), "--json").json["changed"]
    ran = accepted(ctl, resident, *SHOWN)
    assert (ran.code, ran.error) == (1, "item.not_offered")
    assert ctl("items", "show", ITEM, "--json").code == 0
    assert ctl("case", "show", number, "--json").json["item"] == ITEM
    supplied = ctl("case", "supply", number, "--material", "photo_1inch=original", "--json")
    assert supplied.json["state"] == "accepted"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x" * 501, "form.too_long"),
        ("a\x1b[31mb", "form.control_characters"),
        ("\u200b \t", "case.reason_missing"),
    ],
)
def test_a_reason_that_no_paper_could_show_is_refused(
    ctl: Any, resident: str, text: str, code: str
) -> None:
    number = accepted(ctl, resident, *SHOWN, "--material=photo_1inch=original").json["number"]
    for act in ("pause", "withdraw", "decline", "void"):
        ran = ctl("case", act, number, "--reason", text, "--json")
        assert (ran.code, ran.error) == (1, code)
    assert ctl("case", "show", number, "--json").json["state"] == "accepted"


def test_long_or_unreadable_words_about_a_visit_are_refused(ctl: Any, resident: str) -> None:
    for option in ("result", "delivery", "organisation", "place", "contact"):
        for text in ("x" * 501, "a\x07"):
            ran = accepted(ctl, resident, *SHOWN, f"--{option}", text)
            assert (ran.code, ran.error[:5]) == (1, "form."), option


def test_a_station_keeps_its_search_index_between_runs(
    ctl: Any, anyone: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ctl("items", "find", "老人坐车卡", "--json").json
    assert first == anyone("items", "find", "老人坐车卡", "--json").json

    def never(*_: object) -> None:
        raise AssertionError("built again")

    monkeypatch.setattr(itemsearch, "build", never)
    assert ctl("items", "find", "老人坐车卡", "--json").json == first
