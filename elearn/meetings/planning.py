"""The addresses of a meeting's plan, preparation and aftermath: one blueprint over several files."""

from elearn.meetings import after_views, agenda_parts_views, agenda_views, planning_views, preparation_views

blueprint = planning_views.blueprint

__all__ = ["after_views", "agenda_parts_views", "agenda_views", "blueprint", "preparation_views"]
