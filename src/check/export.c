// Findings in forms that other programs read: JSON, GeoJSON, a point shapefile.
#include <math.h>
#include <string.h>

#include "check/parts.h"

static const char *const severity_names[] = {"note", "warning", "error"};

static void json_finding(sm_json *j, const sm_diag *d)
{
    bool placed = isfinite(d->lon_deg) && isfinite(d->lat_deg);
    sm_json_string(j, "rule", d->rule);
    sm_json_string(j, "severity", severity_names[d->severity]);
    sm_json_string(j, "file", d->at.file);
    sm_json_number(j, "line", d->at.line > 0 ? d->at.line : (double)NAN, 0);
    sm_json_number(j, "record", d->at.record > 0 ? (double)d->at.record : (double)NAN, 0);
    sm_json_number(j, "lon", placed ? d->lon_deg : (double)NAN, 7);
    sm_json_number(j, "lat", placed ? d->lat_deg : (double)NAN, 7);
    sm_json_string(j, "message", d->message);
    sm_json_string(j, "mend", d->mend ? d->mend : "");
}

void sm_check_json(const char *study_id, const sm_check_result *result, sm_str *out)
{
    sm_json j;
    sm_json_init(&j, out);
    sm_json_begin(&j, NULL, '{');
    sm_json_string(&j, "study", study_id);
    sm_json_begin(&j, "findings", '[');
    for (size_t i = 0; i < result->findings.count; i++) {
        sm_json_begin(&j, NULL, '{');
        json_finding(&j, &result->findings.items[i]);
        sm_json_end(&j);
    }
    sm_json_end(&j);
    sm_json_begin(&j, "excused", '[');
    for (size_t i = 0; i < result->excused.count; i++) {
        sm_json_begin(&j, NULL, '{');
        json_finding(&j, &result->excused.items[i].diag);
        sm_json_string(&j, "reason", result->excused.items[i].reason);
        sm_json_end(&j);
    }
    sm_json_end(&j);
    sm_json_number(&j, "hidden", (double)result->findings.hidden, 0);
    sm_json_end(&j);
    sm_str_puts(out, "\n");
}

void sm_check_geojson(const sm_check_result *result, sm_str *out)
{
    sm_json j;
    sm_json_init(&j, out);
    sm_json_begin(&j, NULL, '{');
    sm_json_string(&j, "type", "FeatureCollection");
    sm_json_begin(&j, "features", '[');
    for (size_t i = 0; i < result->findings.count; i++) {
        const sm_diag *d = &result->findings.items[i];
        sm_json_begin(&j, NULL, '{');
        sm_json_string(&j, "type", "Feature");
        if (isfinite(d->lon_deg) && isfinite(d->lat_deg)) {
            sm_json_begin(&j, "geometry", '{');
            sm_json_string(&j, "type", "Point");
            sm_json_begin(&j, "coordinates", '[');
            sm_json_number(&j, NULL, d->lon_deg, 7);
            sm_json_number(&j, NULL, d->lat_deg, 7);
            sm_json_end(&j);
            sm_json_end(&j);
        } else {
            sm_json_string(&j, "geometry", NULL);
        }
        sm_json_begin(&j, "properties", '{');
        json_finding(&j, d);
        sm_json_end(&j);
        sm_json_end(&j);
    }
    sm_json_end(&j);
    sm_json_end(&j);
    sm_str_puts(out, "\n");
}

// ---- Shapefile: Esri, "Shapefile Technical Description", July 1998 ------------------------------

static void put_be32(sm_str *s, uint32_t v)
{
    const char b[4] = {(char)(v >> 24), (char)(v >> 16), (char)(v >> 8), (char)v};
    sm_str_add(s, b, 4);
}

static void put_le32(sm_str *s, uint32_t v)
{
    const char b[4] = {(char)v, (char)(v >> 8), (char)(v >> 16), (char)(v >> 24)};
    sm_str_add(s, b, 4);
}

static void put_double(sm_str *s, double v)
{
    uint64_t bits = 0;
    memcpy(&bits, &v, sizeof bits);
    put_le32(s, (uint32_t)bits);
    put_le32(s, (uint32_t)(bits >> 32));
}

static bool has_place(const sm_diag *d)
{
    return isfinite(d->lon_deg) && isfinite(d->lat_deg);
}

static void put_header(sm_str *s, size_t bytes, const sm_check_result *result)
{
    sm_box box = SM_BOX_EMPTY;
    for (size_t i = 0; i < result->findings.count; i++) {
        const sm_diag *d = &result->findings.items[i];
        box = has_place(d) ? sm_box_add(box, (sm_point){d->lon_deg, d->lat_deg}) : box;
    }
    if (sm_box_is_empty(box)) {
        box = (sm_box){0, 0, 0, 0};
    }
    put_be32(s, 9994);
    for (int i = 0; i < 5; i++) {
        put_be32(s, 0);
    }
    put_be32(s, (uint32_t)(bytes / 2));
    put_le32(s, 1000);
    put_le32(s, 1); // point
    const double limits[8] = {box.x0, box.y0, box.x1, box.y1, 0, 0, 0, 0};
    for (int i = 0; i < 8; i++) {
        put_double(s, limits[i]);
    }
}

