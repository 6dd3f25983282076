#!/bin/bash
# sitmap diff reads the files of strangers: one that asks for hours or for more memory than there is
# ends as a sentence and status 2, the other pairs are still compared, and nothing stays behind.
set -u
fail() { echo "FAIL: $*"; exit 1; }
mkdir "$TMP/old" "$TMP/new"

# A PDF of 2 kB: ten forms, each of which draws the one below it ten times.
{
    printf '%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n'
    printf '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n'
    printf '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R'
    printf '/Resources<</XObject<</F 19 0 R>>>>>>endobj\n'
    printf '4 0 obj<</Length 5>>stream\n/F Do\nendstream endobj\n'
    printf '10 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 100 100]/Length 13>>stream\n'
    printf '1 1 50 50 re f\nendstream endobj\n'
    for n in 11 12 13 14 15 16 17 18 19; do
        printf '%d 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 100 100]/Length 60' $n
        printf '/Resources<</XObject<</F %d 0 R>>>>>>stream\n' $((n - 1))
        printf '/F Do /F Do /F Do /F Do /F Do /F Do /F Do /F Do /F Do /F Do \nendstream endobj\n'
    done
    printf 'trailer<</Root 1 0 R>>\n%%%%EOF\n'
} >"$TMP/new/slow.pdf"
small='<svg xmlns="http://www.w3.org/2000/svg" width="99pt" height="99pt">'
echo "$small<rect width='50' height='50'/></svg>" >"$TMP/new/a.svg"
cp "$TMP/new/a.svg" "$TMP/old/a.svg"
sed 's/50/51/' "$TMP/new/slow.pdf" >"$TMP/old/slow.pdf"

(ulimit -S -t 1 && "$SITMAP" diff "$TMP/old" "$TMP/new" >"$TMP/text" 2>&1)
[ $? -eq 2 ] || fail "a page of ten thousand million rectangles: $(cat "$TMP/text")"
grep -q 'slow.pdf: failed: .*takes more than 1 s of processor time' "$TMP/text" ||
    fail "why it failed: $(cat "$TMP/text")"
grep -q '^a.svg: same$' "$TMP/text" || fail "the other pair: $(cat "$TMP/text")"
! pgrep -P $$ -f slow.pdf >/dev/null || fail "a worker stays behind"

# A page of 64 million pixels where there is memory for fewer.
[ "$MODE" = plain ] || exit 0
big='<svg xmlns="http://www.w3.org/2000/svg" width="14400pt" height="14400pt">'
echo "$big<rect width='9' height='9'/></svg>" >"$TMP/one.svg"
echo "$big<rect width='9' height='8'/></svg>" >"$TMP/two.svg"
(ulimit -S -v 400000 && "$SITMAP" diff --dpi 40 "$TMP/one.svg" "$TMP/two.svg" >"$TMP/text" 2>&1)
[ $? -eq 2 ] || fail "more memory than there is: $(cat "$TMP/text")"
grep -q 'two.svg: failed: .*no memory for' "$TMP/text" || fail "why: $(cat "$TMP/text")"
! ls "$TMP" | grep -q core || fail "a core file"
