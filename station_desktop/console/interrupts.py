"""Ctrl+C while a program is still being loaded.

Nothing has been done then that would have to be said, so the program ends at once and without a
word, where Python would print the place in which it was loading. Imports nothing but ``signal``,
because whatever it imported would be loaded unprotected.
"""

from __future__ import annotations

import signal


class Unheard:
    """While it holds, Ctrl+C ends the process as any signal does; only the main thread can say
    so, in any other nothing changes."""

    def __enter__(self) -> None:
        try:
            self._before = signal.signal(signal.SIGINT, signal.SIG_DFL)
        except ValueError:
            self._before = None

    def __exit__(self, *error: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
