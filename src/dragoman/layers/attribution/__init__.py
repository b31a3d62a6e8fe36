"""Who said what; `layer` is where it begins."""
