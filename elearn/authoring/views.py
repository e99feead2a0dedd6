"""The addresses of the author's table: one blueprint over several files."""

from elearn.authoring import checking_views, intake_views, lesson_views, question_views, topic_views

blueprint = topic_views.blueprint

__all__ = ["blueprint", "checking_views", "intake_views", "lesson_views", "question_views"]
