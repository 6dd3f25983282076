#!/bin/sh
# Makes the shapefiles of this study from the text files beside this script. The island, its places
# and its dates are invented. Needs ogr2ogr (Debian: gdal-bin).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
to=${1:-$here/..}
for layer in districts control places; do
    rm -f "$to/$layer".???
    ogr2ogr -f 'ESRI Shapefile' -a_srs EPSG:4326 -lco ENCODING=UTF-8 -lco RESIZE=YES \
        -oo AUTODETECT_TYPE=YES -oo KEEP_GEOM_COLUMNS=NO "$to/$layer.shp" "$here/$layer.csv"
done
