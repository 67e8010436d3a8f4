"""A file that somebody wants written appears whole, or what was there stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from station_desktop import whole_files


def test_a_file_is_replaced_only_when_all_of_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "周报.pdf"
    whole_files.put(path, b"one")
    with pytest.raises(KeyError):
        _break_off(path)
    assert path.read_bytes() == b"one"
    with whole_files.writing(path) as file:
        file.write(b"two")
        assert path.read_bytes() == b"one"
    assert path.read_bytes() == b"two"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes among its files")
def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    """A report written to a device must not put a plain file in the device's place."""
    pipe, folder = tmp_path / "pipe", tmp_path / "folder"
    os.mkfifo(pipe)
    folder.mkdir()
    for path in (pipe, folder):
        with pytest.raises(OSError, match="not a file"):
            whole_files.put(path, b"x")
    assert pipe.is_fifo()
    assert folder.is_dir()
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights another way")
def test_a_private_file_is_nobody_elses(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    with whole_files.writing(path, private=True) as file:
        file.write(b"secret")
        assert all(one.stat().st_mode & 0o077 == 0 for one in tmp_path.iterdir())
    assert path.stat().st_mode & 0o077 == 0


def _break_off(path: Path) -> None:
    with whole_files.writing(path) as file:
        file.write(b"half of t")
        raise KeyError
