"""Every table, gathered so that migrations and tests see the whole schema."""

from elearn.accounts.models import AccessRecord, Cell, Device, Installation, Member, RoleGrant
from elearn.attempts.models import Attempt, Extension, GivenResponse, SetAside
from elearn.db import Base
from elearn.lessons.models import Bookmark, CheckAnswer
from elearn.topics.models import Assignment, QuizText, TopicSnapshot

__all__ = [
    "AccessRecord",
    "Assignment",
    "Attempt",
    "Base",
    "Bookmark",
    "Cell",
    "CheckAnswer",
    "Device",
    "Extension",
    "GivenResponse",
    "Installation",
    "Member",
    "QuizText",
    "RoleGrant",
    "SetAside",
    "TopicSnapshot",
]
