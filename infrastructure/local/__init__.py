"""The local edition: the whole product on one machine."""
