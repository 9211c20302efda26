#!/bin/sh
# Makes sure that a Chromium for the page tests is there; installs Debian's where it may.
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "installing Chromium for the page tests" >&2
    if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; then exit 0; fi
fi
echo "no Chromium: the page tests will be skipped. Install it (Debian: sudo apt-get install chromium) and run again" >&2
