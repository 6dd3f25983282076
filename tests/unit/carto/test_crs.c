// Opening coordinate reference systems: what is refused and accepted, and that nothing but PROJ's
// own database is read. Numbers are checked in tests/carto/.
#include "../topo/shapes.h"

#include "sitmap/carto.h"
#include "sitmap/limits.h"

#define KARABAKH "+proj=lcc +lat_1=38.8 +lat_2=40.6 +lat_0=39.7 +lon_0=46.75 +datum=WGS84 +units=m"

// As ArcGIS and QGIS write them.
#define WKT_WGS84                                                                                  \
    "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]]" \
    ","                                                                                            \
    "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]"
#define WKT_ETRS89                                                                                 \
    "GEOGCS[\"GCS_ETRS_1989\",DATUM[\"D_ETRS_1989\",SPHEROID[\"GRS_1980\",6378137.0,"              \
    "298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]"
#define WKT_NAD83                                                                                  \
    "GEOGCS[\"GCS_North_American_1983\",DATUM[\"D_North_American_1983\",SPHEROID[\"GRS_1980\","    \
    "6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]"
#define WKT_PULKOVO                                                                                \
    "GEOGCS[\"GCS_Pulkovo_1942\",DATUM[\"D_Pulkovo_1942\",SPHEROID[\"Krasovsky_1940\",6378245.0,"  \
    "298.3]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]"
#define WKT_PARIS                                                                                  \
    "GEOGCS[\"GCS_NTF_Paris\",DATUM[\"D_NTF\",SPHEROID[\"Clarke_1880_IGN\",6378249.2,"             \
    "293.4660212936265]],PRIMEM[\"Paris\",2.337229166666667],UNIT[\"Grad\",0.01570796326794897]]"
#define WKT_UTM38                                                                                  \
    "PROJCS[\"WGS_1984_UTM_Zone_38N\"," WKT_WGS84 ",PROJECTION[\"Transverse_Mercator\"],"          \
    "PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],"                     \
    "PARAMETER[\"Central_Meridian\",45.0],PARAMETER[\"Scale_Factor\",0.9996],"                     \
    "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]"

static sm_crs *must_open(const char *text)
{
    sm_crs *crs = NULL;
    sm_error err;
    if (sm_crs_open(text, &crs, &err)) {
        fail_msg("%s: %s", text, err.message);
    }
    return crs;
}

static void test_open_names_the_crs(void **state)
{
    (void)state;
    sm_crs *crs = must_open("+proj=merc +datum=WGS84 +units=km");
    assert_string_equal(sm_crs_name(crs), "+proj=merc +ellps=WGS84");
    sm_crs_close(crs);
    crs = must_open("EPSG:32638");
    assert_string_equal(sm_crs_name(crs), "WGS 84 / UTM zone 38N (EPSG:32638)");
    sm_crs_close(crs);
    sm_crs_close(NULL);
}

static void test_open_leaves_out_alone_on_failure(void **state)
{
    (void)state;
    sm_crs *crs = (sm_crs *)state;
    sm_error err;
    assert_int_equal(sm_crs_open("+proj=longlat", &crs, &err), SM_EINPUT);
    assert_ptr_equal(crs, state);
    assert_string_contains(err.mend, "+proj=eqc");
}

static void test_open_refuses_long_and_odd_texts(void **state)
{
    (void)state;
    sm_crs *crs = NULL;
    sm_error err;
    char text[1024] = "+proj=merc";
    for (int i = 0; i < 29; i++) {
        strcat(text, " +lat_0=0");
    }
    assert_int_equal(sm_crs_open(text, &crs, &err), SM_OK);
    sm_crs_close(crs);
    strcat(text, " +lat_0=0");
    assert_int_equal(sm_crs_open(text, &crs, &err), SM_ELIMIT);
    assert_string_contains(err.message, "too many words");
    memset(text, ' ', 600);
    text[600] = '\0';
    assert_int_equal(sm_crs_open(text, &crs, &err), SM_ELIMIT);
    assert_string_contains(err.message, "longer than 511 bytes");
    assert_int_equal(sm_crs_open("+proj=merc +lon_0=46\x01", &crs, &err), SM_EINPUT);
    assert_int_equal(sm_crs_open("+proj=mer\xC3\xA7", &crs, &err), SM_EINPUT);
    assert_int_equal(sm_crs_open("", &crs, &err), SM_EINPUT);
}

