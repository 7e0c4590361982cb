"""Doors: parse, call one service, shape the answer."""
