// One player for every format. Cairo is silent about what it cannot do: coordinates wrap modulo
// 2^24, NaN becomes 0, and one bad dash loses the rest of the page. So numbers are checked here,
// and cairo's status is asked after every primitive, while we still know whose it was.
#include "output/draw.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sitmap/limits.h"

// Cairo's stroker slows down with the square of what crosses inside one stroke.
enum { MAX_RUN = 50000 };

// Groups deeper than this carry no tag.
enum { MAX_TAGS = 64 };

typedef struct player {
    sm_text_engine *text;
    cairo_t *cr;
    const sm_scene *page;
    double limit_pt;            // of a coordinate
    size_t at;                  // the primitive being played
    size_t n_clips;             // open
    const char *tags[MAX_TAGS]; // open groups, innermost last; NULL: one without a tag
    size_t n_groups;
    bool has_tags;  // the format knows them
    bool is_pixels; // the surface is one of pixels
} player;

// ---- Saying what failed -------------------------------------------------------------------------

// The group around primitive `at`; false when there is none. `*where` is its beginning.
static bool find_group(const sm_scene *page, size_t at, size_t *where)
{
    size_t closed = 0;
    for (size_t i = at; i-- > 0;) {
        sm_prim_kind kind = page->items[i].kind;
        if (kind == SM_PRIM_GROUP_END) {
            closed++;
        } else if (kind == SM_PRIM_GROUP_BEGIN && closed-- == 0) {
            *where = i;
            return true;
        }
    }
    return false;
}

// At most 60 bytes of a name, none of them half a character.
static int fitting(const char *name)
{
    size_t n = strnlen(name, 60);
    while (n > 0 && ((unsigned char)name[n] & 0xC0) == 0x80) {
        n--;
    }
    return (int)n;
}

static size_t name_group(char *out, size_t room, const sm_group *group)
{
    const char *name = group->name;
    int n = name ? snprintf(out, room, " of %s \"%.*s\"", group->role, fitting(name), name)
                 : snprintf(out, room, " of %s", group->role);
    return n < 0 || (size_t)n >= room ? room - 1 : (size_t)n;
}

// " of feature "Hadrut" of layer "control"", innermost first, at most three.
static sm_place name_object(const player *p, char *out, size_t room)
{
    sm_place place = SM_NOWHERE;
    size_t used = 0, where = p->at;
    out[0] = '\0';
    for (int depth = 0; depth < 3 && find_group(p->page, where, &where); depth++) {
        const sm_group *group = &p->page->items[where].group;
        used += name_group(out + used, room - used, group);
        place.record = place.record < 0 ? group->record : place.record;
    }
    return place;
}

static sm_status fail_with_mend(const player *p, sm_error *err, sm_status status, const char *mend,
                                const char *what)
{
    char object[256];
    sm_place place = name_object(p, object, sizeof object);
    return sm_fail(err, status, place, mend, "%s%s", what, object);
}

static sm_status fail(const player *p, sm_error *err, sm_status status, const char *what)
{
    return fail_with_mend(p, err, status, NULL, what);
}

sm_status sm_output_cairo_failure(cairo_status_t cairo, sm_place at, const char *what,
                                  sm_error *err)
{
    if (cairo == CAIRO_STATUS_SUCCESS) {
        return SM_OK;
    }
    sm_status status =
        cairo == CAIRO_STATUS_NO_MEMORY || cairo == CAIRO_STATUS_WRITE_ERROR ? SM_EIO : SM_EINPUT;
    return sm_fail(err, status, at, NULL, "%s: %s", what, cairo_status_to_string(cairo));
}

static sm_status check_cairo(const player *p, sm_error *err)
{
    cairo_status_t cairo = cairo_status(p->cr);
    if (cairo == CAIRO_STATUS_SUCCESS) {
        return SM_OK;
    }
    char object[256], what[300];
    sm_place place = name_object(p, object, sizeof object);
    snprintf(what, sizeof what, "cannot draw a part%s", object);
    return sm_output_cairo_failure(cairo, place, what, err);
}

