// What moves as one along a curve.
#include "text/engine.h"

sm_status sm_text_clusters(sm_text_engine *t, sm_arena *a, const char *utf8, const sm_font *font,
                           sm_cluster **out, size_t *n, sm_error *err)
{
    sm_arena_mark mark = sm_arena_mark_now(t->scratch);
    sm_text_line line;
    sm_status status = sm_text_set_line(t, utf8, font, &line, err);
    if (!status) {
        sm_cluster *clusters = sm_arena_zero(a, line.count, sizeof *clusters);
        for (size_t i = 0; i < line.count; i++) {
            const sm_text_piece *piece = &line.items[i];
            const char *text = line.text + piece->start;
            clusters[i].utf8 = sm_arena_strndup(a, text, (size_t)(piece->end - piece->start));
            clusters[i].x_pt = piece->x_pt;
            clusters[i].width_pt = piece->width_pt;
        }
        *out = clusters;
        *n = line.count;
    }
    sm_arena_rewind(t->scratch, mark);
    return status;
}
