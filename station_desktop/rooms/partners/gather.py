"""Everything the room shows, gathered in one reading: the list's lines, and one organisation."""

from __future__ import annotations

import msgspec

from station_desktop.domain.catalogue import Item, Words
from station_desktop.domain.neighbourhood.households import Area
from station_desktop.domain.partner.partners import KINDS, Partner
from station_desktop.domain.station.accounts import Account
from station_desktop.rooms.partners import room, told
from station_desktop.rooms.partners.room import Opening, PartnerRow, Wanted
from station_desktop.rooms.partners.told import Told
from station_desktop.storage.reads import reads_partners
from station_desktop.usecases.dispatch import partners
from station_desktop.usecases.dispatch.partners import History
from station_desktop.usecases.work import Work

_SERVED = ("life", "public", "party_masses")
"""Whose items an organisation may offer; those of the government are the hall's."""


class PartnerFile(msgspec.Struct, frozen=True):
    """One organisation with everything around it; ``areas`` are the names of those it serves."""

    partner: Partner
    services: tuple[Words, ...]
    areas: tuple[str, ...]
    opening: Opening
    left: int | None
    history: History
    told: tuple[Told, ...]


class Asked(msgspec.Struct, frozen=True):
    """What the form needs: the areas there are, the items that may be offered, and – where one is
    corrected – the organisation with its services in words."""

    areas: tuple[Area, ...]
    items: tuple[Item, ...]
    partner: Partner | None = None
    services: tuple[Words, ...] = ()


def rows(work: Work, wanted: Wanted) -> tuple[PartnerRow, ...]:
    """The directory as it is wanted, by kind and by the sound of the name; about a hundred."""
    found = partners.listed(work, kind=wanted.kind, words=wanted.words, closed=wanted.closed)
    readings, now = work.store.readings, work.store.time.now()
    ordered = sorted(
        found, key=lambda one: (KINDS.index(one.kind), readings.full(one.name, 1), one.name)
    )
    tasks = partners.open_tasks(work, [one.id for one in ordered])
    lines = [
        PartnerRow(
            at=0,
            partner=one,
            services=partners.services_of(work, one),
            opening=room.opening(one, now),
            tasks=tasks.get(one.id, 0),
            left=room.contract_left(one, now.date()),
        )
        for one in ordered
    ]
    shown = [line for line in lines if not wanted.open_now or line.opening.open]
    return tuple(msgspec.structs.replace(line, at=at) for at, line in enumerate(shown))


def read(work: Work, id: str, language: str) -> PartnerFile:
    """The whole organisation; refuses ``partner.unknown``."""
    partner = partners.get(work, id)
    names = {area.id: area.name for area in reads_partners.areas(work.store.connection)}
    return PartnerFile(
        partner=partner,
        services=partners.services_of(work, partner),
        areas=tuple(names[area] for area in partner.areas if area in names),
        opening=room.opening(partner, work.store.time.now()),
        left=room.contract_left(partner, work.store.today()),
        history=partners.record_of(work, id),
        told=_told(work, partner, language),
    )


def asked(work: Work, id: str = "") -> Asked:
    """What the form needs, for a new organisation or for this one."""
    pack = work.store.pack()
    offered = tuple(pack.offered(work.store.today()))
    served = tuple(item for item in offered if item.category in _SERVED)
    partner = partners.get(work, id) if id else None
    return Asked(
        areas=reads_partners.areas(work.store.connection),
        items=served or offered,
        partner=partner,
        services=partners.services_of(work, partner) if partner is not None else (),
    )


def _told(work: Work, partner: Partner, language: str) -> tuple[Told, ...]:
    lines = told.history(partners.history(work, partner.id), language)
    replace = msgspec.structs.replace
    return tuple(replace(line, author=_name_of(work, line.author)) for line in lines)


def _name_of(work: Work, account: str) -> str:
    found = work.store.ledger.record("account", account) if account else None
    return found.name if isinstance(found, Account) else ""
