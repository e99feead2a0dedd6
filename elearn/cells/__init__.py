"""The cell's roster and the cards its members sign in with."""
