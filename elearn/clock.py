"""The time: aware UTC inside, Vietnam's days outside."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask import current_app

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return the machine's time as aware UTC."""
    return datetime.now(UTC)


def now() -> datetime:
    """Return the application's time as aware UTC; tests put a clock of their own in its place."""
    clock: Clock = current_app.extensions["clock"]
    return clock()


def vietnam_day(moment: datetime) -> date:
    """Return the calendar day that `moment` falls on in Vietnam."""
    return moment.astimezone(VIETNAM).date()


def today() -> date:
    """Return the day it is in Vietnam by the application's time."""
    return vietnam_day(now())


def start_of_day(day: date) -> datetime:
    """Return the first moment of `day` in Vietnam, as aware UTC."""
    return datetime.combine(day, time.min, VIETNAM).astimezone(UTC)
