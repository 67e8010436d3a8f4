"""Who fits a need: organisations in order, each with what speaks for it and against it.

Pure and the same for everybody: an organisation that offers the service comes before one that
does not fit in some other way; among those that fit alike a good record counts, then a fair
share – whoever was asked least in the last 30 days compared with its equals.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

import msgspec

from station_desktop.domain.catalogue import Words
from station_desktop.domain.partner.partner_records import Record
from station_desktop.domain.partner.partners import Partner
from station_desktop.domain.text import dates
from station_desktop.domain.time import hours

SHARE_DAYS = 30
"""Over how many days a fair share is counted."""
RECORD_DAYS = 365
"""How far back an organisation's record speaks for or against it."""
CONTRACT_SOON_DAYS = 30
"""A contract that ends within so many days is spoken of."""
SETTLED = 3
"""Of fewer tasks than this no record is judged."""
LATE_SHARE, REFUSED_SHARE = 0.25, 0.25
GOOD_GRADE, POOR_GRADE = 4.0, 3.0

Offer = Literal["item", "words", "alike", "any", ""]
"""How it offers what is wanted: the very item, in its own words, something alike, nothing was
asked for; empty where it does not."""
Cover = Literal["area", "all", "unknown", ""]
"""Whether it comes there: this area is one of its own, it serves all of them, the place is not
known; empty where it does not."""

_OFFER_POINTS: dict[Offer, int] = {"item": 40, "words": 36, "alike": 24, "any": 40, "": 0}
_COVER_POINTS: dict[Cover, int] = {"area": 15, "all": 15, "unknown": 12, "": 0}
_CONTRACT_POINTS, _OPEN_POINTS, _HOURS_UNKNOWN_POINTS = 10, 10, 6
_RECORD_POINTS, _SHARE_POINTS = 15, 10


class Reason(msgspec.Struct, frozen=True):
    """One thing that speaks for (``good``) or against an organisation: a phrase and what it
    needs."""

    code: str
    good: bool
    params: dict[str, Any] = {}


class When(msgspec.Struct, frozen=True):
    """When the service is wanted: a moment, some time of a day (``all_day``), or – not ``asked`` –
    no time was said and the moment is now."""

    at: datetime
    all_day: bool = False
    asked: bool = True


class Candidate(msgspec.Struct, frozen=True):
    """An organisation as the ranking sees it; ``offered`` is the service of its list that fits."""

    partner: Partner
    record: Record
    offer: Offer
    cover: Cover
    offered: Words = Words("", "")


class Proposal(msgspec.Struct, frozen=True):
    """An organisation with its reasons. ``open`` is ``None`` where the hours are not known, and
    counts only when a time was asked for (``timed``). ``score`` is 0 to 100."""

    partner: Partner
    reasons: tuple[Reason, ...]
    offers: bool
    covers: bool
    contract: bool
    open: bool | None
    record: Record
    score: float
    timed: bool = False

    @property
    def fits(self) -> bool:
        """Whether nothing stands in the way."""
        closed = self.timed and self.open is False
        return self.offers and self.covers and self.contract and not closed


def rank(candidates: Sequence[Candidate], when: When, today: date) -> tuple[Proposal, ...]:
    """All of them, who fits best first; equal ones by name, so that the order never changes by
    itself."""
    shares = _shares(candidates)
    found = [
        _proposal(one, share, when, today) for one, share in zip(candidates, shares, strict=True)
    ]
    return tuple(sorted(found, key=lambda p: (not p.fits, -p.score, p.partner.name, p.partner.id)))


def _shares(candidates: Sequence[Candidate]) -> list[float | None]:
    """Each one's tasks of the last days compared with the mean of its equals: those who offer the
    service. ``None`` for who has no equals."""
    equals = [one.record.recent for one in candidates if one.offer]
    mean = sum(equals) / len(equals) if len(equals) > 1 else None
    return [
        None if mean is None or not one.offer else one.record.recent - mean for one in candidates
    ]


def _proposal(one: Candidate, share: float | None, when: When, today: date) -> Proposal:
    contract = _contract_lasts(one.partner, max(when.at.date(), today))
    opens, next_ = _opening(one.partner, when)
    reasons = (
        _offer_reason(one),
        _cover_reason(one),
        *_hours_reasons(opens, next_),
        *_contract_reasons(one.partner, contract, today),
        *_record_reasons(one.record),
        *_share_reasons(one.record, share),
    )
    points = _OFFER_POINTS[one.offer] + _COVER_POINTS[one.cover]
    points += _CONTRACT_POINTS if contract else 0
    points += _HOURS_UNKNOWN_POINTS if opens is None else (_OPEN_POINTS if opens else 0)
    score = points + _quality(one.record) * _RECORD_POINTS + _fairness(share) * _SHARE_POINTS
    return Proposal(
        partner=one.partner,
        reasons=tuple(sorted(reasons, key=lambda reason: not reason.good)),
        offers=bool(one.offer),
        covers=bool(one.cover),
        contract=contract,
        open=opens,
        record=one.record,
        score=round(score, 2),
        timed=when.asked,
    )


