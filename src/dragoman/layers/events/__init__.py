"""Political events in PLOVER terms; `layer` is where it begins."""
