"""The exchange of a station's journal: bytes in, bytes out (see ``PROTOCOL.md``).

Nothing in :mod:`wire`, :mod:`runs`, :mod:`client`, :mod:`server` and :mod:`packet` reads a file, a
socket or a clock. HTTP (:mod:`transport`), the USB packet and the simulator of the tests drive the
same code.
"""
