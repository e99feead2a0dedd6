"""A member's sign-in card: the personal link, its QR code, and the short code."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import segno

from elearn.accounts.models import Member
from elearn.accounts.secrets import link_token

_ONLY_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class SignInCard:
    """What a member signs in with, ready to be sent or printed."""

    name: str
    note: str
    code: str
    link: str
    # A picture in the page itself: no further request, and none to another host.
    qr: str
    has_pin: bool


def card_of(member: Member, address: str) -> SignInCard:
    """Return the card of `member` for the site at `address`."""
    link = f"{address}/vao/{link_token(member.code, member.link_serial)}"
    return SignInCard(
        name=member.name,
        note=member.note,
        code=spaced(member.code),
        link=link,
        qr=_qr(link),
        has_pin=member.pin_hash is not None,
    )


def spaced(code: str) -> str:
    """Return a code as it is read aloud: 1234 5678."""
    return f"{code[:4]} {code[4:]}"


def opens_only_here(address: str) -> bool:
    """Say whether links to `address` open on this computer alone, and on no phone."""
    return urlsplit(address).hostname in _ONLY_HERE


def _qr(link: str) -> str:
    # White behind it also in dark mode, where many cameras fail on a code of light squares.
    return str(
        segno.make(link, error="m", micro=False).svg_data_uri(dark="#000", light="#fff", omitsize=True)
    )
