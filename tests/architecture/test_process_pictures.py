"""The pictures of the processes are what the declared machines draw."""

from __future__ import annotations

import importlib.util
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from station_desktop import paths, phrases
from station_desktop.domain.case.processes import PROCESSES

DRAWER = Path(__file__).resolve().parents[2] / "installers" / "process_pictures.py"


@pytest.fixture(scope="module")
def drawer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("process_pictures", DRAWER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pictures_kept_are_what_the_table_draws(drawer: ModuleType) -> None:
    drawn = drawer.pictures()
    assert drawn.keys() == {f"process-{key}.svg" for key in PROCESSES}
    for name, svg in drawn.items():
        kept = (paths.resources() / "pictures" / name).read_text("utf-8")
        assert kept == svg, f"{name}: run installers/process_pictures.py"
    assert drawer.main(["--check"]) == 0


@pytest.mark.parametrize("key", PROCESSES)
def test_a_picture_names_every_place_and_every_move(drawer: ModuleType, key: str) -> None:
    machine = PROCESSES[key]  # type: ignore[index]
    root = ET.fromstring(drawer.pictures()[f"process-{key}.svg"])
    said = " ".join(text for element in root.iter() if (text := element.text))
    for step in machine.steps:
        assert phrases.say(f"step.{step.key}", "zh_CN") in said
    for move in machine.moves:
        assert phrases.say(f"move.{move.key}", "zh_CN") in said


def test_another_table_draws_another_picture(drawer: ModuleType) -> None:
    machine = PROCESSES["market"]
    shorter = msgspec.structs.replace(
        machine, moves=tuple(move for move in machine.moves if move.key != "redo")
    )
    assert drawer.Drawing(shorter).svg() != drawer.Drawing(machine).svg()
