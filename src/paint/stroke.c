// Strokes: parallel curve, pen, dashes that end whole, marks along the line.
#include <math.h>

#include "paint/parts.h"
#include "sitmap/topo.h"

static const double STRETCH = 1.0 / 3; // how far sitmap-fit may change a pitch

// How many pitches a line of this length gets, and how long each becomes; 0 when it is too short.
typedef struct fitted {
    double count, pitch;
} fitted;

static fitted fit_pitch(double length, double pitch)
{
    double count = fmax(1, floor(length / pitch + 0.5));
    double own = length / count;
    return fabs(own / pitch - 1) <= STRETCH ? (fitted){count, own} : (fitted){0, pitch};
}

// ---- Dashes -------------------------------------------------------------------------------------

static double sum_of(const double *items, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += items[i];
    }
    return sum;
}

// The pen for one line: half a dash at either end, or the rest shared between both ends.
static sm_pen fit_dashes(sm_arena *a, const sm_pen *pen, double length, sm_fit fit)
{
    sm_pen own = *pen;
    double period = sum_of(pen->dash_pt, pen->n_dash);
    double scale = 1, middle = pen->dash_pt[0] / 2 - fmod(length / 2, period);
    fitted f = fit_pitch(length, period);
    own.dash_offset_pt = middle < 0 ? middle + period : middle;
    if (fit == SM_FIT_PITCH && f.count > 0) {
        scale = f.pitch / period;
        own.dash_offset_pt = pen->dash_pt[0] * scale / 2;
    }
    double *dash = sm_arena_alloc(a, pen->n_dash * sizeof *dash);
    for (size_t i = 0; i < pen->n_dash; i++) {
        dash[i] = pen->dash_pt[i] * scale;
    }
    own.dash_pt = dash;
    return own;
}

static void stroke_part(sm_scene *scene, sm_arena *scratch, const sm_path *lines, size_t part,
                        const sm_stroke *stroke)
{
    size_t n = 0;
    const sm_point *points = sm_path_part(lines, part, &n);
    sm_path one;
    sm_path_init(&one, scratch, lines->space, lines->shape);
    for (size_t i = 0; i < n; i++) {
        sm_path_add(&one, points[i].x, points[i].y);
    }
    sm_pen pen = fit_dashes(scratch, &stroke->pen, sm_line_length(points, n), stroke->fit);
    sm_scene_add_stroke(scene, &one, &pen);
}

static void stroke_pen(sm_scene *scene, sm_arena *scratch, const sm_path *lines,
                       const sm_stroke *stroke)
{
    if (!stroke->pen.n_dash || stroke->fit == SM_FIT_NONE) {
        sm_scene_add_stroke(scene, lines, &stroke->pen);
        return;
    }
    for (size_t i = 0; i < lines->n_parts; i++) {
        stroke_part(scene, scratch, lines, i, stroke);
    }
}

// ---- A pattern for a colour ---------------------------------------------------------------------

// The stretch of a line from one distance to another.
static void add_stretch(const paint_walk *w, double from, double to, sm_path *out)
{
    sm_path_begin_part(out);
    sm_point first = paint_walk_point(w, from), last = paint_walk_point(w, to);
    sm_path_add(out, first.x, first.y);
    for (size_t i = 0; i < w->n; i++) {
        if (w->at[i] > from && w->at[i] < to) {
            sm_path_add(out, w->points[i].x, w->points[i].y);
        }
    }
    sm_path_add(out, last.x, last.y);
}

