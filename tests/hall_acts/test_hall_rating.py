"""A resident's rating at the hall, on both databases: once for each closing, whoever is first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hall_office import CATALOGUE, STATION, Window

from station_desktop.domain.case.cases import Case, Completed
from station_desktop.domain.problem import Refused
from station_desktop.hall import rating
from station_desktop.hall.journal import folding
from station_desktop.hall.rating import Said
from station_desktop.hall.work import Hall


def case_of(hall: Hall, id: str) -> Case:
    with hall.database.reading() as connection:
        found = folding.load(connection, STATION, "case", id)
    assert isinstance(found, Case)
    return found


def closed(window: Window) -> str:
    id, _ = window.submits(1)
    window.says((f"case:{id}", Completed("已办")))
    return id


def test_two_phones_at_once_make_one_rating(hall: Hall, window: Window) -> None:
    id = closed(window)
    with ThreadPoolExecutor(4) as phones:
        done = list(phones.map(lambda level: rating.rate(hall, id, Said(level)), (5, 4, 3, 1)))
    assert done.count(True) == 1
    assert len(case_of(hall, id).ratings) == 1
    assert rating.look(hall, id).standing == "rated"


def test_the_name_is_there_once_the_catalogue_is(hall: Hall, window: Window) -> None:
    id = closed(window)
    matter = rating.look(hall, id)
    assert (matter.name.zh, matter.day, matter.standing) == ("", "2026-11-23", "ready")
    window.brings_catalogue()
    item = CATALOGUE.item(case_of(hall, id).item)
    assert item is not None
    assert rating.look(hall, id).name == item.name


def test_a_case_that_never_was_and_one_that_runs_are_not_rated(hall: Hall, window: Window) -> None:
    open_case, _ = window.submits(2)
    for id, code in (
        ("0" * 32, "hall.rating.unknown"),
        ("\0", "hall.rating.unknown"),
        ("", "hall.rating.unknown"),
        (open_case, "hall.rating.early"),
    ):
        with pytest.raises(Refused) as caught:
            rating.rate(hall, id, Said(5))
        assert caught.value.first.code == code
    assert rating.look(hall, open_case).standing == "early"
