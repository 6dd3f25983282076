// Words that figures need in the reader's language: dates and rounded numbers.
#include <math.h>
#include <string.h>

#include "compose/parts.h"

typedef struct language {
    const char *code;
    const char *months[12]; // as they stand in a full date
    char decimal;
    const char *short_months[12];
    const char *group; // between thousands
} language;

static const language languages[] = {
    {"en",
     {"January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December"},
     '.',
     {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
     ","},
    {"az",
     {"yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr",
      "noyabr", "dekabr"},
     ',',
     {"yan", "fev", "mar", "apr", "may", "iyn", "iyl", "avq", "sen", "okt", "noy", "dek"},
     "."},
    {"uk",
     {"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня",
      "жовтня", "листопада", "грудня"},
     ',',
     {"січ.", "лют.", "бер.", "квіт.", "трав.", "черв.", "лип.", "серп.", "вер.", "жовт.", "лист.",
      "груд."},
     "\u00A0"},
    {"ru",
     {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
      "октября", "ноября", "декабря"},
     ',',
     {"янв.", "фев.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сен.", "окт.", "ноя.",
      "дек."},
     "\u00A0"},
    {"hy",
     {"հունվարի", "փետրվարի", "մարտի", "ապրիլի", "մայիսի", "հունիսի", "հուլիսի", "օգոստոսի",
      "սեպտեմբերի", "հոկտեմբերի", "նոյեմբերի", "դեկտեմբերի"},
     ',',
     {"հնվ", "փտվ", "մրտ", "ապր", "մյս", "հնս", "հլս", "օգս", "սեպ", "հոկ", "նոյ", "դեկ"},
     "\u00A0"},
    {"fr",
     {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
      "octobre", "novembre", "décembre"},
     ',',
     {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
      "déc."},
     "\u202F"},
    {"tr",
     {"Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim",
      "Kasım", "Aralık"},
     ',',
     {"Oca", "Şub", "Mar", "Nis", "May", "Haz", "Tem", "Ağu", "Eyl", "Eki", "Kas", "Ara"},
     "."},
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

const char *sm_compose_day_month(sm_arena *a, int32_t day, const char *lang, bool is_short)
{
    const language *l = find_language(lang);
    int year = 0, month = 0, mday = 0;
    if (!l) {
        return sm_compose_date(a, day, lang);
    }
    sm_split_date(day, &year, &month, &mday);
    return sm_arena_printf(a, "%d\u00A0%s", mday,
                           is_short ? l->short_months[month - 1] : l->months[month - 1]);
}

const char *sm_compose_days(sm_arena *a, int32_t from, int32_t to, const char *lang, bool is_short)
{
    int y0 = 0, m0 = 0, d0 = 0, y1 = 0, m1 = 0, d1 = 0;
    const char *last = sm_compose_day_month(a, to, lang, is_short);
    sm_split_date(from, &y0, &m0, &d0);
    sm_split_date(to, &y1, &m1, &d1);
    if (from == to) {
        return last;
    }
    if (y0 == y1 && m0 == m1 && find_language(lang)) {
        return sm_arena_printf(a, "%d–%s", d0, last);
    }
    return sm_arena_printf(a, "%s – %s", sm_compose_day_month(a, from, lang, is_short), last);
}

const char *sm_compose_count(sm_arena *a, double value, int decimals, const char *lang)
{
    static const language plain = {.decimal = '.', .group = "\u00A0"};
    const language *l = find_language(lang);
    l = l ? l : &plain;
    char digits[64];
    double scale = pow(10, decimals), rounded = round(fabs(value) * scale) / scale;
    snprintf(digits, sizeof digits, "%.*f", decimals, fmin(rounded, 1e15));
    size_t whole = strcspn(digits, ".");
    sm_str out;
    sm_str_init(&out, a);
    sm_str_puts(&out, value < 0 && rounded > 0 ? "\u2212" : "");
    for (size_t i = 0; i < whole; i++) {
        sm_str_puts(&out, i && (whole - i) % 3 == 0 ? l->group : "");
        sm_str_add(&out, digits + i, 1);
    }
    if (decimals > 0) {
        sm_str_add(&out, &l->decimal, 1);
        sm_str_puts(&out, digits + whole + 1);
    }
    return out.text;
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

// "side-2": the second side's name.
static const char *side_name(const char *name, size_t len, const sm_figure_job *job)
{
    double n = 0;
    if (len < 6 || memcmp(name, "side-", 5) != 0 || !sm_parse_double(name + 5, len - 5, &n) ||
        n < 1 || n > (double)job->study->n_sides) {
        return NULL;
    }
    const sm_side *side = &job->study->sides[(size_t)n - 1];
    const char *own = sm_texts_in(&side->name, job->lang, NULL);
    return own ? own : side->id;
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
    return side_name(name, len, job);
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
    const sm_study *study = job->study;
    const char **sides = sm_arena_alloc(a, (study->n_sides + 1) * sizeof *sides);
    for (size_t i = 0; i < study->n_sides; i++) {
        sides[i] = study->sides[i].id;
    }
    return (sm_style_env){.scale_denom = scale_denom,
                          .figure_width_mm = job->figure->width_mm,
                          .lang = job->lang,
                          .date = date,
                          .variant = job->variant,
                          .palette = study->palette,
                          .sides = sides,
                          .n_sides = study->n_sides};
}
