"""Individual cases at the command line: the six steps, the plan from a file, and no note told to
anybody whose it is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from people import people
from stationctl_runs import PASSWORD

from station_desktop.storage.store import Store
from station_desktop.usecases.door import accounts, opening
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

ONE = people(1)[0]
NOTE = "女儿私下提到债务"


@pytest.fixture
def work(folder: Path) -> Iterator[Work]:
    entered = opening.unlock(folder, "wangmin", PASSWORD)
    store = Store(folder, entered.key)
    yield Work(store, entered.actor)
    store.close()


@pytest.fixture
def number(ctl: Any, work: Work) -> str:
    residents.register(work, ONE.typed())
    made = ctl("plan", "apply", "--resident", ONE.id_number, "--why", "独居老人", "--json").json
    return str(made["number"])


def diagnosed(ctl: Any, number: str) -> None:
    told = ("--situation", "老伴去世", "--problem", "情绪低落", "--strength", "女儿同城")
    ctl("plan", "diagnose", number, *told, "--risk", "middle")


def test_the_six_steps(ctl: Any, number: str, tmp_path: Path) -> None:
    goal = ("plan", "set", number, "--goal", "吃上热饭", "--goal", "走出家门")
    measure = ("--measure", "1:organisation:联系助餐", "--measure", "2:volunteer:陪同散步")
    assert ctl(*goal, "--json").error == "individual.diagnose_first"
    diagnosed(ctl, number)
    planned = ctl(*goal, *measure, "--json").json
    assert (planned["step"], planned["next"]) == ("plan", "done")
    assert [one["lead"] for one in planned["measures"]] == ["organisation", "volunteer"]
    done = ("plan", "done", number, "--measure", "1", "--outcome", "已送餐", "--json")
    assert ctl(*done).json["measures"][0]["outcome"] == "已送餐"
    assert ctl(*done).error == "individual.measure_done"
    assert ctl("plan", "review", number, "--text", "继续", "--json").json["step"] == "supervision"
    judge = ("plan", "judge", number, "--goal", "1", "--state", "achieved")
    assert "目标1：吃上热饭（已达成）" in ctl(*judge, "--lang", "zh_CN").out
    ctl("plan", "refer", number, "--agency", "心理门诊", "--reason", "评估")
    close = ("plan", "close", number, "--ending", "partly", "--text", "小结", "--by-worker", "3")
    assert ctl(*close, "--json").error == "individual.left_open"
    closed = ctl(*close, "--by-resident", "4", "--left-open", "转日常走访", "--json").json
    assert (closed["state"], closed["closings"][0]["by_resident"]) == ("closed", 4)
    assert ctl("plan", "list", "--json").json == {"cases": []}
    assert len(ctl("plan", "list", "--state", "closed", "--mine", "--json").json["cases"]) == 1
    out = tmp_path / "结案.pdf"
    made = ctl("plan", "paper", number, "--kind", "closing", "--out", str(out), "--json").json
    assert (made["copy"], out.read_bytes()[:4]) == (1, b"%PDF")
    assert ctl("plan", "reopen", number, "--reason", "反复", "--json").json["step"] == "plan"


def test_a_plan_goes_out_and_comes_back_as_a_file(ctl: Any, number: str, tmp_path: Path) -> None:
    diagnosed(ctl, number)
    wanted = [
        {
            "text": "吃上热饭",
            "by": "2099-01-31",
            "measures": [
                {
                    "text": "联系助餐",
                    "lead": "organisation",
                    "supports": ["family", "volunteer"],
                    "by": "2098-12-01",
                }
            ],
        }
    ]
    file = tmp_path / "计划.json"
    file.write_text(json.dumps(wanted), "utf-8")
    ctl("plan", "set", number, "--file", str(file))
    shown = ctl("plan", "show", number, "--json").json
    assert shown["measures"][0]["supports"] == ["volunteer", "family"]
    file.write_text(json.dumps(shown), "utf-8")
    again = ctl("plan", "set", number, "--file", str(file), "--json").json
    assert again["measures"] == shown["measures"]
    for wrong in ('{"plan": 3}', "[{", '[{"text": "x", "when": 1}]'):
        file.write_text(wrong, "utf-8")
        ran = ctl("plan", "set", number, "--file", str(file), "--json")
        assert ran.error == "individual.file_unreadable"
    for nothing in (tmp_path, tmp_path / "none.json"):
        ran = ctl("plan", "set", number, "--file", str(nothing), "--json")
        assert (ran.code, ran.error) == (1, "file.cannot_read")
    assert ctl("plan", "set", number, "--goal", "x", "--measure", "2:party:y").code == 2


def test_notes_are_told_to_few_and_only_on_demand(ctl: Any, work: Work, number: str) -> None:
    diagnosed(ctl, number)
    accounts.add(work, "lijing", "李静", ("worker",), "Green-Tea-2027")
    said = ctl("plan", "note", number, "--text", NOTE, "--json")
    assert NOTE not in said.out
    assert NOTE not in ctl("plan", "show", number).out
    assert NOTE not in ctl("plan", "show", number, "--json").out
    assert NOTE in ctl("plan", "show", number, "--notes").out
    assert ctl("plan", "show", number, "--notes", "--json").json["note_texts"][0]["text"] == NOTE
    other = {"STATION_USER": "lijing", "STATION_PASSWORD": "Green-Tea-2027"}
    for args in (("show", number), ("list",), ("list", "--resident", ONE.id_number)):
        for seen in (
            ctl("plan", *args, "--json", **other).out,
            ctl("plan", *args, **other).out,
        ):
            assert number in seen
            for private in (NOTE, "老伴去世", "情绪低落", "独居老人"):
                assert private not in seen
    assert ctl("plan", "show", number, "--notes", "--json", **other).error == (
        "individual.not_yours"
    )
    hand = ("plan", "hand-over", number, "--to", "lijing", "--reason", "休假", "--json")
    assert ctl(*hand).json["worker"] == "李静"
    assert NOTE in ctl("plan", "show", number, "--notes", **other).out
    assert ctl(*hand[:4], "nobody", *hand[5:]).error == "individual.worker_unknown"
