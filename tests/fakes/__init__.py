"""Every port's twin in memory: as strict as the real one, since the same tests hold both (tests/adapters)."""
