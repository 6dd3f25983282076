// Polygons that should fit together: gaps, overlaps, borders whose vertices are not shared; control
// outside of the zones.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check/parts.h"
#include "check/planar.h"
#include "sitmap/carto.h"
#include "sitmap/derive.h"
#include "sitmap/stats.h"
#include "sitmap/topo.h"

static const double SNAP_DEG = 1e-8;     // a millimetre: rounding, not drawing
static const double NEAR_DEG = 1e-6;     // ten centimetres: a vertex on a neighbour's edge
static const double LEAST_KM2 = 1e-6;    // a square metre
static const double LEAST_WIDTH_M = 0.2; // mean width of a gap or overlap
static const double M_PER_DEG = 111320;
static const double OUTSIDE_KM2 = 1e-3; // control outside of the zones

/** The polygons of one layer (and date) that should tile the ground. */
typedef struct tiles {
    check *c;
    const sm_layer *layer;
    const char *when; // " on 2020-10-25", or ""
    sm_arena *scratch;
    const sm_feature **features;
    const sm_path **paths;
    size_t n;
    check_planar planar;
} tiles;

bool check_is_cover(const sm_study *study, const sm_layer *layer)
{
    if (layer->side_field && layer->time == SM_TIME_SNAPSHOTS) {
        return true;
    }
    if (study->stats.zones && strcmp(study->stats.zones, layer->id) == 0) {
        return true;
    }
    for (size_t i = 0; i < study->n_layers; i++) {
        const sm_layer *l = &study->layers[i];
        if (l->derive == SM_DERIVE_BORDERS && l->of && strcmp(l->of, layer->id) == 0) {
            return true;
        }
    }
    return false;
}

static void gather(tiles *t, const sm_features *features)
{
    t->features = sm_arena_alloc(t->scratch, (features->count + 1) * sizeof *t->features);
    t->paths = sm_arena_alloc(t->scratch, (features->count + 1) * sizeof *t->paths);
    for (size_t i = 0; i < features->count; i++) {
        const sm_feature *f = &features->items[i];
        if (f->path->shape == SM_SHAPE_RINGS && f->path->n_points && sm_path_finite(f->path)) {
            t->features[t->n] = f;
            t->paths[t->n++] = f->path;
        }
    }
}

// ---- Faces that are not covered once ------------------------------------------------------------

static double width_m(const sm_path *outline, double km2)
{
    double km = sm_geodesic_length_km(outline);
    return km > 0 ? 2000 * km2 / km : 0;
}

typedef struct spot {
    double km2, width;
    sm_point at;
} spot;

static bool measure(tiles *t, const check_face *face, spot *out)
{
    sm_path outline;
    check_planar_outline(t->scratch, &t->planar, face, &outline);
    double k = M_PER_DEG * M_PER_DEG * 1e-6 * cos(outline.points[0].y * M_PI / 180);
    out->km2 = face->area * k;
    out->width = width_m(&outline, out->km2);
    if (out->km2 < LEAST_KM2 || out->width < LEAST_WIDTH_M) {
        return false;
    }
    sm_box box = sm_path_box(&outline);
    double size = fmax(box.x1 - box.x0, box.y1 - box.y0);
    out->at = sm_topo_label_point(t->scratch, &outline, fmax(size / 1000, 1e-9), NULL);
    return true;
}

static const char *width_text(sm_arena *a, const spot *s)
{
    return s->width >= 1000 ? sm_arena_printf(a, "%.3g km", s->width / 1000)
                            : sm_arena_printf(a, "%.3g m", s->width);
}

static const char *area_text(sm_arena *a, const spot *s)
{
    return s->km2 >= 0.01 ? sm_arena_printf(a, "%.3g km²", s->km2)
                          : sm_arena_printf(a, "%.3g m²", s->km2 * 1e6);
}

// The polygons along a face: the lowest and the highest number.
static void neighbours(const tiles *t, const check_face *face, uint32_t *low, uint32_t *high)
{
    uint32_t e = face->edge;
    *low = UINT32_MAX;
    *high = 0;
    do {
        const check_half_edge *h = &t->planar.edges.items[e];
        *low = h->owner < *low ? h->owner : *low;
        *high = h->owner > *high ? h->owner : *high;
        e = h->next;
    } while (e != face->edge);
}

static void report_gap(tiles *t, const check_face *face)
{
    uint32_t low = 0, high = 0;
    spot s;
    neighbours(t, face, &low, &high);
    if ((low == high && !face->has_island) || !measure(t, face, &s)) {
        return; // a hole in one polygon is a lake or an exclave, not a gap
    }
    check_say(t->c, "cover.gap", check_record(t->c, t->layer, t->features[low]->record), s.at,
              "move the vertices of the neighbours together",
              "layer %s%s: a gap of %s, %s wide, between records %ld and %ld", t->layer->id,
              t->when, area_text(t->scratch, &s), width_text(t->scratch, &s),
              t->features[low]->record, t->features[high]->record);
}

