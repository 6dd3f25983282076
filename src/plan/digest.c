// Digests: SHA-256 by GLib, which pangocairo brings along anyway.
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sitmap/plan.h"

struct sm_digest {
    GChecksum *sum;
};

sm_digest *sm_digest_begin(void)
{
    sm_digest *d = g_new(sm_digest, 1);
    d->sum = g_checksum_new(G_CHECKSUM_SHA256);
    return d;
}

void sm_digest_add(sm_digest *d, const void *bytes, size_t len)
{
    if (len) {
        g_checksum_update(d->sum, bytes, (gssize)len);
    }
}

void sm_digest_number(sm_digest *d, int64_t value)
{
    sm_digest_add(d, &value, sizeof value);
}

void sm_digest_text(sm_digest *d, const char *text)
{
    sm_digest_number(d, text ? (int64_t)strlen(text) : -1);
    sm_digest_add(d, text, text ? strlen(text) : 0);
}

const char *sm_digest_end(sm_digest *d, sm_arena *a)
{
    const char *hex = sm_arena_strdup(a, g_checksum_get_string(d->sum));
    g_checksum_free(d->sum);
    g_free(d);
    return hex;
}

const char *sm_digest_end_short(sm_digest *d, sm_arena *a, size_t digits)
{
    return sm_arena_strndup(a, sm_digest_end(d, a), digits);
}

static void add_double(sm_digest *d, double value)
{
    double plain = value + 0.0; // -0 and 0 paint the same
    sm_digest_add(d, &plain, sizeof plain);
}

static void add_color(sm_digest *d, sm_color c)
{
    const uint8_t bytes[] = {c.r, c.g, c.b, c.a};
    sm_digest_add(d, bytes, sizeof bytes);
}

void sm_digest_path(sm_digest *d, const sm_path *path)
{
    sm_digest_number(d, path->shape);
    sm_digest_number(d, (int64_t)path->n_parts);
    for (size_t i = 0; i < path->n_parts; i++) {
        sm_digest_number(d, (int64_t)path->starts[i]);
    }
    sm_digest_number(d, (int64_t)path->n_points);
    sm_digest_add(d, path->points, path->n_points * sizeof *path->points);
}

static void add_pen(sm_digest *d, const sm_pen *pen)
{
    add_color(d, pen->color);
    add_double(d, pen->width_pt);
    sm_digest_number(d, pen->cap);
    sm_digest_number(d, pen->join);
    sm_digest_number(d, (int64_t)pen->n_dash);
    for (size_t i = 0; i < pen->n_dash; i++) {
        add_double(d, pen->dash_pt[i]);
    }
    add_double(d, pen->dash_offset_pt);
}

static void add_text(sm_digest *d, const sm_text *t)
{
    sm_digest_text(d, t->utf8);
    sm_digest_text(d, t->font.family);
    sm_digest_number(d, t->font.bold + 2 * t->font.italic + 4 * t->font.underline +
                            8 * t->font.strike + 16 * t->font.unkerned);
    add_color(d, t->color);
    add_color(d, t->halo);
    const double numbers[] = {
        t->font.size_pt, t->font.tracking_pt, t->font.word_pt, t->halo_pt, t->at.x,
        t->at.y,         t->angle_deg};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        add_double(d, numbers[i]);
    }
}

static void add_image(sm_digest *d, const sm_image *i)
{
    const double numbers[] = {i->at.x,   i->at.y,   i->across.x, i->across.y,
                              i->down.x, i->down.y, i->opacity};
    for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++) {
        add_double(d, numbers[k]);
    }
    sm_digest_number(d, (int64_t)i->bitmap->width);
    sm_digest_add(d, i->bitmap->rgba, i->bitmap->width * i->bitmap->height * 4);
}

// Every kind that a scene can hold; groups count too, since diff and check read them.
static void add_prim(sm_digest *d, const sm_prim *prim)
{
    sm_digest_number(d, prim->kind);
    switch (prim->kind) {
    case SM_PRIM_GROUP_BEGIN:
        sm_digest_text(d, prim->group.role);
        sm_digest_text(d, prim->group.name);
        break;
    case SM_PRIM_CLIP_BEGIN: sm_digest_path(d, prim->clip); break;
    case SM_PRIM_FILL:
        sm_digest_path(d, prim->fill.path);
        add_color(d, prim->fill.color);
        sm_digest_number(d, prim->fill.even_odd);
        break;
    case SM_PRIM_STROKE:
        sm_digest_path(d, prim->stroke.path);
        add_pen(d, &prim->stroke.pen);
        break;
    case SM_PRIM_TEXT: add_text(d, &prim->text); break;
    case SM_PRIM_IMAGE: add_image(d, &prim->image); break;
    case SM_PRIM_GROUP_END:
    case SM_PRIM_CLIP_END: break;
    }
}

