"""Setting a station up with nobody sitting there, and eighteen of them from one Excel sheet."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import python_calamine
import xlsxwriter
from hall_server import HallServer, serving
from stationctl_runs import Run

from station_desktop.domain.station.settings import Settings
from station_desktop.hall import registry
from station_desktop.storage.keys import vault
from station_desktop.storage.keys.vault import Cost, Vault
from station_desktop.storage.store import Store
from station_desktop.usecases.door import opening
from station_desktop.usecases.setup import station_file
from station_desktop.workbook import stations

GOOD = """
[station]
name = "老墙根社区服务站"
code = "１１０１０２０１７０１４"
address = "老墙根街2号"

[[accounts]]
login = "chengong"
name = "陈工"
roles = ["it"]
password = "Counter#2026"

[[accounts]]
login = "wangmin"
name = "王敏"
roles = ["worker", "deputy"]

[settings]
closing_time = "16:30"
password_length = 14
"""
OUT = '[out]\nrecovery_key = "key.txt"\npasswords = "passwords.txt"\n'


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a guess costs is not what is tested here."""
    monkeypatch.setattr(vault, "Cost", lambda: Cost(passes=1, memory=64, lanes=1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "数据 folder"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "station.toml"
    file.write_text(GOOD.replace("Counter#2026", "Counter#2026-long"), "utf-8")
    return file


def init(anyone: Run, folder: Path, *args: object, **more: Any) -> Any:
    return anyone("--data-dir", str(folder), "init", *map(str, args), "--json", **more)


def settings_of(folder: Path, login: str, password: str) -> Settings:
    store = Store(folder, opening.unlock(folder, login, password).key)
    try:
        return store.settings()
    finally:
        store.close()


def test_a_station_is_made_as_the_file_says(anyone: Run, folder: Path, config: Path) -> None:
    sound = init(anyone, folder, "--config", config, "--check")
    assert (sound.code, folder.exists()) == (0, False)
    made = init(anyone, folder, "--config", config)
    assert made.code == 0
    first, second = made.json["accounts"]
    assert "password" not in first
    assert (second["login"], second["roles"]) == ("wangmin", ["worker", "deputy"])
    assert len(second["password"]) >= 14
    kept = settings_of(folder, "wangmin", second["password"])
    assert (kept.station_name, kept.station_code) == ("老墙根社区服务站", "110102017014")
    assert (kept.station_address, kept.closing_time) == ("老墙根街2号", "16:30")
    assert opening.unlock(folder, "chengong", "Counter#2026-long").actor.roles == ("it",)
    assert Vault(folder).open_with_recovery(made.json["recovery_key"])
    again = init(anyone, folder, "--config", config)
    assert (again.code, again.error) == (1, "station.exists")


def test_secrets_go_into_files_of_their_own_that_nobody_else_reads(
    anyone: Run, folder: Path, config: Path
) -> None:
    config.write_text(config.read_text("utf-8") + OUT, "utf-8")
    made = init(anyone, folder, "--config", config)
    assert made.code == 0
    key, passwords = config.parent / "key.txt", config.parent / "passwords.txt"
    assert made.json["recovery_key_file"] == str(key)
    assert "recovery_key" not in made.json
    if os.name != "nt":
        assert {file.stat().st_mode & 0o777 for file in (key, passwords)} == {0o600}
    lines = key.read_text("utf-8").splitlines()
    (typed,) = [line.strip() for line in lines if line.count("-") == 7]
    assert Vault(folder).open_with_recovery(typed)
    told = dict(line.split("\t") for line in passwords.read_text("utf-8").splitlines()[3:])
    assert list(told) == ["wangmin"]
    assert told["wangmin"] not in made.out + made.err
    assert opening.unlock(folder, "wangmin", told["wangmin"]).actor.name == "王敏"


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        (("老墙根社区服务站", ""), {("station.name", "station.name_missing")}),
        (("１１０１０２０１７０１４", "12"), {("station.code", "station.code_form")}),
        (('"chengong"', '"wangmin"'), {("accounts[2].login", "account.exists")}),
        (('["it"]', '["worker"]'), {("accounts", "firstrun.no_manager")}),
        (('["it"]', '["it", "boss"]'), {("accounts[1].roles", "account.role")}),
        (('["it"]', '"it"'), {("accounts[1].roles", "firstrun.roles")}),
        (("Counter#2026-long", "Counter#2026"), {("accounts[1].password", "password.short")}),
        (("16:30", "25:00"), {("settings.closing_time", "setting.time")}),
        (("closing_time", "closing"), {("settings.closing", "setting.unknown")}),
        (("address =", "adress ="), {("station.adress", "firstrun.unknown")}),
        (("[settings]", "[setting]"), {("setting", "firstrun.unknown")}),
        (('name = "王敏"', "name = 5"), {("accounts[2].name", "firstrun.no_text")}),
        (("[settings]", "[settings"), {("", "firstrun.syntax")}),
        (
            ("[settings]", '[hall]\naddress = "http://hall"\ncode = "ABC"\n[settings]'),
            {("hall.address", "sync.address_open"), ("hall.code", "enrol.code_form")},
        ),
        (
            ("[settings]", '[out]\npasswords="no/a"\n[settings]'),
            {("out.passwords", "file.cannot_write")},
        ),
        (
            ("[settings]", '[out]\nrecovery_key="station.toml"\n[settings]'),
            {("out.recovery_key", "firstrun.file_there")},
        ),
    ],
)
def test_everything_wrong_is_named_and_nothing_is_made(
    anyone: Run, folder: Path, config: Path, change: tuple[str, str], problems: set[Any]
) -> None:
    text = config.read_text("utf-8")
    assert change[0] in text
    config.write_text(text.replace(*change), "utf-8")
    for only_check in (["--check"], []):
        ran = init(anyone, folder, "--config", config, *only_check)
        assert ran.code == 1
        found = {(each.get("field", ""), each["code"]) for each in ran.json["problems"]}
        assert found == problems
    told = anyone("init", "--config", str(config), "--check", "--lang", "en")
    assert told.out == ""
    assert "{" not in told.err
    assert not folder.exists()
    assert os.listdir(config.parent) == ["station.toml"]


