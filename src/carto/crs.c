// PROJ, wrapped: contexts and transformations live and die in this file.
//
// What PROJ may do here: no network, no grids, and no file but its own database. A projection given
// by its parameters ("+proj=lcc ...") is made directly, without the database, which takes PROJ 3.5
// ms to open: most of the time of a small figure.
//
// What PROJ gives back is believed only when it is finite and when the way back leads to within
// 1e-6 degrees of the start: far outside of a projection's domain results are finite rubbish.
#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <proj.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sitmap/carto.h"
#include "sitmap/limits.h"

#include "crs.h"
#include "crs_text.h"

struct sm_crs {
    PJ_CONTEXT *context;
    PJ *pj; // lon/lat -> plane; NULL: the CRS is lon/lat itself
    bool in_radians;
    double unit_m; // metres (degrees, for a geographic CRS: 1) in one unit of the plane
    double lon_0_deg;
    char name[160];
};

// ---- Context ------------------------------------------------------------------------------------

// PROJ asks for files through these. All is refused: the database, when wanted, is open by then.
static PROJ_FILE_HANDLE *refuse_open(PJ_CONTEXT *c, const char *name, PROJ_OPEN_ACCESS access,
                                     void *data)
{
    (void)c, (void)name, (void)access, (void)data;
    return NULL;
}

static size_t refuse_read(PJ_CONTEXT *c, PROJ_FILE_HANDLE *f, void *to, size_t n, void *data)
{
    (void)c, (void)f, (void)to, (void)n, (void)data;
    return 0;
}

static size_t refuse_write(PJ_CONTEXT *c, PROJ_FILE_HANDLE *f, const void *from, size_t n,
                           void *data)
{
    (void)c, (void)f, (void)from, (void)n, (void)data;
    return 0;
}

static int refuse_seek(PJ_CONTEXT *c, PROJ_FILE_HANDLE *f, long long at, int whence, void *data)
{
    (void)c, (void)f, (void)at, (void)whence, (void)data;
    return 0;
}

static unsigned long long refuse_tell(PJ_CONTEXT *c, PROJ_FILE_HANDLE *f, void *data)
{
    (void)c, (void)f, (void)data;
    return 0;
}

static void ignore_close(PJ_CONTEXT *c, PROJ_FILE_HANDLE *f, void *data)
{
    (void)c, (void)f, (void)data;
}

static int refuse_name(PJ_CONTEXT *c, const char *name, void *data)
{
    (void)c, (void)name, (void)data;
    return 0;
}

static int refuse_rename(PJ_CONTEXT *c, const char *old_name, const char *new_name, void *data)
{
    (void)c, (void)old_name, (void)new_name, (void)data;
    return 0;
}

static const PROJ_FILE_API no_files = {
    .version = 1,
    .open_cbk = refuse_open,
    .read_cbk = refuse_read,
    .write_cbk = refuse_write,
    .seek_cbk = refuse_seek,
    .tell_cbk = refuse_tell,
    .close_cbk = ignore_close,
    .exists_cbk = refuse_name,
    .mkdir_cbk = refuse_name,
    .unlink_cbk = refuse_name,
    .rename_cbk = refuse_rename,
};

static void say_nothing(void *data, int level, const char *text)
{
    (void)data, (void)level, (void)text;
}

static sm_crs *new_crs(bool with_database, sm_error *err)
{
    sm_crs *crs = calloc(1, sizeof *crs);
    PJ_CONTEXT *context = crs ? proj_context_create() : NULL;
    if (!context) {
        free(crs);
        sm_fail(err, SM_EIO, SM_NOWHERE, NULL, "PROJ cannot be set up: out of memory");
        return NULL;
    }
    *crs = (sm_crs){.context = context, .unit_m = 1};
    proj_log_func(context, NULL, say_nothing); // the level alone does not silence all of PROJ 9.1
    if (with_database && !proj_context_get_database_path(context)) {
        sm_crs_close(crs);
        sm_fail(err, SM_EIO, SM_NOWHERE,
                "install PROJ's data (Debian: proj-data), or write the CRS as +proj=...",
                "PROJ's database proj.db cannot be opened");
        return NULL;
    }
    proj_context_set_fileapi(context, &no_files, NULL);
    proj_context_set_enable_network(context, 0);
    return crs;
}

