"""The partner directory (社区服务伙伴): who can be asked, for what, where and when.

Kinds, with the pilot's numbers: ``agency`` service agencies (54), ``outlet`` handy-help outlets
(22), ``unit`` units under the jurisdiction (11), ``volunteer`` voluntary organisations (12). A
partner's own record – taken, refused, late, appraised – is counted from the tasks of cases and
kept nowhere else.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import msgspec

from station_desktop.domain.journal.journal import Entry, Fact

Kind = Literal["agency", "outlet", "unit", "volunteer"]
KINDS: tuple[Kind, ...] = ("agency", "outlet", "unit", "volunteer")
MARKET: tuple[Kind, ...] = ("agency", "outlet")
"""Whose service is paid for: they are told need, address and time and no more."""


class Partner(msgspec.Struct, frozen=True, omit_defaults=True):
    """One organisation. ``services`` are item codes, or words for what is no item; ``areas`` are
    ids of the grid areas it serves, none for all of them. ``hours`` are its opening hours as
    ``domain.time.hours`` reads them, ``contract_until`` an ISO day, ``credit_code`` the unified
    social credit code (GB 32100). ``closed_at`` is 0 while it works with the station."""

    id: str
    kind: Kind
    name: str
    services: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    hours: str = ""
    price: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""
    contract: str = ""
    contract_until: str = ""
    credit_code: str = ""
    note: str = ""
    registered_at: int = 0
    closed_at: int = 0
    closed_reason: str = ""

    @property
    def open(self) -> bool:
        return not self.closed_at


FIELDS: tuple[str, ...] = (
    "kind",
    "name",
    "services",
    "areas",
    "hours",
    "price",
    "contact",
    "phone",
    "address",
    "contract",
    "contract_until",
    "credit_code",
    "note",
)
"""What can be typed and changed of a partner."""


class Registered(Fact, frozen=True):
    """An organisation came into the directory."""

    kind: ClassVar[str] = "partner.registered"
    partner: Kind
    name: str
    services: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    hours: str = ""
    price: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""
    contract: str = ""
    contract_until: str = ""
    credit_code: str = ""
    note: str = ""


class Changed(Fact, frozen=True):
    """These fields have new values."""

    kind: ClassVar[str] = "partner.changed"
    fields: dict[str, Any]


class Closed(Fact, frozen=True):
    """It is asked no longer: gone, contract over, or taken off with the reason."""

    kind: ClassVar[str] = "partner.closed"
    reason: str


class Reopened(Fact, frozen=True):
    """It is asked again."""

    kind: ClassVar[str] = "partner.reopened"


FACTS: tuple[type[Fact], ...] = (Registered, Changed, Closed, Reopened)


def fold(partner: Partner | None, entry: Entry, fact: Fact) -> Partner | None:
    """The partner after ``fact``. A change whose values do not fit is passed over field by field:
    only another version of the program can have sent it."""
    replace = msgspec.structs.replace
    if partner is None:
        if not isinstance(fact, Registered):
            return None
        typed = msgspec.structs.asdict(fact)
        kind: Kind = typed.pop("partner")
        return Partner(id=entry.subject_id, kind=kind, registered_at=entry.at, **typed)
    match fact:
        case Changed():
            for field, value in fact.fields.items():
                partner = _changed(partner, field, value)
            return partner
        case Closed():
            return replace(partner, closed_at=entry.at, closed_reason=fact.reason)
        case Reopened():
            return replace(partner, closed_at=0, closed_reason="")
        case _:
            return partner


def _changed(partner: Partner, field: str, value: Any) -> Partner:
    if field not in FIELDS:
        return partner
    values = msgspec.to_builtins(partner) | {field: value}
    try:
        return msgspec.convert(values, Partner)
    except msgspec.ValidationError:
        return partner
