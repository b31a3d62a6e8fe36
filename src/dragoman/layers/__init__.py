"""The layers: functions from a parse to annotations and records; each package begins at its module `layer`."""
