"""The pinned AWS emulator, and what it needs to take an unmodified `chalice deploy`."""
