"""A founded station for each test: made once, copied per test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from station_desktop.domain.person.residents import Resident
from station_desktop.storage.keys.vault import Cost
from station_desktop.storage.store import Store
from station_desktop.usecases.door.opening import Founded, found_station
from station_desktop.usecases.work import Work

MakeBook = Callable[..., Path]


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Founded]:
    folder = tmp_path_factory.mktemp("roster") / "station"
    made = found_station(
        folder,
        name="老墙根社区服务站",
        code="110102017014",
        login="wangmin",
        password="Station#2026",
        cost=Cost(passes=1, memory=64, lanes=1),
    )
    return folder, made


@pytest.fixture
def work(founded: tuple[Path, Founded], tmp_path: Path) -> Iterator[Work]:
    folder = tmp_path / "station"
    shutil.copytree(founded[0], folder)
    store = Store(folder, founded[1].key)
    yield Work(store, founded[1].actor)
    store.close()


@pytest.fixture
def book(tmp_path: Path) -> MakeBook:
    """Make a workbook from rows by sheet name; ``options`` go to the writer."""

    def make(
        sheets: dict[str, Sequence[Sequence[Any]]], *, name: str = "roster.xlsx", **options: Any
    ) -> Path:
        path = tmp_path / name
        workbook = xlsxwriter.Workbook(path, options)
        for title, rows in sheets.items():
            page = workbook.add_worksheet(title)
            for index, row in enumerate(rows):
                page.write_row(index, 0, row)
        workbook.close()
        return path

    return make


@pytest.fixture
def everyone(work: Work) -> Callable[[], dict[str, Resident]]:
    """All residents of the store by name, as the journal's records say."""

    def read() -> dict[str, Resident]:
        rows = work.store.connection.execute("SELECT id FROM residents").fetchall()
        records = [work.store.ledger.record("resident", row[0]) for row in rows]
        return {record.name: record for record in records if isinstance(record, Resident)}

    return read
