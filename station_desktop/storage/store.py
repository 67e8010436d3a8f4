"""One open store: the connection of one thread and all that hangs on it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import msgspec

from station_desktop import __version__, shipped
from station_desktop.domain import itemsearch
from station_desktop.domain.catalogue import Pack
from station_desktop.domain.journal import journal
from station_desktop.domain.pack import pack
from station_desktop.domain.person import residentkeys
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Problem, Refused, refuse
from station_desktop.domain.station import settings
from station_desktop.domain.station.settings import Settings
from station_desktop.domain.station.station import AdoptedPack, CatalogueAdopted
from station_desktop.domain.text.pinyin import Readings
from station_desktop.domain.time import clock
from station_desktop.domain.time.year_calendar import Calendar, load, merge
from station_desktop.storage import blobs, database, policy_file, projection
from station_desktop.storage.ledger import Ledger, SystemChance

PACK_MEDIA = "application/vnd.station.pack+json"
INDEX_MEDIA = "application/vnd.station.index"
DESK = "desk"
"""Under which name this PC's desk number is kept."""
WATCHED_FOLDER = "watched_folder"
_NUMBERS = "numbers passed over"
_PACKS_KEPT = 4
_KEYS = "resident keys"
_NO_PROBLEMS = b"[]"
_PROBLEMS_KEPT = 50


def _index_name(digest: str) -> str:
    """Under which name the index of a catalogue is kept: another version of the program or of its
    search words builds its own."""
    return f"item index {__version__} {shipped.search_words_version()} {digest}"


class SystemClock:
    """The PC's clock, in China's civil time."""

    def now(self) -> datetime:
        return datetime.now(clock.CHINA)


class RefusedPack(msgspec.Struct, frozen=True):
    """A published catalogue, and what is wrong with it."""

    pack: AdoptedPack
    problems: tuple[Problem, ...]


def _merged(calendar: Calendar, part: dict[str, Any]) -> Calendar:
    """With an added part; one that is no calendar (it may come from elsewhere) adds nothing."""
    try:
        return merge(calendar, load(msgspec.json.encode(part))) if part else calendar
    except (Refused, ValueError):
        return calendar


