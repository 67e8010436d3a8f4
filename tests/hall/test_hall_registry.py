"""Letting devices in, sending them away, letting them go on under another id."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest

from station_desktop.domain import fold
from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.station.devices import Device
from station_desktop.hall import registry
from station_desktop.hall.journal import folding
from station_desktop.hall.journal.replica import StationReplica
from station_desktop.hall.work import Hall, Officer
from station_desktop.sync import enrolment, keys
from station_desktop.sync.enrolment import Asking
from station_desktop.sync.wire import Succeed, Welcome


class Dice:
    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)

    def bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)


def asking(
    typed: str, device: str = "00000000a001", name: str = "一号窗口", seed: int = 1
) -> Asking:
    return enrolment.ask(enrolment.code_of(typed), device, Dice(seed), name=name)


def enrol(hall: Hall, asked: Asking, certificate: str = "") -> Welcome | Problem:
    with hall.database.begin() as connection:
        return registry.enrol(connection, hall, asked.message, certificate)


def let_in(hall: Hall, officer: Officer, station: str, device: str, **options: Any) -> Welcome:
    typed = registry.enrol_code(hall, officer, station, **options)
    welcome = enrol(hall, asking(typed, device))
    assert isinstance(welcome, Welcome)
    return welcome


def code_of(outcome: Welcome | Problem) -> str:
    assert isinstance(outcome, Problem)
    return outcome.code


def test_a_code_lets_one_device_in_and_the_station_reads_of_it(
    hall: Hall, officer: Officer, station: str
) -> None:
    typed = registry.enrol_code(hall, officer, station, name="西窗")
    asked = asking(typed)
    welcome = enrol(hall, asked)
    assert isinstance(welcome, Welcome)
    assert (welcome.station, welcome.station_name, welcome.desk) == (
        station, "老墙根社区服务站", "01",
    )  # fmt: skip
    assert welcome.proof == enrolment.welcome_proof(asked.code.secret_hash, welcome)
    with hall.database.reading() as connection:
        served = StationReplica(connection, hall, station)
        member = served.member("00000000a001")
        assert member is not None
        assert (member.key, member.role, member.refusal) == (asked.message.key, "window", "")
        told = served.run(served.own_device(), 0, 10, 1_000_000)
        record = fold.fold(told)
    assert isinstance(record, Device)
    assert (record.name, record.desk, record.key) == ("西窗", "01", asked.message.key.hex())


def test_asking_again_gives_the_first_answer_and_nobody_else_gets_in(
    hall: Hall, officer: Officer, station: str
) -> None:
    typed = registry.enrol_code(hall, officer, station)
    first = enrol(hall, asking(typed))
    assert enrol(hall, asking(typed)) == first
    assert code_of(enrol(hall, asking(typed, "00000000a002", seed=2))) == "enrol.code_used"
    assert code_of(enrol(hall, asking(typed, seed=3))) == "enrol.code_used"
    assert len(registry.devices(hall, officer, station)) == 1


def test_a_code_expires(hall: Hall, officer: Officer, station: str, clock: Any) -> None:
    typed = registry.enrol_code(hall, officer, station, hours=2)
    clock.turn(hours=2)
    assert code_of(enrol(hall, asking(typed))) == "enrol.code_expired"


def test_wrong_secrets_are_counted_until_the_code_is_worth_nothing(
    hall: Hall, officer: Officer, station: str
) -> None:
    typed = registry.enrol_code(hall, officer, station)
    other = typed[:-1] + ("A" if typed[-1] != "A" else "B")
    for _ in range(10):
        assert code_of(enrol(hall, asking(other))) == "enrol.code_unknown"
    assert code_of(enrol(hall, asking(typed))) == "enrol.code_unknown"


def test_keys_put_in_between_are_not_taken(hall: Hall, officer: Officer, station: str) -> None:
    asked = asking(registry.enrol_code(hall, officer, station))
    forged = msgspec.structs.replace(asked.message, key=keys.signing_public(b"\1" * 32))
    with hall.database.begin() as connection:
        assert code_of(registry.enrol(connection, hall, forged)) == "enrol.code_unknown"


def test_a_device_shown_another_certificate_is_told_so(
    hall: Hall, officer: Officer, station: str
) -> None:
    code = enrolment.code_of(registry.enrol_code(hall, officer, station))
    asked = enrolment.ask(code, "00000000a001", Dice(), name="一号窗口", seen="aa")
    assert code_of(enrol(hall, asked, "bb")) == "enrol.wrong_certificate"
    assert isinstance(enrol(hall, asked, "aa"), Welcome)


@pytest.mark.parametrize(("device", "code"), [("ffff00000001", "enrol.device_form"),
                                              ("00000000a001", "enrol.device_taken")])  # fmt: skip
def test_ids_of_halls_and_of_others_are_not_given(
    hall: Hall, officer: Officer, station: str, device: str, code: str
) -> None:
    let_in(hall, officer, station, "00000000a001")
    typed = registry.enrol_code(hall, officer, station)
    assert code_of(enrol(hall, asking(typed, device, seed=9))) == code


def test_desk_numbers_are_given_once_and_end_at_99(
    hall: Hall, officer: Officer, station: str
) -> None:
    desks = [let_in(hall, officer, station, f"00000000b{n:03d}").desk for n in range(3)]
    registry.revoke(hall, officer, "00000000b001", "丢失")
    assert [*desks, let_in(hall, officer, station, "00000000c000").desk] == ["01", "02", "03", "04"]
    assert let_in(hall, officer, station, "00000000d000", role="relay").desk == ""
    with hall.database.begin() as connection:
        from station_desktop.hall.store.tables import stations

        connection.execute(stations.update().values(desks=99))
    typed = registry.enrol_code(hall, officer, station)
    assert code_of(enrol(hall, asking(typed, "00000000e000"))) == "enrol.desks_full"


def test_a_revoked_device_is_refused_at_once_and_stays_so(
    hall: Hall, officer: Officer, station: str
) -> None:
    let_in(hall, officer, station, "00000000a001")
    registry.revoke(hall, officer, "00000000a001", "笔记本被盗")
    registry.revoke(hall, officer, "00000000a001", "又说了一遍")
    with hall.database.reading() as connection:
        member = StationReplica(connection, hall, station).member("00000000a001")
        record = folding.load(connection, station, "device", "00000000a001")
    assert member is not None
    assert member.refusal == "device.revoked"
    assert isinstance(record, Device)
    assert record.reason == "笔记本被盗"
    with pytest.raises(Refused, match=r"device\.unknown"):
        registry.revoke(hall, officer, "00000000a00f", "没有这台")


def test_a_restored_device_goes_on_under_a_new_id_with_a_new_desk(
    hall: Hall, officer: Officer, station: str
) -> None:
    let_in(hall, officer, station, "00000000a001")
    asked = Succeed(bytes.fromhex("00000000a002"), b"\2" * 32, b"\3" * 32, common=7)

    def succeed(asked: Succeed) -> Welcome:
        with hall.database.begin() as connection:
            member = StationReplica(connection, hall, station).member("00000000a001")
            assert member is not None
            return registry.succeed(connection, hall, member, asked)

    welcome = succeed(asked)
    assert (welcome.device.hex(), welcome.desk) == ("00000000a002", "02")
    assert succeed(asked) == welcome
    old, new = registry.devices(hall, officer, station)
    assert (old.refusal, old.successor) == ("device.succeeded", "00000000a002")
    assert (new.refusal, new.name, new.desk) == ("", "一号窗口", "02")
    once_more = msgspec.structs.replace(asked, device=bytes.fromhex("00000000a003"), key=b"\4" * 32)
    assert succeed(once_more).desk == "03", "an older backup may come back another time"
    registry.revoke(hall, officer, "00000000a002", "丢失")
    with pytest.raises(Refused, match=r"device\.revoked"):
        succeed(msgspec.structs.replace(once_more, device=bytes.fromhex("00000000a004")))


def test_rights_are_asked_first(hall: Hall, station: str) -> None:
    reader = Officer("e" * 32, "qianfang", "钱芳", ("officer",))
    for act in (
        lambda: registry.add_station(hall, reader, "110102017015", "另一站"),
        lambda: registry.enrol_code(hall, reader, station),
        lambda: registry.devices(hall, reader, station),
        lambda: registry.revoke(hall, reader, "00000000a001", "试试"),
    ):
        with pytest.raises(Refused, match=r"role\.not_allowed"):
            act()


def test_stations_are_listed_with_what_they_have(
    hall: Hall, officer: Officer, station: str
) -> None:
    let_in(hall, officer, station, "00000000a001")
    registry.add_station(hall, officer, "110102017015", "香炉营社区服务站")
    listed = registry.stations(hall, officer)
    assert [(found.code, found.entries, found.devices) for found in listed] == [
        ("110102017014", 1, 1),
        ("110102017015", 0, 0),
    ]
    with pytest.raises(Refused, match=r"hall\.station_exists"):
        registry.add_station(hall, officer, station, "重复")
    with pytest.raises(Refused, match=r"station\.code_form"):
        registry.add_station(hall, officer, "一二三", "错号")
    with pytest.raises(Refused, match=r"hall\.station_unknown"):
        registry.enrol_code(hall, officer, "110102017099")