def test_secrets_are_not_left_beside_the_data(anyone: Run, folder: Path, config: Path) -> None:
    folder.mkdir()
    text = config.read_text("utf-8") + f'[out]\nrecovery_key = "{folder.name}/key.txt"\n'
    config.write_text(text, "utf-8")
    assert init(anyone, folder, "--config", config).error == "firstrun.key_beside_lock"
    assert os.listdir(folder) == []


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HallServer]:
    with serving(tmp_path_factory.mktemp("hall")) as server:
        yield server


def with_hall(config: Path, hall: HallServer, code: str) -> None:
    asked = f'[hall]\naddress = "{hall.url}"\ncode = "{code}"\nwindow = "一号窗口"\n'
    config.write_text(config.read_text("utf-8") + asked + OUT, "utf-8")


def test_what_was_begun_is_taken_away_when_the_hall_refuses(
    anyone: Run, folder: Path, config: Path, hall: HallServer
) -> None:
    with_hall(config, hall, "ABCDE-FGHJK-LMNPQ-RSTUV")
    ran = init(anyone, folder, "--config", config)
    assert (ran.code, ran.error) == (1, "enrol.code_unknown")
    assert not folder.exists()
    assert os.listdir(config.parent) == ["station.toml"]


def test_the_window_is_let_in_at_the_hall(
    anyone: Run, folder: Path, config: Path, hall: HallServer
) -> None:
    with_hall(config, hall, hall.code())
    made = init(anyone, folder, "--config", config)
    assert (made.code, made.json["hall"]) == (0, hall.url)
    assert made.json["desk"]
    assert [device.name for device in registry.devices(hall.hall, hall.officer)] == ["一号窗口"]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_example_is_sound_as_it_stands(anyone: Run, language: str) -> None:
    text = anyone("init", "--example", "--lang", language).out
    order = station_file.read(text.encode())
    assert order.plan.code == "110102017014"
    assert len(order.plan.people) == 3
    assert anyone("init", "--example", "--json").json["example"]


@pytest.mark.parametrize(
    "args", [(), ("--config", "x", "--name", "y"), ("--check",), ("--sheet", "x.xlsx")]
)
def test_one_way_at_a_time(anyone: Run, args: tuple[str, ...]) -> None:
    assert anyone("init", *args, "--json").code == 2


# the sheet

HEADS = [column.zh for column in stations.STATIONS.columns]
MORE = [column.zh for column in stations.STAFF.columns]


def sheet(path: Path, rows: list[list[Any]], staff: list[list[Any]] | None = None) -> Path:
    """A workbook as somebody fills it in, numbers where Excel makes them."""
    book = xlsxwriter.Workbook(path)
    for name, lines in (("站点", [HEADS, *rows]), ("其他人员", [MORE, *(staff or [])])):
        page = book.add_worksheet(name)
        for number, line in enumerate(lines):
            page.write_row(number, 0, line)
    book.close()
    return path


def eighteen() -> list[list[Any]]:
    return [
        [
            110102017001 + n,
            f"第{n + 1}社区服务站",
            "广安门内街道",
            "",
            63030000 + n,
            f"it{n}",
            "陈工",
        ]
        for n in range(18)
    ]


