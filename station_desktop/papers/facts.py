"""What a paper may say, as plain values: filled by whoever knows the case, read by the templates.

Nothing here knows storage. Texts are given in the paper's language already, dates and numbers as
values; an empty text or ``None`` means "not there" and the paper leaves the line out (or leaves
room to write by hand where the form of the paper asks for it).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

Language = Literal["zh_CN", "en"]
Format = Literal["a4", "large", "roll"]
Kind = Literal[
    "receipt",
    "notice",
    "form",
    "acceptance",
    "completion",
    "refusal",
    "packet",
    "appointment",
]

KINDS: tuple[Kind, ...] = (
    "receipt",
    "notice",
    "form",
    "acceptance",
    "completion",
    "refusal",
    "packet",
    "appointment",
)
FORMATS: tuple[Format, ...] = ("a4", "large", "roll")
LANGUAGES: tuple[Language, ...] = ("zh_CN", "en")

ROLL_KINDS: frozenset[Kind] = frozenset(
    {"receipt", "notice", "acceptance", "appointment", "completion", "refusal"}
)


class Station(msgspec.Struct, frozen=True):
    """The station that hands the paper over; ``complaint_phone`` is where to complain of it."""

    name: str
    code: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""
    complaint_phone: str = ""


class Party(msgspec.Struct, frozen=True):
    """A resident or the person acting for them; ``id_number`` is printed exactly as given.

    Whoever fills the facts decides whether the number is masked; papers never unmask.
    """

    name: str
    id_type: str = ""
    id_number: str = ""
    phone: str = ""
    sex: str = ""
    birth: date | None = None
    address: str = ""
    relation: str = ""


class MaterialLine(msgspec.Struct, frozen=True):
    """One document taken in or asked for.

    ``original``: ``check`` looked at and given back, ``keep`` handed in, ``no`` not asked for.
    ``later`` with ``promised`` marks a document accepted to follow (容缺). ``returned`` is
    ``None`` while nobody has said. Of a ``photo`` there are prints, not copies.
    """

    name: str
    original: Literal["check", "keep", "no"] = "no"
    copies: int = 0
    photo: bool = False
    later: bool = False
    promised: date | None = None
    returned: bool | None = None
    note: str = ""


class MissingLine(msgspec.Struct, frozen=True):
    """One thing to put right: ``problem`` what is wrong, ``standard`` what will be accepted."""

    name: str
    problem: str = ""
    standard: str = ""
    copies: int = 0
    photo: bool = False
    basis: str = ""


class Answer(msgspec.Struct, frozen=True):
    """One filled field of the item's form as it is to be shown."""

    label: str
    value: str
    sensitive: bool = False


class AnswerGroup(msgspec.Struct, frozen=True):
    """Answers under one heading; ``title`` may be empty."""

    title: str
    answers: tuple[Answer, ...]


class Deadline(msgspec.Struct, frozen=True):
    """When it will be done: day counted from, day due, limits in words, and how it was counted."""

    counted_from: date | None = None
    due: date | None = None
    promised_limit: str = ""
    legal_limit: str = ""
    explanation: tuple[str, ...] = ()


class Decision(msgspec.Struct, frozen=True):
    """What the hall said of the case: ``hall`` is its name, ``until`` the day by which it expects
    what it sent back, ``reference`` the number under which it issued the result, ``fetched`` that
    the resident has it."""

    kind: Literal["approved", "returned", "refused"]
    hall: str
    at: datetime
    until: date | None = None
    reference: str = ""
    fetched: bool = False


class CaseFacts(msgspec.Struct, frozen=True):
    """One case: its item, the deciding department, what was taken in and what comes next.

    ``provisional`` marks a number the hall has not confirmed yet. ``applicant`` names whose case it
    is where a packet holds cases of several people. ``title`` is the demand in a few words where it
    was told in the resident's own, ``place`` what it is about. ``rate_at`` is the address at the
    hall where the resident rates what was done, empty for a station that works alone.
    """

    number: str
    item_name: str
    item_code: str = ""
    department: str = ""
    mode: Literal["direct", "collect", "dispatch", "booking"] = "collect"
    government: bool = True
    accepted_at: datetime | None = None
    deadline: Deadline = Deadline()
    materials: tuple[MaterialLine, ...] = ()
    missing: tuple[MissingLine, ...] = ()
    form: tuple[AnswerGroup, ...] = ()
    result: str = ""
    result_paper: str = ""
    next_step: str = ""
    how_to_check: str = ""
    applicant: str = ""
    provisional: bool = False
    decision: Decision | None = None
    title: str = ""
    place: str = ""
    rate_at: str = ""


class Visit(msgspec.Struct, frozen=True):
    """An appointment or a dispatch: who serves, where, whom to call, when, and what is asked."""

    organisation: str
    place: str = ""
    contact: str = ""
    phone: str = ""
    time: str = ""
    task: str = ""
    reply_by: date | None = None
    dispatch: bool = False


class Delivery(msgspec.Struct, frozen=True):
    """How and when a result was handed over."""

    way: str = ""
    at: datetime | None = None
    receiver: str = ""


class Refusal(msgspec.Struct, frozen=True):
    """Why nothing is taken in and where to go; ``proof`` names a proof committees may not issue."""

    reason: str
    where_to_go: str = ""
    remedy: str = ""
    proof: str = ""
    who_issues: str = ""
    basis: str = ""


class Reprint(msgspec.Struct, frozen=True):
    """A later copy of a paper already handed over; ``count`` is 1 for the first reprint."""

    at: datetime
    count: int


class Sheet(msgspec.Struct, frozen=True):
    """The head of a working paper that is no resident's and may be about no case: who made it
    when, and the number it bears. What it is about goes to its template beside this."""

    station: Station
    printed_at: datetime
    officer: str
    number: str = ""
    reprint: Reprint | None = None
    demo: bool = False
    provisional: bool = False


class Facts(msgspec.Struct, frozen=True):
    """Everything one paper may need.

    ``cases`` holds one case, or several for the receipt of a whole visit. ``printed_at`` is the
    moment on the paper; it is given, the papers have no clock. ``hall`` is who receives a packet.
    """

    station: Station
    resident: Party
    printed_at: datetime
    officer: str
    cases: tuple[CaseFacts, ...]
    agent: Party | None = None
    visit: Visit | None = None
    delivery: Delivery | None = None
    refusal: Refusal | None = None
    reprint: Reprint | None = None
    hall: str = ""
    demo: bool = False

    @property
    def case(self) -> CaseFacts:
        return self.cases[0]
