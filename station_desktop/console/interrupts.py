"""Ctrl+C while a program is still being loaded.

Nothing has been done then that would have to be said, so the program ends at once and without a
word, where Python would print the place in which it was loading. Imports nothing but ``signal``.
"""

from __future__ import annotations

import signal
import threading


class Unheard:
    """While it holds, Ctrl+C ends the process as any signal does; in the main thread only."""

    def __enter__(self) -> None:
        self._told = threading.current_thread() is threading.main_thread()
        if self._told:
            self._before = signal.signal(signal.SIGINT, signal.SIG_DFL)

    def __exit__(self, *error: object) -> None:
        if self._told:
            signal.signal(signal.SIGINT, self._before)
