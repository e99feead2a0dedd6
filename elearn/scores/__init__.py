"""What the secretary reviews."""
