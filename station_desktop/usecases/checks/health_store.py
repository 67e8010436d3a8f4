"""Checks of what is inside the encrypted store: they need somebody's password."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from station_desktop import paths, shipped
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.health import Finding
from station_desktop.domain.time import clock
from station_desktop.storage.proof import chain_marks, examining
from station_desktop.storage.proof.chain_marks import Marks
from station_desktop.storage.store import Store
from station_desktop.sync import certificates
from station_desktop.usecases.checks.health_subject import Subject, inside, minute, size
from station_desktop.usecases.exchange import exchanging, syncing

QUICK_ENTRIES = 2_000
LARGE_LOG = 128 * 1024 * 1024
"""Bytes: a log this long means that something keeps the store from taking it up."""
MOSTLY_EMPTY = 256 * 1024 * 1024
SMALL_STORE = 512 * 1024 * 1024
"""Bytes up to which every page is looked at each time: a matter of seconds."""
BACK = timedelta(minutes=2)
WEEKS = 10
"""The longest promises of the catalogue reach about so far ahead."""
CERTIFICATE_DAYS = 60
WAITING_DAYS = 7
_TIMEOUT_S = 3.0


def database(subject: Subject) -> Finding:
    """The store opens, and every page is as it was written."""
    file = subject.folder / paths.STORE_FILE
    held = examining.size_of(file)
    if subject.blocked is not None:
        return Finding("database", "bad", "health.database.blocked", problems=(subject.blocked,))
    if subject.work is None:
        if not held and (subject.folder / paths.KEY_FILE).exists():
            return Finding("database", "bad", "health.database.absent")
        if not held:
            return Finding("database", "unknown", "health.no_station")
        return Finding("database", "unknown", "health.needs_password")
    params = {"size": size(held)}
    if subject.depth == "quick" or (subject.depth == "usual" and held > SMALL_STORE):
        return Finding("database", "ok", "health.database.opens", params)
    try:
        if examining.spoilt(subject.work.store.connection):
            return Finding("database", "bad", "health.database.spoilt", params)
    except Refused as refused:
        return Finding("database", "bad", "health.database.blocked", problems=refused.problems)
    return Finding("database", "ok", "health.database.ok", params)


def _pages(subject: Subject, store: Store) -> Finding:
    room = examining.room(subject.folder, store.connection)
    params = {"log": size(room.log), "free": size(room.free), "store": size(room.store)}
    if room.log > LARGE_LOG:
        return Finding("pages", "warn", "health.pages.log", params)
    if room.free > MOSTLY_EMPTY and room.free > room.store // 2:
        return Finding("pages", "warn", "health.pages.empty", params)
    return Finding("pages", "ok", "health.pages.ok", params)


def _journal(subject: Subject, store: Store) -> Finding:
    """From where the chains were last whole; from their beginning when asked for."""
    since = Marks() if subject.depth == "whole" else chain_marks.kept(store.ledger)
    most = QUICK_ENTRIES if subject.depth == "quick" else 0
    walk = chain_marks.walk(store.ledger, subject.told, since=since, most=most)
    if walk.broken:
        device, number = walk.broken[0]
        params = {"device": device, "number": number, "count": len(walk.broken)}
        return Finding("journal", "bad", "health.journal.broken", params)
    if not most:
        with suppress(Refused):  # a store that may only be read keeps no place
            chain_marks.keep(store.ledger, walk.marks)
    if since.at:
        params = {"count": walk.entries, "since": minute(clock.from_milliseconds(since.at))}
        return Finding("journal", "ok", "health.journal.since", params)
    code = "health.journal.latest" if most else "health.journal.ok"
    return Finding("journal", "ok", code, {"count": walk.entries})


def _clock(subject: Subject, store: Store) -> Finding:
    """Against the last entry written here, and against what the hall's clock said."""
    last = examining.last_of(store.connection, store.ledger.device)
    written = clock.from_milliseconds(last)
    if last and subject.now + BACK < written:
        params = {"now": minute(subject.now), "last": minute(written)}
        return Finding("clock", "bad", "health.clock.back", params)
    heard = exchanging.last(store)
    minutes = round(heard.ahead_ms / 60_000)
    if heard.heard and abs(heard.ahead_ms) > syncing.CLOCK_OFF_MS:
        code = "health.clock.ahead" if minutes > 0 else "health.clock.behind"
        return Finding("clock", "warn", code, {"minutes": abs(minutes)})
    return Finding("clock", "ok", "health.clock.ok", {"now": minute(subject.now)})


