// The guard before PROJ. A PROJ string can name grids, init files and pipelines, and a WKT can
// smuggle such a string in an extension: PROJ then opens any path. So a study's CRS is read here,
// word by word, and only what is known to be a projection with numbers goes on.
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sitmap/limits.h"

#include "crs_text.h"

#define MEND_FORMS "write EPSG:n, or +proj= with the parameters of one projection"
#define MEND_PROJECTED                                                                             \
    "a map needs a projection in metres; for a plain map use +proj=eqc +lat_ts=<latitude>"

// ---- The allow-list -----------------------------------------------------------------------------

typedef enum word_kind {
    WORD_NUMBER, // a finite number
    WORD_FLAG,   // no value
    WORD_PROJ,   // a projection of the list
    WORD_DATUM,  // becomes an ellipsoid: only datums within metres of WGS 84
    WORD_ELLPS,  // a name
    WORD_UNITS,  // dropped: the plane is in metres, as x_0 and y_0 are in any case
    WORD_DROPPED // harmless, and of no effect here
} word_kind;

static const struct word {
    const char *key;
    word_kind kind;
} words[] = {
    {"proj", WORD_PROJ},    {"lat_0", WORD_NUMBER},  {"lat_1", WORD_NUMBER},
    {"lat_2", WORD_NUMBER}, {"lat_ts", WORD_NUMBER}, {"lat_b", WORD_NUMBER},
    {"lon_0", WORD_NUMBER}, {"lon_1", WORD_NUMBER},  {"lon_2", WORD_NUMBER},
    {"lonc", WORD_NUMBER},  {"k", WORD_NUMBER},      {"k_0", WORD_NUMBER},
    {"x_0", WORD_NUMBER},   {"y_0", WORD_NUMBER},    {"a", WORD_NUMBER},
    {"b", WORD_NUMBER},     {"rf", WORD_NUMBER},     {"R", WORD_NUMBER},
    {"zone", WORD_NUMBER},  {"gamma", WORD_NUMBER},  {"alpha", WORD_NUMBER},
    {"h", WORD_NUMBER},     {"azi", WORD_NUMBER},    {"to_meter", WORD_DROPPED},
    {"datum", WORD_DATUM},  {"ellps", WORD_ELLPS},   {"units", WORD_UNITS},
    {"south", WORD_FLAG},   {"over", WORD_FLAG},     {"no_off", WORD_FLAG},
    {"no_uoff", WORD_FLAG}, {"no_rot", WORD_FLAG},   {"approx", WORD_FLAG},
    {"no_cut", WORD_FLAG},  {"type", WORD_DROPPED},  {"no_defs", WORD_DROPPED},
};

// Projections proper: PROJ's other operations shift datums, read grids or take projections apart.
static const char *const projections[] = {
    "adams_ws2", "aea",  "aeqd",   "aitoff",   "bonne",     "cass",    "cc",     "cea",
    "comill",    "eck4", "eck6",   "eqc",      "eqdc",      "eqearth", "etmerc", "gall",
    "geos",      "gnom", "hammer", "kav7",     "krovak",    "laea",    "lcc",    "leac",
    "merc",      "mill", "moll",   "natearth", "natearth2", "nsper",   "omerc",  "ortho",
    "patterson", "poly", "robin",  "sinu",     "somerc",    "stere",   "sterea", "tmerc",
    "tobmerc",   "ups",  "utm",    "vandg",    "wag4",      "webmerc", "wintri",
};

static const char *const ellipsoids[] = {
    "WGS84",  "GRS80",     "WGS72", "WGS66",   "krass", "intl",  "bessel", "clrk66",
    "clrk80", "clrk80ign", "airy",  "aust_SA", "GRS67", "IAU76", "sphere",
};

// What stands here for PROJ's own unit list: a page is printed, so few are ever written.
static const char *const units[] = {"m", "km", "ft", "us-ft", "dm", "cm", "mm"};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool is_one_of(const char *word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(word, list[i]) == 0) {
            return true;
        }
    }
    return false;
}

static const struct word *find_word(const char *key)
{
    for (size_t i = 0; i < COUNT(words); i++) {
        if (strcmp(key, words[i].key) == 0) {
            return &words[i];
        }
    }
    return NULL;
}

