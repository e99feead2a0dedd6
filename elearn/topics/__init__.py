"""The catalogue of topics and what is assigned of it."""
