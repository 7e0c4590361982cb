"""One file per REST resource, registered by being here."""