// The first two polygons that cover a point.
static size_t covering(const tiles *t, sm_point at, size_t found[2])
{
    size_t n = 0;
    for (size_t i = 0; i < t->n && n < 2; i++) {
        if (sm_box_has(sm_path_box(t->paths[i]), at) && sm_path_contains(t->paths[i], at)) {
            found[n++] = i;
        }
    }
    return n;
}

static void report_overlap(tiles *t, const check_face *face)
{
    spot s;
    size_t found[2] = {0, 0};
    if (!measure(t, face, &s) || covering(t, s.at, found) < 2) {
        return;
    }
    check_say(t->c, "cover.overlap", check_record(t->c, t->layer, t->features[found[0]]->record),
              s.at, "move the vertices of the neighbours together",
              "layer %s%s: records %ld and %ld overlap by %s, %s wide", t->layer->id, t->when,
              t->features[found[0]]->record, t->features[found[1]]->record,
              area_text(t->scratch, &s), width_text(t->scratch, &s));
}

static void report_faces(tiles *t)
{
    enum { MOST = 200 }; // of each kind: every one costs a search
    size_t gaps = 0, overlaps = 0;
    for (size_t i = 0; i < t->planar.faces.count; i++) {
        const check_face *f = &t->planar.faces.items[i];
        if (f->area > 0 && f->coverage == 0 && gaps++ < MOST) {
            report_gap(t, f);
        } else if (f->area > 0 && f->coverage > 1 && overlaps++ < MOST) {
            report_overlap(t, f);
        }
    }
}

// ---- Vertices on a neighbour's edge -------------------------------------------------------------

static int by_owners(const void *a, const void *b)
{
    const check_loose *x = a, *y = b;
    if (x->edge_owner != y->edge_owner) {
        return x->edge_owner < y->edge_owner ? -1 : 1;
    }
    if (x->vertex_owner != y->vertex_owner) {
        return x->vertex_owner < y->vertex_owner ? -1 : 1;
    }
    if (x->at.x != y->at.x) {
        return x->at.x < y->at.x ? -1 : 1;
    }
    return (x->at.y > y->at.y) - (x->at.y < y->at.y);
}

static bool same_pair(const check_loose *a, const check_loose *b)
{
    return a->edge_owner == b->edge_owner && a->vertex_owner == b->vertex_owner;
}

static bool same_spot(const check_loose *a, const check_loose *b)
{
    return a->at.x == b->at.x && a->at.y == b->at.y;
}

static void report_loose(tiles *t)
{
    check_loose *l = t->planar.loose.items;
    size_t n = t->planar.loose.count;
    if (n) {
        qsort(l, n, sizeof *l, by_owners);
    }
    for (size_t i = 0; i < n;) {
        size_t end = i + 1, times = 1;
        for (; end < n && same_pair(&l[i], &l[end]); end++) {
            times += !same_spot(&l[end - 1], &l[end]);
        }
        long edge = t->features[l[i].edge_owner]->record;
        long vertex = t->features[l[i].vertex_owner]->record;
        check_say(
            t->c, "cover.unshared", check_record(t->c, t->layer, edge), l[i].at,
            "give both polygons the same vertices (QGIS: snap with topological editing)",
            "layer %s%s: %zu vertices of record %ld lie on edges of record %ld, which has none "
            "there",
            t->layer->id, t->when, times, vertex, edge);
        i = end;
    }
}

static void look_at_tiles(check *c, const sm_layer *layer, const char *when,
                          const sm_features *features)
{
    sm_arena *scratch = sm_arena_create();
    tiles t = {.c = c, .layer = layer, .when = when, .scratch = scratch};
    gather(&t, features);
    check_planar_build(scratch, t.paths, t.n, SNAP_DEG, NEAR_DEG, &t.planar);
    report_faces(&t);
    report_loose(&t);
    sm_arena_destroy(scratch);
}

// ---- Control outside of the zones ---------------------------------------------------------------

static sm_status union_of(sm_arena *a, const sm_features *features, sm_path *out)
{
    const sm_path **paths = sm_arena_alloc(a, (features->count + 1) * sizeof *paths);
    size_t n = 0;
    sm_error err;
    for (size_t i = 0; i < features->count; i++) {
        if (features->items[i].path->shape == SM_SHAPE_RINGS && features->items[i].path->n_points) {
            paths[n++] = features->items[i].path;
        }
    }
    return sm_stats_union(a, paths, n, out, &err);
}

