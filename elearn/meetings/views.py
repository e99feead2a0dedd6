"""The addresses of the feature: one blueprint over several files."""

from elearn.meetings import door_views, host_views, room_views

blueprint = room_views.blueprint

__all__ = ["blueprint", "door_views", "host_views"]