// ---- One word -----------------------------------------------------------------------------------

static sm_status refuse(sm_error *err, const char *mend, const char *what, const char *word)
{
    return sm_fail(err, SM_EINPUT, SM_NOWHERE, mend, "%s '%.80s' in the CRS", what, word);
}

static bool is_number(const char *text)
{
    double value;
    return sm_parse_double(text, strlen(text), &value) && isfinite(value);
}

static void keep(sm_crs_words *out, const char *word)
{
    out->argv[out->argc++] = word;
}

static sm_status take_datum(sm_crs_words *out, const char *value, sm_error *err)
{
    // Both lie within metres of WGS 84: only the ellipsoid is left of them, and no database is
    // asked.
    static const char *const datums[][2] = {{"WGS84", "ellps=WGS84"}, {"NAD83", "ellps=GRS80"}};
    for (size_t i = 0; i < COUNT(datums); i++) {
        if (strcmp(value, datums[i][0]) == 0) {
            keep(out, datums[i][1]);
            return SM_OK;
        }
    }
    return refuse(err, "+datum takes WGS84 or NAD83; for another datum write EPSG:n",
                  "unknown datum", value);
}

static sm_status take_proj(sm_crs_words *out, const char *word, const char *value, sm_error *err)
{
    static const char *const lonlat[] = {"longlat", "latlong", "lonlat", "latlon"};
    if (is_one_of(value, lonlat, COUNT(lonlat))) {
        return sm_fail(err, SM_EINPUT, SM_NOWHERE, MEND_PROJECTED, "+proj=%s is not projected",
                       value);
    }
    if (!is_one_of(value, projections, COUNT(projections))) {
        return refuse(err, "lcc, laea, aea, utm, tmerc, merc, eqc and stere are the usual ones",
                      "unknown or refused projection", value);
    }
    keep(out, word);
    return SM_OK;
}

// `word` is "key=value" or "key"; it stays whole, for PROJ's argument list.
static sm_status take_word(sm_crs_words *out, const char *word, sm_error *err)
{
    char key[16];
    size_t key_len = strcspn(word, "=");
    const char *value = word[key_len] ? word + key_len + 1 : NULL;
    if (key_len >= sizeof key) {
        return refuse(err, MEND_FORMS, "refused word", word);
    }
    memcpy(key, word, key_len);
    key[key_len] = '\0';
    const struct word *known = find_word(key);
    if (!known) {
        return refuse(err, "only numbers and names of one projection are allowed", "refused word",
                      word);
    }
    switch (known->kind) {
    case WORD_NUMBER:
        if (!value || !is_number(value)) {
            return refuse(err, "decimal degrees or metres, as in +lat_0=39.7", "no number in",
                          word);
        }
        keep(out, word);
        return SM_OK;
    case WORD_FLAG:
        keep(out, word);
        return value ? refuse(err, "the word takes no value", "refused word", word) : SM_OK;
    case WORD_PROJ: return take_proj(out, word, value ? value : "", err);
    case WORD_DATUM: return take_datum(out, value ? value : "", err);
    case WORD_ELLPS:
        keep(out, word);
        return value && is_one_of(value, ellipsoids, COUNT(ellipsoids))
                   ? SM_OK
                   : refuse(err, "WGS84, GRS80, krass, ...", "unknown ellipsoid", word);
    case WORD_UNITS:
        return value && is_one_of(value, units, COUNT(units))
                   ? SM_OK
                   : refuse(err, "write +units=m", "unknown units", word);
    case WORD_DROPPED: return SM_OK;
    }
    return SM_OK;
}

// ---- The whole text -----------------------------------------------------------------------------

static bool has_word(const sm_crs_words *w, const char *key)
{
    size_t len = strlen(key);
    for (int i = 0; i < w->argc; i++) {
        if (strncmp(w->argv[i], key, len) == 0 && (w->argv[i][len] == '=' || !w->argv[i][len])) {
            return true;
        }
    }
    return false;
}

static sm_status parse_epsg(const char *digits, sm_crs_words *out, sm_error *err)
{
    size_t n = strspn(digits, "0123456789");
    if (n < 1 || n > 6 || digits[n]) {
        return sm_fail(err, SM_EINPUT, SM_NOWHERE, "as in EPSG:32638", "bad EPSG code '%.80s'",
                       digits);
    }
    memcpy(out->epsg, digits, n + 1);
    return SM_OK;
}

