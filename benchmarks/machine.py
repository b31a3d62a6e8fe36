"""The machine that figures were measured on, without its name or paths."""

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dragoman import __version__

__all__ = ["describe_machine", "slug"]


def describe_machine() -> dict[str, Any]:
    """Processor, cores, memory, system and versions; the load, since seconds on a busy machine tell little."""
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "memory_gb": _memory_gb(),
        "load_average": round(os.getloadavg()[0], 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "spacy": version("spacy"),
        "dragoman": __version__,
    }


def slug(name: str) -> str:
    """A processor's name as part of a file's.

    >>> slug("Intel(R) Xeon(R) CPU @ 2.20GHz")
    'intel-xeon-cpu-2-20ghz'
    """
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"\((?:r|tm)\)", " ", name.lower())).strip("-")


def _cpu() -> str:
    found = re.search(r"^model name\s*:\s*(.+)$", _read("/proc/cpuinfo"), re.MULTILINE)
    return found.group(1).strip() if found else platform.processor() or platform.machine()


def _memory_gb() -> int | None:
    found = re.search(r"^MemTotal:\s*(\d+) kB", _read("/proc/meminfo"), re.MULTILINE)
    return round(int(found.group(1)) / 2**20) if found else None


def _read(path: str) -> str:
    """The text of a file of the system, or "" on systems that have none."""
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
