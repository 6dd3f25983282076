#!/bin/bash
# One word changes the colours of the neutral styles; sides may have any name.
set -u
fail() { echo "FAIL: $*"; exit 1; }
cd "$TMP" || exit 1
styles=$OLDPWD/styles
"$SITMAP" new s >/dev/null 2>&1 || fail "no study to start from"

# colours PALETTE: those of the map's layers, one a line.
colours() {
    rm -rf "$1"
    cp -r s "$1"
    [ "$1" = own ] || sed -i "s/<study id=\"s\"/& palette=\"$1\"/" "$1/study.xml"
    "$SITMAP" render -q --styles "$styles" -f scene -o "$1/out" "$1" ||
        fail "palette $1 does not render"
    sed -n '/group layer "control"/,/group layer "places"/p' "$1"/out/*/*-15.scene |
        grep -E '^ *(fill|stroke)' | grep -o '#[0-9a-f]\{6\}' | sort -u
}

own=$(colours own)
[ "$own" = "$(colours colour-blind)" ] || fail "the styles' own colours are not colour-blind's"
for color in cce8f8 e69e66 0072b2 7a3600; do
    grep -q "#$color" <<<"$own" || fail "#$color is missing"
done
colour=$(colours colour)
for color in d6e6f5 f0a58f 1f5fa6 8e2014; do
    grep -q "#$color" <<<"$colour" || fail "colour: #$color is missing"
done
grey=$(colours grey)
grep -qE '#(..)\1\1$' <<<"$grey" || fail "grey has no grey"
# the names of districts have a style of their own: only layers by role are looked at
! grep -vE '#(..)\1\1$' <<<"$grey" | grep -q . || fail "grey has colours: $grey"

# The order of the sides in the study says which is side 1, whatever they are called. (Each polygon
# of side B is now held by the first side.)
sed -i 's/<side id="B">/<side id="_">/; s/<side id="A">/<side id="B">/' own/study.xml
sed -i 's/<side id="_">/<side id="A">/' own/study.xml
sed -i 's/<name>side A/<name>Lusia/; s/<name>side B/<name>Kelland/' own/study.xml
"$SITMAP" render -q --styles "$styles" -f scene -o own/out own || fail "other sides do not render"
for text in "Held by Lusia" "Held by Kelland" "Gained by Kelland"; do
    grep -q "\"$text\"" own/out/*/*-15.scene || fail "the legend does not say $text"
done

# A word that is no palette.
sed -i 's/<study id="s"/& palette="sepia"/' own/study.xml
"$SITMAP" render -q --styles "$styles" -o own/out own 2>"$TMP/said" && fail "sepia is a palette?"
grep -q 'palette' "$TMP/said" || fail "what is wrong with sepia is not said"
exit 0