// The dashes of a line as lines of their own.
static void cut_dashes(sm_scene *scene, sm_arena *scratch, const sm_path *lines, const sm_pen *pen,
                       sm_path *out)
{
    double period = sum_of(pen->dash_pt, pen->n_dash);
    for (size_t i = 0; i < lines->n_parts; i++) {
        size_t n = 0;
        const sm_point *points = sm_path_part(lines, i, &n);
        paint_walk w = paint_walk_begin(scratch, points, n);
        double at = -fmod(pen->dash_offset_pt, period);
        if (!(w.length / period * (double)pen->n_dash < PAINT_MOST_VERTICES)) {
            scene->n_dense++;
            continue;
        }
        for (size_t k = 0; at < w.length; k++) {
            double next = at + pen->dash_pt[k % pen->n_dash];
            if (k % 2 == 0 && next > 0 && next > at) {
                add_stretch(&w, fmax(0, at), fmin(w.length, next), out);
            }
            at = next;
        }
    }
}

static void fill_stroke(sm_scene *scene, sm_arena *scratch, const sm_path *lines,
                        const sm_stroke *stroke, const sm_paint_frame *frame)
{
    const sm_pen *pen = &stroke->pen;
    sm_path dashes, area;
    sm_error err;
    sm_path_init(&dashes, scratch, lines->space, SM_SHAPE_LINES);
    if (pen->n_dash) {
        cut_dashes(scene, scratch, lines, pen, &dashes);
        lines = &dashes;
    }
    if (!sm_topo_stroke_area(scratch, lines, pen->width_pt, pen->cap, pen->join, &area, &err)) {
        sm_paint_fill(scene, &area, stroke->fill, frame);
    } else {
        stroke_pen(scene, scratch, lines, stroke);
    }
}

// ---- Marks --------------------------------------------------------------------------------------

// First centre, pitch, and by how much positions within a pitch are stretched.
typedef struct spacing {
    double first, pitch, scale;
} spacing;

static spacing space_marks(const sm_stroke *s, double length)
{
    double size = s->marks[0].size_pt;
    spacing out = {s->initial_gap_pt, s->gap_pt, 1};
    if (s->fit == SM_FIT_CENTRE) {
        double steps = floor(fmax(0, length - size) / s->gap_pt);
        out.first = (length - steps * s->gap_pt) / 2;
    } else if (s->fit == SM_FIT_PITCH) {
        fitted f = fit_pitch(length, s->gap_pt);
        out.pitch = f.pitch;
        out.scale = f.pitch / s->gap_pt;
        out.first = f.count > 0 ? f.pitch / 2 : length / 2;
    }
    if (s->fit != SM_FIT_NONE && length < size) {
        out.first = INFINITY; // no room for a whole mark
    }
    return out;
}

static double width_of(const sm_mark *mark)
{
    sm_box box = sm_path_box(mark->path);
    return sm_box_is_empty(box) ? 0 : (box.x1 - box.x0) * mark->size_pt;
}

static void mark_at(sm_scene *scene, const paint_walk *w, double distance, const sm_stroke *stroke,
                    const sm_paint_frame *frame)
{
    sm_point at = paint_walk_point(w, distance);
    for (size_t i = 0; i < stroke->n_marks; i++) {
        const sm_mark *mark = &stroke->marks[i];
        if (sm_box_has(sm_box_grow(frame->clip_pt, paint_mark_reach(mark)), at)) {
            double turn = stroke->upright_marks ? 0 : paint_walk_turn(w, distance, width_of(mark));
            sm_paint_mark(scene, at, turn, mark);
        }
    }
}

static void marks_along(sm_scene *scene, const paint_walk *w, const sm_stroke *stroke,
                        const sm_paint_frame *frame)
{
    spacing s = space_marks(stroke, w->length);
    // A mark where a closed line ends would stand on the one where it begins.
    double end = w->closed ? w->length - s.pitch / 1e6 : w->length + s.pitch / 1e6;
    double marks = w->length / s.pitch * (double)((stroke->n_also + 1) * stroke->n_marks);
    if (!(s.pitch > 0)) {
        return;
    }
    if (!(marks * (double)stroke->marks[0].path->n_points <= PAINT_MOST_VERTICES)) {
        scene->n_dense++;
        return;
    }
    for (double k = 0; s.first + k * s.pitch <= end; k++) {
        double base = s.first + k * s.pitch;
        mark_at(scene, w, base, stroke, frame);
        for (size_t i = 0; i < stroke->n_also; i++) {
            double also = base + stroke->also_pt[i] * s.scale;
            if (also <= end) {
                mark_at(scene, w, also, stroke, frame);
            }
        }
    }
}