// ---- Guards -------------------------------------------------------------------------------------

// False for NaN too.
static bool is_within(double v, double limit)
{
    return fabs(v) <= limit;
}

static sm_status check_path(const player *p, const sm_path *path, sm_error *err)
{
    for (size_t i = 0; i < path->n_points; i++) {
        if (!is_within(path->points[i].x, p->limit_pt) ||
            !is_within(path->points[i].y, p->limit_pt)) {
            return fail(p, err, SM_EGEOM,
                        "a coordinate is no number or too far from the page (SM_MAX_DEVICE)");
        }
    }
    return SM_OK;
}

static sm_status check_dash(const player *p, const sm_pen *pen, sm_error *err)
{
    if (pen->n_dash > SM_MAX_DASHES) {
        return fail(p, err, SM_ELIMIT, "more numbers in a dash pattern than SM_MAX_DASHES");
    }
    double sum = 0;
    for (size_t i = 0; i < pen->n_dash; i++) {
        if (!(pen->dash_pt[i] >= 0) || !is_within(pen->dash_pt[i], SM_MAX_DEVICE)) {
            return fail(p, err, SM_EINPUT, "a dash is negative or no number");
        }
        sum += pen->dash_pt[i];
    }
    if (pen->n_dash && sum < SM_MIN_DASH_SUM_PT) {
        return fail(p, err, SM_ELIMIT, "a dash pattern shorter than SM_MIN_DASH_SUM_PT");
    }
    return is_within(pen->dash_offset_pt, 1e9) ? SM_OK
                                               : fail(p, err, SM_EINPUT, "a bad dash offset");
}

static sm_status check_pen(const player *p, const sm_pen *pen, sm_error *err)
{
    if (!(pen->width_pt > 0) || !is_within(pen->width_pt, p->limit_pt)) {
        return fail(p, err, SM_EINPUT, "a line width is not positive or too large");
    }
    return check_dash(p, pen, err);
}

// Glyphs reach from the text's start as far as its letters are many: at most two ems each.
static sm_status check_text(const player *p, const sm_text *text, sm_error *err)
{
    double reach = (double)strlen(text->utf8) *
                   (2 * text->font.size_pt + text->font.tracking_pt + text->font.word_pt);
    bool is_good = is_within(text->at.x, p->limit_pt) && is_within(text->at.y, p->limit_pt) &&
                   is_within(reach, 10 * p->limit_pt) && is_within(text->angle_deg, 1e6) &&
                   is_within(text->halo_pt, p->limit_pt);
    return is_good ? SM_OK
                   : fail(p, err, SM_EGEOM,
                          "the place, angle, halo or length of a text is no number or too large");
}

// ---- Paths --------------------------------------------------------------------------------------

static void set_color(cairo_t *cr, sm_color c)
{
    cairo_set_source_rgba(cr, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0);
}

static void add_points(cairo_t *cr, const sm_point *points, size_t n)
{
    cairo_move_to(cr, points[0].x, points[0].y);
    for (size_t i = 1; i < n; i++) {
        cairo_line_to(cr, points[i].x, points[i].y);
    }
}

// The last point of a ring repeats the first: closing the path draws that edge, and joins it.
static void add_ring(cairo_t *cr, const sm_point *points, size_t n)
{
    add_points(cr, points, n - 1);
    cairo_close_path(cr);
}

static void add_rings(cairo_t *cr, const sm_path *rings)
{
    cairo_new_path(cr);
    for (size_t i = 0; i < rings->n_parts; i++) {
        size_t n = 0;
        const sm_point *points = sm_path_part(rings, i, &n);
        if (n >= 4) {
            add_ring(cr, points, n);
        }
    }
}

// ---- Strokes ------------------------------------------------------------------------------------

