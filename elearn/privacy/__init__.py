"""What is held about a member, who looked at it, taking it along and erasing it."""
