// The order of the passes, and what becomes of their findings.
#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "check/parts.h"

static size_t index_of(const char *id)
{
    for (size_t i = 0; i < sm_check_rule_count(); i++) {
        if (strcmp(sm_check_rule_at(i)->id, id) == 0) {
            return i;
        }
    }
    return sm_check_rule_count();
}

void check_say(check *c, const char *rule, sm_place at, sm_point lonlat, const char *mend,
               const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    const char *message = sm_arena_vprintf(c->arena, fmt, args);
    va_end(args);
    size_t i = index_of(rule);
    sm_diags_add_at(&c->by_rule[i], sm_check_rule_at(i)->severity, rule, at, lonlat.x, lonlat.y,
                    mend, "%s", message);
}

void check_excuse(check *c, const char *rule, sm_place at, sm_point lonlat, const char *reason,
                  const char *message)
{
    const sm_diag d = {.severity = sm_check_rule_find(rule)->severity,
                       .rule = rule,
                       .at = at,
                       .lon_deg = lonlat.x,
                       .lat_deg = lonlat.y,
                       .message = message,
                       .mend = "",
                       .times = 1};
    *SM_PUSH(c->arena, &c->out->excused) = (sm_check_excused){d, reason};
}

sm_place check_line(const check *c, int line)
{
    return SM_AT_LINE(c->in->study->path, line);
}

sm_place check_record(const check *c, const sm_layer *layer, long record)
{
    return SM_AT_RECORD(sm_arena_printf(c->arena, "%s/%s", sm_root_path(c->in->root), layer->file),
                        record);
}

bool check_has_found(const check *c, const char *rule, const char *file)
{
    for (size_t i = 0; c->in->found && file && i < c->in->found->count; i++) {
        const sm_diag *d = &c->in->found->items[i];
        if (d->rule && strcmp(d->rule, rule) == 0 && d->at.file && strcmp(d->at.file, file) == 0) {
            return true;
        }
    }
    return false;
}

bool check_shows_same(const sm_layer *a, const sm_layer *b)
{
    return a->file && sm_same_text(a->file, b->file) && sm_same_text(a->where, b->where) &&
           a->time == b->time && sm_same_text(a->date_field, b->date_field) &&
           sm_same_text(a->from_field, b->from_field) && sm_same_text(a->to_field, b->to_field) &&
           sm_same_text(a->side_field, b->side_field);
}

// What reading sees in passing and a pass here sees with its place.
static bool is_replaced(const char *rule)
{
    static const char *const replaced[] = {
        "dbf.count",       "shp.winding", "shp.degenerate",  "derive.mended",      "stats.mended",
        "prj.implausible", "crs.convert", "time.unreadable", "stats.zones-overlap"};
    for (size_t i = 0; i < sizeof replaced / sizeof replaced[0]; i++) {
        if (strcmp(rule, replaced[i]) == 0) {
            return true;
        }
    }
    return false;
}

void check_take_found(check *c, const sm_diags *found)
{
    for (size_t i = 0; found && i < found->count; i++) {
        const sm_diag *d = &found->items[i];
        size_t rule = d->rule ? index_of(d->rule) : sm_check_rule_count();
        if (!d->rule || !is_replaced(d->rule)) {
            const sm_diags one = {.items = (sm_diag *)d, .count = 1};
            sm_diags_merge(&c->by_rule[rule], &one);
        }
    }
    c->by_rule[sm_check_rule_count()].hidden += found ? found->hidden : 0;
}

