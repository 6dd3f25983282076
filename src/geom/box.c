// Rectangle algebra as tiny functions; arguments and results may be the same variable.
#include <math.h>

#include "sitmap/geom.h"

bool sm_box_is_empty(sm_box b)
{
    return !(b.x0 <= b.x1 && b.y0 <= b.y1);
}

sm_box sm_box_union(sm_box a, sm_box b)
{
    return (sm_box){fmin(a.x0, b.x0), fmin(a.y0, b.y0), fmax(a.x1, b.x1), fmax(a.y1, b.y1)};
}

sm_box sm_box_intersection(sm_box a, sm_box b)
{
    return (sm_box){fmax(a.x0, b.x0), fmax(a.y0, b.y0), fmin(a.x1, b.x1), fmin(a.y1, b.y1)};
}

sm_box sm_box_grow(sm_box b, double d)
{
    return (sm_box){b.x0 - d, b.y0 - d, b.x1 + d, b.y1 + d};
}

bool sm_box_overlap(sm_box a, sm_box b)
{
    return a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1;
}

bool sm_box_contains(sm_box outer, sm_box inner)
{
    return outer.x0 <= inner.x0 && inner.x1 <= outer.x1 && outer.y0 <= inner.y0 &&
           inner.y1 <= outer.y1;
}

bool sm_box_has(sm_box b, sm_point p)
{
    return b.x0 <= p.x && p.x <= b.x1 && b.y0 <= p.y && p.y <= b.y1;
}

sm_box sm_box_add(sm_box b, sm_point p)
{
    return (sm_box){p.x < b.x0 ? p.x : b.x0, p.y < b.y0 ? p.y : b.y0, p.x > b.x1 ? p.x : b.x1,
                    p.y > b.y1 ? p.y : b.y1};
}