def _opening(partner: Partner, when: When) -> tuple[bool | None, datetime | None]:
    """Whether it is open when wanted, and when it opens next otherwise."""
    week = hours.read(partner.hours)
    next_ = hours.next_opening(week, when.at)
    if next_ is None:
        return None, None
    day = next_.date() == when.at.date() if when.all_day else next_ == when.at
    return day, next_


def _contract_lasts(partner: Partner, day: date) -> bool:
    return not partner.contract_until or day.isoformat() <= partner.contract_until


def _quality(record: Record) -> float:
    """0 to 1: how well the tasks went, drawn towards the middle while there are few."""
    settled = record.done + record.refused
    refused = (record.refused + 0.3) / (settled + 3)
    late = (record.late + 0.3) / (record.done + record.open + 3)
    grade = (sum(n * g for n, g in zip(record.grades, range(1, 6), strict=True)) + 12) / (
        record.graded + 3
    )
    return max(0.0, min(1.0, grade / 5 * (1 - refused) * (1 - late)))


def _fairness(share: float | None) -> float:
    """0 to 1: one task below the mean of the equals is worth as much as one above costs, up to
    three."""
    return 0.5 if share is None else max(0.0, min(1.0, 0.5 - share / 6))


def _offer_reason(one: Candidate) -> Reason:
    codes: dict[Offer, str] = {
        "item": "partner.why.offers",
        "words": "partner.why.offers_words",
        "alike": "partner.why.offers_alike",
        "any": "partner.why.offers_any",
        "": "partner.why.not_offered",
    }
    named = {"service_zh": one.offered.zh, "service_en": one.offered.get("en")}
    return Reason(codes[one.offer], bool(one.offer), named if one.offered.zh else {})


def _cover_reason(one: Candidate) -> Reason:
    codes: dict[Cover, str] = {
        "area": "partner.why.covers",
        "all": "partner.why.covers_all",
        "unknown": "partner.why.covers_unknown",
        "": "partner.why.elsewhere",
    }
    return Reason(codes[one.cover], one.cover in ("area", "all"))


def _hours_reasons(opens: bool | None, next_: datetime | None) -> tuple[Reason, ...]:
    if opens is None or next_ is None:
        return (Reason("partner.why.hours_unknown", False),)
    if opens:
        return (Reason("partner.why.open", True),)
    time = f"{next_:%H:%M}"
    at = {f"at_{key}": f"{day} {time}" for key, day in _day(next_.date(), weekday=True).items()}
    return (Reason("partner.why.opens_later", False, at),)


def _day(day: date, *, weekday: bool = False) -> dict[str, str]:
    show = dates.show_day_and_weekday if weekday else dates.show_day
    return {"zh": show(day, "zh_CN"), "en": show(day, "en")}


def _contract_reasons(partner: Partner, lasts: bool, today: date) -> tuple[Reason, ...]:
    if not partner.contract_until:
        return ()
    until = date.fromisoformat(partner.contract_until)
    params = {f"day_{key}": day for key, day in _day(until).items()}
    if not lasts:
        return (Reason("partner.why.contract_over", False, params),)
    left = (until - today).days
    if left <= CONTRACT_SOON_DAYS:
        return (Reason("partner.why.contract_soon", False, params | {"days": left}),)
    return (Reason("partner.why.contract", True, params),)


def _record_reasons(record: Record) -> tuple[Reason, ...]:
    settled = record.done + record.refused
    if not record.tasks:
        return (Reason("partner.why.new", True),)
    found = []
    if record.graded and record.grade >= GOOD_GRADE:
        said = {"grade": record.grade, "count": record.graded}
        found.append(Reason("partner.why.good_grades", True, said))
    if record.graded and record.grade < POOR_GRADE:
        said = {"grade": record.grade, "count": record.graded}
        found.append(Reason("partner.why.poor_grades", False, said))
    if settled >= SETTLED and record.refused / settled > REFUSED_SHARE:
        told = {"refused": record.refused, "count": record.tasks}
        found.append(Reason("partner.why.refuses", False, told))
    if record.late and record.late / record.tasks > LATE_SHARE:
        found.append(
            Reason("partner.why.late", False, {"late": record.late, "count": record.tasks})
        )
    elif record.done >= SETTLED and not record.late:
        found.append(Reason("partner.why.punctual", True, {"count": record.done}))
    return tuple(found)


def _share_reasons(record: Record, share: float | None) -> tuple[Reason, ...]:
    if share is None:
        return ()
    params: dict[str, Any] = {"count": record.recent, "days": SHARE_DAYS}
    if share <= -1:
        return (Reason("partner.why.asked_little", True, params),)
    return (Reason("partner.why.asked_often", False, params),) if share >= 1 else ()
