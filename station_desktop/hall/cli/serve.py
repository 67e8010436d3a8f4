"""``station-hall serve``: the hall, or a station's relay, at an address.

Several workers, and workers on several machines, may serve one database; each makes its
application from the same settings, which the first hands on in the environment.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import ssl
import sys
from pathlib import Path
from typing import Any

import click

from station_desktop.console.command import Between, Command, option, say
from station_desktop.domain.problem import refuse
from station_desktop.hall.cli.session import database_url, key_file, open_hall
from station_desktop.hall.work import Hall
from station_desktop.logs import files

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
GRACE_S = 5
"""How long requests under way may take when the hall is stopped. Windows keep idle connections open
for long; a round that is cut off loses nothing and is begun again."""
_FACTORY = "station_desktop.hall.cli.serve:application"
_DATABASE, _KEYS = "STATION_HALL_DATABASE", "STATION_HALL_KEYS"
_SECURE, _CERTIFICATE = "STATION_HALL_SECURE_COOKIES", "STATION_HALL_CERTIFICATE"


@click.command("serve", cls=Command, help="serve")
@option("--host", "host", default="127.0.0.1", help="host")
@option("--port", "port", type=Between(0, 65535), default=8490, help="port")
@option("--tls-cert", "certificate", metavar="FILE", help="tls_cert")
@option("--tls-key", "key", metavar="FILE", help="tls_key")
@option("--behind-proxy", "proxied", is_flag=True, help="behind_proxy")
@option("--workers", "workers", type=Between(1, 64), default=1, help="workers")
@option("--relay", "relay", is_flag=True, help="relay")
@option("--hall", "upstream", default="", metavar="URL", help="upstream")
@option("--name", "name", default="", help="relay_name")
@option("--address", "address", default="", metavar="URL", help="relay_address")
def serve(host: str, port: int, workers: int, relay: bool, **rest: Any) -> None:
    """Serve until stopped; what is under way is finished first."""
    tls = _tls(rest["certificate"], rest["key"])
    secure = bool(tls) or rest["proxied"] or host not in LOOPBACK
    pin = _pin(rest["certificate"]) if tls else ""
    settings = {
        "host": host,
        "port": port,
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "proxy_headers": rest["proxied"],
        "timeout_graceful_shutdown": GRACE_S,
        **tls,
    }
    hall = open_hall(database_url(), key_file(), relay=relay, certificate=pin)
    try:
        if relay:
            scheme = "https" if tls else "http"
            own = rest["address"] or f"{scheme}://{host}:{port}"
            _serve_relay(hall, rest["upstream"], rest["name"], own, settings)
            return
    finally:
        hall.database.close()
    os.environ |= {_DATABASE: database_url(), _SECURE: str(int(secure)), _CERTIFICATE: pin}
    if key_file():
        os.environ[_KEYS] = key_file()
    _run(_FACTORY, {**settings, "factory": True, "workers": workers})


def application() -> Any:
    """One worker's application, from what the environment says."""
    from station_desktop.hall.web.app import make_app

    files.lines_to(sys.stderr)
    hall = open_hall(
        os.environ[_DATABASE],
        os.environ.get(_KEYS, ""),
        certificate=os.environ.get(_CERTIFICATE, ""),
    )
    return make_app(hall, secure_cookies=os.environ.get(_SECURE) != "0")


def _serve_relay(hall: Hall, upstream: str, name: str, own: str, settings: dict[str, Any]) -> None:
    """Be let in at the hall the first time, by the code in ``STATION_ENROL_CODE``; then serve the
    station's windows, whether or not the hall is in reach."""
    from station_desktop.hall import relaying
    from station_desktop.hall.web.app import make_app

    if not relaying.station_of(hall):
        code = os.environ.get("STATION_ENROL_CODE", "")
        if not (upstream and code):
            raise refuse("hall.relay_not_enrolled")
        relaying.let_in(hall, upstream, code, name or say("hall.device.relay"), own)
    files.lines_to(sys.stderr)
    above = relaying.Upstream(hall, random.random)
    above.start()
    try:
        _run(make_app(hall, relay=True), settings)
    finally:
        above.stop()


def _run(application: Any, settings: dict[str, Any]) -> None:
    """Until a signal ends it; the signal, which uvicorn hands on afterwards, then ends the command
    in order instead of killing it, so that what is open is closed."""
    import uvicorn

    files.lines_to(sys.stderr)
    signal.signal(signal.SIGTERM, _ended)
    uvicorn.run(application, **settings)


def _ended(*_: object) -> None:
    raise SystemExit(0)


def _tls(certificate: str | None, key: str | None) -> dict[str, str]:
    """uvicorn's own settings; a pair that does not fit is refused before anything listens."""
    if not certificate and not key:
        return {}
    if not (certificate and key):
        raise refuse("hall.tls_pair")
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError):
        raise refuse("hall.tls_unreadable") from None
    return {"ssl_certfile": certificate, "ssl_keyfile": key}


def _pin(certificate: str) -> str:
    """SHA-256 of the certificate as stations pin it."""
    try:
        text = Path(certificate).read_text("ascii")
        begin = text.index("-----BEGIN CERTIFICATE-----")
        end = text.index("-----END CERTIFICATE-----") + len("-----END CERTIFICATE-----")
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(text[begin:end])).hexdigest()
    except (OSError, ValueError):
        raise refuse("hall.tls_unreadable") from None
