// How two geometries lie to each other: the named relations of OGC simple features (06-103r4,
// 6.1.15), and the distance between them, by GEOS.
#include <math.h>

#include "geos.h"
#include "sitmap/topo.h"

static const size_t MAX_POINTS = 1000000;

static GEOSGeometry *points_of(sm_geos *g, sm_arena *scratch, const sm_path *path)
{
    GEOSGeometry **items = sm_arena_alloc(scratch, (path->n_points + 1) * sizeof *items);
    for (size_t i = 0; i < path->n_points; i++) {
        items[i] = GEOSGeom_createPointFromXY_r(g->handle, path->points[i].x, path->points[i].y);
    }
    return GEOSGeom_createCollection_r(g->handle, GEOS_MULTIPOINT, items, (unsigned)path->n_points);
}

// Polygons that are not valid have no relations: their structure is mended first.
static GEOSGeometry *polygons_of(sm_geos *g, sm_arena *scratch, const sm_path *path)
{
    GEOSGeometry *rings = sm_geos_from_rings(g, scratch, path);
    if (rings && GEOSisValid_r(g->handle, rings) != 1) {
        const size_t mendable = 5000;
        GEOSMakeValidParams *how = GEOSMakeValidParams_create_r(g->handle);
        GEOSMakeValidParams_setMethod_r(g->handle, how, GEOS_MAKE_VALID_STRUCTURE);
        GEOSGeometry *better =
            path->n_points <= mendable ? GEOSMakeValidWithParams_r(g->handle, rings, how) : NULL;
        GEOSMakeValidParams_destroy_r(g->handle, how);
        GEOSGeom_destroy_r(g->handle, rings);
        rings = better;
    }
    return rings;
}

static GEOSGeometry *geometry_of(sm_geos *g, sm_arena *scratch, const sm_path *path)
{
    if (!sm_path_finite(path) || path->n_points > MAX_POINTS) {
        return NULL;
    }
    return path->shape == SM_SHAPE_POINTS  ? points_of(g, scratch, path)
           : path->shape == SM_SHAPE_LINES ? sm_geos_from_lines(g, scratch, path)
                                           : polygons_of(g, scratch, path);
}

static char relate(sm_geos *g, const GEOSGeometry *a, const GEOSGeometry *b, sm_relation relation)
{
    switch (relation) {
    case SM_RELATION_INTERSECTS: return GEOSIntersects_r(g->handle, a, b);
    case SM_RELATION_DISJOINT: return GEOSDisjoint_r(g->handle, a, b);
    case SM_RELATION_WITHIN: return GEOSWithin_r(g->handle, a, b);
    case SM_RELATION_CONTAINS: return GEOSContains_r(g->handle, a, b);
    case SM_RELATION_TOUCHES: return GEOSTouches_r(g->handle, a, b);
    case SM_RELATION_CROSSES: return GEOSCrosses_r(g->handle, a, b);
    case SM_RELATION_OVERLAPS: return GEOSOverlaps_r(g->handle, a, b);
    case SM_RELATION_EQUALS: return GEOSEquals_r(g->handle, a, b);
    }
    return 2;
}

typedef struct pair {
    sm_arena *scratch;
    GEOSGeometry *a, *b;
} pair;

static bool open_pair(sm_geos *g, pair *p, const sm_path *a, const sm_path *b)
{
    *p = (pair){NULL, NULL, NULL};
    if (!sm_geos_open(g)) {
        return false;
    }
    p->scratch = sm_arena_create();
    p->a = geometry_of(g, p->scratch, a);
    p->b = geometry_of(g, p->scratch, b);
    return p->a && p->b;
}

static void close_pair(sm_geos *g, pair *p)
{
    if (g->handle) {
        GEOSGeom_destroy_r(g->handle, p->b);
        GEOSGeom_destroy_r(g->handle, p->a);
        sm_arena_destroy(p->scratch);
        sm_geos_close(g);
    }
}

bool sm_topo_relates(const sm_path *a, const sm_path *b, sm_relation relation)
{
    sm_geos g;
    pair p;
    char answer = open_pair(&g, &p, a, b) ? relate(&g, p.a, p.b, relation) : 2;
    close_pair(&g, &p);
    return answer == 1;
}

double sm_topo_distance(const sm_path *a, const sm_path *b)
{
    sm_geos g;
    pair p;
    double distance = INFINITY;
    if (a->n_points && b->n_points && open_pair(&g, &p, a, b) &&
        !GEOSDistance_r(g.handle, p.a, p.b, &distance)) {
        distance = INFINITY;
    }
    if (a->n_points && b->n_points) {
        close_pair(&g, &p);
    }
    return distance;
}
