"""The hall's figures about itself, for Prometheus. None of them says anything of a person."""

from __future__ import annotations

import os

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)

CONTENT_TYPE = CONTENT_TYPE_LATEST
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


class Measures:
    """Counts and durations of one worker; of all workers where ``PROMETHEUS_MULTIPROC_DIR`` names
    the folder that they share."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Histogram(
            "hall_request_seconds",
            "Time to answer a request",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._rounds = Counter(
            "hall_sync_rounds", "Frames answered", ("outcome",), registry=self.registry
        )
        self._bytes = Counter(
            "hall_sync_bytes", "Bytes of frames", ("direction",), registry=self.registry
        )
        self._entries = Counter(
            "hall_entries_received", "Journal entries received", registry=self.registry
        )
        self._demands = Counter(
            "hall_demands_received", "Demands taken in", ("outcome",), registry=self.registry
        )
        self._sign_ins = Counter("hall_sign_ins", "Sign-ins", ("outcome",), registry=self.registry)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        known = method if method in _METHODS else "other"
        self._requests.labels(known, route, str(status)).observe(seconds)

    def round(self, outcome: str, received: int, sent: int) -> None:
        """One frame of ``received`` bytes was answered with ``sent``; ``outcome`` is ``answered``,
        ``refused`` or ``failed``."""
        self._rounds.labels(outcome).inc()
        self._bytes.labels("received").inc(received)
        self._bytes.labels("sent").inc(sent)

    def entries(self, count: int) -> None:
        self._entries.inc(count)

    def demands(self, outcome: str, count: int = 1) -> None:
        self._demands.labels(outcome).inc(count)

    def sign_in(self, outcome: str) -> None:
        self._sign_ins.labels(outcome).inc()

    def text(self) -> bytes:
        """Everything in Prometheus' text format."""
        if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
            return generate_latest(self.registry)
        shared = CollectorRegistry()
        multiprocess.MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
        return generate_latest(shared)
