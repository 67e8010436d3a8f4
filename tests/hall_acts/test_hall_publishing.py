"""Catalogues and holidays given to stations."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hall_office import ADMIN, CATALOGUE, OFFICER, OTHER, PUBLISHER, STATION, Window

from station_desktop import workbook
from station_desktop.domain.pack import pack as packs
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.station import AdoptedPack, Setting
from station_desktop.domain.time import workdays
from station_desktop.hall import keeping, publishing
from station_desktop.hall.demands import times
from station_desktop.hall.journal import blobs, folding
from station_desktop.hall.work import Hall

YEAR_2027 = (
    "date,kind,name\n2027-01-01,off,元旦\n2027-05-01,off,劳动节\n2027-10-01,off,国庆节\n"
    "2027-10-09,work,\n"
)


def code(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.first.code


def adopted(hall: Hall, station: str) -> list[AdoptedPack]:
    digest = packs.content_hash(CATALOGUE)
    with hall.database.reading() as connection:
        found = folding.load(connection, station, "pack", digest)
    return [found] if isinstance(found, AdoptedPack) else []


def years(hall: Hall, station: str) -> set[int]:
    with hall.database.reading() as connection:
        found = folding.load(connection, station, "setting", "hall_calendar")
    if not isinstance(found, Setting):
        return set()
    return set(workdays.load(msgspec.json.encode(found.value)).years)


def test_a_catalogue_reaches_all_stations_with_its_bytes(
    hall: Hall, windows: dict[str, Window]
) -> None:
    done = publishing.publish_pack(hall, PUBLISHER, packs.encode(CATALOGUE), "pack.json")
    assert done.stations == (STATION, OTHER)
    assert done.label == CATALOGUE.version
    for station in windows:
        (pack,) = adopted(hall, station)
        assert (pack.version, pack.items) == (CATALOGUE.version, len(CATALOGUE.items))
        with hall.database.reading() as connection:
            data = blobs.get(connection, hall.keyring.data_key, station, done.what)
        assert data is not None
        assert packs.decode(data) == CATALOGUE


def test_only_the_named_stations_get_it(hall: Hall, windows: dict[str, Window]) -> None:
    done = publishing.publish_pack(hall, PUBLISHER, packs.encode(CATALOGUE), "p", (OTHER,))
    assert done.stations == (OTHER,)
    assert adopted(hall, STATION) == []
    assert len(adopted(hall, OTHER)) == 1
    with hall.database.reading() as connection:
        assert blobs.size(connection, STATION, done.what) is None


def test_what_is_in_force_already_is_not_said_again(hall: Hall, windows: dict[str, Window]) -> None:
    data = packs.encode(CATALOGUE, pretty=True)
    publishing.publish_pack(hall, PUBLISHER, data, "pack.json", (STATION,))
    done = publishing.publish_pack(hall, PUBLISHER, data, "pack.json")
    assert (done.stations, done.had) == ((OTHER,), (STATION,))


def test_a_workbook_is_published_as_the_catalogue_it_is(
    hall: Hall, window: Window, tmp_path: Path
) -> None:
    file = tmp_path / "catalogue.xlsx"
    workbook.export(CATALOGUE, file)
    done = publishing.publish_pack(hall, PUBLISHER, file.read_bytes(), "catalogue.xlsx")
    assert done.what == packs.content_hash(CATALOGUE)


def test_a_catalogue_with_faults_reaches_nobody_and_all_faults_are_told(
    hall: Hall, window: Window
) -> None:
    first, second, *rest = CATALOGUE.items
    broken = msgspec.structs.replace(
        CATALOGUE,
        items=(
            msgspec.structs.replace(first, code=""),
            msgspec.structs.replace(
                second, promised=msgspec.structs.replace(second.promised, days=-1)
            ),
            *rest,
        ),
    )
    with pytest.raises(Refused) as caught:
        publishing.publish_pack(hall, PUBLISHER, packs.encode(broken), "pack.json")
    assert len(caught.value.problems) >= 2
    for data in (b"", b"{}", b"PK nothing", b'{"version":1}', "事项".encode()):
        with pytest.raises(Refused):
            publishing.publish_pack(hall, PUBLISHER, data, "x")
    assert publishing.published(hall, PUBLISHER) == ()
    assert adopted(hall, STATION) == []


def test_an_unknown_station_stops_the_whole(hall: Hall, window: Window) -> None:
    with pytest.raises(Refused) as caught:
        publishing.publish_pack(hall, PUBLISHER, packs.encode(CATALOGUE), "p", (STATION, "999"))
    assert code(caught) == "hall.station_unknown"
    assert adopted(hall, STATION) == []


def test_holidays_are_merged_with_what_was_published_before(
    hall: Hall, windows: dict[str, Window]
) -> None:
    first = YEAR_2027.replace("2027", "2026").replace("2026-10-09", "2026-10-10")
    publishing.publish_years(hall, PUBLISHER, first.encode(), (STATION,))
    done = publishing.publish_years(hall, PUBLISHER, YEAR_2027.encode("gbk"))
    assert done.label == "2027"
    assert years(hall, STATION) == {2026, 2027}
    assert years(hall, OTHER) == {2027}
    again = publishing.publish_years(hall, PUBLISHER, YEAR_2027.encode())
    assert again.stations == ()


def test_the_hall_counts_by_the_years_it_published(hall: Hall, window: Window) -> None:
    publishing.publish_years(hall, PUBLISHER, YEAR_2027.encode())
    with hall.database.reading() as connection:
        calendar = publishing.calendar(connection)
    assert 2027 in calendar.years
    start = times.read("2026-12-31 10:00", "received_at")
    assert start is not None
    assert times.due("", "7个工作日", start, calendar) == "2027-01-12T17:00"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2027-01-01,off,元旦\n", "calendar.year_incomplete"),
        ("2027-13-01,off\n2027-01-01,odd\n", "calendar.date"),
        (
            YEAR_2027.replace("2027", "2029").replace("2029-10-09", "2029-10-07"),
            "calendar.year_far",
        ),
        ("", "calendar.empty"),
    ],
)
def test_holidays_that_cannot_be_published(
    hall: Hall, window: Window, text: str, problem: str
) -> None:
    with pytest.raises(Refused) as caught:
        publishing.publish_years(hall, PUBLISHER, text.encode())
    assert code(caught) == problem
    assert years(hall, STATION) == set()


def test_a_station_added_later_is_told_what_all_were_told(hall: Hall, window: Window) -> None:
    publishing.publish_pack(hall, PUBLISHER, packs.encode(CATALOGUE), "p")
    publishing.publish_years(hall, PUBLISHER, YEAR_2027.encode())
    keeping.add_station(hall, ADMIN, "110102017099", "三庙街社区服务站")
    assert len(adopted(hall, "110102017099")) == 1
    assert years(hall, "110102017099") == {2027}


def test_what_was_published_when(hall: Hall, windows: dict[str, Window]) -> None:
    publishing.publish_pack(hall, PUBLISHER, packs.encode(CATALOGUE), "p", (OTHER,))
    publishing.publish_years(hall, PUBLISHER, YEAR_2027.encode())
    last, first = publishing.published(hall, PUBLISHER)
    assert (last.kind, last.label, last.stations, last.by) == ("calendar", "2027", (), "赵敏")
    assert (first.kind, first.what, first.stations) == (
        "pack",
        packs.content_hash(CATALOGUE),
        (OTHER,),
    )
    assert publishing.published(hall, PUBLISHER, before=last.number) == (first,)


def test_publishing_is_the_publishers_right(hall: Hall) -> None:
    for act in (
        lambda: publishing.publish_pack(hall, OFFICER, packs.encode(CATALOGUE), "p"),
        lambda: publishing.publish_years(hall, OFFICER, YEAR_2027.encode()),
        lambda: publishing.published(hall, OFFICER),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert code(caught) == "role.not_allowed"
