#!/bin/bash
# Hatches measured in the PDF through poppler's eyes; no hatch or mark becomes an image.
set -u
exec /usr/bin/python3 tests/sld/hatch.py "$SITMAP" "$TMP"