void sm_crs_close(sm_crs *crs)
{
    if (!crs) {
        return;
    }
    proj_destroy(crs->pj);
    proj_context_destroy(crs->context);
    free(crs);
}

const char *sm_crs_name(const sm_crs *crs)
{
    return crs->name;
}

static const char *proj_reason(const sm_crs *crs)
{
    int code = proj_context_errno(crs->context);
    const char *text = code ? proj_context_errno_string(crs->context, code) : NULL;
    return text ? text : "PROJ gives no reason";
}

// ---- From parameters ----------------------------------------------------------------------------

static void name_words(sm_crs *crs, const sm_crs_words *words)
{
    size_t used = 0;
    for (int i = 0; i < words->argc && used < sizeof crs->name; i++) {
        int n = snprintf(crs->name + used, sizeof crs->name - used, "%s+%s", i ? " " : "",
                         words->argv[i]);
        used += n > 0 ? (size_t)n : 0;
    }
}

static sm_status set_words(sm_crs *crs, const sm_crs_words *words, sm_error *err)
{
    // PROJ's prototype forgot two `const`s: it copies the words.
    crs->pj = proj_create_argv(crs->context, words->argc, (char **)words->argv);
    if (!crs->pj) {
        return sm_fail(err, SM_EINPUT, SM_NOWHERE, "check the parameters of the projection",
                       "the CRS cannot be used: %s", proj_reason(crs));
    }
    crs->in_radians = true;
    crs->lon_0_deg = sm_crs_central_meridian(proj_pj_info(crs->pj).definition);
    name_words(crs, words);
    return SM_OK;
}

// ---- From the database or a WKT: one operation that needs no grid -------------------------------

static bool needs_grids(PJ_CONTEXT *context, const PJ *operation)
{
    return proj_coordoperation_get_grid_used_count(context, operation) > 0;
}

// PROJ's own choice would differ from place to place (the best operation of each area) and from
// machine to machine (the grids installed): we take one for all, the first that needs no grid.
static PJ *first_without_grids(PJ_CONTEXT *context, const PJ_OBJ_LIST *list)
{
    int n = list ? proj_list_get_count(list) : 0;
    for (int i = 0; i < n; i++) {
        PJ *operation = proj_list_get(context, list, i);
        if (operation && !needs_grids(context, operation) &&
            proj_coordoperation_is_instantiable(context, operation)) {
            return operation;
        }
        proj_destroy(operation);
    }
    return NULL;
}

