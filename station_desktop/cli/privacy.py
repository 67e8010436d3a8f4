"""``stationctl privacy``: what is personal, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from station_desktop.cli.privacy_reading import access, copy
from station_desktop.cli.privacy_retention import destroy, due
from station_desktop.cli.residents import resident_of
from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Group, OneOf, option, say
from station_desktop.domain.journal.erasures import REASONS
from station_desktop.domain.person import masks
from station_desktop.domain.time import clock

if TYPE_CHECKING:
    from station_desktop.domain.journal.erasures import Reason
    from station_desktop.usecases.privacy.erasing import Done, Erased, Pending
    from station_desktop.usecases.work import Work

privacy = Group("privacy", help="privacy")
erase = Group("erase", help="privacy.erase")
privacy.add_command(erase)
privacy.add_command(access)
privacy.add_command(copy)
privacy.add_command(due)
privacy.add_command(destroy)

_ID = 32
_RESIDENT = option("--resident", "resident", required=True, help="erase_resident")
_WORDS = option("--words", "words", default="", help="erase_words")


@erase.command("ask", help="privacy.erase.ask")
@_RESIDENT
@option("--why", "why", type=OneOf(REASONS), required=True, help="erase_why")
@_WORDS
def ask(resident: str, why: str, words: str) -> None:
    """Only asked for: somebody else decides."""
    from station_desktop.usecases.privacy import erasing

    with at_work() as work:
        found = erasing.ask(work, _id_of(work, resident), cast("Reason", why), words)
        output.answer(_pending(found), say("cli.erasing.asked", count=len(found.subjects)))


@erase.command("review", help="privacy.erase.review")
@_RESIDENT
@option("--agree/--decline", "agree", default=None, required=True, help="erase_agree")
@_WORDS
def review(resident: str, agree: bool, words: str) -> None:
    """Agreed, it is done at once, and backups within reach are rewritten."""
    from station_desktop.usecases.privacy import erasing

    with at_work() as work:
        told = output.progress
        done = erasing.review(work, _id_of(work, resident), agree, words, told)
        lines = _said(done) if agree else [say("cli.erasing.declined")]
        value = {"erased": agree, "subjects": done.subjects, "backups": done.rewritten}
        output.answer(value | {"away": done.away}, *lines)


@erase.command("pending", help="privacy.erase.pending")
def pending() -> None:
    """With what stands against each of them as of now."""
    from station_desktop.usecases.privacy import erasing

    with at_work() as work:
        found = erasing.pending(work)
        rows = [_pending_row(one) for one in found]
        heads = ("erase_resident", "erase_at", "erase_reason", "erase_subjects", "erase_against")
        lines = output.table(heads, rows) if rows else [say("cli.erasing.none_pending")]
        output.answer({"pending": [_pending(one) for one in found]}, *lines)


@erase.command("list", help="privacy.erase.list")
def list_() -> None:
    """Who they were is not known any more; the id is left."""
    from station_desktop.usecases.privacy import erasing

    with at_work() as work:
        found = erasing.erased(work)
        heads = ("erase_resident", "erase_at", "erase_reason", "erase_left")
        rows = [(one.resident, _day(one.at), _why(one.reason), len(one.left)) for one in found]
        lines = output.table(heads, rows) if rows else [say("cli.erasing.none")]
        output.answer({"erased": [_erased(one) for one in found]}, *lines)


@erase.command("hold", help="privacy.erase.hold")
@_RESIDENT
@_WORDS
def hold(resident: str, words: str) -> None:
    """As for a court, an audit, a complaint."""
    from station_desktop.usecases.privacy import erasing

    with at_work() as work:
        held = erasing.hold(work, _id_of(work, resident), words)
        output.answer({"resident": held.id, "held_back": True}, say("cli.done"))


@erase.command("release", help="privacy.erase.release")
@_RESIDENT
@_WORDS
def release(resident: str, words: str) -> None:
    """The reason for holding back is gone."""
    from station_desktop.usecases.privacy import erasing

    with at_work() as work:
        held = erasing.release(work, _id_of(work, resident), words)
        output.answer({"resident": held.id, "held_back": False}, say("cli.done"))


def _id_of(work: Work, named: str) -> str:
    """By the id without looking anybody up: who reviews need not be allowed to read residents."""
    return named.strip() if len(named.strip()) == _ID else resident_of(work, named).id


def _said(done: Done) -> list[str]:
    count, backups = len(done.subjects), done.rewritten
    away = [say("cli.erasing.away", place=place) for place in done.away]
    return [say("cli.erasing.done", count=count, backups=backups), *away]


def _pending(one: Pending) -> dict[str, Any]:
    return {
        "resident": one.resident.id,
        "name": masks.mask_name(one.resident.name),
        "at": one.asked.at,
        "by": one.asked.by,
        "reason": one.asked.reason,
        "words": one.asked.words,
        "subjects": one.subjects,
        "against": output.described(one.problems),
    }


def _pending_row(one: Pending) -> tuple[str, ...]:
    who = masks.mask_name(one.resident.name) or say(masks.ERASED)
    against = " ".join(output.message(problem) for problem in one.problems)
    return who, _day(one.asked.at), _why(one.asked.reason), str(len(one.subjects)), against


def _erased(one: Erased) -> dict[str, Any]:
    return {
        "resident": one.resident,
        "at": one.at,
        "reason": one.reason,
        "asked_by": one.asked_by,
        "reviewed_by": one.reviewed_by,
        "left": one.left,
    }


def _why(reason: str) -> str:
    return say(f"erasing.reason.{reason}")


def _day(at: int) -> str:
    return f"{clock.from_milliseconds(at):%Y-%m-%d %H:%M}"
