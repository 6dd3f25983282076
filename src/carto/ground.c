// How the plane relates to the ground at a place: scale and the direction of north. Both come from
// the derivatives of sm_crs_forward, by differences over some 20 m: one method for every CRS,
// whether or not PROJ has factors for it. Tissot's indicatrix: Snyder 1987, chapter 4.
#include <math.h>

#include "sitmap/carto.h"

#define RADIAN (3.14159265358979323846 / 180)

// Plane metres per ground metre: columns are a step to the east and a step to the north.
typedef struct jacobian {
    sm_point east, north;
} jacobian;

static bool jacobian_at(const sm_crs *crs, sm_point plane_m, jacobian *out)
{
    const double h = 1e-4; // degrees
    sm_point at = plane_m;
    if (sm_crs_inverse(crs, &at, 1)) {
        return false;
    }
    sm_point p[4] = {{at.x + h, at.y}, {at.x - h, at.y}, {at.x, at.y + h}, {at.x, at.y - h}};
    if (sm_crs_forward(crs, p, 4)) {
        return false;
    }
    const double a = 6378137, e2 = 0.00669437999014131699;
    double s = sin(at.y * RADIAN), w2 = 1 - e2 * s * s;
    double east_m = 2 * h * RADIAN * a * cos(at.y * RADIAN) / sqrt(w2);
    double north_m = 2 * h * RADIAN * a * (1 - e2) / (w2 * sqrt(w2));
    out->east = (sm_point){(p[0].x - p[1].x) / east_m, (p[0].y - p[1].y) / east_m};
    out->north = (sm_point){(p[2].x - p[3].x) / north_m, (p[2].y - p[3].y) / north_m};
    return true;
}

double sm_crs_ground_scale(const sm_crs *crs, sm_point plane_m)
{
    jacobian j;
    if (!jacobian_at(crs, plane_m, &j)) {
        return 1;
    }
    // Semi-axes a, b of the indicatrix: (a + b)^2 = sum of squares + 2 |determinant|.
    double squares =
        j.east.x * j.east.x + j.east.y * j.east.y + j.north.x * j.north.x + j.north.y * j.north.y;
    double determinant = j.east.x * j.north.y - j.east.y * j.north.x;
    double mean = sqrt(squares + 2 * fabs(determinant)) / 2;
    return mean > 0 && isfinite(mean) ? 1 / mean : 1;
}

double sm_crs_convergence(const sm_crs *crs, sm_point plane_m)
{
    jacobian j;
    return jacobian_at(crs, plane_m, &j) ? atan2(j.north.x, j.north.y) / RADIAN : 0;
}
