// Changes in words.
#include <math.h>
#include <string.h>

#include "sitmap/record.h"

static const char *stretch_words(sm_arena *a, const sm_change *c)
{
    return !c->stretch  ? ""
           : c->near[0] ? sm_arena_printf(a, ", stretch %zu near %s", c->stretch, c->near)
                        : sm_arena_printf(a, ", stretch %zu", c->stretch);
}

static const char *over_words(sm_arena *a, const sm_change *c)
{
    return isfinite(c->length_km)
               ? sm_arena_printf(a, " over %.*f km", c->length_km < 1 ? 2 : 1, c->length_km)
               : sm_arena_printf(a, " over %.1f mm", c->length_mm);
}

static const char *subject(sm_arena *a, const sm_change *c)
{
    if (c->kind == SM_CHANGE_GROUND || c->thing == SM_THING_FURNITURE ||
        strcmp(c->role, "front") == 0) {
        const char *word = c->kind == SM_CHANGE_GROUND ? "" : c->role;
        const char *id = c->kind == SM_CHANGE_GROUND      ? (c->name[0] ? c->name : c->layer)
                         : strcmp(c->layer, c->role) == 0 ? ""
                                                          : c->layer;
        bool line = strcmp(c->role, "front") == 0;
        return sm_arena_printf(a, "%s%s%s%s%s", word, line ? " line" : "",
                               word[0] && id[0] ? " " : "", id, stretch_words(a, c));
    }
    const char *name = c->name[0]       ? sm_arena_printf(a, " %s", c->name)
                       : c->record >= 0 ? sm_arena_printf(a, " record %ld", c->record)
                                        : "";
    const char *what = c->thing == SM_THING_TEXT || !c->layer[0] ? c->role : c->layer;
    return sm_arena_printf(a, "%s%s", what, name);
}

static const char *move_words(sm_arena *a, const sm_change *c)
{
    bool up_to = c->thing < SM_THING_TEXT;
    const char *mm =
        sm_arena_printf(a, "%.*f mm", c->moved_mm < 10 ? 1 + (c->moved_mm < 1) : 0, c->moved_mm);
    const char *over = c->stretch ? over_words(a, c)
                       : c->n_stretches > 1
                           ? sm_arena_printf(a, " in %zu stretches", c->n_stretches)
                           : "";
    return isfinite(c->moved_km)
               ? sm_arena_printf(a, "moved up to %.*f km%s (%s on the page)",
                                 c->moved_km < 1 ? 2 : 1, c->moved_km, over, mm)
               : sm_arena_printf(a, "moved %s%s%s", up_to ? "up to " : "", mm, over);
}

const char *sm_change_words(sm_arena *a, const sm_change *c)
{
    const char *who = subject(a, c);
    const char *pixels = c->pixels ? sm_arena_printf(a, ", %zu pixels", c->pixels) : "";
    switch (c->kind) {
    case SM_CHANGE_GROUND:
        return sm_arena_printf(a, "%s: %s %s%.1f km²", who, c->side, c->area_km2 < 0 ? "−" : "+",
                               fabs(c->area_km2));
    case SM_CHANGE_MOVED: return sm_arena_printf(a, "%s: %s%s", who, move_words(a, c), pixels);
    case SM_CHANGE_LOOK:
        return c->thing == SM_THING_FURNITURE
                   ? sm_arena_printf(a, "%s: other content%s", who, pixels)
                   : sm_arena_printf(a, "%s: %s, was %s%s", who, c->is, c->was, pixels);
    case SM_CHANGE_PIXELS: return sm_arena_printf(a, "%s: painted otherwise%s", who, pixels);
    case SM_CHANGE_NONE:
    case SM_CHANGE_ADDED:
    case SM_CHANGE_REMOVED: break;
    }
    return sm_arena_printf(a, "%s: %s%s", who, sm_change_kind_name(c->kind), pixels);
}
