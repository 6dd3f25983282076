// Digests: SHA-256 by GLib, which pangocairo brings along anyway.
#include <fcntl.h>
#include <glib.h>
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
    sm_digest_number(d, t->font.bold + 2 * t->font.italic);
    add_color(d, t->color);
    add_color(d, t->halo);
    const double numbers[] = {t->font.size_pt, t->font.tracking_pt, t->halo_pt, t->at.x,
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
