"""Files from a server that is known by its certificate: small ones whole, large ones piece by
piece, going on where the line was cut.

What comes is not believed for where it came from; whoever asked for it proves it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from station_desktop.sync import transport
from station_desktop.sync.transport import Unreachable

_CONNECT, _READ = 5.0, 30.0
_PIECE = 256 * 1024


class NotThere(Exception):
    """The server has no such file."""


class Downloads:
    """A connection kept open to one server, below ``address``. ``pin`` is the SHA-256 (hex) of the
    one certificate to accept there, empty for any."""

    def __init__(self, address: str, pin: str = "") -> None:
        self._client = httpx.Client(
            base_url=transport.checked_address(address),
            verify=transport.pinned_context(pin),
            timeout=httpx.Timeout(_READ, connect=_CONNECT),
            headers={"User-Agent": "station", "Accept-Encoding": "identity"},
            trust_env=False,
        )

    def __enter__(self) -> Downloads:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, path: str, most: int, **asked: str) -> bytes:
        """A small file, of at most ``most`` bytes; raises :class:`NotThere` and
        ``transport.Unreachable``."""
        with self._answered(path, {}, asked) as response:
            taken = bytearray()
            for part in response.iter_raw():
                taken += part
                if len(taken) > most:
                    raise Unreachable("sync.not_hall")
            return bytes(taken)

    def resume(self, path: str, length: int, into: Path, told: Callable[[int, int], None]) -> None:
        """Put a file of ``length`` bytes into ``into``. What is there already of an earlier try is
        not fetched again."""
        done = into.stat().st_size if into.exists() else 0
        if done == length:
            return
        headers = {"Range": f"bytes={done}-"} if 0 < done < length else {}
        with self._answered(path, headers, {}) as response:
            goes_on = response.status_code == httpx.codes.PARTIAL_CONTENT
            done = done if goes_on else 0
            with into.open("ab" if goes_on else "wb") as file:
                for part in response.iter_raw(_PIECE):
                    file.write(part)
                    done += len(part)
                    if done > length:
                        break
                    told(done, length)
                file.flush()
                os.fsync(file.fileno())

    @contextmanager
    def _answered(
        self, path: str, headers: dict[str, str], asked: dict[str, str]
    ) -> Iterator[httpx.Response]:
        try:
            with self._client.stream("GET", path, headers=headers, params=asked) as response:
                _look(response)
                yield response
        except httpx.HTTPError as error:
            raise Unreachable(transport.why(error)) from error


def _look(response: httpx.Response) -> None:
    status = response.status_code
    if status in (httpx.codes.NOT_FOUND, httpx.codes.FORBIDDEN):
        raise NotThere
    if status in (429, 500, 502, 503, 504):
        raise Unreachable("sync.busy")
    if status not in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
        raise Unreachable("sync.not_hall")
