"""What is personal in entries, on its way: open inside a frame, in its boxes before and after it.

A sealed box cannot be packed and is most of what an entry weighs. The keys ride in the frame
anyway, and the frame is closed to everybody but its receiver; so the boxes are opened for the way
and made again on arrival, byte for byte, since a box depends on nothing but the entry and its key
(:mod:`station_desktop.domain.journal.sealing`). That they are the same is what the entry's hash
proves. A box stays closed where no key to it goes along.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from station_desktop.domain.journal import sealing
from station_desktop.domain.journal.journal import Entry
from station_desktop.domain.journal.sealing import KEY_BYTES, UNREADABLE, Boxes
from station_desktop.sync.wire import WireRun

Opened = tuple[list[bytes], list[int], list[bytes]]
"""The columns ``payloads``, ``under`` and ``personal`` of a run."""


def opened(entries: Sequence[Entry], keys: Mapping[str, tuple[bytes, ...]]) -> Opened:
    """What these entries say, out of their boxes as far as ``keys`` open them."""
    payloads, under, personal, boxes = [], [], list[bytes](), Boxes()
    for entry in entries:
        payload, box = entry.payload, sealing.box_of(entry.payload)
        place, inside = (0, b"") if box is None else _inside(boxes, entry, box, keys)
        if place:
            payload = sealing.open_part(payload)
            personal.append(inside)
        payloads.append(payload)
        under.append(place)
    return payloads, under, personal


def _inside(
    boxes: Boxes, entry: Entry, box: sealing.Box, keys: Mapping[str, tuple[bytes, ...]]
) -> tuple[int, bytes]:
    """Which of its subject's keys opens the entry's box, counted from 1, 0 for none; and what is
    in it."""
    for place, key in enumerate(keys.get(entry.subject, ()), 1):
        inside = boxes.open(key, entry.id, entry.subject, entry.kind, box)
        if inside is not None:
            return (0, b"") if inside == UNREADABLE else (place, inside)
    return 0, b""


def closed(run: WireRun, ids: Sequence[str], subjects: Sequence[str]) -> list[bytes]:
    """The payloads of ``run`` as they stand in the journal; ``ids`` of its entries, ``subjects`` of
    its table. Raises :class:`ValueError` or :class:`IndexError` for what does not add up."""
    if not run.under:
        return run.payloads
    if (len(run.under), sum(map(bool, run.under))) != (len(run.payloads), len(run.personal)):
        raise ValueError("no boxes")
    boxes, personal, payloads = Boxes(), iter(run.personal), []
    for place, payload, id, kind, subject in zip(
        run.under, run.payloads, ids, run.kinds[1], run.subjects[1], strict=True
    ):
        if place:
            begin = (place - 1) * KEY_BYTES
            key = run.keys[subject][begin : begin + KEY_BYTES] if begin >= 0 else b""
            if len(key) < KEY_BYTES:
                raise ValueError("no key")
            inside = next(personal)
            payload = boxes.payload(
                key, id, subjects[subject], run.kinds[0][kind][0], payload, inside
            )
        payloads.append(payload)
    return payloads
