#!/bin/bash
# The examples of docs/batch.md, run as they stand there, in their order.
set -u
fail() { echo "FAIL: $*"; exit 1; }
mkdir "$TMP/bin" "$TMP/work" && ln -s "$SITMAP" "$TMP/bin/sitmap" && PATH=$TMP/bin:$PATH
# No cluster here: what sbatch does with an array, one task after the other.
cat >"$TMP/bin/sbatch" <<'SBATCH'
#!/bin/bash
last=$(sed -n 's/^#SBATCH --array=0-//p' "$1")
for ((task = last; task >= 0; task--)); do SLURM_ARRAY_TASK_ID=$task sh "$1" || exit 1; done
SBATCH
chmod +x "$TMP/bin/sbatch"
# Each fenced block becomes a file: NUMBER.LANGUAGE.
awk -v to="$TMP/block" '/^```[a-z]/ { name = sprintf("%s.%02d.%s", to, ++n, substr($0, 4)); next }
    /^```$/ { name = ""; next } name { print >name }' docs/batch.md
[ "$(ls "$TMP"/block.*.sh | wc -l)" -ge 9 ] || fail "the page has lost its examples"
cd "$TMP/work" || exit 1
for block in "$TMP"/block.*; do
    # A block of another language than sh names its file in its first lines.
    file=$(sed -n '1,2s/^\(#\|<!--\) \([a-zA-Z./]*\)\( -->\)\?$/\2/p' "$block" | head -1)
    if [[ "$block" == *.sh ]]; then
        bash -eu "$block" >"$TMP/log" 2>&1 || { cat "$block" "$TMP/log"; fail "${block##*/}"; }
    else
        [ "$file" ] || fail "${block##*/} does not name its file"
        cp "$block" "$file"
    fi
done
for folder in out/island out/atlas by-make/island by-ninja/island by-parallel/atlas by-slurm/atlas
do
    ls "$folder"/*.pdf >/dev/null 2>&1 || fail "$folder is empty"
done
[ "$(ls out/atlas/*.pdf | wc -l)" -ge 8 ] || fail "the atlas is small: $(ls out/atlas)"
