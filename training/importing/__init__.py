"""Engagements read from a CSV file and written to one (docs/training.md)."""
