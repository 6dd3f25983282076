#include "cli/stats_text.h"

#include <math.h>
#include <string.h>

#include "cli/table.h"

static const double SEEN_KM2 = 0.05; // what one decimal shows

static const char *day_text(sm_arena *a, int32_t day)
{
    char *text = sm_arena_alloc(a, 11);
    sm_format_date(day, text);
    return text;
}

static const char *side_name(sm_arena *a, const sm_study *study, const char *id, const char *lang)
{
    const sm_side *side = sm_study_side(study, id);
    const char *name = side ? sm_texts_in(&side->name, lang, NULL) : NULL;
    return name ? sm_arena_printf(a, "%s (%s)", name, id) : id;
}

static void head(cli_table *t, const sm_stats *s, const char *first, size_t from)
{
    cli_table_cell(t, first);
    for (size_t i = from; i < s->n_dates; i++) {
        cli_table_cell(t, day_text(t->arena, s->dates[i]));
    }
}

// A zone of the table: one of the list, or the sum of all that one side held throughout.
static bool is_shown(const sm_stats *s, size_t zone, bool all)
{
    return all || zone + 1 == s->n_zones || s->zones[zone].contested;
}

static const sm_stats_row *row_at(const sm_stats *s, size_t day, size_t zone, size_t side)
{
    return &s->rows[(day * s->n_zones + zone) * s->n_sides + side];
}

static void add_zone(cli_table *t, const sm_stats *s, size_t zone, size_t side)
{
    const sm_stats_zone *z = &s->zones[zone];
    cli_table_cell(t, z->name ? z->name : z->id);
    for (size_t day = 0; day < s->n_dates; day++) {
        cli_table_number(t, row_at(s, day, zone, side)->area_km2, 1);
    }
}

static void add_others(cli_table *t, const sm_stats *s, size_t side)
{
    size_t others = 0;
    double *sum = sm_arena_zero(t->arena, s->n_dates + 1, sizeof *sum), most = 0;
    for (size_t zone = 0; zone < s->n_zones; zone++) {
        others += !is_shown(s, zone, false);
        for (size_t day = 0; day < s->n_dates && !is_shown(s, zone, false); day++) {
            sum[day] += row_at(s, day, zone, side)->area_km2;
            most = fmax(most, sum[day]);
        }
    }
    if (most < SEEN_KM2) {
        return;
    }
    cli_table_cell(t, sm_arena_printf(t->arena, "%zu other zones", others));
    for (size_t day = 0; day < s->n_dates; day++) {
        cli_table_number(t, sum[day], 1);
    }
}

static void add_sums(cli_table *t, const sm_stats *s, size_t side)
{
    size_t total = s->n_zones - 1;
    cli_table_cell(t, "share of all, %");
    for (size_t day = 0; day < s->n_dates; day++) {
        cli_table_number(t, row_at(s, day, total, side)->share_pct, 1);
    }
    cli_table_cell(t, "change");
    for (size_t day = 0; day < s->n_dates; day++) {
        cli_table_number(t, row_at(s, day, total, side)->change_km2, 1);
    }
}

static void areas(const sm_study *study, const sm_stats *s, const char *lang, size_t side, bool all,
                  sm_arena *a, sm_str *out)
{
    cli_table t;
    cli_table_init(&t, a, s->n_dates + 1, 1);
    sm_str_printf(out, "%s: area held, km²\n", side_name(a, study, s->sides[side], lang));
    head(&t, s, "", 0);
    for (size_t zone = 0; zone + 1 < s->n_zones; zone++) {
        if (is_shown(s, zone, all)) {
            add_zone(&t, s, zone, side);
        }
    }
    if (!all) {
        add_others(&t, s, side);
    }
    add_zone(&t, s, s->n_zones - 1, side);
    add_sums(&t, s, side);
    cli_table_write(&t, "  ", out);
    sm_str_puts(out, "\n");
}

