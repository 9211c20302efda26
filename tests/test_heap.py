"""What was freed goes back to the system."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from kg.heap import without_collector

LINUX = Path("/proc/self/status")
PROGRAM = """
import sys
import kg.annotate  # with a heap as it is where articles are read
from kg.heap import give_back
if sys.argv[1:]:
    give_back()
resident = lambda: int(open("/proc/self/status").read().partition("VmRSS:")[2].split()[0])
blocks = [bytearray(24 << 20) for _ in range(3)]
del blocks[0]  # from now on glibc takes blocks of this size from the heap
block, pin = bytearray(23 << 20), bytearray(1 << 10)
before = resident()
del block
print(before - resident())
"""


@pytest.mark.skipif(not LINUX.exists(), reason="memory is told by Linux only")
def test_large_blocks_go_back_when_they_are_freed() -> None:
    kept, given = (
        int(subprocess.run([sys.executable, "-c", PROGRAM, *how], capture_output=True, check=True).stdout)
        for how in ([], ["give"])
    )
    assert given > 20 << 10
    assert given >= kept


def test_the_collector_runs_on_as_it_did() -> None:
    assert gc.isenabled()
    with without_collector():
        assert not gc.isenabled()
        with without_collector():
            pass
        assert not gc.isenabled()
    with pytest.raises(ValueError), without_collector():
        raise ValueError
    assert gc.isenabled()