// PROJ's data hidden: a projection by its parameters needs none of it, an EPSG code says what it
// misses.
static void test_open_reads_no_database_for_plain_parameters(void **state)
{
    sm_crs *crs = NULL;
    sm_error err;
    setenv("PROJ_LIB", *state, 1);
    setenv("PROJ_DATA", *state, 1);
    sm_status plain = sm_crs_open(KARABAKH, &crs, &err);
    sm_crs_close(crs);
    sm_status coded = sm_crs_open("EPSG:32638", &crs, &err);
    unsetenv("PROJ_LIB");
    unsetenv("PROJ_DATA");
    assert_int_equal(plain, SM_OK);
    assert_int_equal(coded, SM_EIO);
    assert_string_contains(err.message, "proj.db");
}

// ---- WKT ----------------------------------------------------------------------------------------

static sm_crs *must_open_wkt(const char *wkt, bool *lonlat)
{
    sm_crs *crs = NULL;
    sm_error err;
    if (sm_crs_open_wkt(wkt, "a.prj", &crs, lonlat, &err)) {
        fail_msg("%s", err.message);
    }
    return crs;
}

static void test_wkt_of_wgs84_needs_no_conversion(void **state)
{
    static const char *const same[] = {
        WKT_WGS84,
        "\xEF\xBB\xBF" WKT_WGS84,
        WKT_ETRS89,
        WKT_NAD83,
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        bool lonlat = false;
        sm_crs *crs = must_open_wkt(same[i], &lonlat);
        assert_true(lonlat);
        sm_path p = path_of(*state, SM_SPACE_LONLAT, SM_SHAPE_POINTS, "46.75 39.7");
        assert_int_equal(sm_crs_path_to_lonlat(crs, &p, "a.shp", 1, NULL), SM_OK);
        assert_path(&p, "46.75 39.7");
        sm_crs_close(crs);
    }
}

static void test_wkt_of_utm_is_converted(void **state)
{
    bool lonlat = true;
    sm_crs *crs = must_open_wkt(WKT_UTM38, &lonlat);
    assert_false(lonlat);
    assert_string_contains(sm_crs_name(crs), "UTM");
    // echo "39.7 46.75" | cs2cs EPSG:4326 EPSG:32638
    sm_path p = path_of(*state, SM_SPACE_PLANE, SM_SHAPE_POINTS, "650035.4736 4395924.8674");
    assert_int_equal(sm_crs_path_to_lonlat(crs, &p, "a.shp", 1, NULL), SM_OK);
    assert_int_equal(p.space, SM_SPACE_LONLAT);
    assert_near(p.points[0].x, 46.75, 1e-8, "deg");
    assert_near(p.points[0].y, 39.7, 1e-8, "deg");
    sm_crs_close(crs);
}

static void test_wkt_of_another_datum_is_converted(void **state)
{
    bool lonlat = true;
    sm_crs *crs = must_open_wkt(WKT_PULKOVO, &lonlat);
    assert_false(lonlat);
    sm_path p = path_of(*state, SM_SPACE_LONLAT, SM_SHAPE_POINTS, "46.75 39.7");
    assert_int_equal(sm_crs_path_to_lonlat(crs, &p, "a.shp", 1, NULL), SM_OK);
    // Pulkovo 1942 lies some 100 m from WGS 84 there: cs2cs EPSG:4284 EPSG:4326 gives
    // 39.699906 46.748807 (other published shifts differ by metres).
    assert_near(p.points[0].x, 46.748807, 0.0001, "deg");
    assert_near(p.points[0].y, 39.699906, 0.0001, "deg");
    sm_crs_close(crs);
}

// PROJ 9.1 finds no way to a WKT with another prime meridian: better no map than a shifted one.
static void test_wkt_without_a_way_to_wgs84_is_refused(void **state)
{
    (void)state;
    sm_crs *crs = NULL;
    sm_error err;
    assert_int_equal(sm_crs_open_wkt(WKT_PARIS, "a.prj", &crs, NULL, &err), SM_EINPUT);
    assert_string_contains(err.message, "no way without grid files");
    assert_string_contains(err.mend, "convert the data");
}

