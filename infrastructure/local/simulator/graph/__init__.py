"""The Graph API, as far as a business that sends messages meets it."""
