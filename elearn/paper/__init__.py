"""A quiz on paper: printed in two versions, and entered from its answer sheets."""
