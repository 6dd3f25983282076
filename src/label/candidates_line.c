// Positions of a name along its line.
//
// The line is resampled evenly and smoothed; letters stand on a copy of it at the wanted distance,
// each turned to the chord over the four millimetres around it, so that small wiggles do not shake
// them. Both ways of walking the line are tried and the one that reads upright is kept.
#include <math.h>
#include <string.h>

#include "label/parts.h"
#include "sitmap/limits.h"
#include "sitmap/topo.h"

#define SAMPLE SM_MM(0.5)
#define SAME_ROAD SM_MM(0.56) // 2 px: lines that run no further apart are one (removeOverlaps)
#define SMOOTH 3              // samples each way in one round of averaging
#define TANGENT_HALF SM_MM(2)
#define START_STEP SM_MM(2)
#define DEFAULT_BEND 22.5 // degrees between letters (the default of maxAngleDelta)
#define LEAN_MOST 60.0    // degrees of a letter off the whole name's direction
#define STRAIGHT 3.0      // degrees: less is set as one straight text
#define UPWARDS 0.1       // steeper than this, a name reads upwards
#define BEND_COST 1.5     // for 60 degrees of bend in all
#define OFF_MIDDLE_COST 1.0
#define STEEP_COST 1.0
#define OTHER_SIDE_COST 1.2
#define OFF_CHORD_COST_PER_MM 1.0 // straight name on a bent line
#define CLOSER_COST 0.8           // per step of tracking given up

enum { MAX_SAMPLES = 20000, MAX_STARTS = 25, MAX_COPIES = 50, CLOSER_STEPS = 2 };

// The line on which the letters stand, walked in reading direction.
typedef struct curve {
    sm_point *points;
    double *way; // length from the start
    size_t n;
} curve;

// What is set along it.
typedef struct strip {
    sm_label_block block; // one line
    sm_cluster *clusters;
    size_t n;
    double width;
    double own_cost; // of covering the line that it stands astride: not charged
} strip;

typedef struct letter {
    sm_point at;
    double angle_deg;
} letter;

// ---- Runs ---------------------------------------------------------------------------------------

// Points at equal distances, the last one at the end.
static void resample(sm_arena *a, const sm_point *p, size_t n, sm_label_run *out)
{
    double length = sm_line_length(p, n);
    double count = fmin(fmax(2, floor(length / SAMPLE) + 1), MAX_SAMPLES);
    out->n = (size_t)count;
    out->step = length / (count - 1);
    out->points = sm_arena_alloc(a, out->n * sizeof *out->points);
    double behind = 0; // length up to p[k]
    size_t k = 0;
    for (size_t i = 0; i < out->n; i++) {
        double at = out->step * (double)i;
        while (k + 2 < n && behind + sm_distance(p[k], p[k + 1]) < at) {
            behind += sm_distance(p[k], p[k + 1]);
            k++;
        }
        double piece = sm_distance(p[k], p[k + 1]);
        double t = piece > 0 ? fmin(1, (at - behind) / piece) : 0;
        out->points[i] =
            (sm_point){p[k].x + (p[k + 1].x - p[k].x) * t, p[k].y + (p[k + 1].y - p[k].y) * t};
    }
}

// Mean of the neighbours, as many on one side as on the other, so that the ends stay.
static void smooth(sm_arena *scratch, sm_point *p, size_t n)
{
    sm_arena_mark mark = sm_arena_mark_now(scratch);
    sm_point *before = sm_arena_alloc(scratch, n * sizeof *before);
    memcpy(before, p, n * sizeof *before);
    for (size_t i = 0; i < n; i++) {
        size_t reach = i < SMOOTH ? i : SMOOTH;
        reach = n - 1 - i < reach ? n - 1 - i : reach;
        sm_point sum = {0, 0};
        for (size_t k = i - reach; k <= i + reach; k++) {
            sum.x += before[k].x;
            sum.y += before[k].y;
        }
        double w = (double)(2 * reach + 1);
        p[i] = (sm_point){sum.x / w, sum.y / w};
    }
    sm_arena_rewind(scratch, mark);
}

static double run_length(const sm_label_run *r)
{
    return r->step * (double)(r->n - 1);
}

// From one copy to the next: a gap lies between names; so does `repeat` where they follow the line
// (GeoServer), else it is from middle to middle. A copy has room for the name.
static double period_of(const sm_label_style *s, double width, double length)
{
    double every = s->repeat_pt > 0 ? s->repeat_pt : length;
    every += s->repeat_pt > 0 && (s->gap_between || s->follow_line) ? width : 0;
    return fmax(every, width);
}