def test_eighteen_stations_come_out_of_one_sheet(anyone: Run, tmp_path: Path, folder: Path) -> None:
    rows = eighteen()
    rows[3][0] = "１１０１０２０１７００４"
    rows[4] += ["信息员；stationmaster", "Warm-Tea-2026", "https://hall.example.gov.cn"]
    rows[4] += ["abcde fghjk lmnpq rstuv", "一号窗口"]
    staff = [[110102017005, "ｗａｎｇｍｉｎ", "王敏", "全能社工；副站长", ""]]
    file, out = sheet(tmp_path / "stations.xlsx", rows, staff), tmp_path / "配置"
    ran = anyone("init", "--sheet", str(file), "--out", str(out), "--json")
    assert ran.code == 0
    names = sorted(f"{110102017001 + n}.toml" for n in range(18))
    assert sorted(os.listdir(out)) == names
    assert [Path(one["file"]).name for one in ran.json["stations"]] == names
    if os.name != "nt":
        assert {path.stat().st_mode & 0o777 for path in out.iterdir()} == {0o600}
    fifth = station_file.read((out / names[4]).read_bytes())
    assert fifth.plan.hall is not None
    assert fifth.plan.hall.window == "一号窗口"
    assert [person.login for person in fifth.plan.people] == ["it4", "wangmin"]
    assert fifth.plan.people[1].roles == ("worker", "deputy")
    assert fifth.plan.people[0].password == "Warm-Tea-2026"
    plain = tomllib.loads((out / names[0]).read_text("utf-8"))
    assert plain["station"]["phone"] == "63030000"
    assert plain["accounts"][0]["roles"] == ["it", "stationmaster"]
    made = init(anyone, folder, "--config", out / names[0])
    assert made.code == 0
    assert (out / "110102017001-recovery-key.txt").stat().st_size > 0
    again = anyone("init", "--sheet", str(file), "--out", str(out), "--json")
    assert (again.code, again.error) == (1, "firstrun.file_there")


def test_every_wrong_cell_is_named_and_nothing_is_written(anyone: Run, tmp_path: Path) -> None:
    rows = eighteen()
    rows[1][0] = rows[0][0]
    rows[2][0] = "11010"
    rows[3][1] = ""
    rows[4] += ["馆长"]
    rows[5] += ["", "short"]
    rows[6] += ["", "", "hall.example", "ABC"]
    rows[7] += ["全能社工"]
    rows[8][0] = 1.1010201701e17
    staff = [[110102017099, "li", "李静", "全能社工", ""], [110102017010, "it9", "", "全能社工"]]
    file, out = sheet(tmp_path / "stations.xlsx", rows, staff), tmp_path / "out"
    ran = anyone("init", "--sheet", str(file), "--out", str(out), "--json")
    found = [(problem["field"], problem["code"]) for problem in ran.json["problems"]]
    assert sorted(found) == sorted(
        [
            ("A3", "firstrun.code_twice"),
            ("A4", "station.code_form"),
            ("B5", "workbook.cell_blank"),
            ("H6", "firstrun.role_word"),
            ("H6", "firstrun.no_manager"),
            ("I7", "password.short"),
            ("I7", "password.kinds"),
            ("J8", "sync.address"),
            ("K8", "enrol.code_form"),
            ("H9", "firstrun.no_manager"),
            ("A10", "workbook.digits_lost"),
            ("其他人员!A2", "firstrun.no_such_station"),
            ("其他人员!C3", "workbook.cell_blank"),
            ("其他人员!B3", "account.exists"),
        ]
    )
    assert not out.exists()
    told = anyone("init", "--sheet", str(file), "--out", str(out), "--lang", "en")
    assert told.err.splitlines()[0].startswith(f"{found[0][0]}: ")
    assert "{" not in told.err


def test_the_empty_sheet_explains_itself_and_its_example_row_is_passed_over(
    anyone: Run, tmp_path: Path
) -> None:
    file = tmp_path / "stations.xlsx"
    assert anyone("init", "--sheet-example", str(file)).code == 0
    book = python_calamine.CalamineWorkbook.from_path(file)
    assert book.sheet_names == ["站点", "其他人员", "说明"]
    heads, example = book.get_sheet_by_name("站点").to_python()[:2]
    assert [head.splitlines()[0] for head in heads] == HEADS
    assert len([cell for cell in example if cell]) == 11
    ran = anyone("init", "--sheet", str(file), "--out", str(tmp_path / "out"), "--json")
    assert (ran.code, ran.error) == (1, "firstrun.sheet_empty")
    assert anyone("init", "--sheet-example", str(file), "--json").error == "firstrun.file_there"


def test_a_workbook_of_something_else_is_refused(anyone: Run, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "other.xlsx")
    book.add_worksheet("Sheet1").write_row(0, 0, ["a", "b"])
    book.close()
    args = ("--sheet", str(tmp_path / "other.xlsx"), "--out", str(tmp_path), "--json")
    assert anyone("init", *args).error == "firstrun.no_sheet"
