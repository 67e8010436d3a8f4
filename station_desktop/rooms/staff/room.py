"""The staff room's values: accounts as listed, what each role may do, and the questions asked."""

from __future__ import annotations

from typing import get_args

import msgspec

from station_desktop import phrases
from station_desktop.domain.catalogue import Choice, Field, FieldType, Words
from station_desktop.domain.problem import Problem
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.station.roles import RIGHTS, ROLES, Right, Role
from station_desktop.domain.station.settings import Settings
from station_desktop.domain.time import clock
from station_desktop.storage.reads import reads
from station_desktop.usecases.work import Work

DAY_MS = 86_400_000


class StaffRow(msgspec.Struct, frozen=True):
    """One account in the list. ``stale`` when its password is older than the station's rule."""

    account: Account
    stale: bool = False

    @property
    def key(self) -> str:
        return self.account.id


class Staff(msgspec.Struct, frozen=True):
    """Everybody who may come in, and the rules their passwords follow."""

    rows: tuple[StaffRow, ...]
    settings: Settings


def staff(work: Work) -> Staff:
    """All accounts by login."""
    work.require("account.manage")
    settings, now = work.store.settings(), work.store.ledger.now_ms()
    oldest = now - settings.password_days * DAY_MS if settings.password_days else 0
    return Staff(
        tuple(
            StaffRow(account, account.password_at < oldest)
            for account in reads.accounts(work.store.connection)
        ),
        settings,
    )


def rules(work: Work) -> Settings:
    """The password rules, which everybody may know."""
    return work.store.settings()


def roles_said(roles: tuple[Role, ...], language: str) -> str:
    """Roles in words, in the order of the house."""
    joiner = ", " if language == "en" else "、"
    return joiner.join(phrases.say(f"role.{role}", language) for role in ROLES if role in roles)


def rights_said(role: Role, language: str) -> str:
    """What a role may do, in words."""
    joiner = "; " if language == "en" else "；"
    ordered = [right for right in get_args(Right) if right in RIGHTS[role]]
    return joiner.join(phrases.say(f"right.{right}", language) for right in ordered)


def rules_said(settings: Settings, language: str) -> str:
    """What is asked of a password, told before one is typed."""
    return phrases.say(
        "staff.password_rules",
        language,
        length=settings.password_length,
        classes=settings.password_classes,
    )


def seen(account: Account) -> str:
    """When the person was last here, as a list has it; empty for never."""
    if not account.last_seen:
        return ""
    return f"{clock.from_milliseconds(account.last_seen):%Y-%m-%d %H:%M}"


def repeated(password: str, again: str) -> tuple[Problem, ...]:
    """A slip between the two typings of a new password."""
    return () if password == again else (Problem("staff.again_differs", "again"),)


def question(
    key: str, type: FieldType = "text", choices: tuple[Choice, ...] = (), label: str = ""
) -> Field:
    """A question of this room with its words in both languages."""
    return Field(
        key=key,
        type=type,
        label=_words(f"staff.{label or key}"),
        required=True,
        choices=choices,
        help=_words(f"staff.help.{key}"),
    )


def role_choices() -> tuple[Choice, ...]:
    return tuple(Choice(role, _words(f"role.{role}")) for role in ROLES)


def _words(code: str) -> Words:
    """A phrase in both languages; empty where there is none."""
    if code not in phrases.table("en"):
        return Words("", "")
    return Words(phrases.say(code, "zh_CN"), phrases.say(code, "en"))