// The parts of a repeated label's line that each carry one copy: a fair share of the line per copy.
static void add_copies(sm_arena *a, const sm_label_run *run, const sm_label_style *s, double width,
                       sm_label_runs *out)
{
    double length = run_length(run);
    double copies = 1, initial = 0;
    if (s->repeated) {
        initial = s->initial_gap_pt > 0 && s->initial_gap_pt < length / 2 ? s->initial_gap_pt : 0;
        double every = period_of(s, width, length);
        copies = fmin(fmax(1, floor((length - initial) / every)), MAX_COPIES);
    }
    for (double k = 0; k < copies; k++) {
        sm_label_run copy = *run;
        copy.from = initial + (length - initial) * k / copies;
        copy.to = initial + (length - initial) * (k + 1) / copies;
        *SM_PUSH(a, out) = copy;
    }
}

// The copy that stands for the whole line comes first: the middle one of its longest part.
static void put_main_first(sm_label_runs *runs)
{
    size_t best = 0;
    double least = INFINITY, longest = 0;
    for (size_t i = 0; i < runs->count; i++) {
        longest = fmax(longest, run_length(&runs->items[i]));
    }
    for (size_t i = 0; i < runs->count; i++) {
        const sm_label_run *r = &runs->items[i];
        double off = fabs((r->from + r->to - run_length(r)) / 2);
        if (run_length(r) >= longest && off < least) {
            least = off;
            best = i;
        }
    }
    if (best) {
        sm_label_run main = runs->items[best];
        memmove(runs->items + 1, runs->items, best * sizeof main);
        runs->items[0] = main;
    }
}

// Of a group the longest part alone is named, with all of its copies.
static void keep_longest(sm_label_runs *runs)
{
    size_t kept = 0;
    for (size_t i = 0; i < runs->count; i++) {
        if (runs->items[i].points == runs->items[0].points) {
            runs->items[kept++] = runs->items[i];
        }
    }
    runs->count = kept;
}

// Of lines that run along each other, as the two carriageways of a road may, one; all of them when
// they are too many to tell.
static void take_once(sm_label_maker *m, sm_path *lines)
{
    sm_path once;
    sm_error err;
    if (!sm_topo_lines_once(m->scratch, lines, SAME_ROAD, &once, &err)) {
        *lines = once;
    }
}

void sm_label_line_runs(sm_label_maker *m, const sm_label_request *request, double width,
                        sm_label_runs *out)
{
    sm_path lines = *request->path, joined, visible, *simple = &visible;
    lines.shape = SM_SHAPE_LINES;
    sm_path_init(&joined, m->scratch, lines.space, SM_SHAPE_LINES);
    if (request->style->any_direction) {
        sm_path_append(&joined, &lines); // joining would forget which way they run
    } else {
        sm_topo_join_lines(m->scratch, &lines, &joined);
    }
    if (request->style->group && request->style->once_each) {
        take_once(m, &joined);
    }
    sm_path_init(&visible, m->scratch, lines.space, SM_SHAPE_LINES);
    sm_topo_clip(&joined, m->task->frame_pt, &visible);
    if (request->style->generalize) { // bends smaller than a letter are none to a name
        sm_topo_simplify_layer(m->scratch, &simple, 1, request->style->font.size_pt);
    }
    for (size_t i = 0; i < visible.n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(&visible, i, &n);
        if (n < 2 || !(sm_line_length(p, n) > 0)) {
            continue;
        }
        sm_label_run run;
        resample(m->arena, p, n, &run);
        smooth(m->scratch, run.points, run.n);
        smooth(m->scratch, run.points, run.n);
        add_copies(m->arena, &run, request->style, width, out);
    }
    put_main_first(out);
    const sm_label_style *s = request->style;
    if (s->repeated && s->group && !s->all_of_group) {
        keep_longest(out);
    }
}

// ---- Curves -------------------------------------------------------------------------------------

static void measure_curve(sm_arena *a, curve *c)
{
    c->way = sm_arena_zero(a, c->n, sizeof *c->way);
    for (size_t i = 1; i < c->n; i++) {
        c->way[i] = c->way[i - 1] + sm_distance(c->points[i - 1], c->points[i]);
    }
}

static double curve_length(const curve *c)
{
    return c->way[c->n - 1];
}

