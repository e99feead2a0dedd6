"""Readers of the text that authors write; each reports every problem at once and never raises on content."""
