"""Whistles in a hall's tables: whatever a station sends, and after an update of the program."""

from __future__ import annotations

from contextlib import suppress

import pytest
from blown_whistles import DRAINS, blows, whistle
from hall_office import ADMIN, NAMES, OFFICER, STATION, Window
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, text
from stations import Desk

from station_desktop.domain.problem import Refused
from station_desktop.domain.whistle.whistles import Blown, CheckedIn, DepartmentCalled
from station_desktop.hall import keeping
from station_desktop.hall.journal import folding, refolding
from station_desktop.hall.store import loop_tables, migrations
from station_desktop.hall.store.tables import metadata, records, steps
from station_desktop.hall.store.tables import settings as kept_settings
from station_desktop.hall.whistles import board
from station_desktop.hall.work import Hall


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    number=st.text(max_size=300),
    names=st.lists(st.text(max_size=300), max_size=3),
    at=st.integers(-(2**70), 2**70),
    limit=st.integers(-(2**70), 2**70),
)
def test_whatever_a_station_sends_the_board_goes_on(
    hall: Hall, number: str, names: list[str], at: int, limit: int
) -> None:
    """Nothing of one whistle keeps the others from arriving; nonsense is no fact."""
    with suppress(Refused):
        keeping.add_station(hall, ADMIN, STATION, NAMES[STATION])
    serial = hall.new_id()
    window = Window(hall, STATION, Desk(serial[-12:], "worker"))
    id = f"w{serial}"
    facts = (
        Blown(number, "hard", "case", "事", "地", at),
        *(DepartmentCalled(name, at, limit) for name in names),
        *(CheckedIn(name, at, "地") for name in names),
    )
    window.says(*((f"whistle:{id}", fact) for fact in facts))
    chosen = blows(window, f"{id}x", DRAINS)
    for line in board.board(hall, OFFICER).lines:
        assert line.standing is not None
    assert whistle(hall, chosen).open


def test_a_database_of_before_gets_the_tables_and_its_records_again(
    hall: Hall, window: Window
) -> None:
    """As an update finds it: entries about whistles were kept without being understood."""
    chosen = blows(window, "w1", DRAINS)
    with hall.database.begin() as connection:
        loop_tables.submissions_by_id.drop(connection)
        for table in (loop_tables.work_links, loop_tables.whistle_calls, loop_tables.whistles):
            table.drop(connection)
        connection.execute(records.delete().where(records.c.noun == "whistle"))
        connection.execute(kept_settings.delete())
        connection.execute(steps.delete().where(steps.c.name == "0002_loop"))
        migrations.bring_forward(connection)
    refolding.bring_forward(hall.database)
    assert [line.whistle.id for line in board.board(hall, OFFICER).lines] == ["w1"]
    assert whistle(hall, chosen).departments[0].department == DRAINS
    with hall.database.reading() as connection:
        names = set(inspect(connection).get_table_names())
        assert names >= {table.name for table in metadata.sorted_tables}
        indexes = {row["name"] for row in inspect(connection).get_indexes("submissions")}
        assert "submissions_by_id" in indexes
        before = connection.execute(text("SELECT count(*) FROM records")).scalar()
    refolding.bring_forward(hall.database)
    with hall.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM records")).scalar() == before


def test_records_are_made_again_once_for_each_version(
    hall: Hall, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(folding, "rebuild", lambda connection, code: asked.append(code))
    refolding.bring_forward(hall.database)
    refolding.bring_forward(hall.database)
    monkeypatch.setattr(refolding, "VERSION", "next")
    refolding.bring_forward(hall.database)
    assert asked == sorted(NAMES) * 2
