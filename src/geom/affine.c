// Affine maps of the plane.
#include <math.h>

#include "sitmap/geom.h"

sm_point sm_affine_apply(const sm_affine *m, sm_point p)
{
    return (sm_point){m->a * p.x + m->b * p.y + m->c, m->d * p.x + m->e * p.y + m->f};
}

bool sm_affine_invert(const sm_affine *m, sm_affine *out)
{
    // The sine of the angle between the images of the axes tells whether they span the plane,
    // whatever the unit; the determinant alone would call every map of small pixels singular.
    double det = m->a * m->e - m->b * m->d;
    double lengths = hypot(m->a, m->d) * hypot(m->b, m->e);
    if (!(fabs(det) > 1e-9 * lengths) || !isfinite(1 / det) || !isfinite(m->c) || !isfinite(m->f)) {
        return false;
    }
    *out = (sm_affine){m->e / det,  -m->b / det, (m->b * m->f - m->e * m->c) / det,
                       -m->d / det, m->a / det,  (m->d * m->c - m->a * m->f) / det};
    return true;
}
