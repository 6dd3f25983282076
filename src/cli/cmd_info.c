// sitmap info: what is in a shapefile, or where a picture lies.
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "cli/cmd.h"
#include "cli/info_ground.h"
#include "cli/say.h"
#include "sitmap/carto.h"
#include "sitmap/load.h"

const char cmd_info_details[] =
    "Shows type, number of records, CRS, encoding, extent and fields of a shapefile, reads\n"
    "every record, and reports what is wrong with it. Of a PNG with a world file it shows size,\n"
    "CRS and extent. Nothing is written beside the file.\n\n"
    "Examples:\n"
    "  sitmap info geodata/karabakh-2020/control.shp\n"
    "  sitmap info --format json places.shp\n"
    "  sitmap info relief.png\n\n"
    "Exit status: 0 nothing is wrong; 1 faults were found; 2 the file can not be read.\n";

typedef struct survey {
    sm_box box;
    size_t features, empty, parts, vertices;
    size_t *nulls; // per field
} survey;

static void look(sm_source *source, const sm_source_info *info, sm_arena *a, survey *s,
                 sm_diags *diags)
{
    sm_feature f;
    sm_error err = {.status = SM_OK};
    sm_arena *scratch = sm_arena_create();
    *s = (survey){.box = SM_BOX_EMPTY,
                  .nulls = sm_arena_zero(a, info->fields->count + 1, sizeof(size_t))};
    while (sm_source_next(source, scratch, NULL, NULL, &f, diags, &err)) {
        s->features++;
        s->empty += f.path->n_points == 0;
        s->parts += f.path->n_parts;
        s->vertices += f.path->n_points;
        s->box = f.path->n_points ? sm_box_union(s->box, sm_path_box(f.path)) : s->box;
        for (size_t i = 0; i < info->fields->count; i++) {
            s->nulls[i] += f.values[i].type == SM_VALUE_NULL;
        }
        sm_arena_destroy(scratch);
        scratch = sm_arena_create();
    }
    sm_arena_destroy(scratch);
    if (err.status) {
        sm_diags_add_error(diags, "shp.unreadable", &err);
    }
}

static const char *const type_names[] = {"null", "text", "number", "date", "logical"};

static const char *crs_text(sm_arena *a, const sm_source_info *info, sm_diags *diags)
{
    sm_crs *crs = NULL;
    sm_error err;
    if (!info->crs_wkt) {
        return NULL;
    }
    if (sm_crs_open_wkt(info->crs_wkt, info->path, &crs, NULL, &err)) {
        sm_diags_add_error(diags, "prj.unreadable", &err);
        return NULL;
    }
    const char *name = sm_arena_strdup(a, sm_crs_name(crs));
    sm_crs_close(crs);
    return name;
}

static void print_text(const sm_source_info *info, const survey *s, const char *crs)
{
    printf("file      %s\n", info->path);
    printf("type      %s\n", info->type_name);
    printf("records   %zu (%zu read, %zu without geometry)\n", info->count, s->features, s->empty);
    printf("parts     %zu, vertices %zu\n", s->parts, s->vertices);
    printf("crs       %s\n", crs ? crs : "unknown (no readable .prj)");
    printf("encoding  %s (%s)\n", info->encoding, info->encoding_from);
    if (!sm_box_is_empty(s->box)) {
        printf("extent    %.6f %.6f %.6f %.6f\n", s->box.x0, s->box.y0, s->box.x1, s->box.y1);
    }
    printf("fields    %zu\n", info->fields->count);
    for (size_t i = 0; i < info->fields->count; i++) {
        const sm_field *f = &info->fields->items[i];
        printf("  %-10s  %-7s %d", f->name, type_names[f->type], f->width);
        if (f->decimals) {
            printf(".%d", f->decimals);
        }
        printf(s->nulls[i] ? "  (%zu null)\n" : "\n", s->nulls[i]);
    }
}

