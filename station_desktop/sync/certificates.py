"""Looking at a server's certificate: which one it is, and until when it was made."""

from __future__ import annotations

import hashlib
import ssl
from datetime import datetime
from urllib.parse import urlsplit

import msgspec


class Certificate(msgspec.Struct, frozen=True):
    """``pin`` is its SHA-256 in hex."""

    pin: str
    until: datetime


def look(address: str, timeout: float) -> Certificate | None:
    """The certificate of the server at ``address``, ``None`` for one without TLS.

    Raises ``OSError`` where nothing answers, or no certificate that can be read. Its dates are
    told and not enforced: the certificate is known by its hash.
    """
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        return None
    text = ssl.get_server_certificate((parts.hostname, parts.port or 443), timeout=timeout)
    from cryptography import x509

    data = ssl.PEM_cert_to_DER_cert(text)
    try:
        until = x509.load_der_x509_certificate(data).not_valid_after_utc
    except ValueError as error:
        raise OSError("no certificate") from error
    return Certificate(hashlib.sha256(data).hexdigest(), until)
