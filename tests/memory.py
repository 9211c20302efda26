"""The memory of a process that a test starts.

`ru_maxrss` tells what the process was forked from too, and a process that runs many tests is large.
"""

from __future__ import annotations

from pathlib import Path

PEAK = 'open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]'  # KiB, as text
IS_TOLD = Path("/proc/self/status").exists()