static const cairo_line_cap_t caps[] = {
    [SM_CAP_BUTT] = CAIRO_LINE_CAP_BUTT,
    [SM_CAP_ROUND] = CAIRO_LINE_CAP_ROUND,
    [SM_CAP_SQUARE] = CAIRO_LINE_CAP_SQUARE,
};

static const cairo_line_join_t joins[] = {
    [SM_JOIN_MITER] = CAIRO_LINE_JOIN_MITER,
    [SM_JOIN_ROUND] = CAIRO_LINE_JOIN_ROUND,
    [SM_JOIN_BEVEL] = CAIRO_LINE_JOIN_BEVEL,
};

static void set_dash(cairo_t *cr, const sm_pen *pen, double walked_pt)
{
    cairo_set_dash(cr, pen->dash_pt, (int)pen->n_dash, pen->dash_offset_pt + walked_pt);
}

static void set_pen(cairo_t *cr, const sm_pen *pen)
{
    set_color(cr, pen->color);
    cairo_set_line_width(cr, pen->width_pt);
    cairo_set_line_cap(cr, caps[pen->cap]);
    cairo_set_line_join(cr, joins[pen->join]);
    set_dash(cr, pen, 0);
}

// A part that is longer than one run. Opaque runs start one segment early, so that the corner
// between them is joined; a glazing pen would show that segment twice.
static void stroke_long_part(cairo_t *cr, const sm_pen *pen, const sm_point *points, size_t n,
                             bool is_ring)
{
    bool overlap = pen->color.a == 255;
    double walked_pt = 0; // to points[from]
    size_t from = 0;
    while (from + 1 < n) {
        size_t end = n - from < MAX_RUN ? n : from + MAX_RUN;
        cairo_new_path(cr);
        set_dash(cr, pen, walked_pt);
        add_points(cr, points + from, end - from);
        if (is_ring && overlap && end == n) {
            cairo_line_to(cr, points[1].x, points[1].y);
        }
        cairo_stroke(cr);
        size_t next = end == n ? n : end - (overlap ? 2 : 1);
        walked_pt += sm_line_length(points + from, next - from + (next < n));
        from = next;
    }
    set_dash(cr, pen, 0);
}

static void stroke_parts(cairo_t *cr, const sm_path *path, const sm_pen *pen)
{
    size_t run = 0;
    bool is_ring = path->shape == SM_SHAPE_RINGS;
    cairo_new_path(cr);
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *points = sm_path_part(path, i, &n);
        if (n < 2) {
            continue;
        }
        if (run + n > MAX_RUN) {
            cairo_stroke(cr);
            run = 0;
        }
        if (n > MAX_RUN) {
            stroke_long_part(cr, pen, points, n, is_ring);
            continue;
        }
        if (is_ring) {
            add_ring(cr, points, n);
        } else {
            add_points(cr, points, n);
        }
        run += n;
    }
    cairo_stroke(cr);
}

// ---- Primitives ---------------------------------------------------------------------------------

// What a group's role is in the structure of a PDF (ISO 32000-1, 14.8.4). Other roles mean nothing
// there.
static const char *const tags[][2] = {
    {"document", "Document"},
    {"h1", "H1"},
    {"h2", "H2"},
    {"h3", "H3"},
    {"p", "P"},
    {"table", "Table"},
    {"tr", "TR"},
    {"th", "TH"},
    {"td", "TD"},
    {"note", "Note"},
    {"list", "L"},
    {"item", "LI"},
    {"figure", "Figure"},
    {"caption", "Caption"},
};

static const char *find_tag(const char *role)
{
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        if (strcmp(role, tags[i][0]) == 0) {
            return tags[i][1];
        }
    }
    return NULL;
}

// Names stand between quotes in cairo's attributes, which knows no way to escape one.
static bool is_quotable(const char *name)
{
    return name && name[0] && !strpbrk(name, "'\\");
}

