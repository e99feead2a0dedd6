"""Wrong PINs are slowed and then locked for a while, for each code and for each address.

A code that does not exist is counted like one that does, so that nothing is revealed. Only keyed
digests of codes and addresses are counted, in memory or Redis, and they are gone within a day.
"""

import hashlib
import hmac
import math
import time
from dataclasses import dataclass

from flask import Flask, current_app
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

# For one code: slowed after 3, locked after 6, and at most 20 a day: a PIN has a million values.
_CODE_LIMITS = (parse("3/minute"), parse("6/15 minutes"), parse("20/day"))
# For one address: a whole cell may sit behind the same hotspot.
_ADDRESS_LIMIT = parse("40/15 minutes")


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a person has to wait before the next try."""

    seconds: int

    @property
    def minutes(self) -> int:
        """The wait in whole minutes, rounded up."""
        return math.ceil(self.seconds / 60)


def init_app(app: Flask, storage: str) -> None:
    """Count wrong PINs of `app` in `storage` ("memory://" or a Redis address)."""
    app.extensions["throttle_storage"] = storage


def _limiter() -> FixedWindowRateLimiter:
    # Made when first needed: its thread would not survive a fork.
    if "throttle" not in current_app.extensions:
        storage = storage_from_string(current_app.extensions["throttle_storage"])
        current_app.extensions["throttle"] = FixedWindowRateLimiter(storage)
    found: FixedWindowRateLimiter = current_app.extensions["throttle"]
    return found


def _key(kind: str, value: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()[:32]


def take_try(code: str, address: str) -> Wait | None:
    """Count a try before its PIN is looked at; return how long to wait when there is none left.

    Counted first, tries that arrive together cannot all slip in before the first of them is counted.
    """
    limiter = _limiter()
    if all([limiter.test(_ADDRESS_LIMIT, _key("address", address)), *_hits(code)]):
        return None
    return wait_before(code, address)


def _hits(code: str) -> list[bool]:
    return [_limiter().hit(limit, _key("code", code)) for limit in _CODE_LIMITS]


def wait_before(code: str, address: str) -> Wait | None:
    """Return how long this code or address has to wait, or None when it may try now."""
    limiter = _limiter()
    watched = [(limit, _key("code", code)) for limit in _CODE_LIMITS]
    resets = [
        limiter.get_window_stats(limit, key).reset_time
        for limit, key in [*watched, (_ADDRESS_LIMIT, _key("address", address))]
        if not limiter.test(limit, key)
    ]
    return Wait(max(1, math.ceil(max(resets) - time.time()))) if resets else None


def address_has_to_wait(address: str) -> bool:
    """Say whether too much was wrong from an address lately."""
    return not _limiter().test(_ADDRESS_LIMIT, _key("address", address))


def count_wrong(address: str) -> None:
    """Count a wrong PIN for its address; right ones do not count, for a whole cell may share it."""
    _limiter().hit(_ADDRESS_LIMIT, _key("address", address))


def forget(code: str) -> None:
    """Lift the lock of a code: its PIN was right, or its secretary reset it."""
    for limit in _CODE_LIMITS:
        _limiter().clear(limit, _key("code", code))
