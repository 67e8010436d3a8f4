"""``stationctl partner`` and the tasks of a case, as scripts and people read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdf
import pytest
from people import people

ADD = ("--kind", "agency", "--service", "LIF-HR-002", "--hours", "一至日 8:00-20:00")
FORM = (
    "--field=blocked_place=kitchen",
    "--field=overflowing=false",
    "--field=neighbours_blocked=false",
    "--field=service_address=校场小六条19号院3号",
    "--field=service_date=2030-03-15",
    "--field=time_slot=morning",
    "--field=contact_phone=13800138000",
    "--field=price_informed=true",
)


@pytest.fixture
def agency(ctl: Any) -> str:
    ran = ctl("partner", "add", "--name", "老墙根管道疏通部", *ADD, "--json")
    assert ran.code == 0, ran.out
    assert ran.json["hours"] == "1-7 08:00-20:00"
    return str(ran.json["id"])


@pytest.fixture
def case(ctl: Any) -> str:
    person = people(1, seed=5)[0]
    typed = ("--name", person.name, "--id", person.id_number, "--phone", person.phone)
    resident = ctl("residents", "add", *typed, "--address", person.address, "--json").json["id"]
    ran = ctl("case", "accept", "--item", "LIF-HR-002", "--resident", resident, *FORM, "--json")
    assert ran.code == 0, ran.out
    return str(ran.json["number"])


def test_the_directory_is_kept(ctl: Any, agency: str) -> None:
    listed = ctl("partner", "list", "--words", "gdst", "--json")
    assert [one["name"] for one in listed.json["partners"]] == ["老墙根管道疏通部"]
    assert ctl("partner", "list", "--kind", "unit").out.strip() == "没有符合的单位。"
    changed = ctl("partner", "change", agency, "--price", "80元起", "--json")
    assert changed.json["price"] == "80元起"
    assert ctl("partner", "change", agency, "--price", "", "--json").json["price"] == ""
    shown = ctl("partner", "show", "管道疏通", "--lang", "en")
    assert "Daily 08:00-20:00" in shown.out
    assert "Drain clearing" in shown.out
    wrong = ctl("partner", "add", "--kind", "outlet", "--name", "x", "--phone", "12", "--json")
    assert (wrong.code, wrong.error) == (1, "phone.mobile_length")


def test_closing_and_opening_again(ctl: Any, agency: str, case: str) -> None:
    ctl("case", "dispatch", case, "--partner", agency)
    closed = ctl("partner", "close", agency, "--reason", "停业", "--json")
    assert (closed.json["open"], closed.json["open_tasks"]) == (False, 1)
    assert ctl("partner", "list").out.strip() == "没有符合的单位。"
    assert "已停用：停业" in ctl("partner", "list", "--closed").out
    assert ctl("partner", "reopen", agency).code == 0
    assert ctl("partner", "show", agency, "--json").json["open"] is True


def test_who_fits_is_said_with_reasons(ctl: Any, agency: str) -> None:
    found = ctl("partner", "propose", "--item", "LIF-HR-002", "--json").json["proposals"]
    assert [(one["id"], one["fits"]) for one in found] == [(agency, True)]
    assert found[0]["reasons"][0]["message"] == "提供这项服务"
    assert "管道疏通" in ctl("partner", "propose", "--words", "下水道堵了").out
    assert "名录里没有" in ctl("partner", "propose", "--words", "火星旅行").out


def test_a_task_goes_out_and_comes_back(
    qapp: Any, ctl: Any, agency: str, case: str, tmp_path: Path
) -> None:
    sent = ctl(
        "case", "dispatch", case, "--partner", "gdst", "--organisation", "广内房管所", "--json"
    )
    assert sent.code == 0, sent.out
    first, second = sent.json["tasks"]
    assert (first["partner"], first["state"], first["place"]) == (agency, "sent", 1)
    assert "13800138000" in first["contact"]
    assert second["organisation"] == "广内房管所"
    assert ctl("case", "dispatch", case, "--partner", agency, "--json").error == "dispatch.twice"

    out = tmp_path / "派单.pdf"
    slip = ctl("case", "task", case, "--slip", str(out), "--json")
    assert (slip.json["paper"], slip.json["copy"]) == ("task", 1)
    said = "".join(pypdf.PdfReader(out).pages[0].extract_text().split())
    assert "老墙根管道疏通部" in said
    assert people(1, seed=5)[0].id_number not in said

    assert ctl("case", "task", case, "--accept", "--json").json["tasks"][0]["state"] == "accepted"
    refused = ctl("case", "task", case, "--task", "2", "--refuse", "不归我们管", "--json")
    assert refused.json["to_send_again"] == ["广内房管所"]
    done = ctl("case", "report", case, "--text", "已经疏通", "--price", "80", "--json")
    assert done.json["tasks"][0]["told"] == "已经疏通"
    graded = ctl("case", "task", case, "--grade", "5", "--json")
    assert graded.json["tasks"][0]["grade"] == 5
    page = ctl("case", "task", case).out
    assert "已反馈" in page
    assert "已拒单、待改派：广内房管所" in page
    record = ctl("partner", "show", agency, "--json").json["record"]
    assert (record["done"], record["grade"]) == (1, 5.0)
    both = ctl("case", "task", case, "--accept", "--grade", "1")
    assert both.code == 2


def test_an_identity_number_is_refused(ctl: Any, agency: str, case: str) -> None:
    ran = ctl("case", "dispatch", case, "--partner", agency, "--need", "户主11010519491231002X")
    assert ran.code == 1
    assert "证件号码" in ran.err
    assert "11010519491231002X" not in ran.err + ran.out
