"""Measuring on gold texts; never imported by the package or its tests."""
