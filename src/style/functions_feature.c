// Functions of the feature's geometry, in the units of the layer's coordinates.
#include <math.h>

#include "style/functions.h"

static double total(const sm_path *path, double (*of)(const sm_point *, size_t))
{
    double sum = 0;
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *points = sm_path_part(path, i, &n);
        sum += of(points, n);
    }
    return sum;
}

static const sm_path *path_of(const sm_call *c)
{
    return c->eval->feature ? c->eval->feature->path : NULL;
}

// Outer rings and holes turn opposite ways, so their signed areas add up.
static sm_value call_area(const sm_call *c)
{
    const sm_path *path = path_of(c);
    if (!path) {
        return sm_style_null();
    }
    bool rings = path->shape == SM_SHAPE_RINGS;
    return sm_style_number(rings ? fabs(total(path, sm_ring_area)) : 0);
}

static sm_value call_length(const sm_call *c)
{
    const sm_path *path = path_of(c);
    if (!path) {
        return sm_style_null();
    }
    bool points = path->shape == SM_SHAPE_POINTS;
    return sm_style_number(points ? 0 : total(path, sm_line_length));
}

static sm_value call_dimension(const sm_call *c)
{
    const sm_path *path = path_of(c);
    return path ? sm_style_number((double)path->shape) : sm_style_null();
}

static size_t outer_rings(const sm_path *path)
{
    size_t outer = 0;
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *points = sm_path_part(path, i, &n);
        outer += sm_ring_area(points, n) < 0; // clockwise with y up
    }
    return outer;
}

static sm_value call_type(const sm_call *c)
{
    static const char *const names[][2] = {
        {"Point", "MultiPoint"}, {"LineString", "MultiLineString"}, {"Polygon", "MultiPolygon"}};
    const sm_path *path = path_of(c);
    if (!path) {
        return sm_style_null();
    }
    size_t n = path->shape == SM_SHAPE_POINTS  ? path->n_points
               : path->shape == SM_SHAPE_LINES ? path->n_parts
                                               : outer_rings(path);
    return sm_style_text(names[path->shape][n > 1]);
}

// Degrees clockwise from the right, as a Rotation wants them, on the map: a degree of longitude is
// shorter than one of latitude there.
static sm_value angle_of(const sm_call *c, sm_point from, sm_point to)
{
    sm_point unit = c->eval->env->data_unit_m;
    bool known = unit.x > 0 && unit.y > 0;
    double dx = (to.x - from.x) * (known ? unit.x : 1);
    double dy = (to.y - from.y) * (known ? unit.y : 1);
    return sm_style_number(-atan2(dy, dx) * 180 / 3.14159265358979323846);
}

static sm_value call_end_angle(const sm_call *c, bool last)
{
    const sm_path *path = path_of(c);
    size_t n = 0;
    const sm_point *p = path && path->shape == SM_SHAPE_LINES && path->n_parts
                            ? sm_path_part(path, last ? path->n_parts - 1 : 0, &n)
                            : NULL;
    if (n < 2) {
        return sm_style_null();
    }
    return last ? angle_of(c, p[n - 2], p[n - 1]) : angle_of(c, p[0], p[1]);
}

static sm_value call_first_angle(const sm_call *c)
{
    return call_end_angle(c, false);
}

static sm_value call_last_angle(const sm_call *c)
{
    return call_end_angle(c, true);
}

static const sm_function functions[] = {
    {"startAngle", 0, 1, call_first_angle, SM_SEES_FEATURE, NULL},
    {"endAngle", 0, 1, call_last_angle, SM_SEES_FEATURE, NULL},
    {"area", 0, 1, call_area, SM_SEES_FEATURE, NULL},
    {"geomLength", 0, 1, call_length, SM_SEES_FEATURE, NULL},
    {"dimension", 0, 1, call_dimension, SM_SEES_FEATURE, NULL},
    {"geometryType", 0, 1, call_type, SM_SEES_FEATURE, NULL},
};

const sm_function_table sm_style_feature_functions = {functions,
                                                      sizeof functions / sizeof *functions};
