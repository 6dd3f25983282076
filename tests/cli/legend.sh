#!/bin/bash
# The legend in columns, under headings, in the language of the figure.
set -u
fail() { echo "FAIL: $*"; exit 1; }
"$SITMAP" new "$TMP/s" >/dev/null 2>&1 || fail "no study to start from"
perl -0pi -e 's|<legend corner="nw" width="42"/>|<legend corner="nw" columns="2">
  <heading><text>Ground</text><text xml:lang="uk">Земля</text></heading>
  <entry layer="control"/>
  <heading><text>Nothing below</text></heading>
  <heading><text>Lines</text><text xml:lang="uk">Лінії</text></heading>
  <entry layer="front"/><entry layer="district-borders"/></legend>|
    ; s|lang="en"|lang="en" langs="en uk"|' "$TMP/s/study.xml"
xmllint --noout --relaxng src/load/study.rng "$TMP/s/study.xml" 2>/dev/null || fail "the grammar"
"$SITMAP" render -q -f scene --styles styles -o "$TMP/out" "$TMP/s" || fail "render"

# place SCENE TEXT: "x y" of a text of the legend.
place() {
    sed -n '/^ *group legend/,/^  end/p' "$1" |
        sed -n "s/.*text \"$2\".* at \([0-9.]*\) \([0-9.]*\) .*/\1 \2/p"
}
en=$TMP/out/s/situation-2030-03-15.scene
uk=$TMP/out/s/situation-2030-03-15.uk.scene
read -r ground_x ground_y <<<"$(place "$en" Ground)"
read -r lines_x lines_y <<<"$(place "$en" Lines)"
read -r held_x held_y <<<"$(place "$en" 'Held by side A')"
read -r front_x front_y <<<"$(place "$en" 'Front, approximate')"
[ -n "$ground_x" ] && [ -n "$lines_x" ] || fail "a heading is missing"
[ -z "$(place "$en" 'Nothing below')" ] || fail "a heading heads nothing"
[ "$ground_y" = "$lines_y" ] && [ "$held_y" = "$front_y" ] || fail "columns do not begin level"
above() { awk "BEGIN { exit !($1 > $2) }"; }
above "$lines_x" "$held_x" && above "$front_x" "$lines_x" || fail "columns are not side by side"
above "$held_y" "$ground_y" || fail "a heading stands below its entries"
grep -q 'text "Ground".* bold' "$en" || fail "a heading is not bold"
[ -n "$(place "$uk" 'Земля')" ] && [ -n "$(place "$uk" 'Лінії')" ] || fail "not in Ukrainian"
exit 0
