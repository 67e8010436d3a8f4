"""The installer for Windows: compiled from the payload list, looked into, and run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from windows_pc import ROOT, TARGET, UNINSTALL_KEY, WindowsPc, lay_out, names_below, stand_in

sys.path.insert(0, str(ROOT / "installers" / "windows"))

import include
import make_setup

MakeSetup = Callable[..., Path]
PROGRAM = Path("Program Files/StationDesktop")


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return stand_in(tmp_path_factory.mktemp("program"))


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WindowsPc]:
    with WindowsPc(tmp_path_factory.mktemp("wine") / "fresh") as pc:
        yield pc


@pytest.fixture
def pc(fresh: WindowsPc, tmp_path: Path) -> Iterator[WindowsPc]:
    with WindowsPc(tmp_path / "pc", copy_of=fresh) as copy:
        yield copy


@pytest.fixture
def setup(tmp_path: Path, program: bytes, monkeypatch: pytest.MonkeyPatch) -> MakeSetup:
    """Makes an installer of a version, with files more and less than the list has."""

    def make(version: str = "0.1.0", more: tuple[str, ...] = (), target: str = TARGET) -> Path:
        monkeypatch.setenv("STATION_VERSION", version)
        bundle = tmp_path / "bundles" / version
        lay_out(bundle, [*include.own_files(icons_too=False), *more], program)
        return make_setup.make(bundle, tmp_path / "出 厂" / version, quick=True, also=target)

    return make


def all_shortcuts(language: int) -> set[str]:
    names = {("Station Desktop", "社区服务站全能窗口"), ("Commands for IT", "运维命令行")}
    names |= {("Practise on the demo station", "用演示站练习")}
    return {name[language] for name in names}


def test_the_installer_holds_exactly_what_the_list_names(setup: MakeSetup) -> None:
    made = setup(target="Target x86-unicode")
    listed = subprocess.run(
        ["7z", "l", "-slt", "-ba", str(made)], capture_output=True, text=True, check=True
    ).stdout
    inside = {line[7:] for line in listed.splitlines() if line.startswith("Path = ")}
    own = {name for name in inside if not name.startswith("$PLUGINSDIR/")}
    assert own == {*include.own_files(), include.UNINSTALLER}
    described = subprocess.run(["7z", "l", str(made)], capture_output=True, text=True, check=True)
    assert "Type = Nsis" in described.stdout
    assert "NSIS-3 Unicode" in described.stdout


def test_an_incomplete_bundle_makes_no_installer(tmp_path: Path, program: bytes) -> None:
    names = include.own_files(icons_too=False)
    bundle = lay_out(tmp_path / "bundle", names[1:], program)
    with pytest.raises(SystemExit, match=names[0]):
        make_setup.make(bundle, tmp_path / "out")
    assert not list(tmp_path.glob("out/*.exe"))


def test_a_finished_installer_is_handed_to_the_signing_command(
    tmp_path: Path, program: bytes
) -> None:
    bundle = lay_out(tmp_path / "bundle", include.own_files(icons_too=False), program)
    signer, seen = tmp_path / "sign", tmp_path / "seen"
    signer.write_text(f'#!/bin/sh\nhead -c2 "$1" >> "{seen}"\n')
    signer.chmod(0o755)
    make_setup.make(bundle, tmp_path / "out", quick=True, sign=str(signer))
    assert seen.read_text() == "MZMZ"  # the uninstaller and the installer, both programs by then
    signer.write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(SystemExit):
        make_setup.make(bundle, tmp_path / "out", quick=True, sign=str(signer))


@pytest.mark.parametrize(("flag", "language"), [("/LANG=zh", 1), ("/LANG=en", 0)])
def test_installing_and_removing_leaves_nothing_behind(
    pc: WindowsPc, setup: MakeSetup, flag: str, language: int
) -> None:
    before = names_below(pc.drive / "Program Files")
    assert pc.run(str(setup()), "/S", flag) == 0
    place = pc.drive / PROGRAM
    assert names_below(place) == {*include.own_files(), include.UNINSTALLER}
    assert pc.shortcuts() == all_shortcuts(language)
    entry = pc.registered(UNINSTALL_KEY)
    assert entry["DisplayName"] == ("Station Desktop", "社区服务站全能窗口")[language]
    assert entry["DisplayVersion"] == "0.1.0"
    assert entry["Publisher"] == "Station Desktop"
    assert (
        int(entry["EstimatedSize"].removeprefix("dword:"), 16)
        >= sum(file.stat().st_size for file in place.rglob("*") if file.is_file()) // 1024 - 200
    )  # all but the uninstaller
    assert pc.registered(r"HKLM\Software\Classes\.packet")["@"] == "StationDesktop.Packet"
    opened = r"HKLM\Software\Classes\StationDesktop.Packet\shell\open\command"
    assert r"\station-desktop.exe\" \"%1" in pc.registered(opened)["@"]
    icon = pc.registered(r"HKLM\Software\Classes\StationDesktop.Backup\DefaultIcon")["@"]
    assert (pc.drive / icon.removeprefix("C:\\").replace("\\", "/")).is_file()

    data = pc.drive / "users" / "小王" / "AppData" / "Local" / "StationDesktop"
    data.mkdir(parents=True)
    (data / "station.db").write_bytes(b"kept")
    assert pc.run(str(place / "uninstall.exe"), "/S") == 0
    pc.wait_for(place, there=False)
    pc.server("-w")
    assert names_below(pc.drive / "Program Files") == before
    assert pc.shortcuts() == set()
    assert pc.registered(UNINSTALL_KEY) == {}
    assert pc.registered(r"HKLM\Software\Classes\.packet") == {}
    assert (data / "station.db").read_bytes() == b"kept"
    assert pc.install_log()[-1].endswith("[0] " + ("Installed.", "安装完成。")[language])


def test_a_new_version_takes_the_old_ones_place_and_leaves_data_and_policy(
    pc: WindowsPc, setup: MakeSetup, tmp_path: Path
) -> None:
    policy = tmp_path / "IT 的 策略.toml"
    policy.write_text("idle_minutes = 5\n", "utf-8")
    old = setup("0.1.0", more=("_internal/gone.dll", "old-tool.exe"))
    assert pc.run(str(old), "/S", f"/POLICY=Z:{policy}", "/D=C:\\服务站\\程序") == 0
    place = pc.drive / "服务站" / "程序"
    kept = pc.drive / "ProgramData" / "StationDesktop" / "policy.toml"
    assert kept.read_text("utf-8") == "idle_minutes = 5\n"
    assert (place / "old-tool.exe").is_file()
    (place / "stranger.txt").write_text("not ours")

    new = setup("0.2.0", more=("_internal/new.dll",))
    assert pc.run(str(new), "/S") == 0
    ours = {*include.own_files(), include.UNINSTALLER, "_internal/new.dll"}
    assert names_below(place) == {*ours, "stranger.txt"}
    assert not (pc.drive / PROGRAM).exists()
    assert pc.registered(UNINSTALL_KEY)["DisplayVersion"] == "0.2.0"
    assert kept.read_text("utf-8") == "idle_minutes = 5\n"

    assert pc.run(str(old), "/S") == 8
    assert pc.registered(UNINSTALL_KEY)["DisplayVersion"] == "0.2.0"
    assert pc.run(str(old), "/S", "/OLDER", "/NODESKTOP", "/LANG=zh") == 0
    assert (place / "old-tool.exe").is_file()
    assert not (place / "_internal" / "new.dll").exists()
    assert not list((pc.drive / "users" / "Public").rglob("*.lnk"))


def test_a_running_program_is_neither_replaced_nor_removed(pc: WindowsPc, setup: MakeSetup) -> None:
    made = setup()
    assert pc.run(str(made), "/S", "/D=C:\\station") == 0
    place = pc.drive / "station"
    before = names_below(place)
    pc.begin(place / "stationctl.exe")
    assert pc.run(str(made), "/S", "/LANG=zh") == 3
    assert "[3] 程序正在运行（stationctl.exe）" in pc.install_log()[-1]
    assert pc.run(str(place / "uninstall.exe"), "/S", "_?=C:\\station") == 3
    assert names_below(place) == before
    pc.let_end()
    assert pc.run(str(made), "/S") == 0


def test_what_cannot_be_written_brings_the_old_version_back(
    pc: WindowsPc, setup: MakeSetup
) -> None:
    assert pc.run(str(setup("0.1.0")), "/S") == 0
    place = pc.drive / PROGRAM
    before = {name: (place / name).read_bytes() for name in names_below(place)}
    # One name to Windows, which cannot hold both: as good as a disk that is full half-way.
    clash = ("_internal/Clash/new.dll", "_internal/clash")
    assert pc.run(str(setup("0.2.0", more=clash)), "/S") == 2
    assert {name: (place / name).read_bytes() for name in names_below(place)} == before
    assert pc.registered(UNINSTALL_KEY)["DisplayVersion"] == "0.1.0"
    assert "[2]" in pc.install_log()[-1]


def test_what_stands_in_the_way_is_said_and_nothing_is_touched(
    pc: WindowsPc, setup: MakeSetup
) -> None:
    made = setup()
    assert pc.run(str(made), "/S", r"/POLICY=C:\nothing here.toml") == 7
    taken = pc.drive / "taken"
    taken.mkdir()
    (taken / "theirs.txt").touch()
    assert pc.run(str(made), "/S", r"/D=C:\taken") == 9
    assert names_below(taken) == {"theirs.txt"}
    assert pc.run(str(made), "/S", "/D=C:\\" + "long" * 55) == 9
    assert [line[line.index("[") :][:3] for line in pc.install_log()] == ["[7]", "[9]", "[9]"]
    assert pc.registered(UNINSTALL_KEY) == {}


def test_purging_takes_everybodys_data_and_the_policy(pc: WindowsPc, setup: MakeSetup) -> None:
    assert pc.run(str(setup()), "/S", r"/D=C:\station") == 0
    local = next((pc.drive / "users").glob("*/AppData/Local"))
    data = [local / "StationDesktop", pc.drive / "ProgramData" / "StationDesktop"]
    for folder in data:
        folder.mkdir(exist_ok=True)
        (folder / "station.db").touch()
    neighbour = local / "Somebody else's"
    neighbour.mkdir()
    code = pc.run(str(pc.drive / "station" / "uninstall.exe"), "/S", "/PURGE", r"_?=C:\station")
    assert code == 0
    assert [folder.exists() for folder in data] == [False, False]
    assert neighbour.is_dir()
