// "Did you mean": the known word nearest to a mistyped one.
#include <string.h>

#include "sitmap/base.h"

enum { MAX_WORD = 63 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

// One row of the table of distances between prefixes: row[j] belongs to `a` up to and including
// its i-th byte and the first j bytes of `b`.
static void next_row(const char *a, size_t i, const char *b, size_t n, const size_t *before,
                     const size_t *last, size_t *row)
{
    row[0] = i + 1;
    for (size_t j = 0; j < n; j++) {
        bool same = lower(a[i]) == lower(b[j]);
        row[j + 1] = least(least(row[j], last[j + 1]) + 1, last[j] + !same);
        bool swapped =
            i > 0 && j > 0 && lower(a[i]) == lower(b[j - 1]) && lower(a[i - 1]) == lower(b[j]);
        if (swapped) {
            row[j + 1] = least(row[j + 1], before[j - 1] + 1);
        }
    }
}

// Letters to insert, delete, replace or swap with their neighbour.
// Source: Damerau 1964, in the restricted form (no letter is touched twice).
static size_t edit_distance(const char *a, size_t len_a, const char *b, size_t len_b)
{
    size_t rows[3][MAX_WORD + 1] = {{0}};
    for (size_t j = 0; j <= len_b; j++) {
        rows[2][j] = j;
    }
    for (size_t i = 0; i < len_a; i++) {
        next_row(a, i, b, len_b, rows[(i + 1) % 3], rows[(i + 2) % 3], rows[i % 3]);
    }
    return rows[(len_a + 2) % 3][len_b];
}

const char *sm_nearest_word(const char *word, const char *const *candidates, size_t count)
{
    size_t len = strlen(word);
    if (len > MAX_WORD) {
        return NULL;
    }
    const char *best = NULL;
    size_t best_distance = len / 3 + 1;
    for (size_t i = 0; i < count; i++) {
        size_t other = strlen(candidates[i]);
        size_t distance =
            other > MAX_WORD ? len + other : edit_distance(word, len, candidates[i], other);
        if (distance < best_distance) {
            best = candidates[i];
            best_distance = distance;
        }
    }
    return best;
}
