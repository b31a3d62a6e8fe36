"""Talks and visits; `layer` is where it begins."""