static PJ *operation_to(PJ_CONTEXT *context, const PJ *target)
{
    PJ *lonlat = proj_create_from_database(context, "EPSG", "4326", PJ_CATEGORY_CRS, 0, NULL);
    PJ_OPERATION_FACTORY_CONTEXT *factory = proj_create_operation_factory_context(context, NULL);
    PJ *found = NULL;
    if (lonlat && factory) {
        proj_operation_factory_context_set_spatial_criterion(
            context, factory, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
        PJ_OBJ_LIST *list = proj_create_operations(context, lonlat, target, factory);
        PJ *operation = first_without_grids(context, list);
        // lon/lat in, easting/northing out, whatever order the CRS itself has.
        found = operation ? proj_normalize_for_visualization(context, operation) : NULL;
        proj_destroy(operation);
        proj_list_destroy(list);
    }
    if (factory) {
        proj_operation_factory_context_destroy(factory);
    }
    proj_destroy(lonlat);
    return found;
}

// The unit of the axes, and whether one of them runs west: such a plane is a mirror image.
static bool read_axes(PJ_CONTEXT *context, const PJ *crs, double *unit)
{
    PJ *system = proj_crs_get_coordinate_system(context, crs);
    bool fine = system && proj_cs_get_axis_count(context, system) >= 2;
    for (int i = 0; fine && i < 2; i++) {
        const char *direction = NULL;
        fine = proj_cs_get_axis_info(context, system, i, NULL, NULL, &direction, unit, NULL, NULL,
                                     NULL) &&
               direction && strcmp(direction, "west") != 0;
    }
    proj_destroy(system);
    return fine && isfinite(*unit) && *unit > 0;
}

static bool is_geographic(PJ_TYPE type)
{
    return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
}

// The CRS proper inside of a bound CRS (one with a datum shift) or of a compound one (with
// heights).
static PJ *horizontal_part(PJ_CONTEXT *context, const PJ *crs)
{
    PJ_TYPE type = proj_get_type(crs);
    if (type == PJ_TYPE_BOUND_CRS) {
        return proj_get_source_crs(context, crs);
    }
    if (type == PJ_TYPE_COMPOUND_CRS) {
        return proj_crs_get_sub_crs(context, crs, 0);
    }
    return proj_clone(context, crs);
}

static sm_status set_operation(sm_crs *crs, const PJ *whole, const PJ *part, sm_place at,
                               sm_error *err)
{
    double unit = 1;
    bool geographic = is_geographic(proj_get_type(part));
    if (!read_axes(crs->context, part, &unit)) {
        return sm_fail(err, SM_EINPUT, at, "use a CRS whose axes run east and north",
                       "the axes of '%s' do not run east and north", crs->name);
    }
    crs->pj = operation_to(crs->context, whole);
    if (!crs->pj) {
        return sm_fail(err, SM_EINPUT, at, "convert the data to longitude and latitude on WGS 84",
                       "PROJ knows no way without grid files from WGS 84 to '%s'", crs->name);
    }
    crs->unit_m = geographic ? 1 : unit;
    crs->lon_0_deg = sm_crs_central_meridian(proj_pj_info(crs->pj).definition);
    return SM_OK;
}

static sm_status set_epsg(sm_crs *crs, const char *code, sm_error *err)
{
    PJ *found = proj_create_from_database(crs->context, "EPSG", code, PJ_CATEGORY_CRS, 0, NULL);
    sm_status status = SM_OK;
    if (!found) {
        return sm_fail(err, SM_EINPUT, SM_NOWHERE, "look the code up with projinfo, or at epsg.org",
                       "PROJ's database has no CRS EPSG:%s", code);
    }
    const char *name = proj_get_name(found);
    snprintf(crs->name, sizeof crs->name, "%s (EPSG:%s)", name ? name : "unnamed", code);
    if (proj_get_type(found) != PJ_TYPE_PROJECTED_CRS) {
        status = sm_fail(err, SM_EINPUT, SM_NOWHERE,
                         "a map needs a projection in metres; for a plain map use +proj=eqc "
                         "+lat_ts=<latitude>",
                         "EPSG:%s (%s) is not projected", code, name ? name : "unnamed");
    } else {
        status = set_operation(crs, found, found, SM_NOWHERE, err);
    }
    proj_destroy(found);
    return status;
}

sm_status sm_crs_open(const char *text, sm_crs **out, sm_error *err)
{
    sm_crs_words words;
    sm_status status = sm_crs_words_parse(text, &words, err);
    if (status) {
        return status;
    }
    sm_crs *crs = new_crs(words.epsg[0] != '\0', err);
    if (!crs) {
        return SM_EIO;
    }
    status = words.epsg[0] ? set_epsg(crs, words.epsg, err) : set_words(crs, &words, err);
    if (status) {
        sm_crs_close(crs);
        return status;
    }
    *out = crs;
    return SM_OK;
}

// ---- WKT ----------------------------------------------------------------------------------------

// "D_WGS_1984" and "WGS 84" are told apart by people only: letters and digits are compared.
static void fold_name(const char *name, char *out, size_t size)
{
    size_t n = 0;
    for (; *name && n + 1 < size; name++) {
        if (isalnum((unsigned char)*name)) {
            out[n++] = (char)tolower((unsigned char)*name);
        }
    }
    out[n] = '\0';
}

// Datums that differ from WGS 84 by less than two metres, which no map of ours can show.
static bool is_near_wgs84(PJ_CONTEXT *context, const PJ *geographic)
{
    static const char *const near[] = {
        "wgs84",
        "wgs1984",
        "dwgs1984",
        "worldgeodeticsystem1984",
        "worldgeodeticsystem1984ensemble",
        "europeanterrestrialreferencesystem1989",
        "europeanterrestrialreferencesystem1989ensemble",
        "detrs1989",
        "northamericandatum1983",
        "dnorthamerican1983",
    };
    PJ *datum = proj_crs_get_datum_forced(context, geographic);
    const char *name = datum ? proj_get_name(datum) : NULL;
    char folded[80];
    fold_name(name ? name : "", folded, sizeof folded);
    bool found = false;
    for (size_t i = 0; i < sizeof near / sizeof *near; i++) {
        found = found || strcmp(folded, near[i]) == 0;
    }
    proj_destroy(datum);
    return found;
}

static bool counts_from_greenwich(PJ_CONTEXT *context, const PJ *geographic)
{
    PJ *meridian = proj_get_prime_meridian(context, geographic);
    double lon = NAN;
    bool fine = meridian && proj_prime_meridian_get_parameters(context, meridian, &lon, NULL, NULL);
    proj_destroy(meridian);
    return fine && lon == 0;
}

static bool is_plain_lonlat(PJ_CONTEXT *context, const PJ *crs)
{
    double unit = 0;
    const double degree = 3.14159265358979323846 / 180;
    return is_geographic(proj_get_type(crs)) && read_axes(context, crs, &unit) &&
           fabs(unit - degree) < 1e-12 && counts_from_greenwich(context, crs) &&
           is_near_wgs84(context, crs);
}

static sm_status set_wkt(sm_crs *crs, const PJ *whole, const char *file, sm_error *err)
{
    PJ *part = horizontal_part(crs->context, whole);
    const char *name = part ? proj_get_name(part) : NULL;
    snprintf(crs->name, sizeof crs->name, "%s", name && *name ? name : "unnamed");
    sm_status status = SM_OK;
    PJ_TYPE type = part ? proj_get_type(part) : PJ_TYPE_UNKNOWN;
    if (!is_geographic(type) && type != PJ_TYPE_PROJECTED_CRS) {
        status = sm_fail(err, SM_EINPUT, SM_IN_FILE(file),
                         "convert the data to longitude and latitude on WGS 84",
                         "'%s' is neither a projected nor a geographic CRS", crs->name);
    } else if (!is_plain_lonlat(crs->context, part)) {
        status = set_operation(crs, whole, part, SM_IN_FILE(file), err);
    }
    proj_destroy(part);
    return status;
}

static const char *without_mark(const char *wkt)
{
    return strncmp(wkt, "\xEF\xBB\xBF", 3) == 0 ? wkt + 3 : wkt;
}

sm_status sm_crs_open_wkt(const char *wkt, const char *file, sm_crs **out, bool *is_lonlat,
                          sm_error *err)
{
    sm_status status = sm_crs_wkt_check(wkt, file, err);
    if (status) {
        return status;
    }
    sm_crs *crs = new_crs(true, err);
    if (!crs) {
        return SM_EIO;
    }
    PJ *whole = proj_create_from_wkt(crs->context, without_mark(wkt), NULL, NULL, NULL);
    if (whole) {
        status = set_wkt(crs, whole, file, err);
    } else {
        status = sm_fail(err, SM_EFORMAT, SM_IN_FILE(file),
                         "it should hold one CRS as well-known text", "not a CRS that PROJ knows");
    }
    proj_destroy(whole);
    if (status) {
        sm_crs_close(crs);
        return status;
    }
    if (is_lonlat) {
        *is_lonlat = !crs->pj;
    }
    *out = crs;
    return SM_OK;
}

// ---- Transforming -------------------------------------------------------------------------------

enum {
    CHUNK = 256
}; // points transformed at once, so that the copies stay on the stack and in cache

static const double DEGREE = 3.14159265358979323846 / 180;

static void scale(sm_point *points, size_t n, double factor)
{
    for (size_t i = 0; factor != 1 && i < n; i++) {
        points[i].x *= factor;
        points[i].y *= factor;
    }
}

// One way for one chunk: degrees on the lon/lat side, metres on the other. PROJ writes HUGE_VAL for
// what it cannot do.
static void transform(const sm_crs *crs, PJ_DIRECTION way, sm_point *points, size_t n)
{
    double lonlat_unit = crs->in_radians ? DEGREE : 1;
    scale(points, n, way == PJ_FWD ? lonlat_unit : 1 / crs->unit_m);
    proj_errno_reset(crs->pj);
    proj_trans_generic(crs->pj, way, &points->x, sizeof *points, n, &points->y, sizeof *points, n,
                       NULL, 0, 0, NULL, 0, 0);
    scale(points, n, way == PJ_FWD ? crs->unit_m : 1 / lonlat_unit);
}

// Whole turns do not count, nor does longitude at a pole.
static bool same_lonlat(sm_point a, sm_point b)
{
    const double tolerance_deg = 1e-6;
    double dx = fabs(a.x - b.x), dy = fabs(a.y - b.y);
    if (dx > 180) {
        dx = fabs(remainder(dx, 360));
    }
    return dy <= tolerance_deg && (dx <= tolerance_deg || dx * cos(a.y * DEGREE) <= tolerance_deg);
}

static bool same_plane(sm_point a, sm_point b)
{
    const double tolerance_m = 0.1; // about 1e-6 degrees on the ground
    return fabs(a.x - b.x) <= tolerance_m && fabs(a.y - b.y) <= tolerance_m;
}

static bool is_lonlat_point(sm_point p)
{
    return fabs(p.x) <= 540 && fabs(p.y) <= 90; // false for NaN; a turn and a half is still meant
}

static bool is_plane_point(sm_point p)
{
    return fabs(p.x) <= SM_MAX_COORDINATE && fabs(p.y) <= SM_MAX_COORDINATE;
}

static bool is_finite_point(sm_point p)
{
    return isfinite(p.x) && isfinite(p.y);
}

// There and back again; what does not come back becomes NAN.
static size_t transform_chunk(const sm_crs *crs, PJ_DIRECTION way, sm_point *points, size_t n)
{
    sm_point from[CHUNK], back[CHUNK];
    bool to_plane = way == PJ_FWD;
    for (size_t i = 0; i < n; i++) {
        bool fine = to_plane ? is_lonlat_point(points[i]) : is_plane_point(points[i]);
        from[i] = fine ? points[i] : (sm_point){NAN, NAN};
        points[i] = fine ? points[i] : (sm_point){crs->lon_0_deg, 0};
    }
    transform(crs, way, points, n);
    memcpy(back, points, n * sizeof *back);
    transform(crs, to_plane ? PJ_INV : PJ_FWD, back, n);
    size_t bad = 0;
    for (size_t i = 0; i < n; i++) {
        bool fine = is_finite_point(points[i]) && is_finite_point(from[i]) &&
                    (to_plane ? same_lonlat(from[i], back[i]) : same_plane(from[i], back[i]));
        if (!fine) {
            points[i] = (sm_point){NAN, NAN};
            bad++;
        }
    }
    return bad;
}

// A CRS that is lon/lat itself: only what is no place is taken out.
static size_t keep_lonlat(sm_point *points, size_t n)
{
    size_t bad = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_lonlat_point(points[i])) {
            points[i] = (sm_point){NAN, NAN};
            bad++;
        }
    }
    return bad;
}