class Store:
    """The store in ``folder``, opened by the thread that made this object and used by it alone."""

    def __init__(
        self,
        folder: Path,
        key: bytes,
        *,
        read_only: bool = False,
        time: clock.Clock | None = None,
        chance: clock.Chance | None = None,
    ) -> None:
        self.folder = folder
        self.key = key
        self.time: clock.Clock = time or SystemClock()
        self.chance: clock.Chance = chance or SystemChance()
        self.connection = database.connect(folder, key, read_only=read_only)
        self._readings: Readings | None = None
        self.ledger = Ledger(self.connection, self.time, self.chance, self._keys_of_resident)
        self._packs: dict[str, Pack] = {}
        self._calendar: tuple[bytes, Calendar] | None = None
        self._item_index: tuple[str, itemsearch.Index] | None = None

    def close(self) -> None:
        self.connection.close()

    @property
    def readings(self) -> Readings:
        """The pinyin table, read when first needed."""
        if self._readings is None:
            self._readings = shipped.pinyin_readings()
        return self._readings

    def today(self) -> date:
        return self.time.now().date()

    def settings(self) -> Settings:
        """The station's settings as they now stand; what is this PC's own matter, as this PC has
        it; what this PC's policy fixes, as it fixes it."""
        with database.translated():
            rows = self.connection.execute("SELECT id, body FROM settings").fetchall()
            own = self.connection.execute(
                "SELECT key, value FROM meta WHERE key = ? OR (key = ? AND value <> '')",
                (WATCHED_FOLDER, DESK),
            ).fetchall()
        values = {id: msgspec.json.decode(body)["value"] for id, body in rows}
        return policy_file.now().policy.over(settings.of(values | dict(own)))

    def desk(self) -> str:
        """The desk number in this PC's case numbers: the one that the hall gave it at enrolment,
        so that no two windows give the same number; before that the station's setting."""
        return self.settings().desk

    def give_numbers_from(self, day: date, first: int) -> None:
        """Give this desk's numbers of ``day`` from serial ``first`` on, as after a restore: those
        before it may have been given after the backup."""
        self.ledger.set_meta(_NUMBERS, f"{day.isoformat()} {self.desk()} {first - 1}")

    def passed_over(self) -> int:
        """The last serial that may not be given at this desk today, 0 for none."""
        day, desk, serial = (self.ledger.meta(_NUMBERS) or "- - 0").split(" ")
        return int(serial) if (day, desk) == (self.today().isoformat(), self.desk()) else 0

    @property
    def desk_given(self) -> bool:
        """Whether the hall gave this PC its desk number."""
        return bool(self.ledger.meta(DESK))

    def calendar(self) -> Calendar:
        """The shipped working-day calendar, then the hall's years, then the station's own years
        and exceptions."""
        kept = self.settings()
        added = journal.encode((kept.hall_calendar, kept.calendar))
        if self._calendar is None or self._calendar[0] != added:
            calendar = shipped.calendar()
            for part in (kept.hall_calendar, kept.calendar):
                calendar = _merged(calendar, part)
            self._calendar = (added, calendar)
        return self._calendar[1]

    def current_pack_hash(self) -> str:
        """Content hash of the catalogue in force: the one adopted last of those whose bytes are
        here and in which nothing is wrong."""
        with database.translated():
            row = self.connection.execute(
                "SELECT packs.id FROM packs JOIN judged ON judged.pack = packs.id "
                "AND judged.problems = ? ORDER BY adopted_at DESC, packs.id DESC LIMIT 1",
                (_NO_PROBLEMS,),
            ).fetchone()
        if row is None:
            raise refuse("catalogue.none")
        return str(row[0])

    @property
    def has_pack(self) -> bool:
        """Whether a catalogue is in force; not yet in a window that just joined a station."""
        try:
            return bool(self.current_pack_hash())
        except Refused:
            return False

    def judge_pack(self, digest: str) -> None:
        """Look through a catalogue that came from elsewhere, once its bytes are here; it comes
        into force only when nothing is wrong with it."""
        known = self.connection.execute("SELECT 1 FROM judged WHERE pack = ?", (digest,))
        adopted = self.connection.execute("SELECT 1 FROM packs WHERE id = ?", (digest,))
        if known.fetchone() is not None or adopted.fetchone() is None:
            return
        data = blobs.get(self.connection, digest)
        if data is None:
            return
        try:
            problems = pack.check(pack.decode(data))
        except Refused as refused:
            problems = refused.problems
        self._judge(digest, problems)

    def refused_packs(self) -> tuple[RefusedPack, ...]:
        """Catalogues that were published here and not taken into use, the latest first."""
        with database.translated():
            rows = self.connection.execute(
                "SELECT packs.body, judged.problems FROM packs "
                "JOIN judged ON judged.pack = packs.id AND judged.problems <> ? "
                "ORDER BY adopted_at DESC, packs.id DESC",
                (_NO_PROBLEMS,),
            ).fetchall()
        return tuple(
            RefusedPack(
                cast(AdoptedPack, projection.decode("pack", body)),
                msgspec.json.decode(problems, type=tuple[Problem, ...]),
            )
            for body, problems in rows
        )

    def _judge(self, digest: str, problems: tuple[Problem, ...]) -> None:
        self.connection.execute(
            "INSERT OR REPLACE INTO judged VALUES (?, ?)",
            (digest, journal.encode(problems[:_PROBLEMS_KEPT])),
        )

    def pack(self, digest: str = "") -> Pack:
        """The catalogue with this content hash, or the one in force."""
        digest = digest or self.current_pack_hash()
        known = self._packs.get(digest)
        if known is None:
            data = blobs.get(self.connection, digest)
            if data is None:
                raise refuse("catalogue.absent")
            known = shipped.decoded_pack(data)
            while len(self._packs) >= _PACKS_KEPT:
                self._packs.pop(next(iter(self._packs)))
            self._packs[digest] = known
        return known

    def item_index(self) -> itemsearch.Index:
        """The search index of the catalogue in force: as kept in the store, or built anew."""
        digest = self.current_pack_hash()
        if self._item_index is None or self._item_index[0] != digest:
            index = self._kept_index(digest) or self._built_index(digest)
            self._item_index = (digest, index)
        return self._item_index[1]

    def keep_item_index(self) -> None:
        """Keep the index in the store, where it is not there yet: building takes a second, reading
        it back a hundredth."""
        digest = self.current_pack_hash()
        if self.ledger.meta(_index_name(digest)) is None:
            index = itemsearch.encode(self._built_index(digest))
            place = blobs.put(self.connection, index, INDEX_MEDIA)
            self.ledger.set_meta(_index_name(digest), place)

    def keep_resident_keys(self) -> None:
        """Make the residents' search keys anew where another version of the program made them."""
        if self.ledger.meta(_KEYS) != residentkeys.VERSION:
            with self.ledger.transaction():
                projection.remake_keys(self.connection, self._keys_of_resident)
                self.ledger.set_meta(_KEYS, residentkeys.VERSION)

    def _built_index(self, digest: str) -> itemsearch.Index:
        return itemsearch.build(self.pack(digest), self.readings, shipped.search_lexicon())

    def _kept_index(self, digest: str) -> itemsearch.Index | None:
        """The index of this catalogue from the store; ``None`` where it is of another format."""
        place = self.ledger.meta(_index_name(digest))
        data = blobs.get(self.connection, place) if place else None
        try:
            return itemsearch.decode(data) if data else None
        except ValueError:
            return None

    def adopt_pack(self, author: str, catalogue: Pack) -> AdoptedPack:
        """Work with ``catalogue`` from now on; older cases keep theirs."""
        with self.ledger.transaction():
            digest = self.keep_pack_bytes(catalogue)
            self._judge(digest, ())
            fact = CatalogueAdopted(catalogue.version, len(catalogue.items))
            self.ledger.append(author, [(f"pack:{digest}", fact)])
            return cast(AdoptedPack, self.ledger.record("pack", digest))

    def keep_pack_bytes(self, catalogue: Pack) -> str:
        """Have a catalogue's bytes here, in force or not; returns their hash."""
        return blobs.put(self.connection, pack.encode(catalogue), PACK_MEDIA)

    def _keys_of_resident(self, resident: Resident) -> tuple[str, ...]:
        """A registration that was joined into an earlier one is found by that one's keys."""
        if resident.joined_into:
            return ()
        return residentkeys.keys(resident, self.readings)
