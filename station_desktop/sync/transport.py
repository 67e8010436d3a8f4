"""Frames over HTTP: one POST there, one answer back. What is not a frame is a failure of the way,
never an answer: a missing page, a sign-in page of the building's network, half a response."""

from __future__ import annotations

import contextlib
import hashlib
import ipaddress
import socket
import ssl
from typing import Any
from urllib.parse import urlsplit

import httpx

from station_desktop.domain.problem import refuse
from station_desktop.sync import wire

MEDIA = "application/octet-stream"
PATH = "/sync"
_CONNECT, _READ = 5.0, 30.0
_NO_CHECK_TIME = 0x200000
"""OpenSSL's X509_V_FLAG_NO_CHECK_TIME: the certificate is known by its hash, and a PC whose clock
is wrong must still be able to ask what time it is."""


class Unreachable(Exception):
    """The other end was not reached, or something else answered. ``code`` says which; ``again``
    is after how many seconds it asked to be tried again, 0 when it did not say."""

    def __init__(self, code: str, again: float = 0.0) -> None:
        super().__init__(code)
        self.code = code
        self.again = again


class _Pinned(ssl.SSLContext):
    """Accepts the one certificate with this SHA-256, and none for any other reason."""

    pin: str = ""

    def wrap_socket(self, *args: Any, **options: Any) -> ssl.SSLSocket:
        wrapped = super().wrap_socket(*args, **options)
        try:
            known = not self.pin or fingerprint(wrapped) == self.pin
        except ValueError:  # broken before the greeting, which then nobody reports
            wrapped.close()
            raise ConnectionResetError from None
        if not known:
            wrapped.close()
            raise ssl.SSLCertVerificationError("another certificate")
        return wrapped


def fingerprint(connection: ssl.SSLSocket) -> str:
    """SHA-256 of the certificate at the other end, in hex."""
    return hashlib.sha256(connection.getpeercert(binary_form=True) or b"").hexdigest()


def pinned_context(pin: str) -> ssl.SSLContext:
    """A TLS context that accepts the certificate with this hash alone; without a hash (before the
    enrolment, whose proof covers it) any."""
    context = _Pinned(ssl.PROTOCOL_TLS_CLIENT)
    context.pin = pin
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def checked_address(address: str) -> str:
    """The address without a slash at its end; refuses what is no address, and one without TLS
    unless it is this machine itself."""
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise refuse("sync.address", field="address")
    if parts.scheme == "http" and not _own_machine(parts.hostname):
        raise refuse("sync.address_open", field="address")
    return address.strip().rstrip("/")


def _own_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Http:
    """A connection kept open to one server."""

    def __init__(self, address: str, pin: str = "") -> None:
        self._sockets: list[socket.socket] = []
        self._client = httpx.Client(
            base_url=checked_address(address),
            verify=pinned_context(pin),
            timeout=httpx.Timeout(_READ, connect=_CONNECT),
            headers={"Content-Type": MEDIA, "Accept": MEDIA, "User-Agent": "station"},
            trust_env=False,
        )

    def send(self, frame: bytes) -> bytes:
        """The frame that answers ``frame``; raises :class:`Unreachable`."""
        try:
            with self._client.stream(
                "POST", PATH, content=frame, extensions={"trace": self._trace}
            ) as response:
                return self._answer(response)
        except httpx.HTTPError as error:
            raise Unreachable(why(error)) from error

    def _answer(self, response: httpx.Response) -> bytes:
        if response.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE:
            raise Unreachable("sync.too_large")
        if response.status_code in (429, 500, 502, 503, 504):
            raise Unreachable("sync.busy", _seconds(response.headers.get("retry-after", "")))
        plain = response.headers.get("content-type", "").partition(";")[0].strip() == MEDIA
        if response.status_code != httpx.codes.OK or not plain:
            raise Unreachable("sync.not_hall")
        taken = bytearray()
        for part in response.iter_bytes():
            taken += part
            if len(taken) > wire.MOST_BYTES * 2:
                raise Unreachable("sync.not_hall")
        return bytes(taken)

    def certificate(self) -> str:
        """SHA-256 of the server's certificate, empty without TLS; raises :class:`Unreachable`."""
        url = self._client.base_url
        if url.scheme != "https":
            return ""
        try:
            with (
                self._client.stream("GET", "/health") as response,
            ):
                stream = response.extensions["network_stream"]
                return fingerprint(stream.get_extra_info("socket"))
        except httpx.HTTPError as error:
            raise Unreachable(why(error)) from error

    def _trace(self, event: str, told: dict[str, Any]) -> None:
        """Remember the connections made, so that :meth:`stop` can reach them."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            made = told["return_value"].get_extra_info("socket")
            self._sockets = [known for known in self._sockets if known.fileno() >= 0] + [made]

    def stop(self) -> None:
        """Have a message under way fail at once; from any thread."""
        for made in self._sockets:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(made, socket.SHUT_RDWR)

    def close(self) -> None:
        """End the connection; for the thread that sends."""
        self._client.close()


def why(error: httpx.HTTPError) -> str:
    """What kept a message from being answered, as a problem code."""
    if isinstance(error, httpx.TimeoutException):
        return "sync.slow"
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return "sync.certificate"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, (httpx.RemoteProtocolError, httpx.ReadError, httpx.DecodingError)):
        return "sync.cut"
    return "sync.offline"


def _seconds(text: str) -> float:
    return min(3600.0, float(text)) if text.isascii() and text.isdigit() else 0.0
