"""The addresses of the feature: one blueprint over three files."""

from elearn.cells import member_views, roster_views, upload_views

blueprint = roster_views.blueprint

__all__ = ["blueprint", "member_views", "upload_views"]
