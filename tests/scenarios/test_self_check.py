"""The program's own check, by which an update knows whether the new version works here. The whole
of it is run in the bundle, by the installers' tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from station_desktop import self_check


@pytest.mark.parametrize("name", ["resources", "updates", "store"])
def test_what_a_window_stands_on_works(name: str, tmp_path: Path) -> None:
    self_check.CHECKS[name](tmp_path / "站 check")


def test_what_is_missing_is_found_and_named_and_nothing_is_left_behind(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(self_check.station_desktop, "__path__", [str(tmp_path)])
    assert self_check.self_check() == 1
    assert capsys.readouterr().out.startswith("self-check: modules")
    monkeypatch.delitem(self_check.CHECKS, "modules")
    monkeypatch.setattr(self_check.phrases, "table", lambda language: {})
    assert self_check.self_check() == 1
    assert capsys.readouterr().out.startswith("self-check: resources")
    assert list(tmp_path.iterdir()) == []
