"""The process is killed at random points of intake, hundreds of times: nothing accepted and
nothing typed is lost, and nothing stands twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

ROUNDS = 300
SUPPORT = Path(__file__).parents[1] / "support"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks and kills processes as Linux does")
def test_every_accepted_case_and_every_draft_is_there_once(
    work: Work, founded: Founded, data_dir: Path
) -> None:
    typed = {"name": "张小明", "id_number": "11010519491231002X"}
    residents.register(work, typed)
    work.store.close()
    ran = subprocess.run(
        [
            sys.executable,
            str(SUPPORT / "killed_intake.py"),
            str(data_dir),
            founded.key.hex(),
            str(ROUNDS),
            "20261126",
        ],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(SUPPORT), str(SUPPORT.parents[1])])},
        capture_output=True,
        check=False,
        timeout=240,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    found = json.loads(ran.stdout)
    promised, kept = found["promised"], found["kept"]
    assert found["proof"] == ["ok", "equal"]
    assert len(promised) > 100, "too few visits were accepted to prove anything"
    for visit, numbers in promised.items():
        assert sorted(kept[visit]) == sorted(numbers), "an accepted case is lost or stands twice"
    for visit, numbers in kept.items():
        assert visit in found["begun"], "a case without a visit that asked for it"
        assert len(set(numbers)) == len(numbers)
    every = [number for numbers in kept.values() for number in numbers]
    assert len(every) == len(set(every)), "a case number was given twice"
    assert found["left_over"] == [], "a draft outlived its acceptance"
    assert len(found["drafts"]) > 50, "too few drafts were cut short to prove anything"
    for draft, values in found["fields"].items():
        have = found["drafts"][draft] or {}
        for path, value in values.items():
            assert have.get(path) == value, "a saved field is lost"
    counts = f"{len(every)} cases and {len(found['drafts'])} drafts"
    print(f"\n{found['rounds']} kills: {counts}, all there")
