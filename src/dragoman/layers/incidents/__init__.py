"""Acts of violence; `layer` is where it begins."""
