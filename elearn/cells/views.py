"""The addresses of the feature: one blueprint over two files."""

from elearn.cells import member_views, roster_views

blueprint = roster_views.blueprint

__all__ = ["blueprint", "member_views"]
