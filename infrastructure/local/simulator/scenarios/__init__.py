"""Scenarios: what was done as customers, kept as a file that can be played again. README.md describes the format."""
