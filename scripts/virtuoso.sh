#!/bin/sh
# Makes sure that a Virtuoso for the tests of remote stores is there; installs Debian's where it may.
set -eu
if command -v virtuoso-t >/dev/null 2>&1; then exit 0; fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "installing Virtuoso for the tests of remote stores" >&2
    if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends virtuoso-opensource-7 >/dev/null; then exit 0; fi
fi
echo "no Virtuoso: its tests will be skipped. Install it (Debian: sudo apt-get install virtuoso-opensource-7) and run again" >&2