static void marks_on_part(sm_scene *scene, const paint_walk *w, const sm_stroke *stroke,
                          const sm_paint_frame *frame)
{
    switch (stroke->place) {
    case SM_PLACE_ALONG: marks_along(scene, w, stroke, frame); break;
    case SM_PLACE_FIRST: mark_at(scene, w, 0, stroke, frame); break;
    case SM_PLACE_LAST: mark_at(scene, w, w->closed ? 0 : w->length, stroke, frame); break;
    case SM_PLACE_CENTRE: mark_at(scene, w, w->length / 2, stroke, frame); break;
    case SM_PLACE_VERTICES:
        for (size_t i = 0; i + w->closed < w->n; i++) {
            mark_at(scene, w, w->at[i], stroke, frame);
        }
        break;
    }
}

static void stroke_marks(sm_scene *scene, sm_arena *scratch, const sm_path *lines,
                         const sm_stroke *stroke, const sm_paint_frame *frame)
{
    for (size_t i = 0; i < lines->n_parts; i++) {
        size_t n = 0;
        const sm_point *points = sm_path_part(lines, i, &n);
        if (n) {
            paint_walk w = paint_walk_begin(scratch, points, n);
            marks_on_part(scene, &w, stroke, frame);
        }
    }
}

// ---- All together -------------------------------------------------------------------------------

// The parallel curve; the line itself when there is none. Left of a line as seen is right where y
// goes down; left of a ring that runs clockwise as seen is outside.
static const sm_path *offset(sm_arena *scratch, const sm_path *lines, double offset_pt)
{
    sm_path *moved = sm_arena_alloc(scratch, sizeof *moved);
    sm_error err;
    if (offset_pt == 0) {
        return lines;
    }
    sm_path_init(moved, scratch, lines->space, lines->shape);
    double d = lines->shape == SM_SHAPE_RINGS ? offset_pt : -offset_pt;
    return sm_topo_offset(scratch, lines, d, moved, &err) ? lines : moved;
}

static const sm_path *rounded(sm_arena *scratch, const sm_path *lines, double most_pt)
{
    if (!(most_pt > 0)) {
        return lines;
    }
    sm_path *out = sm_arena_alloc(scratch, sizeof *out);
    sm_topo_round_within(scratch, lines, most_pt, out);
    return out;
}

void sm_paint_stroke(sm_scene *scene, const sm_path *lines, const sm_stroke *stroke,
                     const sm_paint_frame *frame)
{
    if (!lines->n_points || lines->shape == SM_SHAPE_POINTS) {
        return;
    }
    sm_arena *scratch = sm_arena_create();
    const sm_path *path = rounded(scratch, lines, stroke->round_pt);
    path = offset(scratch, path, stroke->offset_pt);
    if (stroke->arrow.length_pt > 0) {
        sm_path *arrows = sm_arena_alloc(scratch, sizeof *arrows);
        sm_path_init(arrows, scratch, lines->space, SM_SHAPE_RINGS);
        paint_arrows(scratch, path, &stroke->arrow, arrows);
        sm_scene_add_fill(scene, arrows, stroke->arrow.fill);
        path = arrows;
    }
    if (stroke->has_pen && stroke->fill) {
        fill_stroke(scene, scratch, path, stroke, frame);
    } else if (stroke->has_pen) {
        stroke_pen(scene, scratch, path, stroke);
    }
    if (stroke->n_marks) {
        stroke_marks(scene, scratch, path, stroke, frame);
    }
    sm_arena_destroy(scratch);
}
