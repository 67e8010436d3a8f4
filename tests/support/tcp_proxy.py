"""A way between two ends on this machine that can break: cut after so many bytes, or gone."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_MOST = 65536


@dataclass(eq=False)
class _End:
    """One end of a connection: ``other`` is where its bytes go, ``up`` whether to the server."""

    made: socket.socket
    up: bool
    other: _End | None = None


class TcpProxy:
    """Listens at ``port`` and passes on to ``target``.

    ``up`` and ``down`` count the bytes passed. ``gone`` closes whatever comes at once. After
    :meth:`cut` the connection is closed when exactly so many more bytes went that way; ``broke``
    tells that it happened.
    """

    def __init__(self, target: int) -> None:
        self.target = target
        self.gone = False
        self.up = self.down = 0
        self.broke = False
        self._left_up: int | None = None
        self._left_down: int | None = None
        self._lock = threading.Lock()
        self._ends: set[_End] = set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._bell, self._ring = socket.socketpair()
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listening, selectors.EVENT_READ)
        self._selector.register(self._bell, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cut(self, *, up: int | None = None, down: int | None = None) -> None:
        """Break the way after so many more bytes; counting begins anew."""
        with self._lock:
            self._left_up, self._left_down = up, down
            self.up = self.down = 0
            self.broke = False

    def heal(self) -> None:
        """Let everything pass from now on; counting begins anew."""
        self.gone = False
        self.cut()

    def close(self) -> None:
        self._ring.send(b".")
        self._thread.join()
        for made in (self._bell, self._ring, self._listening, *(end.made for end in self._ends)):
            made.close()
        self._selector.close()

    def _work(self) -> None:
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is self._bell:
                    return
                if key.fileobj is self._listening:
                    self._accept()
                elif isinstance(key.data, _End) and key.data in self._ends:
                    self._pass(key.data)

    def _accept(self) -> None:
        client, _ = self._listening.accept()
        if self.gone:
            client.close()
            return
        try:
            server = socket.create_connection(("127.0.0.1", self.target), timeout=20)
        except OSError:
            client.close()
            return
        here, there = _End(client, up=True), _End(server, up=False)
        here.other, there.other = there, here
        for end in (here, there):
            end.made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._ends.add(end)
            self._selector.register(end.made, selectors.EVENT_READ, end)

    def _pass(self, end: _End) -> None:
        assert end.other is not None
        try:
            data = b"" if self.gone else end.made.recv(_MOST)
        except OSError:
            data = b""
        allowed, over = self._allowed(end.up, len(data))
        try:
            end.other.made.sendall(data[:allowed])
        except OSError:
            over = True
        if over or not data:
            self._drop(end)

    def _allowed(self, up: bool, size: int) -> tuple[int, bool]:
        """How much of this may pass, and whether the way breaks then."""
        with self._lock:
            left = self._left_up if up else self._left_down
            allowed = size if left is None else min(size, left)
            if up:
                self.up += allowed
                self._left_up = None if left is None else left - allowed
            else:
                self.down += allowed
                self._left_down = None if left is None else left - allowed
            over = left is not None and size >= left and size > 0
            self.broke = self.broke or over
            return allowed, over

    def _drop(self, end: _End) -> None:
        for one in (end, end.other):
            if one is not None and one in self._ends:
                self._ends.discard(one)
                self._selector.unregister(one.made)
                with contextlib.suppress(OSError):
                    one.made.shutdown(socket.SHUT_RDWR)
                one.made.close()


@contextmanager
def proxy(target: int) -> Iterator[TcpProxy]:
    """A way to ``target``, a port of this machine, as long as the block."""
    made = TcpProxy(target)
    try:
        yield made
    finally:
        made.close()
