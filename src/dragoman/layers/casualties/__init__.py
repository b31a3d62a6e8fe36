"""Figures of killed, wounded and others; `layer` is where it begins."""