static void test_wkt_refuses_what_could_name_a_file(void **state)
{
    (void)state;
    static const char *const traps[] = {
        "PROJCS[\"x\"," WKT_WGS84
        ",PROJECTION[\"Mercator_1SP\"],EXTENSION[\"PROJ4\",\"+proj=merc\"]]",
        "GEOGCS[\"x\",DATUM[\"d\",EXTENSION[\"PROJ4_GRIDS\",\"/etc/x\"]]]",
        "BOUNDCRS[x,y,PARAMETERFILE[\"Latitude and longitude difference file\",\"/etc/x\"]]",
        "+proj=merc +nadgrids=/etc/passwd",
        "+init=epsg:4326",
        "geogcs[\"+NADGRIDS=x\"]",
    };
    for (size_t i = 0; i < sizeof traps / sizeof *traps; i++) {
        sm_crs *crs = NULL;
        sm_error err;
        assert_int_equal(sm_crs_open_wkt(traps[i], "a.prj", &crs, NULL, &err), SM_EINPUT);
        assert_string_contains(err.message, "could name a file");
        assert_string_equal(err.file, "a.prj");
    }
}

static void test_wkt_refuses_what_is_no_crs_of_the_ground(void **state)
{
    static const struct {
        const char *wkt, *part;
        sm_status status;
    } bad[] = {
        {"", "not a CRS", SM_EFORMAT},
        {"GEOGCS[", "not a CRS", SM_EFORMAT},
        {"EPSG:4326", "not a CRS", SM_EFORMAT},
        {"LOCAL_CS[\"site grid\",LOCAL_DATUM[\"x\",0],UNIT[\"Meter\",1.0],AXIS[\"X\",EAST],"
         "AXIS[\"Y\",NORTH]]",
         "neither a projected nor a geographic CRS", SM_EINPUT},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sm_crs *crs = NULL;
        sm_error err;
        assert_int_equal(sm_crs_open_wkt(bad[i].wkt, "a.prj", &crs, NULL, &err), bad[i].status);
        assert_string_contains(err.message, bad[i].part);
    }
    char *huge = sm_arena_alloc(*state, SM_MAX_PRJ_BYTES + 2);
    memset(huge, ' ', SM_MAX_PRJ_BYTES + 1);
    huge[SM_MAX_PRJ_BYTES + 1] = '\0';
    sm_crs *crs = NULL;
    sm_error err;
    assert_int_equal(sm_crs_open_wkt(huge, "a.prj", &crs, NULL, &err), SM_ELIMIT);
}

static void test_path_outside_of_the_domain_is_refused_with_its_record(void **state)
{
    sm_crs *crs = must_open_wkt(WKT_UTM38, NULL);
    sm_error err;
    sm_path p = path_of(*state, SM_SPACE_PLANE, SM_SHAPE_POINTS, "500000 4400000, 1e14 1e14");
    assert_int_equal(sm_crs_path_to_lonlat(crs, &p, "a.shp", 7, &err), SM_EGEOM);
    assert_string_contains(err.message, "1 of 2 vertices");
    assert_int_equal(err.record, 7);
    sm_crs_close(crs);
}

// ---- Many points --------------------------------------------------------------------------------

static void test_forward_counts_bad_points_and_spares_the_others(void **state)
{
    enum { N = 1000 };
    (void)state;
    sm_crs *crs = must_open(KARABAKH);
    static sm_point p[N];
    for (int i = 0; i < N; i++) {
        p[i] = (sm_point){46.75, i % 100 == 50 ? 95 : 39.7};
    }
    assert_int_equal(sm_crs_forward(crs, p, N), 10);
    for (int i = 0; i < N; i++) {
        if (i % 100 == 50) {
            assert_true(isnan(p[i].x) && isnan(p[i].y));
        } else {
            assert_near(p[i].x, 0, 1e-6, "m");
            assert_near(p[i].y, 0, 1e-6, "m");
        }
    }
    assert_int_equal(sm_crs_inverse(crs, p, N), 10);
    assert_near(p[0].x, 46.75, 1e-9, "deg");
    sm_crs_close(crs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_open_names_the_crs),
        cmocka_unit_test(test_open_leaves_out_alone_on_failure),
        cmocka_unit_test(test_open_refuses_long_and_odd_texts),
        cmocka_unit_test_setup_teardown(test_open_reads_no_database_for_plain_parameters,
                                        test_dir_setup, test_dir_teardown),
        ARENA_TEST(test_wkt_of_wgs84_needs_no_conversion),
        ARENA_TEST(test_wkt_of_utm_is_converted),
        ARENA_TEST(test_wkt_of_another_datum_is_converted),
        cmocka_unit_test(test_wkt_without_a_way_to_wgs84_is_refused),
        ARENA_TEST(test_wkt_refuses_what_could_name_a_file),
        ARENA_TEST(test_wkt_refuses_what_is_no_crs_of_the_ground),
        ARENA_TEST(test_path_outside_of_the_domain_is_refused_with_its_record),
        ARENA_TEST(test_forward_counts_bad_points_and_spares_the_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