static sm_point point_on(const curve *c, double way)
{
    size_t lo = 0, hi = c->n - 1;
    while (hi - lo > 1) {
        size_t mid = (lo + hi) / 2;
        *(c->way[mid] <= way ? &lo : &hi) = mid;
    }
    double piece = c->way[hi] - c->way[lo];
    double t = piece > 0 ? fmin(fmax((way - c->way[lo]) / piece, 0), 1) : 0;
    sm_point a = c->points[lo], b = c->points[hi];
    return (sm_point){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

static sm_point chord(const curve *c, double from, double to)
{
    double end = curve_length(c);
    sm_point a = point_on(c, fmin(fmax(from, 0), end)), b = point_on(c, fmin(fmax(to, 0), end));
    return (sm_point){b.x - a.x, b.y - a.y};
}

// The run, walked this way or back, moved to the left of reading direction (up on the page) by d.
static curve curve_beside(sm_arena *a, const sm_label_run *run, bool back, double d)
{
    curve base = {.n = run->n, .points = sm_arena_alloc(a, run->n * sizeof(sm_point))};
    for (size_t i = 0; i < run->n; i++) {
        base.points[i] = run->points[back ? run->n - 1 - i : i];
    }
    measure_curve(a, &base);
    curve moved = {.n = run->n, .points = sm_arena_alloc(a, run->n * sizeof(sm_point))};
    for (size_t i = 0; i < run->n; i++) {
        sm_point t = chord(&base, base.way[i] - TANGENT_HALF, base.way[i] + TANGENT_HALF);
        double length = hypot(t.x, t.y);
        sm_point up = length > 0 ? (sm_point){t.y / length, -t.x / length} : (sm_point){0, 0};
        moved.points[i] = (sm_point){base.points[i].x + up.x * d, base.points[i].y + up.y * d};
    }
    measure_curve(a, &moved);
    return moved;
}

// Left to right; near the vertical, upwards.
static bool reads_upright(sm_point chord_of_name)
{
    double length = hypot(chord_of_name.x, chord_of_name.y);
    return chord_of_name.x > UPWARDS * length ||
           (chord_of_name.x >= -UPWARDS * length && chord_of_name.y < 0);
}

// ---- Letters ------------------------------------------------------------------------------------

static double turn_between(double a_deg, double b_deg)
{
    double d = fabs(fmod(a_deg - b_deg, 360));
    return d > 180 ? 360 - d : d;
}

static double angle_of(sm_point v)
{
    return atan2(v.y, v.x) * 180 / M_PI;
}

// Without the space after it.
static double letter_width(const strip *s, size_t i)
{
    double after = i + 1 < s->n ? s->block.lines[0].font.tracking_pt : 0;
    return fmax(0, s->clusters[i].width_pt - after);
}

// Set the letters from `start` on. False when the line bends too much there.
static bool set_letters(const curve *c, const strip *s, double start, double bend_most,
                        letter *letters, double *bend_all)
{
    double whole = angle_of(chord(c, start, start + s->width));
    *bend_all = 0;
    for (size_t i = 0; i < s->n; i++) {
        double width = letter_width(s, i), mid = start + s->clusters[i].x_pt + width / 2;
        double angle = angle_of(chord(c, mid - TANGENT_HALF, mid + TANGENT_HALF));
        double half = width / 2, turn = angle * M_PI / 180;
        sm_point p = point_on(c, mid);
        letters[i] = (letter){{p.x - half * cos(turn), p.y - half * sin(turn)}, angle};
        double bend = i ? turn_between(angle, letters[i - 1].angle_deg) : 0;
        *bend_all += bend;
        if (bend > bend_most || turn_between(angle, whole) > LEAN_MOST) {
            return false;
        }
    }
    return true;
}

static void add_letter_boxes(sm_arena *a, const strip *s, const letter *letters,
                             sm_label_candidate *c)
{
    const sm_label_line *line = &s->block.lines[0];
    c->boxes = sm_arena_alloc(a, s->n * sizeof *c->boxes);
    c->n_boxes = s->n;
    double filled = 0, boxed = 0;
    for (size_t i = 0; i < s->n; i++) {
        sm_box rect = {0, -line->up, letter_width(s, i), line->down};
        sm_box b = sm_label_turned_box(letters[i].at, letters[i].angle_deg, rect);
        c->boxes[i] = b;
        filled += (rect.x1 - rect.x0) * (rect.y1 - rect.y0);
        boxed += (b.x1 - b.x0) * (b.y1 - b.y0);
    }
    c->ink = 1;
    c->shrink = boxed > 0 ? sqrt(filled / boxed) : 1;
}

static void add_letter_texts(sm_arena *a, const strip *s, const letter *letters,
                             sm_label_candidate *c)
{
    c->texts = sm_arena_alloc(a, s->n * sizeof *c->texts);
    c->n_texts = s->n;
    for (size_t i = 0; i < s->n; i++) {
        c->texts[i] = sm_label_line_text(&s->block.lines[0], &s->block);
        c->texts[i].utf8 = s->clusters[i].utf8;
        c->texts[i].width_pt = letter_width(s, i);
        c->texts[i].at = letters[i].at;
        c->texts[i].angle_deg = letters[i].angle_deg;
    }
}

// The middle of the stretch.
static sm_point middle_of(const curve *c, const strip *s, double start)
{
    sm_point mid = {0, 0};
    for (size_t i = 0; i < 5; i++) {
        sm_point p = point_on(c, start + s->width * (double)i / 4);
        mid.x += p.x / 5;
        mid.y += p.y / 5;
    }
    return mid;
}

// One text along the chord, its middle at the middle of the stretch: words stay words in a PDF.
static void add_straight_text(sm_arena *a, const curve *c, const strip *s, double start,
                              letter *letters, sm_label_candidate *out)
{
    sm_point along = chord(c, start, start + s->width), mid = middle_of(c, s, start);
    double length = hypot(along.x, along.y), angle = angle_of(along);
    sm_point dir = {along.x / length, along.y / length};
    sm_point at = {mid.x - dir.x * s->width / 2, mid.y - dir.y * s->width / 2};
    for (size_t i = 0; i < s->n; i++) {
        double x = s->clusters[i].x_pt;
        letters[i] = (letter){{at.x + dir.x * x, at.y + dir.y * x}, angle};
    }
    out->texts = sm_arena_alloc(a, sizeof *out->texts);
    out->n_texts = 1;
    out->texts[0] = sm_label_line_text(&s->block.lines[0], &s->block);
    out->texts[0].at = at;
    out->texts[0].angle_deg = angle;
}

// The same on its plate.
static void add_plate(sm_arena *a, const curve *c, const strip *s, double start,
                      sm_label_candidate *out)
{
    sm_point mid = middle_of(c, s, start);
    sm_label_block_set(a, &s->block, mid.x, 0.5, mid.y, out);
    sm_label_candidate_turn(a, out, mid, angle_of(chord(c, start, start + s->width)));
}

static double off_chord(const curve *c, double start, double width)
{
    sm_point a = point_on(c, start), b = point_on(c, start + width);
    double most = 0;
    for (size_t i = 1; i < 8; i++) {
        sm_point p = point_on(c, start + width * (double)i / 8);
        most = fmax(most, sm_point_segment_distance(p, a, b));
    }
    return most;
}

// ---- Offers -------------------------------------------------------------------------------------

typedef struct way {
    curve curve;
    double from, to; // lengths on it that the name may use
    double surcharge;
    int slot;
} way;

static double position_cost(const way *w, const strip *s, double start)
{
    double room = w->to - w->from - s->width;
    double off = room > 0 ? fabs(2 * (start - w->from) / room - 1) : 0;
    sm_point along = chord(&w->curve, start, start + s->width);
    double steep = fabs(along.y) / fmax(1e-9, hypot(along.x, along.y));
    return OFF_MIDDLE_COST * off + STEEP_COST * steep * steep + w->surcharge;
}

static void offer(sm_label_maker *m, const sm_label_request *r, const strip *s, const way *w,
                  double start, int slot, sm_label_candidates *out)
{
    const sm_label_style *style = r->style;
    sm_point along = chord(&w->curve, start, start + s->width);
    if (!(hypot(along.x, along.y) > s->width / 4) ||
        !(style->any_direction || reads_upright(along))) {
        return;
    }
    sm_label_candidate c = {.slot = slot,
                            .cost = position_cost(w, s, start),
                            .margin = sm_label_margin(style),
                            .group = style->group_apart_pt > 0 ? r : NULL,
                            .cut = style->may_be_cut};
    letter *letters = sm_arena_alloc(m->scratch, s->n * sizeof *letters);
    double bend_most = style->max_angle_deg > 0 ? style->max_angle_deg : DEFAULT_BEND, bend = 0;
    bool set = set_letters(&w->curve, s, start, bend_most, letters, &bend);
    if (style->follow_line && !set) {
        return;
    }
    bool straight = !style->follow_line || bend < STRAIGHT;
    bool plate = straight && s->block.shield && !s->block.shield->apart;
    if (plate) {
        add_plate(m->arena, &w->curve, s, start, &c);
    } else if (straight) {
        add_straight_text(m->arena, &w->curve, s, start, letters, &c);
    }
    if (straight) {
        c.cost += OFF_CHORD_COST_PER_MM * off_chord(&w->curve, start, s->width) / SM_PT_PER_MM;
    } else {
        add_letter_texts(m->arena, s, letters, &c);
        c.cost += BEND_COST * bend / 60;
    }
    if (!plate) {
        add_letter_boxes(m->arena, s, letters, &c);
        sm_label_shield_beside(m->arena, &s->block, middle_of(&w->curve, s, start), &c);
    }
    double position = c.cost;
    if (sm_label_ground_admit(m->ground, &c, NULL)) {
        c.cost = fmax(position, c.cost - s->own_cost);
        *SM_PUSH(m->arena, out) = c;
    }
}

static void along_way(sm_label_maker *m, const sm_label_request *r, const strip *s, const way *w,
                      sm_label_candidates *out)
{
    double room = w->to - w->from - s->width;
    if (!(room >= 0)) {
        return;
    }
    double n = fmin(2 * floor(room / START_STEP / 2) + 1, MAX_STARTS); // odd: one in the middle
    for (double i = 0; i < n; i++) {
        double start = w->from + (n > 1 ? room * i / (n - 1) : room / 2);
        offer(m, r, s, w, start, w->slot + (int)i, out);
    }
}

// Baseline of the letters from the line: offset is between the line and the letters; without one
// the letters stand astride the line.
static double baseline_offset(const sm_label_style *style, const sm_label_line *line, bool below)
{
    double offset = isfinite(style->offset_pt) ? style->offset_pt : 0;
    if (offset == 0) {
        return -line->cap / 2;
    }
    offset = below ? -offset : offset;
    return offset > 0 ? offset : offset - line->cap;
}

static void all_ways(sm_label_maker *m, const sm_label_request *r, const sm_label_run *run,
                     const strip *s, double surcharge, int first_slot, sm_label_candidates *out)
{
    const sm_label_style *style = r->style;
    int sides = style->offset_pt != 0 && isfinite(style->offset_pt) ? 2 : 1;
    double length = run_length(run);
    for (int k = 0; k < 2 * sides; k++) {
        bool back = k & 1, other = k >= 2;
        if (back && style->any_direction) {
            continue;
        }
        double d = baseline_offset(style, &s->block.lines[0], other);
        way w = {.curve = curve_beside(m->scratch, run, back, d),
                 .surcharge = surcharge + (other ? OTHER_SIDE_COST : 0),
                 .slot = first_slot + k * MAX_STARTS};
        double all = curve_length(&w.curve);
        w.from = all * (back ? length - run->to : run->from) / length;
        w.to = all * (back ? length - run->from : run->to) / length;
        along_way(m, r, s, &w, out);
    }
}

// A name of several lines is one line here: cleaning turns newlines into spaces.
static sm_status strip_of(sm_label_maker *m, const sm_label_request *r, double tracking, strip *out)
{
    const sm_label_style *style = r->style;
    *out = (strip){.block = {.n = 1,
                             .lines = sm_arena_zero(m->arena, 1, sizeof(sm_label_line)),
                             .halo_pt = style->halo_pt > 0 ? style->halo_pt : 0,
                             .halo = style->halo,
                             .shield = style->follow_line ? NULL : style->shield}};
    sm_label_line *line = &out->block.lines[0];
    *line = (sm_label_line){
        .utf8 = sm_text_clean(m->arena, style->text, strlen(style->text), false, NULL),
        .font = style->font,
        .color = style->color};
    line->font.tracking_pt = tracking;
    sm_status status = sm_label_measure_line(m, (sm_label_source){r->layer, r->at}, line);
    if (status) {
        return status;
    }
    sm_label_block_stack(&out->block, 1);
    out->width = out->block.width;
    out->own_cost = style->offset_pt == 0 ? r->own_weight * line->width / SM_PT_PER_MM : 0;
    return sm_text_clusters(m->text, m->arena, line->utf8, &line->font, &out->clusters, &out->n,
                            m->err);
}

sm_status sm_label_line_candidates(sm_label_maker *m, const sm_label_request *request,
                                   const sm_label_run *run, sm_label_candidates *out)
{
    double own = request->style->font.tracking_pt;
    int steps = own > 0 ? CLOSER_STEPS : 0;
    for (int k = 0; k <= steps && !out->count; k++) {
        strip s;
        sm_status status = strip_of(m, request, own * (1 - (double)k / CLOSER_STEPS), &s);
        if (status) {
            return status;
        }
        if (s.n) {
            all_ways(m, request, run, &s, CLOSER_COST * k, k * 4 * MAX_STARTS, out);
        }
    }
    return SM_OK;
}
