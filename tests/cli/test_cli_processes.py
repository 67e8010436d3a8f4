"""``stationctl`` as its own process: real pipes, real encodings, a reader that walks away."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-W", "error", "-m", "station_desktop.cli.main")
NUMBER = "11010519491231002X"


def environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("STATION_")}
    return kept | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"} | more


def run(*args: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *args], capture_output=True, env=environment(**env), check=False
    )


def test_output_is_utf_8_whatever_the_system_says(tmp_path: Path) -> None:
    folder = tmp_path / "数据"
    made = run(
        "init", "--name", "老墙根社区服务站", "--code", "110102017014", "--admin", "zhao", "--json",
        STATION_DATA_DIR=str(folder), STATION_PASSWORD="Abc-12345",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout.decode("utf-8"))["name"] == "老墙根社区服务站"
    told = run("residents", "find", "x", STATION_DATA_DIR=str(tmp_path / "no"))
    assert told.returncode == 1
    assert "没有站点数据" in told.stderr.decode("utf-8")


def test_a_reader_that_walks_away_is_no_error() -> None:
    with subprocess.Popen(
        [*COMMAND, "id", "check", "--stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(f"{NUMBER}\n".encode())
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["valid"] is True  # answered at once
        process.stdout.close()
        try:
            process.stdin.write(f"{NUMBER}\n".encode() * 2000)
            process.stdin.close()
        except BrokenPipeError:
            pass
        errors = process.stderr.read()
        process.wait(60)
    assert errors == b""


def _listen() -> None:
    """Tests started in the background have a shell that took the interrupt from them."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_an_interrupted_run_says_so() -> None:
    with subprocess.Popen(
        [*COMMAND, "id", "check", "--stdin", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        preexec_fn=_listen,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{NUMBER}\n".encode())
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["valid"] is True
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert json.loads(out)["error"]["code"] == "stopped"
    assert err == b""


def test_a_fault_of_the_program_is_told_without_what_was_typed() -> None:
    """Stands for any fault nobody thought of: its text may quote a person."""
    code = (
        "from station_desktop.cli import main as cli, ids\n"
        "def fault(*_):\n    raise RuntimeError('张小明')\n"
        "ids.identity.check = fault\n"
        "cli.main(['id', 'check', '1', '--json', '--lang', 'en'])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment(), check=False
    )
    error = json.loads(ran.stdout)["error"]
    assert (ran.returncode, error["code"]) == (1, "unexpected")
    assert "RuntimeError" in error["message"]
    assert "张小明".encode() not in ran.stdout + ran.stderr


def test_checking_numbers_needs_neither_the_store_nor_qt() -> None:
    code = (
        "import sys; from station_desktop.cli.main import main\n"
        f"try: main(['id', 'check', '{NUMBER}'])\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m.split('.')[0] in "
        "('PySide6', 'sqlcipher3', 'sqlite_utils', 'cryptography', 'jinja2')])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment(), check=True
    )
    assert ran.stdout.decode().splitlines()[-1] == "[]"
