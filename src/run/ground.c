// Grounds: from a PNG of the study to a picture below the layers of a map.
//
// A figure is composed once and written in several formats. Its scene holds the ground as vector
// formats and reports do; for a file of pixels the scene is made once more with the ground at the
// resolution of that file. What a file is made from is told by the first: the second follows from
// it, the resolution and the picture's own digest.
#include <math.h>
#include <string.h>

#include "run/run.h"
#include "sitmap/plan.h"

// What publishers ask of photographs at final size (docs/figure.md): in PDF, SVG and EPS.
static const double VECTOR_DPI = 300;
// A grid twice as dense as the picture's keeps its pixels when they are turned and shifted; more
// would only swell the file.
static const double MOST_PER_PIXEL = 2;
// What lies between pixels as large as the page is drawn by this many dots.
static const double LEAST_DPI = 72;

static const sm_color PAPER = {255, 255, 255, 255};

// ---- Reading ------------------------------------------------------------------------------------

static const char *shown(const sm_run *run, const char *path)
{
    return sm_arena_printf(run->arena, "%s/%s", sm_root_path(run->root), path);
}

static const char *digest(sm_run *run, const run_ground *g)
{
    const char *const paths[] = {g->file.path, g->file.world, g->file.prj};
    sm_digest *d = sm_digest_begin();
    sm_digest_text(d, g->ground->crs);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        sm_digest_text(d, paths[i] ? sm_digest_file(run->arena, shown(run, paths[i])) : NULL);
    }
    return sm_digest_end_short(d, run->arena, 16);
}

// Corners beyond the circle mean that the .prj (or its absence) lies.
static bool is_plausible(const sm_run *run, run_ground *g)
{
    double w = (double)g->file.pixels.width, h = (double)g->file.pixels.height;
    const sm_point corners[] = {{0, 0}, {w, 0}, {0, h}, {w, h}};
    sm_box box = SM_BOX_EMPTY;
    for (size_t i = 0; i < 4; i++) {
        box = sm_box_add(box, sm_affine_apply(&g->file.from_pixel, corners[i]));
    }
    if (g->raster.crs || (box.x0 >= -361 && box.x1 <= 361 && box.y0 >= -91 && box.y1 <= 91)) {
        return true;
    }
    sm_diags_add(&g->diags, SM_ERROR, "prj.implausible", SM_IN_FILE(shown(run, g->file.path)),
                 "give the ground its true crs in the study, or mend the .prj",
                 "corners at up to %.0f, %.0f can not be longitude and latitude", box.x1, box.y1);
    return false;
}

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

// What is wrong with the .prj and the world file is another fault than with the picture.
static const char *rule_of(const sm_error *err)
{
    static const char *const worlds[] = {".pgw", ".pngw", ".wld", ".PGW", ".PNGW", ".WLD"};
    for (size_t i = 0; i < sizeof worlds / sizeof worlds[0]; i++) {
        if (ends_with(err->file, worlds[i])) {
            return "ground.world";
        }
    }
    return ends_with(err->file, ".prj") || ends_with(err->file, ".PRJ") ? "prj.unreadable"
                                                                        : "ground.unreadable";
}

static void read_ground(sm_run *run, run_ground *g)
{
    sm_error err;
    sm_status status =
        sm_ground_read(run->arena, run->root, g->ground->file, &g->file, &g->diags, &err);
    if (!status) {
        status = run_find_data_crs(run, g->ground->crs, g->ground->file, g->file.crs_wkt,
                                   g->file.prj != NULL, &g->raster.crs, &g->diags, &err);
    }
    if (status) {
        sm_error_locate(&err, SM_AT_LINE(run->study->path, g->ground->line));
        sm_diags_add_error(&g->diags, rule_of(&err), &err);
    } else if (is_plausible(run, g)) {
        g->raster.pixels = &g->file.pixels;
        g->raster.from_pixel = g->file.from_pixel;
        g->digest = digest(run, g);
    }
}

const run_ground *run_find_ground(sm_run *run, const sm_ground *ground, sm_diags *diags)
{
    run_ground *g = run->ground_list;
    while (g && g->ground != ground) {
        g = g->next;
    }
    if (!g) {
        g = sm_arena_zero(run->arena, 1, sizeof *g);
        g->ground = ground;
        sm_diags_init(&g->diags, run->arena);
        read_ground(run, g);
        g->next = run->ground_list;
        run->ground_list = g;
    }
    sm_diags_merge(diags, &g->diags);
    return g->digest ? g : NULL;
}

// ---- Laying -------------------------------------------------------------------------------------

/** One map of a figure: where its ground goes. */
typedef struct place {
    const sm_ground *ground; // NULL: none
    const sm_crs *crs;
    const sm_view *view;
    const sm_map_ground **slot;
} place;

enum { MAPS = 2 };

static void find_places(run_figure *f, place places[MAPS])
{
    const sm_figure *figure = f->job.figure;
    const sm_inset *inset = f->plan.inset.n_layers ? figure->inset : NULL;
    places[0] = (place){figure->ground, f->crs, &f->plan.map.view, &f->plan.map.ground};
    places[1] = (place){inset ? inset->ground : NULL, f->inset_crs, &f->plan.inset.view,
                        &f->plan.inset.ground};
}