static const char *begin_tag(cairo_t *cr, const sm_group *group)
{
    char attributes[600];
    bool link = strcmp(group->role, "link") == 0, dest = strcmp(group->role, "dest") == 0;
    if ((link || dest) && (!is_quotable(group->name) || strlen(group->name) > 500)) {
        return NULL;
    }
    const char *tag = link ? CAIRO_TAG_LINK : dest ? CAIRO_TAG_DEST : find_tag(group->role);
    attributes[0] = '\0';
    if (link && group->name[0] == '#') {
        snprintf(attributes, sizeof attributes, "dest='%s'", group->name + 1);
    } else if (link) {
        snprintf(attributes, sizeof attributes, "uri='%s'", group->name);
    } else if (dest) {
        snprintf(attributes, sizeof attributes, "name='%s'", group->name);
    }
    if (tag) {
        cairo_tag_begin(cr, tag, attributes);
    }
    return tag;
}

static sm_status play_group_begin(player *p, const sm_prim *prim, sm_error *err)
{
    (void)err;
    const char *tag = NULL;
    if (p->has_tags && p->n_groups < MAX_TAGS) {
        tag = begin_tag(p->cr, &prim->group);
        p->tags[p->n_groups] = tag;
    }
    p->n_groups++;
    return SM_OK;
}

static sm_status play_group_end(player *p, const sm_prim *prim, sm_error *err)
{
    (void)prim, (void)err;
    p->n_groups -= p->n_groups > 0;
    if (p->has_tags && p->n_groups < MAX_TAGS && p->tags[p->n_groups]) {
        cairo_tag_end(p->cr, p->tags[p->n_groups]);
        p->tags[p->n_groups] = NULL;
    }
    return SM_OK;
}

static sm_status play_clip_begin(player *p, const sm_prim *prim, sm_error *err)
{
    sm_status status = check_path(p, prim->clip, err);
    if (status) {
        return status;
    }
    cairo_save(p->cr);
    p->n_clips++;
    add_rings(p->cr, prim->clip);
    cairo_set_fill_rule(p->cr, CAIRO_FILL_RULE_WINDING);
    cairo_clip(p->cr);
    return SM_OK;
}

static sm_status play_clip_end(player *p, const sm_prim *prim, sm_error *err)
{
    (void)prim;
    if (p->n_clips == 0) {
        return fail(p, err, SM_EINPUT, "a clip ends that did not begin");
    }
    p->n_clips--;
    cairo_restore(p->cr);
    return SM_OK;
}

static sm_status play_fill(player *p, const sm_prim *prim, sm_error *err)
{
    sm_status status = check_path(p, prim->fill.path, err);
    if (status) {
        return status;
    }
    add_rings(p->cr, prim->fill.path);
    set_color(p->cr, prim->fill.color);
    cairo_set_fill_rule(p->cr,
                        prim->fill.even_odd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
    cairo_fill(p->cr);
    return SM_OK;
}

static sm_status play_stroke(player *p, const sm_prim *prim, sm_error *err)
{
    sm_status status = check_pen(p, &prim->stroke.pen, err);
    if (!status) {
        status = check_path(p, prim->stroke.path, err);
    }
    if (status) {
        return status;
    }
    set_pen(p->cr, &prim->stroke.pen);
    stroke_parts(p->cr, prim->stroke.path, &prim->stroke.pen);
    return SM_OK;
}

static sm_status play_text(player *p, const sm_prim *prim, sm_error *err)
{
    sm_status status = check_text(p, &prim->text, err);
    if (status) {
        return status;
    }
    sm_error own;
    status = sm_text_show(p->text, p->cr, &prim->text, &own);
    return status ? fail_with_mend(p, err, status, own.mend, own.message) : SM_OK;
}

// Cairo's own order: premultiplied, native-endian words of alpha, red, green, blue.
static cairo_surface_t *surface_of(const sm_bitmap *bitmap)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)bitmap->width, (int)bitmap->height);
    unsigned char *data = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    for (size_t y = 0; data && y < bitmap->height; y++) {
        for (size_t x = 0; x < bitmap->width; x++) {
            const uint8_t *p = bitmap->rgba + (y * bitmap->width + x) * 4;
            uint32_t a = p[3], word = a << 24;
            for (int i = 0; i < 3; i++) {
                word |= (p[i] * a + 127) / 255 << (16 - 8 * i);
            }
            memcpy(data + y * stride + x * 4, &word, sizeof word);
        }
    }
    cairo_surface_mark_dirty(surface);
    return surface;
}