static bool has_change(const sm_stats *s, size_t zone, size_t side)
{
    bool seen = false;
    for (size_t day = 1; day < s->n_dates; day++) {
        const sm_stats_row *r = row_at(s, day, zone, side);
        seen |= r->gained_km2 >= SEEN_KM2 || r->lost_km2 >= SEEN_KM2;
    }
    return seen;
}

static void add_change(cli_table *t, const sm_stats *s, size_t zone, size_t side)
{
    const sm_stats_zone *z = &s->zones[zone];
    cli_table_cell(t, z->name ? z->name : z->id);
    for (size_t day = 1; day < s->n_dates; day++) {
        const sm_stats_row *r = row_at(s, day, zone, side);
        bool gained = r->gained_km2 >= SEEN_KM2, lost = r->lost_km2 >= SEEN_KM2;
        cli_table_cell(
            t, !gained && !lost ? "·"
               : !lost          ? sm_arena_printf(t->arena, "+%.1f", r->gained_km2)
               : !gained        ? sm_arena_printf(t->arena, "-%.1f", r->lost_km2)
                         : sm_arena_printf(t->arena, "+%.1f -%.1f", r->gained_km2, r->lost_km2));
    }
}

static void changes(const sm_study *study, const sm_stats *s, const char *lang, size_t side,
                    sm_arena *a, sm_str *out)
{
    cli_table t;
    cli_table_init(&t, a, s->n_dates, 1);
    head(&t, s, "", 1);
    size_t before = t.cells.count;
    for (size_t zone = 0; zone < s->n_zones; zone++) {
        if (has_change(s, zone, side)) {
            add_change(&t, s, zone, side);
        }
    }
    if (t.cells.count > before) {
        sm_str_printf(out, "%s: gained and lost since the date before, km²\n",
                      side_name(a, study, s->sides[side], lang));
        cli_table_write(&t, "  ", out);
        sm_str_puts(out, "\n");
    }
}

