#!/bin/bash
# Every output says what it was made from, to programs that are not ours: the date shown, the
# digests of data and description, the version. Data and description change one without the other.
set -u
fail() { echo "FAIL: $*"; exit 1; }
study=$TMP/study
cp -r geodata/karabakh-2020 "$study" && chmod -R u+w "$study"
out=$TMP/out/karabakh-2020
render() { "$SITMAP" render -q -f "$1" --dpi 60 -o "$TMP/out" "$study" || fail render; }
version=$("$SITMAP" --version | cut -d' ' -f2)

# value FILE KEY: through pdfinfo, xmllint, the chunks of a PNG, the head of an EPS.
value() {
    case $1 in
        *.pdf) pdfinfo "$1" | sed -n "s/^Keywords:.*[ ,]$2=\([^,]*\).*/\1/p" ;;
        *.svg) xmllint --xpath "string(//*[local-name()='entry'][@*[local-name()='key']='$2'])" \
            "$1" ;;
        *.png) perl -e 'open F, "<:raw", $ARGV[0]; read F, $_, 8;
            while (read F, $_, 8) { ($n, $type) = unpack "N a4"; read F, $d, $n; read F, $_, 4;
                print $1 if $type eq "tEXt" && $d =~ /^\Q$ARGV[1]\E\0(.*)/s }' "$1" "$2" ;;
        *.eps) sed -n "/^%%EndComments/q; s/^%sitmap $2: //p" "$1" | tr -d '\n' ;;
    esac
}

render pdf,svg,png,eps
for name in situation-2020-10-10 situation-2020-10-25 situation-2020-11-08.grey round-summary \
    report; do
    first=
    for file in "$out/$name".{pdf,svg,png,eps}; do
        [ -e "$file" ] || continue
        [ "$(value "$file" figure)" = "$name" ] || fail "$file: figure: $(value "$file" figure)"
        [ "$(value "$file" program)" = "sitmap $version" ] ||
            fail "$file: program: $(value "$file" program)"
        [[ "$(value "$file" data)" =~ ^[0-9a-f]{32}$ && "$(value "$file" study)" =~ \
            ^[0-9a-f]{32}$ ]] || fail "$file: digests: $(value "$file" data)"
        [[ "$(value "$file" files)" =~ (^| )control.shp:[0-9a-f]{16}( |$) ]] ||
            fail "$file: files: $(value "$file" files)"
        same=$(for key in as-of data files study; do echo "$(value "$file" $key)"; done)
        first=${first:-$same}
        [ "$same" = "$first" ] || fail "$file says something else than its sister: $same"
    done
done
for date in 2020-10-10 2020-10-25 2020-11-08; do
    [ "$(value "$out/situation-$date.png" as-of)" = $date ] || fail "$date: as-of"
done
# Two dates differ in their data; two looks of one date only in the rest.
of() { value "$out/situation-$1.svg" "$2"; }
[ "$(of 2020-10-10 data)" != "$(of 2020-10-25 data)" ] || fail "two dates have one digest"
[ "$(of 2020-10-10 data)" = "$(of 2020-10-10.grey data)" ] || fail "in grey the data are others"
[ "$(of 2020-10-10 study)" != "$(of 2020-10-10.grey study)" ] || fail "grey is not said"

data=$(of 2020-10-25 data) rest=$(of 2020-10-25 study)
before=$(value "$out/report.pdf" data)
tests/tools/move-vertex "$study/control.shp" 5 6 46.95 39.62 0.01 0.005 >/dev/null || fail move
render pdf,svg
[ "$(of 2020-10-25 data)" != "$data" ] || fail "a vertex moved, the digest of the data did not"
[ "$(of 2020-10-25 study)" = "$rest" ] || fail "a vertex moved, the description did not"
[ "$(value "$out/report.pdf" data)" != "$before" ] || fail "the report's data are as before"
data=$(of 2020-10-25 data)
sed -i 's/Situation as of/Position on/' "$study/study.xml"
render pdf,svg
[ "$(of 2020-10-25 data)" = "$data" ] || fail "a title changed the digest of the data"
[ "$(of 2020-10-25 study)" != "$rest" ] || fail "a title is not part of the description"

# What a file says of itself is no part of the picture.
sed 's/s:key="data">[0-9a-f]*/s:key="data">0/' "$out/situation-2020-10-25.svg" >"$TMP/other.svg"
cmp -s "$out/situation-2020-10-25.svg" "$TMP/other.svg" && fail "the digest was not replaced"
"$SITMAP" diff "$out/situation-2020-10-25.svg" "$TMP/other.svg" || fail "diff sees a digest"
