"""What makes shipped data files; not part of the package."""
