"""An attempt as pages read it: a plain row, because making an entity takes longer than reading it."""

from datetime import datetime
from typing import Final, NamedTuple

from elearn.attempts.models import Attempt


class KeptAttempt(NamedTuple):
    """A row of attempts, in the order of the table's columns."""

    cell_id: int
    id: int
    member_id: int
    topic: str
    mode: str
    ordinal: int
    quiz_digest: str
    seed: str
    started_at: datetime
    deadline: datetime | None
    submitted_at: datetime | None
    right: int | None
    asked: int | None
    mark: int | None
    printing_id: int | None
    entered_by: int | None

    @property
    def is_being_entered(self) -> bool:
        """Whether this is a sheet that does not count yet, because it is still being entered."""
        return self.mode == "paper" and self.submitted_at is None


AnyAttempt = Attempt | KeptAttempt
# Two columns' names say more in SQL than they do in Python.
COLUMNS: Final = [{"right": "right_count", "asked": "asked_count"}.get(n, n) for n in KeptAttempt._fields]
