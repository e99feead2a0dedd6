"""Every table, gathered so that migrations and tests see the whole schema."""

from elearn.accounts.models import AccessRecord, Cell, Device, Installation, Member, RoleGrant
from elearn.attempts.correcting import KeyCorrection
from elearn.attempts.dropping import DroppedQuestion
from elearn.attempts.models import Attempt, Extension, GivenResponse, SetAside
from elearn.attempts.poll_models import QuizBallot, QuizBallotCast
from elearn.authoring.models import DraftPart, EarlierText
from elearn.committees.models import CommitteeCode, CommitteeLink
from elearn.db import Base
from elearn.lessons.models import Bookmark, CheckAnswer
from elearn.meetings.answer_models import (
    Ballot,
    BallotCast,
    Hands,
    Idea,
    IdeaVote,
    PreparationAnswer,
    Round,
    Vote,
)
from elearn.meetings.models import (
    LiveSession,
    Meeting,
    MeetingStep,
    Observer,
    Postponement,
    Presence,
    StepRun,
)
from elearn.topics.models import (
    Assignment,
    OwnTopic,
    Printing,
    QuizText,
    TopicPicture,
    TopicSnapshot,
    TopicVersion,
)

__all__ = [
    "AccessRecord",
    "Assignment",
    "Attempt",
    "Ballot",
    "BallotCast",
    "Base",
    "Bookmark",
    "Cell",
    "CheckAnswer",
    "CommitteeCode",
    "CommitteeLink",
    "Device",
    "DraftPart",
    "DroppedQuestion",
    "EarlierText",
    "Extension",
    "GivenResponse",
    "Hands",
    "Idea",
    "IdeaVote",
    "Installation",
    "KeyCorrection",
    "LiveSession",
    "Meeting",
    "MeetingStep",
    "Member",
    "Observer",
    "OwnTopic",
    "Postponement",
    "PreparationAnswer",
    "Presence",
    "Printing",
    "QuizBallot",
    "QuizBallotCast",
    "QuizText",
    "RoleGrant",
    "Round",
    "SetAside",
    "StepRun",
    "TopicPicture",
    "TopicSnapshot",
    "TopicVersion",
    "Vote",
]
