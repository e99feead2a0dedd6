"""Codes, links, PINs and device tokens: how they are made and how they are checked.

A member's code is eight digits: a numeric keyboard cannot turn it into another word as Telex does.
A sign-in link is the code and the link's serial number, signed; nothing of it is stored, and raising
the serial revokes it. A PIN is six digits, so its hash alone would fall to trying all of them: it is
keyed with the installation's secret first. A device's token is random and only its digest is stored.
"""

import hashlib
import hmac
import secrets
from functools import lru_cache
from itertools import pairwise

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id

from elearn.accounts.beside import beside

CODE_LENGTH = 8
PIN_LENGTH = 6
# A secret for a PIN that nobody set: checking it takes as long as checking a real one, so that the
# time of an answer does not tell whether a code exists.
_NOBODY = "-"


def new_code() -> str:
    """Return a random sign-in code: eight digits, the first not 0."""
    return str(secrets.randbelow(9 * 10 ** (CODE_LENGTH - 1)) + 10 ** (CODE_LENGTH - 1))


def new_token() -> str:
    """Return a random device or set-up token of 256 bits."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_easy_to_guess(pin: str) -> bool:
    """Say whether a PIN is one of those that are tried first."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    repeats = pin[:3] == pin[3:] or pin[:2] * 3 == pin
    return steps in ({0}, {1}, {9}) or repeats


def _links() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="sign-in-link")


def link_token(code: str, serial: int) -> str:
    """Return the token of a member's personal sign-in link."""
    return str(_links().dumps([code, serial]))


def read_link_token(token: str) -> tuple[str, int] | None:
    """Return the code and serial in a sign-in link's token, or None for a forged or broken one."""
    try:
        code, serial = _links().loads(token)
    except (BadData, ValueError, TypeError):
        return None
    return (code, serial) if isinstance(code, str) and isinstance(serial, int) else None


def _hashed(secret: str, memory_kib: int) -> str:
    # OWASP's smallest Argon2id profile (7 MiB, 5 passes): an old laptop signs in a whole cell at once.
    passes = 5 if memory_kib >= 7168 else 1
    return argon2id.str(secret.encode(), opslimit=passes, memlimit=memory_kib * 1024).decode()


@lru_cache(maxsize=8)
def _hash_of_nobody(memory_kib: int) -> str:
    return _hashed(_NOBODY, memory_kib)


def _keyed(pin: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, pin.encode(), hashlib.sha256).hexdigest()


def hash_pin(pin: str) -> str:
    """Return the Argon2id hash of a PIN keyed with the installation's secret."""
    return beside(_hashed, _keyed(pin), current_app.config["ARGON2_MEMORY_KIB"])


def pin_matches(pin: str, pin_hash: str | None) -> bool:
    """Say whether `pin` made `pin_hash`; takes as long when there is none."""
    known = pin_hash or _hash_of_nobody(current_app.config["ARGON2_MEMORY_KIB"])
    try:
        beside(argon2id.verify, known.encode(), _keyed(pin).encode())
    except CryptoError:
        # Another PIN, or something that is no hash.
        return False
    return pin_hash is not None
