// Look-ups in the rounds, and the braces of their texts.
#include <string.h>

#include "sitmap/rounds.h"

static bool same(const char *id, const char *wanted, size_t len)
{
    return strncmp(id, wanted, len) == 0 && id[len] == '\0';
}

size_t sm_rounds_note(const sm_rounds *r, const char *id, size_t len)
{
    for (size_t i = 0; i < r->n_notes; i++) {
        if (same(r->notes[i].id, id, len)) {
            return i;
        }
    }
    return SIZE_MAX;
}

size_t sm_rounds_source(const sm_rounds *r, const char *id, size_t len)
{
    for (size_t i = 0; i < r->n_sources; i++) {
        if (same(r->sources[i].id, id, len)) {
            return i;
        }
    }
    return SIZE_MAX;
}

size_t sm_rounds_round(const sm_rounds *r, const char *id, size_t len)
{
    for (size_t i = 0; i < r->n_rounds; i++) {
        if (same(r->rounds[i].id, id, len)) {
            return i;
        }
    }
    return SIZE_MAX;
}

bool sm_brace_read(const char *at, sm_brace *out)
{
    const char *close = strchr(at, '}');
    if (!close) {
        return false;
    }
    const char *inside = at + 1;
    size_t len = (size_t)(close - inside);
    const char *space = memchr(inside, ' ', len);
    *out = (sm_brace){
        .kind = inside, .kind_len = space ? (size_t)(space - inside) : len, .end = close + 1};
    if (space) {
        out->id = space + 1;
        out->id_len = (size_t)(close - out->id);
    }
    return true;
}
