"""One open store: the connection of one thread and all that hangs on it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import cast

import msgspec

from station_desktop import __version__, shipped
from station_desktop.domain import clock, itemsearch, pack, residentkeys, settings
from station_desktop.domain.catalogue import Pack
from station_desktop.domain.pinyin import Readings
from station_desktop.domain.problem import refuse
from station_desktop.domain.residents import Resident
from station_desktop.domain.settings import Settings
from station_desktop.domain.station import AdoptedPack, CatalogueAdopted
from station_desktop.domain.year_calendar import Calendar, load, merge
from station_desktop.storage import blobs, database, projection
from station_desktop.storage.ledger import Ledger, SystemChance

PACK_MEDIA = "application/vnd.station.pack+json"
INDEX_MEDIA = "application/vnd.station.index"
_PACKS_KEPT = 4
_KEYS = "resident keys"


def _index_name(digest: str) -> str:
    """Under which name the index of a catalogue is kept: another version of the program or of its
    search words builds its own."""
    return f"item index {__version__} {shipped.search_words_version()} {digest}"


class SystemClock:
    """The PC's clock, in China's civil time."""

    def now(self) -> datetime:
        return datetime.now(clock.CHINA)


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
        self.connection = database.connect(folder, key, read_only=read_only)
        self._readings: Readings | None = None
        self.ledger = Ledger(
            self.connection, self.time, chance or SystemChance(), self._keys_of_resident
        )
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
        """The station's settings as they now stand."""
        with database.translated():
            rows = self.connection.execute("SELECT id, body FROM settings").fetchall()
        return settings.of({id: msgspec.json.decode(body)["value"] for id, body in rows})

    def calendar(self) -> Calendar:
        """The shipped working-day calendar with the station's own years and exceptions."""
        own = msgspec.json.encode(self.settings().calendar, order="deterministic")
        if self._calendar is None or self._calendar[0] != own:
            calendar = shipped.calendar()
            if own != b"{}":
                calendar = merge(calendar, load(own))
            self._calendar = (own, calendar)
        return self._calendar[1]

    def current_pack_hash(self) -> str:
        """Content hash of the catalogue in force: the one adopted last."""
        with database.translated():
            row = self.connection.execute(
                "SELECT id FROM packs ORDER BY adopted_at DESC, id DESC LIMIT 1"
            ).fetchone()
        if row is None:
            raise refuse("catalogue.none")
        return str(row[0])

    def pack(self, digest: str = "") -> Pack:
        """The catalogue with this content hash, or the one in force."""
        digest = digest or self.current_pack_hash()
        known = self._packs.get(digest)
        if known is None:
            data = blobs.get(self.connection, digest)
            if data is None:
                raise refuse("catalogue.absent")
            known = pack.decode(data)
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
            digest = blobs.put(self.connection, pack.encode(catalogue), PACK_MEDIA)
            fact = CatalogueAdopted(catalogue.version, len(catalogue.items))
            self.ledger.append(author, [(f"pack:{digest}", fact)])
            return cast(AdoptedPack, self.ledger.record("pack", digest))

    def _keys_of_resident(self, resident: Resident) -> tuple[str, ...]:
        return residentkeys.keys(resident, self.readings)
