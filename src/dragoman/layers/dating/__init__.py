"""When a report was written; `layer` is where it begins."""