void sm_digest_scene(sm_digest *d, const sm_scene *scene)
{
    add_double(d, scene->width_pt);
    add_double(d, scene->height_pt);
    for (size_t i = 0; i < scene->count; i++) {
        add_prim(d, &scene->items[i]);
    }
}

// ---- The page without its features --------------------------------------------------------------

// How a primitive looks, whatever its shape. Compared byte by byte, so it begins as zeros.
typedef struct look {
    int kind;
    sm_color color, halo;
    double width_pt, size_pt, halo_pt, tracking_pt, word_pt;
    size_t n_dash;
    char family[40];
    bool bold, italic, underline, strike, unkerned;
} look;

typedef struct looks {
    look *items;
    size_t count, cap;
} looks;

static void look_of_text(const sm_text *t, look *out)
{
    out->color = t->color;
    out->halo = t->halo;
    out->size_pt = t->font.size_pt;
    out->halo_pt = t->halo_pt;
    out->tracking_pt = t->font.tracking_pt;
    out->word_pt = t->font.word_pt;
    out->bold = t->font.bold;
    out->italic = t->font.italic;
    out->underline = t->font.underline;
    out->strike = t->font.strike;
    out->unkerned = t->font.unkerned;
    snprintf(out->family, sizeof out->family, "%s", t->font.family ? t->font.family : "");
}

static bool look_of(const sm_prim *prim, look *out)
{
    memset(out, 0, sizeof *out);
    out->kind = (int)prim->kind;
    switch (prim->kind) {
    case SM_PRIM_FILL: out->color = prim->fill.color; return true;
    case SM_PRIM_STROKE:
        out->color = prim->stroke.pen.color;
        out->width_pt = prim->stroke.pen.width_pt;
        out->n_dash = prim->stroke.pen.n_dash; // their length was fitted to the line
        return true;
    case SM_PRIM_TEXT: look_of_text(&prim->text, out); return true;
    default: return false;
    }
}

static int compare_looks(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(look));
}

static void note_look(sm_arena *a, looks *known, const sm_prim *prim)
{
    look l;
    if (!look_of(prim, &l)) {
        return;
    }
    for (size_t i = known->count; i-- > 0;) { // the last one is the likeliest
        if (compare_looks(&known->items[i], &l) == 0) {
            return;
        }
    }
    memcpy(SM_PUSH(a, known), &l, sizeof l); // an assignment need not copy the padding
}

// In an order of their own: that of the records is no matter of the description.
static void add_looks(sm_digest *d, looks *known)
{
    if (known->count) {
        qsort(known->items, known->count, sizeof *known->items, compare_looks);
        sm_digest_add(d, known->items, known->count * sizeof *known->items);
    }
}

static bool shows_features(const char *role)
{
    static const char *const roles[] = {"ground", "layer", "halo", "leader", "shield", "label"};
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        if (strcmp(role, roles[i]) == 0) {
            return true;
        }
    }
    return false;
}

void sm_digest_add_rest(sm_digest *d, const sm_scene *scene)
{
    sm_arena *a = sm_arena_create();
    looks known = {NULL, 0, 0};
    size_t depth = 0; // of groups, counted from one that shows features
    add_double(d, scene->width_pt);
    add_double(d, scene->height_pt);
    for (size_t i = 0; i < scene->count; i++) {
        const sm_prim *prim = &scene->items[i];
        bool begins = prim->kind == SM_PRIM_GROUP_BEGIN;
        depth += begins && (depth || shows_features(prim->group.role));
        if (depth) {
            note_look(a, &known, prim);
        } else {
            add_prim(d, prim);
        }
        depth -= depth && prim->kind == SM_PRIM_GROUP_END;
    }
    add_looks(d, &known);
    sm_arena_destroy(a);
}

const char *sm_digest_file(sm_arena *a, const char *path)
{
    char buffer[1 << 16];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) {
        return NULL;
    }
    sm_digest *d = sm_digest_begin();
    ssize_t n = 0;
    while ((n = read(fd, buffer, sizeof buffer)) > 0) {
        sm_digest_add(d, buffer, (size_t)n);
    }
    close(fd);
    const char *hex = sm_digest_end(d, a);
    return n < 0 ? NULL : hex;
}
