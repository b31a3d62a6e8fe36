"""Measuring speed and size; never imported by the package or its tests."""
