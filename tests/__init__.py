"""Tests; a package, so that factories can be shared."""

# Seconds of the processor after which reading adversarial text counts as hanging: linear reads need a hundredth of it,
# quadratic and backtracking ones many times as much. How fast things are is for `make bench` to say.
HANGS = 20