static double ring_km2(const sm_path *path, size_t part)
{
    size_t n = 0;
    const sm_point *p = sm_path_part(path, part, &n);
    return fabs(sm_ring_area(p, n)) * M_PER_DEG * M_PER_DEG * 1e-6 * cos(p[0].y * M_PI / 180);
}

static sm_point inside_largest(sm_arena *a, const sm_path *path)
{
    size_t largest = 0, n = 0;
    for (size_t i = 1; i < path->n_parts; i++) {
        largest = ring_km2(path, i) > ring_km2(path, largest) ? i : largest;
    }
    sm_path one;
    sm_path_init(&one, a, SM_SPACE_LONLAT, SM_SHAPE_RINGS);
    const sm_point *p = sm_path_part(path, largest, &n);
    for (size_t i = 0; i < n; i++) {
        sm_path_add(&one, p[i].x, p[i].y);
    }
    return sm_topo_label_point(a, &one, 1e-4, NULL);
}

static void compare_with_zones(check *c, const sm_layer *layer, const char *when,
                               const sm_features *control, const sm_path *zones)
{
    sm_arena *scratch = sm_arena_create();
    for (size_t i = 0; i < control->count; i++) {
        const sm_feature *f = &control->items[i];
        sm_path rest;
        sm_error err;
        if (f->path->shape != SM_SHAPE_RINGS || !f->path->n_points ||
            sm_topo_overlay(scratch, f->path, zones, SM_OVERLAY_DIFFERENCE, 0, &rest, NULL, &err)) {
            continue;
        }
        double km2 = sm_geodesic_area_km2(&rest);
        if (km2 > OUTSIDE_KM2) {
            check_say(c, "control.outside", check_record(c, layer, f->record),
                      inside_largest(scratch, &rest), "redraw the outline, or silence the rule",
                      "layer %s%s: %.3g km² of it lie in no zone of layer %s", layer->id, when, km2,
                      c->in->study->stats.zones);
        }
    }
    sm_arena_destroy(scratch);
}

// ---- Layers and dates ---------------------------------------------------------------------------

typedef struct zone_ground {
    sm_arena *arena;
    sm_path all;
    bool known;
} zone_ground;

static void find_zones(check *c, zone_ground *z)
{
    const sm_study *study = c->in->study;
    const sm_layer *layer = study->stats.zones ? sm_study_layer(study, study->stats.zones) : NULL;
    const sm_features *records = layer ? c->in->records(c->in->context, layer) : NULL;
    z->known = records && union_of(z->arena, records, &z->all) == SM_OK && z->all.n_points;
}

static void look_at_snapshots(check *c, const sm_layer *layer, const sm_features *records,
                              const zone_ground *zones)
{
    const sm_study *study = c->in->study;
    const sm_layer *control =
        study->stats.control ? sm_study_layer(study, study->stats.control) : NULL;
    bool counted = control && check_shows_same(layer, control);
    size_t n = 0;
    const int32_t *days = sm_stats_dates(c->arena, records, layer->date_field, &n);
    for (size_t i = 0; i < n; i++) {
        sm_features snapshot;
        sm_error err;
        int32_t found = 0;
        char date[11];
        if (sm_derive_snapshot(c->arena, records, layer->date_field, days[i], &snapshot, &found,
                               &err)) {
            continue;
        }
        sm_format_date(days[i], date);
        const char *when = sm_arena_printf(c->arena, " on %s", date);
        look_at_tiles(c, layer, when, &snapshot);
        if (counted && zones->known) {
            compare_with_zones(c, layer, when, &snapshot, &zones->all);
        }
    }
}

// A layer that was no cover may stand before one that is.
static bool is_told(const sm_study *study, size_t layer)
{
    for (size_t i = 0; i < layer; i++) {
        const sm_layer *l = &study->layers[i];
        if (check_is_cover(study, l) && check_shows_same(l, &study->layers[layer])) {
            return true;
        }
    }
    return false;
}

void check_cover(check *c)
{
    const sm_study *study = c->in->study;
    zone_ground zones = {.arena = sm_arena_create()};
    find_zones(c, &zones);
    for (size_t i = 0; i < study->n_layers; i++) {
        const sm_layer *layer = &study->layers[i];
        const sm_features *records =
            layer->derive == SM_DERIVE_NOTHING && check_is_cover(study, layer) && !is_told(study, i)
                ? c->in->records(c->in->context, layer)
                : NULL;
        if (records && layer->time == SM_TIME_SNAPSHOTS) {
            look_at_snapshots(c, layer, records, &zones);
        } else if (records && layer->time == SM_TIME_NONE) {
            look_at_tiles(c, layer, "", records);
        }
    }
    sm_arena_destroy(zones.arena);
}
