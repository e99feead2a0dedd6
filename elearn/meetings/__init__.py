"""A quiz taken together: the plan of a meeting, its room, its rounds, and what the room says."""
