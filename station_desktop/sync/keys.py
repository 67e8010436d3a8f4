"""Keys of the exchange: Ed25519 to sign, HPKE over X25519 (RFC 9180) to seal. Keys are raw bytes
outside of this module, 32 each."""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

KEY_BYTES = 32
SIGNATURE_BYTES = 64


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@lru_cache(maxsize=8)
def _signer(private: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(private)


@lru_cache(maxsize=1024)
def _verifier(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)


def signing_public(private: bytes) -> bytes:
    """The public half of a signing key."""
    return _signer(private).public_key().public_bytes_raw()


def sealing_public(private: bytes) -> bytes:
    """The public half of a sealing key."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def sign(private: bytes, message: bytes) -> bytes:
    """An Ed25519 signature, 64 bytes."""
    return _signer(private).sign(message)


def signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether ``signature`` is that of the owner of ``public``; no, for any malformed key."""
    try:
        _verifier(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def seal(public: bytes, data: bytes, about: bytes) -> bytes:
    """``data`` for the owner of ``public`` alone; ``about`` must be the same to open it."""
    return _suite().encrypt(data, X25519PublicKey.from_public_bytes(public), about)


def unseal(private: bytes, sealed: bytes, about: bytes) -> bytes | None:
    """What was sealed for this key, or ``None`` when it was not, or was altered."""
    try:
        return _suite().decrypt(sealed, X25519PrivateKey.from_private_bytes(private), about)
    except (InvalidTag, ValueError):
        return None


def proof(secret: bytes, *parts: bytes) -> bytes:
    """An HMAC-SHA256 over ``parts``: shows that one knows ``secret`` without telling it. To be
    compared in constant time."""
    framed = b"".join(b"%d:" % len(part) + part for part in parts)
    return hmac.digest(secret, framed, hashlib.sha256)
