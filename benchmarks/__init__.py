"""Figures of speed, memory and page weight, each with the command that makes it."""