static void print_json(sm_arena *a, const sm_source_info *info, const survey *s, const char *crs,
                       const sm_diags *diags)
{
    sm_str out;
    sm_json j;
    sm_str_init(&out, a);
    sm_json_init(&j, &out);
    sm_json_begin(&j, NULL, '{');
    sm_json_string(&j, "file", info->path);
    sm_json_string(&j, "type", info->type_name);
    sm_json_number(&j, "records", (double)info->count, 0);
    sm_json_number(&j, "read", (double)s->features, 0);
    sm_json_number(&j, "empty", (double)s->empty, 0);
    sm_json_number(&j, "parts", (double)s->parts, 0);
    sm_json_number(&j, "vertices", (double)s->vertices, 0);
    sm_json_string(&j, "crs", crs);
    sm_json_string(&j, "encoding", info->encoding);
    sm_json_string(&j, "encoding_from", info->encoding_from);
    sm_json_begin(&j, "extent", '[');
    const double box[] = {s->box.x0, s->box.y0, s->box.x1, s->box.y1};
    for (size_t i = 0; i < 4 && !sm_box_is_empty(s->box); i++) {
        sm_json_number(&j, NULL, box[i], 8);
    }
    sm_json_end(&j);
    sm_json_begin(&j, "fields", '[');
    for (size_t i = 0; i < info->fields->count; i++) {
        sm_json_begin(&j, NULL, '{');
        sm_json_string(&j, "name", info->fields->items[i].name);
        sm_json_string(&j, "type", type_names[info->fields->items[i].type]);
        sm_json_number(&j, "width", info->fields->items[i].width, 0);
        sm_json_number(&j, "decimals", info->fields->items[i].decimals, 0);
        sm_json_number(&j, "nulls", (double)s->nulls[i], 0);
        sm_json_end(&j);
    }
    sm_json_end(&j);
    cli_json_findings(&j, a, diags);
    sm_json_end(&j);
    printf("%s\n", out.text);
}

static sm_status info_of_source(sm_arena *a, const sm_root *root, const char *file,
                                const char *encoding, bool json, sm_diags *diags, sm_error *err)
{
    sm_source *source = NULL;
    sm_status status = sm_source_open(a, root, file, encoding, &source, diags, err);
    if (!status) {
        const sm_source_info *info = sm_source_describe(source);
        survey s;
        look(source, info, a, &s, diags);
        const char *crs = crs_text(a, info, diags);
        if (json) {
            print_json(a, info, &s, crs, diags);
        } else {
            print_text(info, &s, crs);
        }
    }
    sm_source_close(source);
    return status;
}

static bool is_picture(const char *path)
{
    size_t len = strlen(path);
    return len > 4 && strcasecmp(path + len - 4, ".png") == 0;
}

static int info_of(sm_arena *a, const char *path, const char *encoding, bool json)
{
    sm_root *root = NULL;
    sm_diags diags;
    sm_error err;
    sm_diags_init(&diags, a);
    const char *slash = strrchr(path, '/'), *file = slash ? slash + 1 : path;
    const char *folder = !slash          ? "."
                         : slash == path ? "/"
                                         : sm_arena_strndup(a, path, (size_t)(slash - path));
    sm_status status = sm_root_open(folder, &root, &err);
    if (!status) {
        status = is_picture(file) ? cli_info_ground(a, root, file, json, &diags, &err)
                                  : info_of_source(a, root, file, encoding, json, &diags, &err);
    }
    cli_say_findings(&diags, false, cli_is_lively(false));
    int code = status ? cli_say_error(&err) : sm_diags_count(&diags, SM_WARNING) ? 1 : 0;
    sm_root_close(root);
    return code;
}

int cmd_info(const cli_command *self, int argc, char **argv)
{
    const char *format = "text", *encoding = NULL, *path = NULL;
    const cli_option options[] = {
        {0, "format", "F", "text or json (default: text)", NULL, &format},
        {0, "encoding", "E", "read text in this encoding instead of the .cpg's", NULL, &encoding},
    };
    int n = cli_parse(self, options, sizeof options / sizeof options[0], argc, argv, &path, 1);
    if (n < 0) {
        return n == -2 ? 0 : 2;
    }
    bool json = strcmp(format, "json") == 0;
    if (!n || (!json && strcmp(format, "text") != 0)) {
        return n ? cli_refuse("info: --format %s is not text or json", format)
                 : cli_refuse("info: which file? give a .shp or .png");
    }
    sm_arena *a = sm_arena_create();
    int code = info_of(a, path, encoding, json);
    sm_arena_destroy(a);
    return code;
}
