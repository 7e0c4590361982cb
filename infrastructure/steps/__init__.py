"""The steps of a deployment; each may be repeated."""
