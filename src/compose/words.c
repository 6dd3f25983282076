// Words that figures need in the reader's language: dates and rounded numbers.
#include <math.h>
#include <string.h>

#include "compose/parts.h"

typedef struct language {
    const char *code;
    const char *months[12]; // as they stand in a full date
    char decimal;
} language;

static const language languages[] = {
    {"en",
     {"January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December"},
     '.'},
    {"az",
     {"yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr",
      "noyabr", "dekabr"},
     ','},
    {"uk",
     {"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня",
      "жовтня", "листопада", "грудня"},
     ','},
    {"ru",
     {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
      "октября", "ноября", "декабря"},
     ','},
    {"hy",
     {"հունվարի", "փետրվարի", "մարտի", "ապրիլի", "մայիսի", "հունիսի", "հուլիսի", "օգոստոսի",
      "սեպտեմբերի", "հոկտեմբերի", "նոյեմբերի", "դեկտեմբերի"},
     ','},
    {"fr",
     {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
      "octobre", "novembre", "décembre"},
     ','},
    {"tr",
     {"Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim",
      "Kasım", "Aralık"},
     ','},
};

static const language *find_language(const char *lang)
{
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++) {
        size_t n = strlen(languages[i].code);
        if (strncmp(lang, languages[i].code, n) == 0 && (lang[n] == '\0' || lang[n] == '-')) {
            return &languages[i];
        }
    }
    return NULL;
}

const char *sm_compose_date(sm_arena *a, int32_t day, const char *lang)
{
    const language *l = find_language(lang);
    if (!l) {
        char *iso = sm_arena_alloc(a, 11);
        sm_format_date(day, iso);
        return iso;
    }
    int year = 0, month = 0, mday = 0;
    sm_split_date(day, &year, &month, &mday);
    return sm_arena_printf(a, "%d %s %d", mday, l->months[month - 1], year);
}

const char *compose_number(sm_arena *a, double value, const char *lang)
{
    const language *l = find_language(lang);
    char *text = sm_arena_printf(a, "%.15g", value);
    char *point = strchr(text, '.');
    if (point && l) {
        *point = l->decimal;
    }
    return text;
}

// Approximate data carry two figures: 1788 is "1800", and 653 is "650".
static double two_figures(double value)
{
    if (!(fabs(value) > 0)) {
        return 0;
    }
    double unit = pow(10, floor(log10(fabs(value))) - 1);
    return unit >= 1 ? round(value / unit) * unit : round(value / unit) / round(1 / unit);
}

// "1 200 000", with no-break spaces, to three figures where the scale is not round.
const char *compose_scale(sm_arena *a, double denominator)
{
    double unit = pow(10, floor(log10(denominator)) - 2);
    double rounded = fabs(denominator - round(denominator / unit) * unit) < 0.5
                         ? denominator
                         : round(denominator / unit) * unit;
    char digits[32];
    size_t n = (size_t)snprintf(digits, sizeof digits, "%.0f", rounded);
    sm_str out;
    sm_str_init(&out, a);
    sm_str_puts(&out, "1 : ");
    for (size_t i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0) {
            sm_str_puts(&out, "\u00A0");
        }
        sm_str_add(&out, digits + i, 1);
    }
    return out.text;
}

static const char *placeholder(sm_arena *a, const char *name, size_t len, const sm_figure_job *job,
                               const sm_map_layer *layer, const sm_plan *plan)
{
    if (len == 4 && memcmp(name, "date", 4) == 0) {
        return sm_compose_date(a, job->figure->date, job->lang);
    }
    if (len == 5 && memcmp(name, "since", 5) == 0 && job->figure->has_since) {
        return sm_compose_date(a, job->figure->since, job->lang);
    }
    if (len == 4 && memcmp(name, "area", 4) == 0 && layer) {
        return compose_number(a, two_figures(layer->area_km2), job->lang);
    }
    if (len == 6 && memcmp(name, "length", 6) == 0 && layer) {
        return compose_number(a, two_figures(layer->length_km), job->lang);
    }
    if (len == 5 && memcmp(name, "scale", 5) == 0 && plan) {
        return compose_scale(a, plan->map.view.scale_denom);
    }
    return NULL;
}

const char *compose_expand(sm_arena *a, const char *text, const sm_figure_job *job,
                           const sm_map_layer *layer, const sm_plan *plan)
{
    sm_str out;
    sm_str_init(&out, a);
    while (*text) {
        const char *close = *text == '{' ? strchr(text, '}') : NULL;
        const char *value =
            close ? placeholder(a, text + 1, (size_t)(close - text - 1), job, layer, plan) : NULL;
        if (value) {
            sm_str_puts(&out, value);
            text = close + 1;
        } else {
            sm_str_add(&out, text++, 1);
        }
    }
    return out.text;
}

const char *sm_compose_expand(sm_arena *a, const char *text, const sm_figure_job *job,
                              const sm_map_layer *layer)
{
    return compose_expand(a, text, job, layer, NULL);
}

sm_style_env sm_compose_env(sm_arena *a, const sm_figure_job *job, double scale_denom)
{
    char *date = sm_arena_alloc(a, 11);
    sm_format_date(job->figure->date, date);
    return (sm_style_env){.scale_denom = scale_denom,
                          .figure_width_mm = job->figure->width_mm,
                          .lang = job->lang,
                          .date = date,
                          .variant = job->variant};
}
