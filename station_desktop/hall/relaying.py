"""A relay at work: let in at the hall once, then serving its station's windows and passing on
between them and the hall whenever the hall is in reach."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from sqlalchemy import select

from station_desktop import __version__
from station_desktop.domain.problem import Problem, Refused, refuse
from station_desktop.hall import registry
from station_desktop.hall.relay import RelayReplica
from station_desktop.hall.store.tables import stations
from station_desktop.hall.work import Hall
from station_desktop.sync import enrolment, identity, rounds, transport
from station_desktop.sync.client import Client, Outcome
from station_desktop.sync.identity import Identity
from station_desktop.sync.pacing import SOON, Pacing, woke_up
from station_desktop.sync.wire import Malformed

PROGRAM = f"station-relay {__version__}"
_log = logging.getLogger("station.relay")


def station_of(hall: Hall) -> str:
    """The station that this relay serves; empty before it was let in."""
    with hall.database.reading() as connection:
        return str(connection.scalar(select(stations.c.code)) or "")


def let_in(hall: Hall, address: str, typed: str, name: str, own_address: str) -> Identity:
    """Let this relay in at the hall at ``address`` by its code; ``own_address`` is where the
    windows reach it, and ``hall.certificate`` the hash of what it shows them there. Refuses with
    ``enrol.*`` and ``sync.*``."""
    code, keyring = enrolment.code_of(typed), hall.keyring
    first = transport.Http(address)
    try:
        seen = first.certificate()
        asking = enrolment.ask(
            code,
            keyring.id,
            hall.chance,
            name=name,
            seen=seen,
            address=transport.checked_address(own_address),
            pin=hall.certificate,
            program=PROGRAM,
            secrets=(
                keyring.signing_key.private_bytes_raw(),
                keyring.sealing_key.private_bytes_raw(),
            ),
        )
        reply = first.send(asking.frame)
        me, welcome = enrolment.let_in(asking, reply, transport.checked_address(address), seen)
    except transport.Unreachable as failed:
        raise refuse(failed.code) from failed
    except Malformed as failed:
        raise refuse("sync.not_hall") from failed
    finally:
        first.close()
    if welcome.role != "relay":
        raise refuse("enrol.not_for_relays", field="code")
    with hall.database.begin() as connection:
        registry.join_station(connection, hall, welcome.station, welcome.station_name, welcome.key)
        replica = RelayReplica(connection, hall, welcome.station)
        replica.keep_identity(identity.encode(me))
    return me


def round_with_hall(hall: Hall, send: Callable[[bytes], bytes], pacing: Pacing) -> Outcome:
    """One round: what the windows brought goes up, what the hall has comes down."""
    station = station_of(hall)
    if not station:
        raise refuse("sync.not_enrolled")
    with hall.database.begin() as connection:
        replica = RelayReplica(connection, hall, station)
        me = identity.decode(replica.identity())
        if me is None:
            raise refuse("sync.not_enrolled")
        client = Client(replica, me.hall, hall.now_ms, PROGRAM)
        talk = rounds.exchange(client, pacing.pace(), hall.chance)
        said: bytes | Outcome = next(talk)
    while isinstance(said, bytes):
        said = turn(replica, talk, send(said))
    return said


def turn(replica: RelayReplica, talk: rounds.Round, reply: bytes) -> bytes | Outcome:
    """Take one answer in, in a transaction of its own: the next frame, or what the round came
    to."""
    with replica.hall.database.begin() as connection:
        replica.connection = connection
        try:
            return talk.send(reply)
        except StopIteration as ended:  # must not leave the block, which would undo the rest of it
            outcome: Outcome = ended.value
            return outcome


class Upstream:
    """The thread that keeps a relay and its hall together."""

    def __init__(self, hall: Hall, chance: Callable[[], float]) -> None:
        self._hall = hall
        self._chance = chance
        self._wanted = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, name="upstream", daemon=True)
        self._http: transport.Http | None = None
        self.last_problem: Problem | None = None

    def start(self) -> None:
        self._hall.on_arrival.append(lambda _: self.soon())
        self._thread.start()

    def soon(self) -> None:
        """A window brought something: pass it on shortly."""
        self._wanted.set()

    def stop(self) -> None:
        """End after the message under way; nothing is lost by it."""
        self._stopped.set()
        self._wanted.set()
        if self._http is not None:
            self._http.close()
        self._thread.join()

    def _work(self) -> None:
        pacing = Pacing()
        while not self._stopped.is_set():
            pacing, wait = self._round(pacing)
            begun = time.monotonic()
            if self._wanted.wait(wait) and not self._stopped.is_set():
                self._wanted.clear()
                self._stopped.wait(SOON)
            if woke_up(wait, time.monotonic() - begun):
                pacing = Pacing(push=pacing.push)

    def _round(self, pacing: Pacing) -> tuple[Pacing, float]:
        try:
            outcome = round_with_hall(self._hall, self._reach().send, pacing)
        except transport.Unreachable as failed:
            return self._failed(pacing, Problem(failed.code), failed.again)
        except Malformed:
            return self._failed(pacing, Problem("sync.not_hall"))
        except Refused as refused:
            return self._failed(pacing, refused.first)
        except Exception:  # the relay must go on serving its windows, whatever happens up here
            _log.exception("a round with the hall failed")
            return self._failed(pacing, Problem("sync.failed"))
        self.last_problem = None
        better = pacing.succeeded()
        return better, 0.0 if outcome.more else better.wait(self._chance())

    def _failed(self, pacing: Pacing, problem: Problem, again: float = 0.0) -> tuple[Pacing, float]:
        if self.last_problem != problem:
            _log.warning("the hall is not reached: %s", problem.code)
        self.last_problem = problem
        if self._http is not None:
            self._http.close()
            self._http = None
        worse = pacing.failed(with_load=True)
        return worse, worse.wait(self._chance(), again)

    def _reach(self) -> transport.Http:
        if self._http is None:
            with self._hall.database.reading() as connection:
                station = station_of(self._hall)
                me = identity.decode(RelayReplica(connection, self._hall, station).identity())
            if me is None:
                raise refuse("sync.not_enrolled")
            self._http = transport.Http(me.hall.address, me.hall.pin)
        return self._http
