"""Catalogues as cases were accepted under them: read from the bytes that their hash names."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from sqlalchemy import Connection

from station_desktop import shipped
from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Item, Pack
from station_desktop.domain.problem import Refused
from station_desktop.domain.time import clock
from station_desktop.hall.journal import blobs
from station_desktop.hall.work import Hall

_KEPT = 8
_packs: OrderedDict[tuple[str, str], Pack] = OrderedDict()
"""The catalogues looked at last, by hall and hash; what a hall has once it keeps."""
_lock = Lock()


def of(connection: Connection, hall: Hall, station: str, digest: str) -> Pack | None:
    """The catalogue with this content hash, of this station or published for all; ``None`` while
    its bytes are not here, or where they are no catalogue."""
    key = (hall.keyring.id, digest)
    with _lock:
        known = _packs.get(key)
        if known is not None:
            _packs.move_to_end(key)
            return known
    data = blobs.get(connection, hall.keyring.data_key, station, digest)
    if data is None:
        return None
    try:
        found = shipped.decoded_pack(data)
    except Refused:
        return None
    with _lock:
        _packs[key] = found
        while len(_packs) > _KEPT:
            _packs.popitem(last=False)
    return found


def item_of(catalogue: Pack | None, case: Case) -> Item | None:
    """The case's item in the version that was offered when it was taken in. What carries a demand
    in the resident's own words is known whether the catalogue is here or not."""
    if catalogue is None:
        return next((item for item in shipped.own_words() if item.code == case.item), None)
    day = clock.from_milliseconds(case.received_at).date()
    return catalogue.item(case.item, day) or catalogue.item(case.item)