// A figure that can not be drawn because a layer is broken says nothing new.
static bool is_consequence(const char *rule)
{
    static const char *const rules[] = {"figure.failed",    "figure.blank",   "layer.empty",
                                        "layer.unreadable", "derive.failed",  "layer.invisible",
                                        "label.failed",     "callout.target", "legend.layer"};
    for (size_t i = 0; rule && i < sizeof rules / sizeof rules[0]; i++) {
        if (strcmp(rule, rules[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_report_failed(const char *rule)
{
    return rule && strcmp(rule, "report.failed") == 0;
}

/** What hides its own consequences: any error hides that a report fails; one with a cause of its
 *  own hides that figures and layers fail. */
typedef struct causes {
    bool any, own;
} causes;

static causes find_causes(const check *c)
{
    causes found = {false, false};
    for (size_t i = 0; i <= sm_check_rule_count(); i++) {
        for (size_t k = 0; k < c->by_rule[i].count; k++) {
            const sm_diag *d = &c->by_rule[i].items[k];
            bool cause = d->severity == SM_ERROR && !is_report_failed(d->rule);
            found.any |= cause;
            found.own |= cause && !is_consequence(d->rule);
        }
    }
    return found;
}

// Does the file of a finding belong to the layer? Suffixes differ, folders may be prefixed.
bool sm_check_is_of_layer(const char *file, const sm_layer *layer)
{
    size_t stem = layer->file ? strcspn(layer->file, ".") : 0;
    size_t len = file ? strlen(file) : 0;
    const char *dot = file ? strrchr(file, '.') : NULL;
    size_t have = dot ? (size_t)(dot - file) : len;
    return stem && have >= stem && memcmp(file + have - stem, layer->file, stem) == 0 &&
           (have == stem || file[have - stem - 1] == '/');
}

static bool is_silenced_by(const check *c, const sm_diag *d, const sm_study_silence *s)
{
    const sm_layer *layer = s->layer ? sm_study_layer(c->in->study, s->layer) : NULL;
    if (!d->rule || strcmp(d->rule, s->rule) != 0) {
        return false;
    }
    return !s->layer ||
           (layer && (sm_check_is_of_layer(d->at.file, layer) || d->at.line == layer->line));
}

static const char *reason_for(check *c, const sm_diag *d)
{
    const sm_study_checks *checks = &c->in->study->checks;
    for (size_t i = 0; i < checks->n_silences; i++) {
        if (is_silenced_by(c, d, &checks->silences[i])) {
            c->used_silences[i] = true;
            return checks->silences[i].reason;
        }
    }
    return NULL;
}

// A style whose rule is off or has lost its filter draws too little or too much; its own finding
// says why. A size too fine for print is told with its line in the style.
static bool is_of_style(check *c, const sm_diag *d)
{
    static const char *const off[] = {"W103", "W105", "W109", "W112", "W113"};
    const sm_study *s = c->in->study;
    bool drawn = d->rule && (strcmp(d->rule, "layer.invisible") == 0 ||
                             strcmp(d->rule, "page.colors-alike") == 0);
    for (size_t i = 0; drawn && i < s->n_layers; i++) {
        for (size_t k = 0; s->layers[i].line == d->at.line && k < sizeof off / sizeof *off; k++) {
            if (check_has_found(c, off[k], s->layers[i].style)) {
                return true;
            }
        }
    }
    return false;
}

static void hand_over(check *c, const sm_diags *from, causes caused, sm_check_result *out)
{
    for (size_t i = 0; i < from->count; i++) {
        const sm_diag *d = &from->items[i];
        const char *reason = reason_for(c, d);
        if (reason) {
            *SM_PUSH(c->arena, &out->excused) = (sm_check_excused){*d, reason};
        } else if (!(caused.own && is_consequence(d->rule)) &&
                   !(caused.any && is_report_failed(d->rule)) && !is_of_style(c, d)) {
            *SM_PUSH(c->arena, &out->findings) = *d;
        }
    }
    out->findings.hidden += from->hidden;
}

static void check_silences(check *c)
{
    const sm_study_checks *checks = &c->in->study->checks;
    for (size_t i = 0; i < checks->n_silences; i++) {
        const sm_study_silence *s = &checks->silences[i];
        if (!sm_check_rule_find(s->rule)) {
            check_say(c, "silence.unknown", check_line(c, s->line), CHECK_NO_PLACE,
                      "take the id that a finding shows in brackets",
                      "there is no rule \"%s\" to silence", s->rule);
        } else if (!c->used_silences[i]) {
            check_say(c, "silence.unused", check_line(c, s->line), CHECK_NO_PLACE, "remove it",
                      "nothing is found by rule %s any more%s%s", s->rule,
                      s->layer ? " in layer " : "", s->layer ? s->layer : "");
        }
    }
}

void sm_check_run(sm_arena *a, const sm_check_input *in, sm_check_result *out)
{
    static void (*const passes[])(check *) = {check_description, check_files, check_geometry,
                                              check_cover,       check_time,  check_facts,
                                              check_page,        check_colors};
    size_t n = sm_check_rule_count();
    check c = {.in = in, .arena = a, .out = out};
    c.by_rule = sm_arena_zero(a, n + 1, sizeof *c.by_rule);
    c.used_silences = sm_arena_zero(a, in->study->checks.n_silences + 1, sizeof *c.used_silences);
    *out = (sm_check_result){.excused = {NULL, 0, 0}};
    sm_diags_init(&out->findings, a);
    for (size_t i = 0; i <= n; i++) {
        sm_diags_init(&c.by_rule[i], a);
    }
    for (size_t i = 0; i < sizeof passes / sizeof passes[0]; i++) {
        passes[i](&c);
    }
    check_take_found(&c, in->found);
    const causes caused = find_causes(&c), none = {false, false};
    size_t silences = index_of("silence.unknown");
    for (size_t i = 0; i <= n; i++) {
        if (i != silences && i != silences + 1) {
            hand_over(&c, &c.by_rule[i], caused, out);
        }
    }
    check_silences(&c); // after all others: only now it is known which were needed
    hand_over(&c, &c.by_rule[silences], none, out);
    hand_over(&c, &c.by_rule[silences + 1], none, out);
}
