"""Who must, will or will not do what; `layer` is where it begins."""
