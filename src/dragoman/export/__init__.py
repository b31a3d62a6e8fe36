"""Writers for formats of the field."""
