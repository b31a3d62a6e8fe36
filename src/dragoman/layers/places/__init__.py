"""Place names and what they stand for; `layer` is where it begins."""
