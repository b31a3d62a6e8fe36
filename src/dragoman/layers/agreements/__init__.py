"""Accords, truces, plans and resolutions; `layer` is where it begins."""
