#!/bin/bash
# Styles as QGIS and GeoServer write them have the effect that they mean, or a finding says why not.
set -u
exec /usr/bin/python3 tests/sld/check.py "$SITMAP" "$TMP"
