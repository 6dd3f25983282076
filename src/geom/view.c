// The view: one scale, north up, the frame's centre fixed. Plane y grows north, page y grows down.
#include "sitmap/geom.h"

double sm_view_pt_per_m(const sm_view *v)
{
    return SM_MM(1000.0) / v->scale_denom;
}

static sm_point frame_centre(const sm_view *v)
{
    return (sm_point){(v->frame_pt.x0 + v->frame_pt.x1) / 2, (v->frame_pt.y0 + v->frame_pt.y1) / 2};
}

sm_point sm_view_to_page(const sm_view *v, sm_point plane_m)
{
    double k = sm_view_pt_per_m(v);
    sm_point c = frame_centre(v);
    return (sm_point){c.x + (plane_m.x - v->centre_m.x) * k, c.y - (plane_m.y - v->centre_m.y) * k};
}

sm_point sm_view_to_plane(const sm_view *v, sm_point page_pt)
{
    double k = sm_view_pt_per_m(v);
    sm_point c = frame_centre(v);
    return (sm_point){v->centre_m.x + (page_pt.x - c.x) / k, v->centre_m.y - (page_pt.y - c.y) / k};
}

sm_box sm_view_plane_box(const sm_view *v, double pad_pt)
{
    sm_box f = sm_box_grow(v->frame_pt, pad_pt);
    sm_point low = sm_view_to_plane(v, (sm_point){f.x0, f.y1});
    sm_point high = sm_view_to_plane(v, (sm_point){f.x1, f.y0});
    return (sm_box){low.x, low.y, high.x, high.y};
}
