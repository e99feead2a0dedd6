"""Checking a PIN: throttled, and the same to see whether the code exists or not."""

from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from elearn.accounts import secrets, throttle
from elearn.accounts.models import Member


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a PIN was not taken: it was wrong, or there were too many wrong ones and one has to wait."""

    wait: throttle.Wait | None

    def words(self, when_wrong: str) -> str:
        """Return what to tell the person: `when_wrong` unless they have to wait."""
        if self.wait is None:
            return when_wrong
        return str(
            _(
                "Wrong several times. Wait %(minutes)d minutes, then try again. "
                "If you forgot the PIN, ask the secretary of the cell to reset it.",
                minutes=self.wait.minutes,
            )
        )


def refusal_of(code: str, pin: str, member: Member | None) -> Refusal | None:
    """Return None when `pin` is the PIN of `member`, whose code is `code`; count a wrong one otherwise."""
    address = request.remote_addr or "?"
    wait = throttle.take_try(code, address)
    if wait is not None:
        return Refusal(wait)
    if secrets.pin_matches(pin, member.pin_hash if member else None):
        throttle.forget(code)
        return None
    throttle.count_wrong(address)
    return Refusal(throttle.wait_before(code, address))