static size_t transform_all(const sm_crs *crs, PJ_DIRECTION way, sm_point *points, size_t n)
{
    if (!crs->pj) {
        return keep_lonlat(points, n);
    }
    size_t bad = 0;
    for (size_t i = 0; i < n; i += CHUNK) {
        bad += transform_chunk(crs, way, points + i, n - i < CHUNK ? n - i : CHUNK);
    }
    return bad;
}

size_t sm_crs_forward(const sm_crs *crs, sm_point *points, size_t n)
{
    return transform_all(crs, PJ_FWD, points, n);
}

size_t sm_crs_inverse(const sm_crs *crs, sm_point *points, size_t n)
{
    return transform_all(crs, PJ_INV, points, n);
}

double sm_crs_lon_0(const sm_crs *crs)
{
    return crs->lon_0_deg;
}

sm_status sm_crs_path_to_lonlat(const sm_crs *crs, sm_path *path, const char *file, long record,
                                sm_error *err)
{
    size_t bad = sm_crs_inverse(crs, path->points, path->n_points);
    path->space = SM_SPACE_LONLAT;
    if (bad) {
        return sm_fail(err, SM_EGEOM, SM_AT_RECORD(file, record),
                       "check that the .prj belongs to the file",
                       "%zu of %zu vertices lie outside the domain of the CRS '%s'", bad,
                       path->n_points, crs->name);
    }
    return SM_OK;
}
