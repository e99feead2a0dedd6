"""The addresses of the author's table: one blueprint over several files."""

from elearn.authoring import (
    bank_views,
    checking_views,
    intake_views,
    lesson_views,
    question_views,
    topic_views,
)
from elearn.authoring.shared_views import blueprint

__all__ = [
    "bank_views",
    "blueprint",
    "checking_views",
    "intake_views",
    "lesson_views",
    "question_views",
    "topic_views",
]