static sm_status split_words(sm_crs_words *out, sm_error *err)
{
    char *at = out->text;
    while (*(at += strspn(at, " \t\n\r")) != '\0') {
        char *word = at + (*at == '+');
        at += strcspn(at, " \t\n\r");
        if (*at) {
            *at++ = '\0';
        }
        if (out->argc >= SM_CRS_WORDS - 2) { // one place for a default, one for luck
            return sm_fail(err, SM_ELIMIT, SM_NOWHERE, MEND_FORMS, "too many words in the CRS");
        }
        sm_status status = take_word(out, word, err);
        if (status) {
            return status;
        }
    }
    return SM_OK;
}

static bool is_plain_ascii(const char *text)
{
    for (; *text; text++) {
        if ((*text < 0x20 && !strchr("\t\n\r", *text)) || *text == 0x7F || (*text & 0x80)) {
            return false;
        }
    }
    return true;
}

sm_status sm_crs_words_parse(const char *text, sm_crs_words *out, sm_error *err)
{
    *out = (sm_crs_words){.argc = 0};
    size_t len = strlen(text);
    if (len >= sizeof out->text) {
        return sm_fail(err, SM_ELIMIT, SM_NOWHERE, MEND_FORMS, "the CRS is longer than %d bytes",
                       SM_CRS_TEXT_BYTES - 1);
    }
    if (!is_plain_ascii(text)) {
        return sm_fail(err, SM_EINPUT, SM_NOWHERE, MEND_FORMS, "the CRS is not plain ASCII");
    }
    text += strspn(text, " \t\n\r");
    if (strncasecmp(text, "EPSG:", 5) == 0) {
        return parse_epsg(text + 5, out, err);
    }
    memcpy(out->text, text, strlen(text) + 1);
    sm_status status = split_words(out, err);
    if (status) {
        return status;
    }
    if (!has_word(out, "proj")) {
        return sm_fail(err, SM_EINPUT, SM_NOWHERE, MEND_FORMS, "not a CRS: '%.80s'", text);
    }
    if (!has_word(out, "ellps") && !has_word(out, "a") && !has_word(out, "R")) {
        keep(out, "ellps=WGS84");
    }
    return SM_OK;
}

sm_status sm_crs_wkt_check(const char *wkt, const char *file, sm_error *err)
{
    static const char *const traps[] = {"EXTENSION",  "PARAMETERFILE", "nadgrids",
                                        "geoidgrids", "+init",         "+proj",
                                        "grids=",     "file=",         "PROJ4_GRIDS"};
    if (strlen(wkt) > SM_MAX_PRJ_BYTES) {
        return sm_fail(err, SM_ELIMIT, SM_IN_FILE(file), NULL,
                       "longer than %u bytes (SM_MAX_PRJ_BYTES)", SM_MAX_PRJ_BYTES);
    }
    for (size_t i = 0; i < COUNT(traps); i++) {
        if (strcasestr(wkt, traps[i])) {
            return sm_fail(
                err, SM_EINPUT, SM_IN_FILE(file),
                "write the CRS without extensions, or name it in the study's crs attribute",
                "refused: the CRS contains '%s', which could name a file", traps[i]);
        }
    }
    return SM_OK;
}

// ---- Reading PROJ's own definitions -------------------------------------------------------------

// The number after " key=", or the fallback.
static double definition_number(const char *definition, const char *key, double fallback)
{
    size_t len = strlen(key);
    for (const char *at = definition; (at = strstr(at, key)) != NULL; at += len) {
        double value;
        size_t digits = strspn(at + len, "+-.0123456789eE");
        if ((at == definition || at[-1] == ' ' || at[-1] == '+') &&
            sm_parse_double(at + len, digits, &value)) {
            return value;
        }
    }
    return fallback;
}

double sm_crs_central_meridian(const char *definition)
{
    double zone = definition_number(definition, "zone=", 0);
    double lon_deg = zone > 0 ? zone * 6 - 183 : definition_number(definition, "lonc=", 0);
    lon_deg = definition_number(definition, "lon_0=", lon_deg);
    return fabs(lon_deg) <= 360 ? lon_deg : 0;
}