static const sm_map_ground *lay(sm_arena *a, const run_ground *g, const place *p, double dpi)
{
    double density = sm_raster_density(&g->raster, p->crs, p->view);
    const sm_raster_wish wish = {fmin(dpi, fmax(LEAST_DPI, MOST_PER_PIXEL * density)), PAPER,
                                 g->ground->opacity};
    sm_map_ground *out = sm_arena_alloc(a, sizeof *out);
    out->id = g->ground->id;
    if (density <= 0 || !sm_raster_lay(a, &g->raster, p->crs, p->view, &wish, &out->image)) {
        return NULL;
    }
    return out;
}

static bool same_view(const sm_view *a, const sm_view *b)
{
    const sm_box *f = &a->frame_pt, *g = &b->frame_pt;
    return a->scale_denom == b->scale_denom && a->centre_m.x == b->centre_m.x &&
           a->centre_m.y == b->centre_m.y && f->x0 == g->x0 && f->y0 == g->y0 && f->x1 == g->x1 &&
           f->y1 == g->y1;
}

// A figure before this one in the series whose map is the same one.
static const sm_map_ground *find_laid(run_figure *figures, size_t n, const place *like)
{
    for (size_t i = 0; i < n; i++) {
        place places[MAPS];
        find_places(&figures[i], places);
        for (size_t m = 0; m < MAPS; m++) {
            const place *p = &places[m];
            if (*p->slot && p->ground == like->ground && p->crs == like->crs &&
                same_view(p->view, like->view)) {
                return *p->slot;
            }
        }
    }
    return NULL;
}

static void lay_one(sm_run *run, sm_arena *a, run_figure *figures, size_t at, const place *p)
{
    run_figure *f = &figures[at];
    const run_ground *g = run_find_ground(run, p->ground, &f->diags);
    if (!g) {
        f->failed = true;
        return;
    }
    *p->slot = find_laid(figures, at, p);
    *p->slot = *p->slot ? *p->slot : lay(a, g, p, VECTOR_DPI);
    if (!*p->slot) {
        sm_diags_add(&f->diags, SM_WARNING, "ground.elsewhere",
                     SM_AT_LINE(run->study->path, p->ground->line),
                     "compare the extent with what sitmap info says of the picture",
                     "ground %s: nothing of %s shows on figure %s", p->ground->id, p->ground->file,
                     f->job.figure->id);
    }
}

void run_lay_grounds(sm_run *run, sm_arena *a, run_figure *figures, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        place places[MAPS];
        find_places(&figures[i], places);
        for (size_t m = 0; m < MAPS && !figures[i].failed; m++) {
            if (places[m].ground) {
                lay_one(run, a, figures, i, &places[m]);
            }
        }
    }
}

void run_keep_grounds(sm_arena *a, run_figure *f)
{
    place places[MAPS];
    find_places(f, places);
    for (size_t m = 0; m < MAPS; m++) {
        const sm_map_ground *laid = *places[m].slot;
        if (laid) {
            const sm_bitmap *b = laid->image.bitmap;
            size_t size = b->width * b->height * 4;
            sm_map_ground *copy = sm_arena_alloc(a, sizeof *copy);
            sm_bitmap *bitmap = sm_arena_alloc(a, sizeof *bitmap);
            *copy = *laid;
            *bitmap =
                (sm_bitmap){memcpy(sm_arena_alloc(a, size), b->rgba, size), b->width, b->height};
            copy->image.bitmap = bitmap;
            *places[m].slot = copy;
        }
    }
}

// ---- For files of pixels ------------------------------------------------------------------------

static bool same_grid(const sm_image *a, const sm_image *b)
{
    return a->bitmap->width == b->bitmap->width && a->bitmap->height == b->bitmap->height &&
           a->at.x == b->at.x && a->at.y == b->at.y;
}

sm_status run_draw_for_pixels(sm_run *run, sm_arena *a, const run_figure *figure, double dpi,
                              sm_scene **out, sm_error *err)
{
    run_figure own = *figure;
    sm_diags unheard; // all has been said when the figure was planned
    bool is_other = false;
    place places[MAPS];
    sm_diags_init(&unheard, a);
    find_places(&own, places);
    *out = NULL;
    for (size_t m = 0; m < MAPS; m++) {
        const sm_map_ground *laid = *places[m].slot;
        const run_ground *g = laid ? run_find_ground(run, places[m].ground, &unheard) : NULL;
        const sm_map_ground *fine = g ? lay(a, g, &places[m], dpi) : NULL;
        if (fine && !same_grid(&fine->image, &laid->image)) {
            *places[m].slot = fine;
            is_other = true;
        }
    }
    return is_other ? sm_compose_draw(a, run->text, &own.job, &own.plan, &own.labels,
                                      &own.inset_labels, out, err)
                    : SM_OK;
}

double run_ground_ppi(sm_run *run, const run_figure *figure)
{
    sm_diags unheard;
    sm_diags_init(&unheard, run->arena);
    const sm_ground *ground = figure->plan.map.ground ? figure->job.figure->ground : NULL;
    const run_ground *g = ground ? run_find_ground(run, ground, &unheard) : NULL;
    return g ? fmin(VECTOR_DPI, sm_raster_density(&g->raster, figure->crs, &figure->plan.map.view))
             : 0;
}
