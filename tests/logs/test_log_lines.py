"""The log: what ran and what went wrong, and nothing about anybody."""

from __future__ import annotations

import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import people

from station_desktop.domain.problem import Refused, refuse
from station_desktop.logs import files, incidents, lines, notes
from station_desktop.logs.incidents import Incident
from station_desktop.usecases import policies

SOURCES = Path(files.__file__).parents[1]
ZHANG = people(1, seed=3)[0]
SECRETS = (ZHANG.name, ZHANG.id_number, ZHANG.phone, ZHANG.address, "zhangxiaoming")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    handler = files.log_to(tmp_path)
    yield tmp_path
    files.end(handler)


def written(folder: Path) -> str:
    file = folder / "logs" / "station.log"
    return file.read_text("utf-8") if file.exists() else ""


def fail_with(text: str) -> ValueError:
    try:
        raise ValueError(text)
    except ValueError as error:
        return error


def test_an_incident_is_written_with_its_number_its_kind_and_its_places(folder: Path) -> None:
    incident = incidents.record(fail_with(" ".join(SECRETS)))
    (line,) = written(folder).splitlines()
    assert incident.number in line
    assert "ValueError at test_log_lines.py:" in line
    assert not any(secret in line for secret in SECRETS)


def test_of_others_only_who_spoke_and_where_is_written(folder: Path) -> None:
    other = logging.getLogger("some.package")
    other.warning("could not take %s", ZHANG.name)
    other.error(f"could not take {'zhangxiaoming'}")
    other.error("lost", exc_info=fail_with(ZHANG.phone))
    other.info("nobody asked")
    text = written(folder)
    assert not any(secret in text for secret in SECRETS)
    assert [line.split()[2] for line in text.splitlines()] == ["some.package"] * 3
    assert text.count("test_log_lines.py") == 4
    assert "nobody asked" not in text


def test_what_qt_and_python_complain_of_is_written_without_their_words(folder: Path) -> None:
    before = sys.excepthook, threading.excepthook
    told: list[Incident] = []
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        files.catch(told.append)
        try:
            warnings.warn(ZHANG.name, UserWarning, stacklevel=1)
            sys.excepthook(ValueError, fail_with(ZHANG.name), None)
            thread = threading.Thread(target=lambda: int(ZHANG.name))
            thread.start()
            thread.join()
        finally:
            sys.excepthook, threading.excepthook = before
    files.from_qt(None, None, f"QPainter::begin: cannot draw {ZHANG.name} zhangxiaoming")
    files.from_qt(None, None, "zhangxiaoming")
    text = written(folder)
    assert not any(secret in text for secret in SECRETS)
    assert "python UserWarning at test_log_lines.py" in text
    assert "qt warning: QPainter::begin" in text
    assert told[0].number in text
    assert len([line for line in text.splitlines() if "incident" in line]) == 2


def test_what_ran_is_written_by_numbers_and_codes(folder: Path) -> None:
    notes.ran("backup", seconds=12, bytes=10_000_000, problem="none")
    line = "INFO station.ran backup seconds=12 bytes=10_000_000 problem=none"
    assert written(folder).rstrip().endswith(line)
    with pytest.raises(Refused):
        _refused_restore()
    last = written(folder).splitlines()[-1]
    assert "station.ran restore entries=3 failed=backups.cut seconds=" in last
    notes.detail("round", sent=1)
    assert "round" not in written(folder)


def _refused_restore() -> None:
    with notes.running("restore") as facts:
        facts["entries"] = 3
        raise refuse("backups.cut", name=ZHANG.name)


def test_the_log_turns_over_and_does_not_grow_for_ever(folder: Path) -> None:
    for _ in range(1_600):
        notes.ran("x" * 1_990)
    found = sorted(file.name for file in (folder / "logs").iterdir())
    assert found == ["station.log", *(f"station.log.{n}" for n in range(1, 5))]
    assert sum(file.stat().st_size for file in (folder / "logs").iterdir()) < 2_600_000


def test_how_much_is_written_is_the_environments_to_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATION_LOG", "warning")
    handler = files.log_to(tmp_path)
    try:
        notes.ran("quiet")
        incident = incidents.record(fail_with(""))
    finally:
        files.end(handler)
    assert "quiet" not in written(tmp_path)
    assert incident.number in written(tmp_path)


def test_all_that_debugging_adds_is_as_silent_about_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The policy's word goes before the environment's, and others stay as quiet as ever."""
    monkeypatch.setenv("STATION_LOG", "warning")
    policy = tmp_path / "policy.toml"
    policy.write_text('log_level = "debug"\n', "utf-8")
    monkeypatch.setenv("STATION_POLICY", str(policy))
    handler = files.log_to(tmp_path, level=policies.in_force().log_level)
    try:
        notes.detail("round", sent=3, problem="none")
        for name in ("station.anything", "station_desktop.anything", "some.package"):
            logging.getLogger(name).debug("%s", " ".join(SECRETS[:-1]))
    finally:
        files.end(handler)
    text = written(tmp_path)
    assert "DEBUG station.ran round sent=3 problem=none" in text
    assert not any(secret in text for secret in SECRETS)
    assert "some.package" not in text
    assert all(lines.LINE.fullmatch(line) for line in text.splitlines())


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    assert files.log_to(tmp_path) is None
    (tmp_path / "other" / "logs" / "station.log").mkdir(parents=True)
    handler = files.log_to(tmp_path / "other")
    try:
        notes.ran("into nowhere")
    finally:
        files.end(handler)


def test_a_servers_lines_are_json_and_as_silent() -> None:
    stream = StringIO()
    files.lines_to(stream)
    try:
        logging.getLogger("station_desktop.hall.faults").error("request r1 failed: ValueError")
        logging.getLogger("some.package").error("lost %s", ZHANG.name, exc_info=fail_with("x"))
    finally:
        files.end(logging.getLogger().handlers[-1])
    ours, other = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (ours["level"], ours["say"]) == ("error", "request r1 failed: ValueError")
    assert other["fault"] == "ValueError"
    assert ZHANG.name not in stream.getvalue()


@settings(max_examples=60)
@given(st.text(), st.integers(0, 10_000))
def test_whatever_is_said_makes_one_clean_line(text: str, seed: int) -> None:
    person = people(1, seed=seed)[0]
    said = f"{text} {person.name} {person.id_number} {person.phone} {text}"
    record = logging.LogRecord("station.x", logging.INFO, __file__, 1, said, None, None)
    line = lines.Lines().format(record)
    assert lines.LINE.fullmatch(line)
    for secret in (person.name, person.id_number, person.phone):
        assert secret not in line


def test_only_known_places_speak_to_the_log() -> None:
    """Each was looked at: what it says is known beforehand."""
    speak = {
        str(file.relative_to(SOURCES)).replace("\\", "/")
        for file in SOURCES.rglob("*.py")
        if "getLogger" in file.read_text("utf-8")
    }
    known = {"logs/files.py", "logs/incidents.py", "logs/notes.py"}
    assert speak - known == {
        "devices/registry.py",
        "hall/relaying.py",
        "hall/web/edge.py",
        "hall/web/faults.py",
        "usecases/device/devices.py",
    }
