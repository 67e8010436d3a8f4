"""A real hall behind real HTTP on this machine, which can be told to fail as networks do."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from station_desktop.hall import exchange as door
from station_desktop.hall import registry
from station_desktop.hall.keyring import Keyring
from station_desktop.hall.store.database import Database
from station_desktop.hall.work import Hall, Officer
from station_desktop.sync.transport import MEDIA
from station_desktop.sync.wire import Malformed

STATION, NAME = "110102017014", "老墙根社区服务站"
Mode = Literal["well", "login", "missing", "broken", "silent", "half"]


class HallServer:
    """``hall`` with its ``officer``, reached at ``url``. ``mode`` is how it answers: ``well``; a
    page to sign in on, as captive portals do; 404; 500; not at all; or half an answer."""

    def __init__(self, folder: Path, clock: Any = None, *, tls: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.keyring = Keyring.make(folder / "hall.keys")
        database = Database.open(f"sqlite:///{folder / 'hall.db'}", self.keyring.data_key)
        self.hall = Hall(database, self.keyring, clock)
        self.officer = Officer("f" * 32, "zhaolei", "赵磊", ("officer", "publisher", "admin"))
        registry.add_station(self.hall, self.officer, STATION, NAME)
        self.mode: Mode = "well"
        self.asked = 0
        self.released = threading.Event()
        self._server = ThreadingHTTPServer(
            ("127.0.0.1", 0), type("Handler", (_Handler,), {"hall": self})
        )
        self._server.daemon_threads = True
        self._tls = tls
        if tls:
            self.show_certificate()
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._server.server_port}"

    def code(self, role: Any = "window") -> str:
        """A fresh code that lets one device in."""
        return registry.enrol_code(self.hall, self.officer, STATION, role)

    def show_certificate(self) -> None:
        """Show a new certificate from now on."""
        file = self._folder / f"{datetime.now(UTC).timestamp()}.pem"
        file.write_bytes(certificate_pem())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        listening = getattr(self._server.socket, "plain", self._server.socket)
        self._server.socket = _Tls(context, listening)  # type: ignore[assignment]

    def stop(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self.hall.database.close()


class _Tls:
    """A listening socket whose connections speak TLS, with a certificate that can be changed."""

    def __init__(self, context: ssl.SSLContext, plain: Any) -> None:
        self.context = context
        self.plain = plain

    def accept(self) -> tuple[Any, Any]:
        made, where = self.plain.accept()
        spoken = self.context.wrap_socket(made, server_side=True, do_handshake_on_connect=False)
        return spoken, where

    def __getattr__(self, name: str) -> Any:
        return getattr(self.plain, name)


_WRONG: dict[str, tuple[int, str, bytes]] = {
    "login": (200, "text/html", b"<html><form>Sign in to the network</form></html>"),
    "missing": (404, "text/plain", b"nothing here"),
    "broken": (500, "text/plain", b"sorry"),
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hall: HallServer

    def do_POST(self) -> None:
        frame = self.rfile.read(int(self.headers["Content-Length"]))
        self.hall.asked += 1
        if self.hall.mode in _WRONG:
            self._say(*_WRONG[self.hall.mode])
        elif self.hall.mode == "silent":
            self.hall.released.wait()
            self.close_connection = True
        else:
            self._answer(frame, half=self.hall.mode == "half")

    def do_GET(self) -> None:
        self._say(200, "text/plain", b"well")

    def _answer(self, frame: bytes, *, half: bool) -> None:
        try:
            answer = door.exchange(self.hall.hall, frame)
        except Malformed:
            self._say(400, "text/plain", b"no frame")
            return
        self._say(200, MEDIA, answer, cut=len(answer) // 2 if half else 0)

    def _say(self, status: int, media: str, body: bytes, cut: int = 0) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:cut] if cut else body)
        self.close_connection = self.close_connection or bool(cut)

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except (OSError, ssl.SSLError):
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Quiet: what is asked is counted."""


def certificate_pem() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "hall")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private + made.public_bytes(serialization.Encoding.PEM)


@contextmanager
def serving(folder: Path, clock: Any = None, *, tls: bool = False) -> Iterator[HallServer]:
    server = HallServer(folder, clock, tls=tls)
    try:
        yield server
    finally:
        server.stop()
