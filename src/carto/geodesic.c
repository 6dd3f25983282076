// Areas and lengths on the ellipsoid of WGS 84, along edges that are straight in longitude and
// latitude, as the shapefile means them.
//
// Area between an edge and the equator: the integral of q(lat) d(lon), with q the authalic function
// (Snyder, Map Projections: A Working Manual, 1987, equation 3-12). Both integrals are done by
// Gauss-Legendre quadrature with five points on pieces of at most five degrees, whose error is
// below 1e-12 of the value.
#include <math.h>

#include "sitmap/carto.h"

#define RADIAN (3.14159265358979323846 / 180)

static const double A_KM = 6378.137;             // semi-major axis of WGS 84
static const double E2 = 0.00669437999014131699; // f (2 - f), 1/f = 298.257223563

// a^2 q / 2: the area between equator and parallel, per radian of longitude, in km2.
static double area_below(double lat)
{
    double e = sqrt(E2), s = sin(lat);
    return A_KM * A_KM * (1 - E2) / 2 * (s / (1 - E2 * s * s) + atanh(e * s) / e);
}

// Kilometres on the ground per radian along the edge's direction (dx, dy in radians).
static double speed(double lat, double dx, double dy)
{
    double s = sin(lat), w2 = 1 - E2 * s * s;
    double north = A_KM * (1 - E2) / (w2 * sqrt(w2)), east = A_KM * cos(lat) / sqrt(w2);
    return hypot(east * dx, north * dy);
}

// Abscissae and weights on (0, 1): Abramowitz & Stegun 1964, table 25.4, n = 5, halved.
static const double nodes[5][2] = {
    {0.046910077030668004, 0.11846344252809454},
    {0.23076534494715845, 0.23931433524968324},
    {0.5, 0.28444444444444444},
    {0.76923465505284155, 0.23931433524968324},
    {0.953089922969332, 0.11846344252809454},
};

static double integrate(sm_point a, sm_point b, double (*term)(double lat, double dx, double dy))
{
    double dx = (b.x - a.x) * RADIAN, dy = (b.y - a.y) * RADIAN;
    double span = fmax(fabs(b.x - a.x), fabs(b.y - a.y));
    int pieces = span > 5 && span < 1e4 ? (int)ceil(span / 5) : 1;
    double sum = 0;
    for (int k = 0; k < pieces; k++) {
        for (int i = 0; i < 5; i++) {
            double t = (k + nodes[i][0]) / pieces;
            sum += nodes[i][1] * term(a.y * RADIAN + t * dy, dx, dy);
        }
    }
    return sum / pieces;
}

static double area_term(double lat, double dx, double dy)
{
    (void)dy;
    return area_below(lat) * dx;
}

static double sum_edges(const sm_path *path, double (*term)(double lat, double dx, double dy))
{
    double sum = 0;
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(path, i, &n);
        for (size_t k = 1; k < n; k++) {
            sum += integrate(p[k - 1], p[k], term);
        }
    }
    return sum;
}

double sm_geodesic_area_km2(const sm_path *rings)
{
    return fabs(sum_edges(rings, area_term));
}

double sm_geodesic_length_km(const sm_path *lines)
{
    return sum_edges(lines, speed);
}