static void fronts(const sm_stats *s, sm_arena *a, sm_str *out)
{
    size_t pairs = s->n_dates ? s->n_fronts / s->n_dates : 0;
    cli_table t;
    if (!pairs) {
        return;
    }
    cli_table_init(&t, a, s->n_dates + 1, 1);
    head(&t, s, "", 0);
    for (size_t p = 0; p < pairs; p++) {
        cli_table_cell(&t, sm_arena_printf(a, "%s - %s", s->fronts[p].left, s->fronts[p].right));
        for (size_t day = 0; day < s->n_dates; day++) {
            cli_table_number(&t, s->fronts[day * pairs + p].length_km, 1);
        }
    }
    sm_str_puts(out, "Length of the front, km\n");
    cli_table_write(&t, "  ", out);
    sm_str_puts(out, "\n");
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

// All places with the same dates and sides on one line, wrapped.
static void move_group(const sm_stats *s, size_t first, sm_arena *a, sm_str *out)
{
    enum { WIDTH = 96 };
    const sm_stats_move *m = &s->moves.items[first];
    size_t n = 0;
    sm_str names;
    sm_str_init(&names, a);
    int column = 4;
    for (size_t i = first; i < s->moves.count; i++) {
        const sm_stats_move *o = &s->moves.items[i];
        if (o->date == m->date && same(o->from, m->from) && same(o->to, m->to)) {
            int w = cli_columns(o->name) + 2;
            bool wraps = column + w > WIDTH;
            sm_str_printf(&names, "%s%s%s", n ? "," : "", wraps ? "\n    " : n ? " " : "", o->name);
            column = wraps ? 4 + w : column + w;
            n++;
        }
    }
    sm_str_printf(out, "  %s, %s to %s: %zu\n    %s\n", day_text(a, m->date),
                  m->from ? m->from : "nobody", m->to ? m->to : "nobody", n, names.text);
}

static bool is_first(const sm_stats *s, size_t i)
{
    const sm_stats_move *m = &s->moves.items[i];
    for (size_t k = 0; k < i; k++) {
        const sm_stats_move *o = &s->moves.items[k];
        if (o->date == m->date && same(o->from, m->from) && same(o->to, m->to)) {
            return false;
        }
    }
    return true;
}

static void moves(const sm_stats *s, sm_arena *a, sm_str *out)
{
    if (!s->moves.count) {
        return;
    }
    sm_str_puts(out, "Places that changed hands since the date before\n");
    for (size_t day = 1; day < s->n_dates; day++) {
        for (size_t i = 0; i < s->moves.count; i++) {
            if (s->moves.items[i].date == s->dates[day] && is_first(s, i)) {
                move_group(s, i, a, out);
            }
        }
    }
    sm_str_puts(out, "\n");
}

static double longest_front(const sm_stats *s)
{
    double longest = 0;
    for (size_t day = 0; day < s->n_dates; day++) {
        double sum = 0;
        for (size_t i = 0; i < s->n_fronts; i++) {
            sum += s->fronts[i].date == s->dates[day] ? s->fronts[i].length_km : 0;
        }
        longest = fmax(longest, sum);
    }
    return longest;
}

static void exactness(const sm_stats *s, sm_str *out)
{
    sm_str_printf(out,
                  "How exact: geodesic on WGS 84 and exact for the polygons as drawn; zones and\n"
                  "outside add up to the total within %.1g km².",
                  fmax(s->residual_km2, 1e-9));
    if (s->approximate) {
        sm_str_puts(out, " The polygons themselves are approximate.");
    }
    double km = longest_front(s);
    if (km > 0) {
        sm_str_printf(out,
                      "\nA front that runs 1 km beside its true place over its whole length moves"
                      " up to %.0f km².",
                      km);
    }
    sm_str_puts(out, "\n");
}

void cli_stats_text(const sm_study *study, const sm_stats *s, const char *lang, bool all,
                    sm_str *out)
{
    sm_arena *a = sm_arena_create();
    const char *title = sm_texts_in(&study->title, lang, NULL);
    sm_str_printf(out, "%s\n\n", title ? title : study->id);
    for (size_t side = 0; side < s->n_sides; side++) {
        areas(study, s, lang, side, all, a, out);
    }
    for (size_t side = 0; side < s->n_sides; side++) {
        changes(study, s, lang, side, a, out);
    }
    fronts(s, a, out);
    moves(s, a, out);
    exactness(s, out);
    sm_arena_destroy(a);
}

static void csv_text(sm_str *out, const char *text)
{
    if (!text[strcspn(text, ",\"\r\n")]) {
        sm_str_puts(out, text);
        return;
    }
    sm_str_puts(out, "\"");
    for (const char *c = text; *c; c++) {
        sm_str_add(out, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
    }
    sm_str_puts(out, "\"");
}

static void csv_number(sm_str *out, double value, int digits)
{
    if (isfinite(value)) {
        bool nothing = fabs(value) < pow(10, -digits) / 2;
        sm_str_printf(out, "%.*f", digits, nothing ? 0 : value);
    }
}

void cli_stats_csv(const sm_stats *s, sm_str *out)
{
    sm_str_puts(out, "date,side,zone,area_km2,share_pct,change_km2\n");
    for (size_t i = 0; i < s->n_rows; i++) {
        const sm_stats_row *r = &s->rows[i];
        char day[11];
        sm_format_date(r->date, day);
        sm_str_printf(out, "%s,", day);
        csv_text(out, r->side);
        sm_str_puts(out, ",");
        csv_text(out, r->zone);
        sm_str_puts(out, ",");
        csv_number(out, r->area_km2, 8);
        sm_str_puts(out, ",");
        csv_number(out, r->share_pct, 6);
        sm_str_puts(out, ",");
        csv_number(out, r->change_km2, 8);
        sm_str_puts(out, "\n");
    }
}

static void json_day(sm_json *j, const char *key, int32_t day)
{
    char text[11];
    sm_format_date(day, text);
    sm_json_string(j, key, text);
}

static void json_lists(sm_json *j, const sm_study *study, const sm_stats *s, const char *lang)
{
    sm_json_begin(j, "sides", '[');
    for (size_t i = 0; i < s->n_sides; i++) {
        const sm_side *side = sm_study_side(study, s->sides[i]);
        sm_json_begin(j, NULL, '{');
        sm_json_string(j, "id", s->sides[i]);
        sm_json_string(j, "name", side ? sm_texts_in(&side->name, lang, NULL) : NULL);
        sm_json_end(j);
    }
    sm_json_end(j);
    sm_json_begin(j, "zones", '[');
    for (size_t i = 0; i < s->n_zones; i++) {
        sm_json_begin(j, NULL, '{');
        sm_json_string(j, "id", s->zones[i].id);
        sm_json_string(j, "name", s->zones[i].name);
        sm_json_number(j, "area_km2", s->zones[i].area_km2, 8);
        sm_json_bool(j, "contested", s->zones[i].contested);
        sm_json_end(j);
    }
    sm_json_end(j);
}

static void json_rows(sm_json *j, const sm_stats *s)
{
    sm_json_begin(j, "rows", '[');
    for (size_t i = 0; i < s->n_rows; i++) {
        const sm_stats_row *r = &s->rows[i];
        sm_json_begin(j, NULL, '{');
        json_day(j, "date", r->date);
        sm_json_string(j, "side", r->side);
        sm_json_string(j, "zone", r->zone);
        sm_json_number(j, "area_km2", r->area_km2, 8);
        sm_json_number(j, "share_pct", r->share_pct, 6);
        sm_json_number(j, "change_km2", r->change_km2, 8);
        sm_json_number(j, "gained_km2", r->gained_km2, 8);
        sm_json_number(j, "lost_km2", r->lost_km2, 8);
        sm_json_end(j);
    }
    sm_json_end(j);
}

static void json_front_and_places(sm_json *j, const sm_stats *s)
{
    sm_json_begin(j, "front", '[');
    for (size_t i = 0; i < s->n_fronts; i++) {
        sm_json_begin(j, NULL, '{');
        json_day(j, "date", s->fronts[i].date);
        sm_json_string(j, "left", s->fronts[i].left);
        sm_json_string(j, "right", s->fronts[i].right);
        sm_json_number(j, "length_km", s->fronts[i].length_km, 6);
        sm_json_end(j);
    }
    sm_json_end(j);
    sm_json_begin(j, "places", '[');
    for (size_t i = 0; i < s->moves.count; i++) {
        const sm_stats_move *m = &s->moves.items[i];
        sm_json_begin(j, NULL, '{');
        json_day(j, "since", m->since);
        json_day(j, "date", m->date);
        sm_json_number(j, "record", (double)m->record, 0);
        sm_json_string(j, "name", m->name);
        sm_json_string(j, "from", m->from);
        sm_json_string(j, "to", m->to);
        sm_json_end(j);
    }
    sm_json_end(j);
}

void cli_stats_json(const sm_study *study, const sm_stats *s, const char *lang, sm_str *out)
{
    sm_json j;
    sm_json_init(&j, out);
    sm_json_begin(&j, NULL, '{');
    sm_json_string(&j, "study", study->id);
    json_lists(&j, study, s, lang);
    json_rows(&j, s);
    json_front_and_places(&j, s);
    sm_json_begin(&j, "exactness", '{');
    sm_json_number(&j, "residual_km2", s->residual_km2, 12);
    sm_json_bool(&j, "approximate", s->approximate);
    sm_json_number(&j, "km2_per_km_of_shift", longest_front(s), 3);
    sm_json_end(&j);
    sm_json_end(&j);
    sm_str_puts(out, "\n");
}
