"""A quiz taken alone."""
