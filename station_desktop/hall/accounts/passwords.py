"""Hall passwords: what is asked of them, and their Argon2id hashes."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from station_desktop.domain.problem import Problem, raise_if_any
from station_desktop.domain.station.settings import Settings

LONGEST = 200


def check(password: str, login: str) -> None:
    """Refuse a password that is too short, of too few kinds of character, or holds the login; the
    rules are those that a station starts with (``domain.station.settings``)."""
    rules = Settings()
    problems = []
    if len(password) < rules.password_length:
        problems.append(Problem("password.short", "password", {"count": rules.password_length}))
    elif len(password) > LONGEST:
        problems.append(Problem("password.long", "password", {"count": LONGEST}))
    if _kinds(password) < rules.password_classes:
        problems.append(Problem("password.kinds", "password", {"count": rules.password_classes}))
    if len(login) > 2 and login.casefold() in password.casefold():
        problems.append(Problem("password.holds_login", "password"))
    raise_if_any(problems)


def _kinds(password: str) -> int:
    """How many of: small letters, capitals, digits, letters without case (汉字), other signs."""
    tests = (
        str.islower,
        str.isupper,
        str.isdigit,
        lambda ch: ch.isalpha() and not (ch.islower() or ch.isupper()),
        lambda ch: not ch.isalnum(),
    )
    return sum(any(map(test, password)) for test in tests)


class Passwords:
    """Makes and compares hashes. Comparing costs the same whether or not there is an account."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def match(self, hashed: str, password: str) -> bool:
        """Whether ``password`` is the one that was hashed; an empty ``hashed`` matches nothing, in
        the same time."""
        if len(password) > LONGEST:
            password = password[: LONGEST + 1]
        try:
            return self._hasher.verify(hashed or self._nobodys(), password) and bool(hashed)
        except (VerificationError, InvalidHashError):
            return False

    def outdated(self, hashed: str) -> bool:
        """Whether it was made at another cost than is used now."""
        return self._hasher.check_needs_rehash(hashed)

    def _nobodys(self) -> str:
        return _hash_of_nobody(self._hasher)


@cache
def _hash_of_nobody(hasher: PasswordHasher) -> str:
    return hasher.hash("nobody's password")
