"""AWS and Meta: each adapter keeps a port of ``services.ports``."""
