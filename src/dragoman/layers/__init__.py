"""The layers: functions from a parse to annotations and records, one module a thing."""