def zone(subject: Subject) -> Finding:
    """Papers and promises are in China's time whatever the PC says; its files are not."""
    offset = datetime.now().astimezone().utcoffset()
    if offset == clock.CHINA.utcoffset(None):
        return Finding("zone", "ok", "health.zone.ok")
    hours = (offset or timedelta()).total_seconds() / 3600
    return Finding("zone", "warn", "health.zone.other", {"zone": f"UTC{hours:+g}"})


def calendar(subject: Subject) -> Finding:
    """The State Council's notice of the years that promises made now reach into."""
    known = subject.work.store.calendar() if subject.work else shipped.calendar()
    today = subject.now.date()
    if today.year not in known.years:
        return Finding("calendar", "bad", "health.calendar.absent", {"year": today.year})
    later = (today + timedelta(weeks=WEEKS)).year
    if later not in known.years:
        return Finding("calendar", "warn", "health.calendar.ends", {"year": later})
    return Finding("calendar", "ok", "health.calendar.ok", {"year": max(known.years)})


def _certificate(subject: Subject, store: Store) -> Finding:
    """The one certificate that is accepted, and until when the hall made it."""
    me = exchanging.me(store)
    if me is None:
        return Finding("certificate", "ok", "health.alone")
    names = {"address": me.hall.address}
    if not me.hall.pin:
        return Finding("certificate", "ok", "health.certificate.none", names=names)
    if subject.depth == "quick":
        return Finding("certificate", "unknown", "health.certificate.not_asked", names=names)
    try:
        found = certificates.look(me.hall.address, _TIMEOUT_S)
    except OSError:
        return Finding("certificate", "unknown", "health.certificate.not_reached", names=names)
    if found is None or found.pin != me.hall.pin:
        return Finding("certificate", "bad", "health.certificate.other", names=names)
    params = {"until": f"{found.until:%Y-%m-%d}"}
    if found.until < subject.now + timedelta(days=CERTIFICATE_DAYS):
        return Finding("certificate", "warn", "health.certificate.ends", params, names)
    return Finding("certificate", "ok", "health.certificate.ok", params, names)


def _sync(subject: Subject, store: Store) -> Finding:
    """What waits for the hall, since when; and what does not go by itself."""
    found = syncing.position_of(store)
    if found is None:
        return Finding("sync", "ok", "health.alone")
    heard = found.last.heard
    params = {
        "count": found.pending,
        "files": found.last.up + found.lacking,
        "heard": minute(clock.from_milliseconds(heard)) if heard else "–",
        "since": _since(store, found.pending),
    }
    troubles = syncing.troubles(found)
    if troubles:
        return Finding("sync", "bad", "health.sync.trouble", params, problems=troubles)
    silent = subject.now - clock.from_milliseconds(heard or clock.milliseconds(subject.now))
    if found.pending and silent > timedelta(days=WAITING_DAYS):
        return Finding("sync", "bad", "health.sync.long", params | {"days": silent.days})
    if found.pending and silent > timedelta(days=1):
        return Finding("sync", "warn", "health.sync.waiting", params)
    if params["files"]:
        return Finding("sync", "ok", "health.sync.files", params)
    return Finding("sync", "ok", "health.sync.ok", params)


def _since(store: Store, pending: int) -> str:
    """When the first entry that still waits was written."""
    if not pending:
        return "–"
    device = store.ledger.device
    number = store.ledger.head(device)[0] - pending + 1
    return minute(clock.from_milliseconds(examining.written_at(store.connection, device, number)))


pages = inside("pages", _pages)
journal = inside("journal", _journal)
clock_right = inside("clock", _clock)
certificate = inside("certificate", _certificate)
sync = inside("sync", _sync)
