// What the files of this folder share.
#ifndef SITMAP_RECORD_PARTS_H
#define SITMAP_RECORD_PARTS_H

#include "sitmap/record.h"

// Lines are looked at so often.
#define RECORD_STEP_PT 1.0

typedef struct record_comparing {
    sm_arena *arena;
    const sm_record *old, *new;
    const sm_tolerances *tolerances;
    double km_per_pt; // NAN when the views differ
    sm_changes *out;
} record_comparing;

/** A change of this object, appended with nothing more said of it. */
sm_change *record_add(record_comparing *c, sm_change_kind kind, const sm_thing *t);
/** A move by so many points. */
sm_change *record_add_move(record_comparing *c, const sm_thing *t, double pt);
/** How far an object moved: areas, lines and marks by their farthest point. */
double record_moved_pt(const sm_thing *old, const sm_thing *new);
bool record_exceeds(const record_comparing *c, sm_thing_kind kind, double pt);

bool record_is_front(const sm_thing *t);
/** All layers that are fronts, each as one line. */
void record_compare_fronts(record_comparing *c);

/** Distance of `p` to the nearest segment of `to`; it may be more than that when it is not more
 *  than `enough`. */
double record_nearest(sm_point p, const sm_path *to, double enough);

/** Every so many samples of `from` shall be looked at, that a search in `to` takes no seconds. */
size_t record_stride(const sm_path *from, const sm_path *to, double step);

/** Part of a line that lies aside from another line. */
typedef struct record_stretch {
    sm_path path;
    double length_pt;
    double most_pt; // of its farthest point, `at`
    sm_point at;
} record_stretch;

typedef struct record_stretches {
    record_stretch *items;
    size_t count, cap;
} record_stretches;

/** The parts of `new` that lie more than `least_pt` aside from `old`, in the order of the line, and
 *  then those of `old` that lie aside from `new` where `new` has no such part. A stretch goes over
 *  gaps shorter than 5 pt and from one part of a line to another that touches it. */
void record_find_stretches(sm_arena *a, const sm_path *old, const sm_path *new, double least_pt,
                           record_stretches *out);

#endif
