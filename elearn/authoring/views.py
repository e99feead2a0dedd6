"""The addresses of the author's table: one blueprint over several files."""

from elearn.authoring import topic_views

blueprint = topic_views.blueprint

__all__ = ["blueprint"]
