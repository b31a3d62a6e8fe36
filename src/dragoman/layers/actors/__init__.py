"""Who speaks, acts or is acted on; `layer` is where it begins."""
