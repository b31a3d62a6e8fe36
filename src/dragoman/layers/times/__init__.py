"""Time expressions and their values; `layer` is where it begins."""
