"""The rules. Pure: no clock, no I/O, no vendor."""
