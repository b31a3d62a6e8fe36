"""Builds the gazetteer while the package is built, so that an installed Dragoman needs nothing more."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface):
    """Puts `gazetteer.sqlite` into the package; skips what is up to date."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before wheels, editable ones included."""
        sys.path.insert(0, self.root)
        from tools.gazetteer import TARGET, build

        build()
        build_data["artifacts"].append(str(Path(TARGET).relative_to(self.root)))
