"""The channels, found by name: ``channels.named("whatsapp")``."""
