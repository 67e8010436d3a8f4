"""What anyone may ask with no station at all: items, numbers, due dates."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from station_desktop import __main__, __version__
from station_desktop.hall.main import main as hall_command
from station_desktop.releases.installation import platform_here
from station_desktop.sync import wire

NUMBER = "11010519491231002X"


def test_a_number_is_checked_in_any_form(anyone: Any) -> None:
    ran = anyone("id", "check", " 110105 19491231 002ｘ", "--json")
    assert ran.code == 0
    assert ran.json == {
        "input": " 110105 19491231 002ｘ",
        "valid": True,
        "type": "resident_id",
        "normalised": NUMBER,
        "birth_date": "1949-12-31",
        "sex": "female",
        "reason": None,
    }


def test_a_wrong_number_is_answered_with_its_reason(anyone: Any) -> None:
    ran = anyone("--json", "id", "check", "110105194912310021")
    assert ran.code == 0
    assert (ran.json["valid"], ran.json["reason"]) == (False, "id.checksum")
    told = anyone("id", "check", "110105194912310021", "--lang", "en")
    assert "check digit" in told.out


def test_numbers_stream_one_answer_a_line_whatever_comes(anyone: Any) -> None:
    rows = [
        b"\xef\xbb\xbf" + NUMBER.encode(),
        b"",
        b"abc",
        b"   ",
        "张三".encode("gb18030"),
        b"x" * 90,
    ]
    ran = anyone("id", "check", "--stdin", input=b"\r\n".join(rows))
    assert ran.code == 0
    answers = ran.lines
    assert [answer["valid"] for answer in answers] == [True, False, False, False]
    assert answers[0]["input"] == NUMBER
    assert answers[2]["input"] == "张三"
    assert answers[3]["reason"] == "id.too_long"
    assert all(list(answer) == list(answers[0]) for answer in answers)


def test_the_answer_repeats_what_was_given_to_its_last_character(anyone: Any) -> None:
    long = "1" * 10_000
    assert anyone("id", "check", "--stdin", input=long).lines[0]["input"] == long
    assert anyone("id", "check", long, "--json").json["input"] == long


def test_a_number_in_the_quotes_of_a_csv_is_read(anyone: Any) -> None:
    quoted = f'"{NUMBER}"'
    (answer,) = anyone("id", "check", "--stdin", input=f"{quoted}\r\n").lines
    assert (answer["input"], answer["valid"]) == (quoted, True)
    assert answer["normalised"] == NUMBER


def test_a_thousand_numbers_give_a_thousand_answers(anyone: Any) -> None:
    ran = anyone("id", "check", "--stdin", input=f"{NUMBER}\n" * 1000)
    assert len(ran.lines) == 1000


@pytest.mark.parametrize(
    ("accepted_at", "days", "due"),
    [
        ("2026-02-13T10:00", "3", "2026-02-25"),
        ("2026-09-18T10:00", "3", "2026-09-22"),
        ("2026-09-30T10:00", "20", "2026-11-03"),
        ("2025-12-31", "1", "2026-01-04"),
        ("2026-02-13T10:00+08:00", "0", "2026-02-13"),
        ("2026年2月13日 9:05", "3", "2026-02-25"),
    ],
)
def test_a_due_date_is_shown_with_its_steps(
    anyone: Any, accepted_at: str, days: str, due: str
) -> None:
    ran = anyone("due", "--from", accepted_at, "--days", days, "--json")
    assert ran.code == 0
    assert list(ran.json) == ["due", "steps"]
    assert ran.json["due"] == due
    assert len(ran.json["steps"]) >= 2


def test_due_dates_stream_from_a_csv_with_or_without_heads(anyone: Any) -> None:
    rows = (
        "accepted_at,days\r\n2026-02-13T10:00,3\r\nsoon,3\r\n2026-02-13,many\r\n,\r\n2026-02-13\r\n"
    )
    ran = anyone("due", "--stdin", input="\ufeff" + rows + '"2026-09-30 10:00","20",x\r\n')
    assert ran.code == 0
    first, *bad, last = ran.lines
    assert first["due"] == "2026-02-25"
    assert [line["error"]["code"] for line in bad] == [
        "input.moment",
        "input.days",
        "input.days",
        "input.due_line",
    ]
    assert last["due"] == "2026-11-03"
    assert anyone("due", "--stdin", input="2026-02-13T10:00,3").lines[0] == first


@pytest.mark.parametrize(
    "rows",
    [
        "日期,工作日\n2026-09-30,20\n",
        "accepted,limit,note\r\n2026-09-30T10:00,20,x\r\n",
        "days,accepted_at\n20,2026-09-30\n",
        "天数,受理时间\n20,2026年9月30日\n",
        "2026-09-30\t20\n",
        "2026-09-30;20\n",
        "2026/9/30,20\n",
        "2026年9月30日，20\n",
        '"2026-09-30", "20"\n',
    ],
)
def test_due_dates_come_from_a_table_however_it_is_written(anyone: Any, rows: str) -> None:
    ran = anyone("due", "--stdin", input=rows)
    assert [line["due"] for line in ran.lines] == ["2026-11-03"]


def test_a_first_line_that_is_no_heads_is_answered(anyone: Any) -> None:
    (answer,) = anyone("due", "--stdin", input="30 September 2026,20\n").lines
    assert answer["error"]["code"] == "input.moment"


def test_a_day_beyond_the_known_years_says_so(anyone: Any) -> None:
    ran = anyone("due", "--from", "2026-12-30", "--days", "10", "--json", "--lang", "en")
    assert "2027" in ran.json["caution"]
    refused = anyone("due", "--from", "1990-01-01", "--days", "1", "--json")
    assert (refused.code, refused.error) == (1, "deadline.out_of_range")
    assert anyone("due", "--from", "2026-02-13", "--days=-1", "--json").error == "deadline.negative"


def test_calendar_days_may_be_asked_for(anyone: Any) -> None:
    ran = anyone("due", "--from", "2026-02-02", "--days", "3", "--unit", "calendar_day", "--json")
    assert ran.json["due"] == "2026-02-05"


def test_the_reference_catalogue_is_listed_and_says_what_it_is(anyone: Any) -> None:
    listed = anyone("items", "list", "--json").json
    assert len(listed["items"]) == 149
    assert list(listed["items"][0]) == ["code", "category", "mode", "name_zh", "name_en"]
    assert "参考目录" in listed["notice_zh"]
    told = anyone("items", "list", "--category", "life", "--mode", "dispatch")
    assert "LIF-HR-001" in told.out
    assert "GOV-" not in told.out
    assert "参考目录" in told.out


def test_an_item_is_shown_with_form_and_documents(anyone: Any) -> None:
    ran = anyone("items", "show", "GOV-EL-001", "--json")
    item = ran.json
    assert list(item)[:5] == ["code", "category", "mode", "name_zh", "name_en"]
    assert (item["code"], item["category"], item["mode"]) == ("GOV-EL-001", "government", "collect")
    field = {field["key"]: field for field in item["fields"]}["residence_permit_no"]
    assert (field["type"], field["required"]) == ("text", True)
    assert field["applies_when"] == "senior_card_category=residence_permit"
    choices = item["fields"][0]["choices"]
    assert [choice["value"] for choice in choices] == ["beijing_hukou", "residence_permit"]
    card = item["materials"][0]
    assert (card["key"], card["name_zh"], card["grade"]) == ("id_card", "居民身份证", "B")
    assert card["may_follow"] is False
    page = anyone("items", "show", "GOV-EL-001").out
    assert "养老助残卡申领" in page
    assert "15个工作日" in page


def test_an_unknown_item_is_refused(anyone: Any) -> None:
    ran = anyone("items", "show", "NO-SUCH", "--json")
    assert ran.code == 1
    assert ran.json == {
        "error": {
            "code": "item.unknown",
            "message": "事项目录里没有编码为“NO-SUCH”的事项，请核对编码，或用查找功能查一查。",
        }
    }
    said = anyone("items", "show", "NO-SUCH", "--lang", "en")
    assert (said.code, said.out) == (1, "")
    assert "NO-SUCH" in said.err


def test_items_are_found_in_a_residents_words(anyone: Any) -> None:
    found = anyone("items", "find", "老人坐车卡", "--json").json
    assert found["query"] == "老人坐车卡"
    assert found["matches"][0]["code"] == "GOV-EL-001"
    assert list(found["matches"][0]) == ["code", "name_zh", "score"]
    assert "养老助残卡申领" in anyone("items", "find", "老人坐车卡", "--limit", "1").out


def test_queries_stream_and_a_refused_proof_is_recognised(anyone: Any) -> None:
    ran = anyone(
        "items", "find", "--stdin", "--limit", "3", input="lrgjk\r\n\r\n亲属关系证明\r\n⁂\r\n"
    )
    bus, proof, nonsense = ran.lines
    assert bus["matches"][0]["code"] == "GOV-EL-001"
    assert len(bus["matches"]) == 3
    assert proof["matches"][0]["code"] == "proof:kinship"
    assert proof["matches"][0]["name_zh"] == "亲属关系证明"
    assert nonsense == {"query": "⁂", "matches": []}
    assert "换个说法" in anyone("items", "find", "⁂").out


@pytest.mark.parametrize(
    "typed", ["GOV-EL-001", "gov-el-001", " gov el 001 ", "ＧＯＶ－ＥＬ－００１"]
)
def test_an_item_is_found_by_its_code(anyone: Any, typed: str) -> None:
    matches = anyone("items", "find", typed, "--limit", "3", "--json").json["matches"]
    codes = [match["code"] for match in matches]
    assert (codes[0], matches[0]["score"]) == ("GOV-EL-001", 1.0)
    assert len(set(codes)) == len(codes) <= 3


def test_the_catalogue_is_exported_without_a_station(anyone: Any, tmp_path: Path) -> None:
    ran = anyone("items", "export", str(tmp_path / "事项.xlsx"), "--json")
    assert ran.json["items"] == 149
    assert (tmp_path / "事项.xlsx").stat().st_size > 10_000
    for name in (str(tmp_path / "no" / "x.xlsx"), "", "x" * 3000):
        refused = anyone("items", "export", name, "--json")
        assert (refused.code, refused.error) == (1, "workbook.cannot_write")


@pytest.mark.parametrize(
    "args",
    [
        ("id", "check"),
        ("id", "check", NUMBER, "--stdin"),
        ("due",),
        ("due", "--from", "2026-02-13"),
        ("due", "--from", "2026-02-13", "--days", "1", "--stdin"),
        ("due", "--from", "2026-02-13", "--days", "1", "--unit", "weeks"),
        ("items", "find"),
        ("items", "nonsense"),
        ("nonsense",),
        ("items", "list", "--nonsense"),
        ("items", "find", "x", "--limit", "0"),
        ("init", "--name", "x"),
        ("--lang", "fr", "items", "list"),
    ],
)
def test_what_is_not_understood_ends_with_2_and_says_why(anyone: Any, args: tuple[str]) -> None:
    ran = anyone(*args)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip()
    described = anyone(*args, "--json")
    assert described.code == 2
    assert described.error == "usage"
    assert described.err == ""


def test_misunderstandings_are_told_in_the_readers_language(anyone: Any) -> None:
    assert "没有“nonsense”这个命令" in anyone("nonsense").err
    assert "There is no command “nonsense”" in anyone("nonsense", STATION_LANG="en").err
    assert "--code" in anyone("init", "--name", "x", "--admin", "y").err
    assert "缺少" in anyone("init", "--name", "x", "--admin", "y").err
    assert "no option --nonsense" in anyone("items", "--nonsense", STATION_LANG="en").err
    assert "weeks" in anyone("due", "--unit", "weeks").err
    assert "1到50" in anyone("items", "find", "x", "--limit", "51").err
    assert "1 to 50" in anyone("items", "find", "x", "--limit", "many", STATION_LANG="en").err
    assert "多出了“b c”" in anyone("items", "show", "a", "b", "c").err
    assert "--days" in anyone("due", "--days", STATION_LANG="en").err
    assert "显示这份说明" in anyone("due", "--help").out


@pytest.mark.parametrize(
    ("env", "word"),
    [
        ({}, "命令"),
        ({"LANG": "en_US.UTF-8"}, "Commands"),
        ({"LANG": "zh_CN.UTF-8"}, "命令"),
        ({"LANG": "C.UTF-8"}, "命令"),
        ({"LANG": "en_US.UTF-8", "STATION_LANG": "zh_CN"}, "命令"),
        ({"STATION_LANG": "en"}, "Commands"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "Commands"),
    ],
)
def test_help_comes_in_the_language_of_the_place(
    anyone: Any, env: dict[str, str], word: str
) -> None:
    ran = anyone("--help", **env)
    assert ran.code == 0
    assert word in ran.out


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_command_and_option_has_its_help(anyone: Any, language: str) -> None:
    from station_desktop.cli.main import main
    from station_desktop.console.command import Group

    def walk(group: Group, path: tuple[str, ...]) -> list[tuple[str, ...]]:
        found = [path]
        for name in group.list_commands(None):  # type: ignore[arg-type]
            command = group.get_command(None, name)  # type: ignore[arg-type]
            below = (*path, name)
            found += walk(command, below) if isinstance(command, Group) else [below]
        return found

    paths = walk(main, ())
    assert ("case", "accept") in paths
    for path in paths:
        ran = anyone(*path, "--help", "--lang", language)
        assert ran.code == 0, path
        assert "cli." not in ran.out, path
        assert "--json" in ran.out, path


def test_a_station_that_is_not_there_is_refused_before_any_password(
    anyone: Any, tmp_path: Path
) -> None:
    ran = anyone("residents", "find", "x", "--data-dir", str(tmp_path), "--json")
    assert (ran.code, ran.error) == (1, "station.absent")
    assert json.loads(ran.out)["error"]["message"].startswith("这个文件夹里没有站点数据")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", ["x" * 3000, "~nobody-of-this-name/data"])
@pytest.mark.parametrize("command", ["case list", "doctor --quick", "update status"])
def test_a_folder_that_cannot_be_is_refused(anyone: Any, folder: str, command: str) -> None:
    ran = anyone(*command.split(), "--data-dir", folder, "--user", "wangmin", "--json")
    assert (ran.code, ran.error) == (1, "store.unreadable")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal to send")
def test_an_interruption_while_it_is_loaded_says_nothing() -> None:
    interrupting = (
        "import os, signal, sys\n"
        "class Interrupts:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'click':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupts())\n"
        "import {module}\n"
    )
    for module in ("station_desktop.cli.main", "station_desktop.hall.main"):
        ran = subprocess.run(
            [sys.executable, "-c", interrupting.format(module=module)],
            capture_output=True,
            check=False,
        )
        assert (ran.returncode, ran.stdout, ran.stderr) == (-signal.SIGINT, b"", b"")


def test_every_program_says_in_one_line_which_it_is(
    anyone: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    said = anyone("--version", "--json").json
    assert {key: said[key] for key in ("program", "version", "protocol", "packaged")} == {
        "program": "stationctl",
        "version": __version__,
        "protocol": wire.SPEAKS,
        "packaged": False,
    }
    assert said["platform"] == platform_here()
    line = anyone("--lang", "en", "--version").out
    assert line.startswith(f"stationctl {__version__} · protocol {wire.SPEAKS} · {platform_here()}")
    assert line.count("\n") == 1
    hall = CliRunner().invoke(hall_command, ["--version", "--json"])
    assert json.loads(hall.stdout) == {**said, "program": "station-hall"}
    assert __main__.main(["--version", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {**said, "program": "station-desktop"}
    assert __main__.main(["--version"]) == 0
    assert __version__ in capsys.readouterr().out