static void write_points(const sm_check_result *result, sm_check_shapefile *out)
{
    size_t bytes = 100, n = result->findings.count;
    for (size_t i = 0; i < n; i++) {
        bytes += has_place(&result->findings.items[i]) ? 28 : 12;
    }
    put_header(&out->shp, bytes, result);
    put_header(&out->shx, 100 + 8 * n, result);
    for (size_t i = 0; i < n; i++) {
        const sm_diag *d = &result->findings.items[i];
        uint32_t words = has_place(d) ? 10 : 2;
        put_be32(&out->shx, (uint32_t)(out->shp.len / 2));
        put_be32(&out->shx, words);
        put_be32(&out->shp, (uint32_t)i + 1);
        put_be32(&out->shp, words);
        put_le32(&out->shp, has_place(d) ? 1 : 0);
        if (has_place(d)) {
            put_double(&out->shp, d->lon_deg);
            put_double(&out->shp, d->lat_deg);
        }
    }
}

typedef struct column {
    const char *name;
    char type;
    int width;
} column;

static const column columns[] = {{"rule", 'C', 40}, {"severity", 'C', 7}, {"file", 'C', 120},
                                 {"line", 'N', 9},  {"record", 'N', 11},  {"message", 'C', 250},
                                 {"mend", 'C', 250}};
enum { N_COLUMNS = sizeof columns / sizeof columns[0] };

// Cut between characters, never inside of one.
static void put_text(sm_str *s, const char *text, int width)
{
    text = text ? text : "";
    size_t len = strlen(text);
    while (len > (size_t)width) {
        len = (size_t)width;
        while (len && ((unsigned char)text[len] & 0xC0) == 0x80) {
            len--;
        }
    }
    sm_str_add(s, text, len);
    sm_str_printf(s, "%*s", width - (int)len, "");
}

static void put_number(sm_str *s, long value, int width)
{
    if (value > 0) {
        sm_str_printf(s, "%*ld", width, value);
    } else {
        sm_str_printf(s, "%*s", width, "");
    }
}

static void put_row(sm_str *s, const sm_diag *d)
{
    sm_str_puts(s, " ");
    put_text(s, d->rule, columns[0].width);
    put_text(s, severity_names[d->severity], columns[1].width);
    put_text(s, d->at.file, columns[2].width);
    put_number(s, d->at.line, columns[3].width);
    put_number(s, d->at.record, columns[4].width);
    put_text(s, d->message, columns[5].width);
    put_text(s, d->mend, columns[6].width);
}

static void write_table(const sm_check_result *result, sm_str *s)
{
    static const char zeros[32] = {0};
    static const char head[4] = {3, 120, 1, 1}; // dBASE III, a fixed date: nothing reads the clock
    int row = 1, header = 32 + 32 * N_COLUMNS + 1;
    for (size_t i = 0; i < N_COLUMNS; i++) {
        row += columns[i].width;
    }
    sm_str_add(s, head, sizeof head);
    put_le32(s, (uint32_t)result->findings.count);
    put_le32(s, (uint32_t)header | (uint32_t)row << 16);
    sm_str_add(s, zeros, 20);
    for (size_t i = 0; i < N_COLUMNS; i++) {
        char name[11] = {0};
        memcpy(name, columns[i].name, strlen(columns[i].name));
        sm_str_add(s, name, sizeof name);
        sm_str_add(s, &columns[i].type, 1);
        sm_str_add(s, zeros, 4);
        const char width[2] = {(char)columns[i].width, 0};
        sm_str_add(s, width, 2);
        sm_str_add(s, zeros, 14);
    }
    sm_str_puts(s, "\r");
    for (size_t i = 0; i < result->findings.count; i++) {
        put_row(s, &result->findings.items[i]);
    }
    sm_str_puts(s, "\x1A");
}

void sm_check_to_shapefile(sm_arena *a, const sm_check_result *result, sm_check_shapefile *out)
{
    sm_str *const all[] = {&out->shp, &out->shx, &out->dbf, &out->prj, &out->cpg};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        sm_str_init(all[i], a);
    }
    write_points(result, out);
    write_table(result, &out->dbf);
    sm_str_puts(&out->prj, "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\","
                           "6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\","
                           "0.0174532925199433]]");
    sm_str_puts(&out->cpg, "UTF-8");
}
