#!/bin/bash
# The shipped study, as a journal's art desk would look at it: fonts, pages, words, pictures, bytes.
set -u
study=geodata/karabakh-2020
out=$TMP/out/karabakh-2020
fail() { echo "FAIL: $*"; exit 1; }

"$SITMAP" render -q -o "$TMP/out" --dpi 150 "$study" || fail "render ended with $?"

for date in 2020-10-10 2020-10-25 2020-11-08; do
    figure=$out/situation-$date
    for suffix in pdf svg png grey.pdf grey.svg grey.png; do
        [ -s "$figure.$suffix" ] || fail "$figure.$suffix is missing"
    done

    # 170 x 205 mm is 481.89 x 581.10 pt; 0.1 mm is 0.28 pt.
    pdfinfo "$figure.pdf" |
        awk '/^Page size/ { exit !($3 > 481.6 && $3 < 482.2 && $5 > 580.8 && $5 < 581.4) }' ||
        fail "page size: $(pdfinfo "$figure.pdf" | grep 'Page size')"
    pdfinfo "$figure.pdf" | grep -q '^Title: *Situation as of' || fail "$date: no title in the PDF"
    pdfinfo "$figure.pdf" | grep -q '^Author: *[A-Za-z]' || fail "$date: no author in the PDF"

    # Columns emb and sub of pdffonts; no Type 3.
    pdffonts "$figure.pdf" |
        awk 'NR > 2 { n++; if ($(NF-4) != "yes" || $(NF-3) != "yes" || /Type 3/) bad++ }
        END { exit !(n > 0 && !bad) }' || fail "$date: fonts: $(pdffonts "$figure.pdf")"
    [ "$(pdfimages -list "$figure.pdf" | wc -l)" -eq 2 ] || fail "$date: something was rasterised"

    words=$(pdftotext -layout "$figure.pdf" -)
    for word in Jabrayil Hadrut Fuzuli Aghdam Shusha Khankendi Gubadli Zangilan; do
        grep -q "$word" <<<"$words" || fail "$date: the PDF lacks the word $word"
    done
    day=$(LC_ALL=C date -u -d "$date" '+%-d %B %Y')
    grep -q "Situation as of $day" <<<"$words" || fail "the PDF lacks its date $day"
    grep -q "approximate" <<<"$words" || fail "$date: the map does not say that it is approximate"

    xmllint --noout "$figure.svg" || fail "$date: the SVG is not well-formed"
    grep -q '<title[ >]' "$figure.svg" && grep -q '<desc[ >]' "$figure.svg" ||
        fail "$date: the SVG has no title or description"
    ! grep -q '<image' "$figure.svg" || fail "$date: the SVG holds an image"

    # 170 mm at 150 dpi.
    file_width=$(od -An -tu1 -j16 -N4 "$figure.png" |
        awk '{ print (($1 * 256 + $2) * 256 + $3) * 256 + $4 }')
    [ "$file_width" -eq 1004 ] || fail "$date: the PNG is $file_width px wide, not 1004"
    grep -q pHYs "$figure.png" || fail "$date: the PNG does not say its resolution"
done

# A place's second name shows where the Armenian side holds it on that day, and only there.
pdftotext "$out/situation-2020-10-25.pdf" - | grep -q Shushi || fail "25 Oct: Shushi is missing"
! pdftotext "$out/situation-2020-11-08.pdf" - | grep -q Shushi ||
    fail "8 Nov: Shushi is still there"

# Another folder, time zone, locale, and other work done before: the same bytes.
cp -r "$study" "$TMP/elsewhere"
(cd "$TMP" && TZ=Asia/Kathmandu LC_ALL=C.UTF-8 LANG=de_DE.UTF-8 \
    "$SITMAP" render -q -o again --dpi 150 --only situation-2020-10-25 elsewhere) ||
        fail "second render"
for suffix in pdf svg png grey.png; do
    name=situation-2020-10-25.$suffix
    cmp "$out/$name" "$TMP/again/karabakh-2020/$name" ||
        fail "the bytes of the $suffix depend on where and when it was made"
done
[ "$(ls "$TMP/again/karabakh-2020" | grep -c 2020-10-10)" -eq 0 ] ||
    fail "--only made more than asked"

# No stray files beside the outputs, none beside the inputs.
[ -z "$(find "$TMP/out" "$TMP/elsewhere" -name '*.tmp' -o -name '.sitmap-*.tmp')" ] ||
    fail "temporary files left"
diff -r "$study" "$TMP/elsewhere" || fail "rendering changed the study's folder"
