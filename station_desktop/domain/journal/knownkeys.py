"""What somebody who keeps a journal knows of the keys under which it is sealed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from station_desktop.domain.journal.sealing import ERASED, KEY_BYTES, NOBODY, Key, key_id


class Known:
    """What is known of the keys of some subjects.

    Made of rows (subject, id, key, gone). Without its key a row is *lacking*, or with ``gone``
    destroyed; the row without an id says that the subject is erased, and then no key of it is kept
    any more, whenever it comes.
    """

    def __init__(self, rows: Iterable[tuple[str, str, bytes | None, bool]]) -> None:
        self.secrets: dict[str, dict[str, bytes]] = {}
        self.erased: set[str] = set()
        self._lacking: set[tuple[str, str]] = set()
        self._heard: set[tuple[str, str]] = set()
        for subject, id, key, gone in rows:
            self._heard.add((subject, id))
            if id == ERASED:
                self.erased.add(subject)
            elif key is not None:
                self.secrets.setdefault(subject, {})[id] = key
            elif not gone:
                self._lacking.add((subject, id))

    def learn(
        self, came: Iterable[tuple[str, bytes]], wanted: Mapping[str, set[str]] | None = None
    ) -> tuple[list[tuple[str, str, bytes]], frozenset[str]]:
        """Which of these keys are to be kept: those that are lacking, and those not heard of that
        are ``wanted``; and the subjects of the former, whose earlier entries they open."""
        rows, late = [], set()
        for subject, secret in came:
            if subject in self.erased or len(secret) != KEY_BYTES:
                continue
            name = subject, key_id(secret)
            if name in self._lacking:
                late.add(subject)
            elif name in self._heard or wanted is None or name[1] not in wanted.get(subject, ()):
                continue
            self._heard.add(name)
            self._lacking.discard(name)
            self.secrets.setdefault(subject, {})[name[1]] = secret
            rows.append((*name, secret))
        return rows, frozenset(late)

    def not_heard_of(self, wanted: Mapping[str, set[str]]) -> list[tuple[str, str]]:
        """Subject and id of keys that are wanted from now on."""
        return [
            (subject, id)
            for subject, ids in wanted.items()
            if subject not in self.erased
            for id in ids
            if (subject, id) not in self._heard
        ]

    def for_writing(self, subject: str) -> Key | None:
        """The key under which the subject is written about, nobody's where it is erased, ``None``
        where one is to be made."""
        if subject in self.erased:
            return NOBODY
        found = self.secrets.get(subject)
        return Key(*min(found.items())) if found else None
