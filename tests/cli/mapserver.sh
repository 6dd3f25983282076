#!/bin/bash
# An independent reader of SLD: fills, outlines, dashes, filters and scale rules of one file look
# the same from MapServer.
set -u
if ! command -v mapserv >/dev/null; then
    echo "mapserv is missing: apt-get install mapserver-bin"
    exit 77
fi
exec /usr/bin/python3 tests/mapserver/compare.py "$SITMAP" "$TMP"