static sm_status check_image(const player *p, const sm_image *i, sm_error *err)
{
    const double numbers[] = {i->at.x,   i->at.y,   i->across.x, i->across.y,
                              i->down.x, i->down.y, i->opacity};
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        if (!is_within(numbers[k], p->limit_pt)) {
            return fail(p, err, SM_EGEOM, "the place of a picture is no number or too far away");
        }
    }
    bool fits = (double)i->bitmap->width * (double)i->bitmap->height <= SM_MAX_PIXELS;
    return fits ? SM_OK : fail(p, err, SM_ELIMIT, "a picture has more pixels than SM_MAX_PIXELS");
}

static sm_status play_image(player *p, const sm_prim *prim, sm_error *err)
{
    const sm_image *i = &prim->image;
    sm_status status = check_image(p, i, err);
    if (status) {
        return status;
    }
    double w = (double)i->bitmap->width, h = (double)i->bitmap->height;
    cairo_matrix_t place;
    cairo_matrix_init(&place, i->across.x / w, i->across.y / w, i->down.x / h, i->down.y / h,
                      i->at.x, i->at.y);
    cairo_surface_t *surface = surface_of(i->bitmap);
    cairo_save(p->cr);
    cairo_transform(p->cr, &place);
    cairo_rectangle(p->cr, 0, 0, w, h);
    cairo_clip(p->cr);
    cairo_set_source_surface(p->cr, surface, 0, 0);
    if (p->is_pixels) { // edges of pixels that are interpolated do not fade
        cairo_pattern_set_extend(cairo_get_source(p->cr), CAIRO_EXTEND_PAD);
    }
    cairo_paint_with_alpha(p->cr, i->opacity);
    cairo_restore(p->cr);
    cairo_surface_destroy(surface);
    return SM_OK;
}

static sm_status (*const play[])(player *, const sm_prim *, sm_error *) = {
    [SM_PRIM_GROUP_BEGIN] = play_group_begin,
    [SM_PRIM_GROUP_END] = play_group_end,
    [SM_PRIM_CLIP_BEGIN] = play_clip_begin,
    [SM_PRIM_CLIP_END] = play_clip_end,
    [SM_PRIM_FILL] = play_fill,
    [SM_PRIM_STROKE] = play_stroke,
    [SM_PRIM_TEXT] = play_text,
    [SM_PRIM_IMAGE] = play_image,
};

sm_status sm_output_play(sm_text_engine *text, cairo_t *cr, const sm_scene *page, double scale,
                         sm_error *err)
{
    player p = {.text = text, .cr = cr, .page = page, .limit_pt = SM_MAX_DEVICE / scale};
    cairo_surface_type_t type = cairo_surface_get_type(cairo_get_target(cr));
    p.has_tags = type == CAIRO_SURFACE_TYPE_PDF;
    p.is_pixels = type == CAIRO_SURFACE_TYPE_IMAGE;
    cairo_save(cr);
    cairo_scale(cr, scale, scale);
    for (; p.at < page->count; p.at++) {
        const sm_prim *prim = &page->items[p.at];
        sm_status status = play[prim->kind](&p, prim, err);
        if (!status) {
            status = check_cairo(&p, err);
        }
        if (status) {
            return status;
        }
    }
    if (p.n_clips) {
        return fail(&p, err, SM_EINPUT, "a clip begins that does not end");
    }
    cairo_restore(cr);
    return SM_OK;
}
