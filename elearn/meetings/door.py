"""How one gets into a room: its address, its code, and both as a QR code."""

from dataclasses import dataclass

import segno

from elearn.meetings.rooms import LiveRoom
from elearn.shell import site_address


@dataclass(frozen=True, slots=True)
class Door:
    """What a projector shows of the way in."""

    # Without the scheme: what is typed from a wall should be short.
    address: str
    code: str
    # A picture in the page itself: no further request, and none to another host.
    qr: str


def door_of(live: LiveRoom) -> Door:
    """Return the way into a room."""
    site = site_address()
    qr = segno.make(f"{site}/p/{live.code}", error="m", micro=False)
    return Door(
        f"{site.split('://', 1)[-1]}/p",
        f"{live.code[:3]} {live.code[3:]}",
        str(qr.svg_data_uri(dark="#000", light="#fff", omitsize=True)),
    )
