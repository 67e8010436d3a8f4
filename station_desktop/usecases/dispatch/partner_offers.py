"""Who fits a need: what each organisation of the directory offers, where it comes, how it did."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from station_desktop.domain import itemsearch
from station_desktop.domain.case import ownwords
from station_desktop.domain.catalogue import Item, Words
from station_desktop.domain.partner import partner_records, proposing
from station_desktop.domain.partner.partners import Partner
from station_desktop.domain.partner.proposing import Candidate, Cover, Offer, Proposal, When
from station_desktop.domain.person.residentkeys import folded
from station_desktop.domain.problem import refuse
from station_desktop.domain.text import addresses
from station_desktop.domain.text.folding import half_width
from station_desktop.domain.time import clock
from station_desktop.storage.reads import reads_partners
from station_desktop.usecases.work import Work

_ALIKE = 5
"""How many items of the catalogue words are taken to mean."""
_SURE = 0.5
"""From this score on an item of the catalogue is meant by words."""


class Offers:
    """What is wanted, beside what organisations offer: an item's code, words, or both."""

    def __init__(self, work: Work, *, item: str = "", words: str = "") -> None:
        self._pack = work.store.pack()
        text = "" if ownwords.reserved(item.strip()) else item.strip()
        self._item = self._pack.item(text.upper()) if text else None
        if text and self._item is None:
            words = f"{text} {words}"
        self._words = [folded(word) for word in words.split() if folded(word)]
        self._meant = self._items_meant(work, words)

    @property
    def anything(self) -> bool:
        """Whether nothing in particular is wanted."""
        return self._item is None and not self._words

    def _items_meant(self, work: Work, words: str) -> dict[str, float]:
        if not words.strip() or self._item is not None:
            return {}
        index = work.store.item_index()
        found = itemsearch.find(index, words, _ALIKE, work.store.today())
        return {
            match.code: match.score
            for match in found
            if match.kind == itemsearch.ITEM and match.score >= _SURE
        }

    def how(self, partner: Partner) -> tuple[Offer, Words]:
        """How it offers what is wanted, and which of its services that is."""
        if self.anything:
            return "any", Words("", "")
        if self._item is not None:
            return self._by_item(partner, self._item)
        return self._by_words(partner)

    def _by_item(self, partner: Partner, wanted: Item) -> tuple[Offer, Words]:
        if wanted.code in partner.services:
            return "item", wanted.name
        name = folded(wanted.name.zh)
        for text in partner.services:
            if self._pack.item(text) is None and len(folded(text)) > 1 and folded(text) in name:
                return "words", Words(text, text)
        for item in self._items(partner):
            if (item.category, item.group) == (wanted.category, wanted.group):
                return "alike", item.name
        return "", Words("", "")

    def _by_words(self, partner: Partner) -> tuple[Offer, Words]:
        own = [text for text in partner.services if self._pack.item(text) is None]
        items = self._items(partner)
        names = [*(Words(text, text) for text in own), *(item.name for item in items)]
        for service in names:
            said = folded(service.zh) + folded(service.en)
            if all(word in said or folded(service.zh) in word for word in self._words):
                return "words", service
        meant = [item for item in items if item.code in self._meant]
        if meant:
            best = max(meant, key=lambda item: self._meant[item.code])
            return "alike", best.name
        return "", Words("", "")

    def _items(self, partner: Partner) -> list[Item]:
        found = (self._pack.item(code) for code in partner.services)
        return [item for item in found if item is not None]


def propose(
    work: Work,
    *,
    item: str = "",
    words: str = "",
    area: str = "",
    address: str = "",
    at: str = "",
) -> tuple[Proposal, ...]:
    """Who fits, best first, with what speaks for and against each: organisations that work with
    the station and offer the ``item`` (or what the ``words`` say, or anything where neither is
    given). ``area`` is a grid area's id or name, found by the ``address`` where not given; ``at``
    an ISO day or moment, none for any time."""
    work.require("partner.read")
    offers = Offers(work, item=item, words=words)
    where = named_area(work, area) if area else area_of(work, address)
    open_ones = [one for one in reads_partners.partners(work.store.connection) if one.open]
    offering = [(one, *offers.how(one)) for one in open_ones]
    offering = [(one, offer, named) for one, offer, named in offering if offer]
    now = work.store.time.now()
    since = clock.milliseconds(now - timedelta(days=proposing.RECORD_DAYS))
    recent = clock.milliseconds(now - timedelta(days=proposing.SHARE_DAYS))
    rows = reads_partners.tasks(work.store.connection, [one.id for one, *_ in offering], since)
    candidates = [
        Candidate(
            partner=one,
            record=partner_records.record(rows.get(one.id, []), clock.milliseconds(now), recent),
            offer=offer,
            cover=_cover(one, where),
            offered=named,
        )
        for one, offer, named in offering
    ]
    return proposing.rank(candidates, _when(at, now), now.date())


def _cover(partner: Partner, area: str) -> Cover:
    if not partner.areas:
        return "all"
    if not area:
        return "unknown"
    return "area" if area in partner.areas else ""


def _when(text: str, now: datetime) -> When:
    """The moment wanted; refuses what is none."""
    given = half_width(text).strip().replace("/", "-")
    if not given:
        return When(now, asked=False)
    try:
        if len(given) <= 10:
            day = date.fromisoformat(given)
            return When(datetime.combine(day, time(0), tzinfo=clock.CHINA), all_day=True)
        return When(datetime.fromisoformat(given).replace(tzinfo=clock.CHINA))
    except ValueError:
        raise refuse("partner.at", "at") from None


def named_area(work: Work, name: str) -> str:
    """The id of the grid area with this id, name or number."""
    text = name.strip()
    for area in reads_partners.areas(work.store.connection):
        if text in (area.id, area.name, area.code):
            return area.id
    raise refuse("partner.area_unknown", "area", area=text[:60])


def area_of(work: Work, address: str) -> str:
    """The grid area whose courtyards and buildings the address lies in; empty where none is
    known."""
    lane = addresses.plain(address)
    if not lane:
        return ""
    found = [
        (len(building), area.id)
        for area in reads_partners.areas(work.store.connection)
        for building in map(addresses.plain, area.buildings)
        if building and lane.startswith(building)
    ]
    return max(found)[1] if found else ""
