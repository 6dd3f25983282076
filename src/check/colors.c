// Can the sides be told apart: in grey, and by readers with a colour vision deficiency?
//
// Sources: Sharma, Wu & Dalal, "The CIEDE2000 color-difference formula: implementation notes,
// supplementary test data, and mathematical observations", Color Research & Application 30 (2005);
// Machado, Oliveira & Fernandes, "A physiologically-based model for simulation of color vision
// deficiency", IEEE TVCG 15 (2009), table 1, severity 1.0; sRGB: IEC 61966-2-1.
#include <math.h>
#include <string.h>

#include "check/parts.h"

// Two fills that lie apart on a page need far more than the just noticeable difference of about 2.
// Ten was chosen by eye on pairs of pale fills, printed and on screen.
static const double LEAST_DIFFERENCE = 10;
static const double LEAST_DIFFERENCE_GREY = 5; // of lightness alone, side by side

static double to_linear(double c)
{
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double from_linear(double c)
{
    c = c < 0 ? 0 : c > 1 ? 1 : c;
    return c <= 0.0031308 ? 12.92 * c : 1.055 * pow(c, 1 / 2.4) - 0.055;
}

sm_color sm_check_simulate(sm_color c, sm_vision vision)
{
    static const double matrices[][3][3] = {
        [SM_VISION_PROTAN] = {{0.152286, 1.052583, -0.204868},
                              {0.114503, 0.786281, 0.099216},
                              {-0.003882, -0.048116, 1.051998}},
        [SM_VISION_DEUTAN] = {{0.367322, 0.860646, -0.227968},
                              {0.280085, 0.672501, 0.047413},
                              {-0.011820, 0.042940, 0.968881}},
        [SM_VISION_TRITAN] = {{1.255528, -0.076749, -0.178779},
                              {-0.078411, 0.930809, 0.147602},
                              {0.004733, 0.691367, 0.303900}},
    };
    if (vision == SM_VISION_NORMAL) {
        return c;
    }
    if (vision == SM_VISION_GREY) {
        return sm_color_to_grey(c);
    }
    const double in[3] = {to_linear(c.r / 255.0), to_linear(c.g / 255.0), to_linear(c.b / 255.0)};
    uint8_t out[3];
    for (size_t i = 0; i < 3; i++) {
        const double *m = matrices[vision][i];
        out[i] = (uint8_t)lround(255 * from_linear(m[0] * in[0] + m[1] * in[1] + m[2] * in[2]));
    }
    return (sm_color){out[0], out[1], out[2], c.a};
}

// CIE 15: L*a*b* under D65, from linear sRGB.
static double lab_f(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

static void to_lab(sm_color c, double lab[3])
{
    double r = to_linear(c.r / 255.0), g = to_linear(c.g / 255.0), b = to_linear(c.b / 255.0);
    double x = lab_f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    double y = lab_f(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    double z = lab_f((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
    lab[0] = 116 * y - 16;
    lab[1] = 500 * (x - y);
    lab[2] = 200 * (y - z);
}

static double radians(double deg)
{
    return deg * M_PI / 180;
}

static double hue_deg(double a, double b)
{
    double h = a == 0 && b == 0 ? 0 : atan2(b, a) * 180 / M_PI;
    return h < 0 ? h + 360 : h;
}

// Equations 10 and 14: difference and mean of two hues, the short way round.
static void compare_hues(double h1, double h2, bool grey, double *difference, double *mean)
{
    double d = h2 - h1;
    *difference = grey ? 0 : d > 180 ? d - 360 : d < -180 ? d + 360 : d;
    *mean = grey             ? h1 + h2
            : fabs(d) <= 180 ? (h1 + h2) / 2
            : h1 + h2 < 360  ? (h1 + h2 + 360) / 2
                             : (h1 + h2 - 360) / 2;
}

static double seventh(double c)
{
    double c7 = pow(c, 7);
    return sqrt(c7 / (c7 + 6103515625.0)); // 25^7
}

double sm_check_ciede2000(const double lab1[3], const double lab2[3])
{
    double mean_c = (hypot(lab1[1], lab1[2]) + hypot(lab2[1], lab2[2])) / 2;
    double g = 0.5 * (1 - seventh(mean_c));
    double a1 = (1 + g) * lab1[1], a2 = (1 + g) * lab2[1];
    double c1 = hypot(a1, lab1[2]), c2 = hypot(a2, lab2[2]);
    double dh = 0, h = 0;
    compare_hues(hue_deg(a1, lab1[2]), hue_deg(a2, lab2[2]), c1 * c2 == 0, &dh, &h);
    double dl = lab2[0] - lab1[0], dc = c2 - c1, c = (c1 + c2) / 2;
    double big_dh = 2 * sqrt(c1 * c2) * sin(radians(dh / 2));
    double t = 1 - 0.17 * cos(radians(h - 30)) + 0.24 * cos(radians(2 * h)) +
               0.32 * cos(radians(3 * h + 6)) - 0.20 * cos(radians(4 * h - 63));
    double l50 = pow((lab1[0] + lab2[0]) / 2 - 50, 2);
    double sl = 1 + 0.015 * l50 / sqrt(20 + l50), sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
    double theta = 30 * exp(-pow((h - 275) / 25, 2));
    double rt = -2 * seventh(c) * sin(radians(2 * theta));
    double l = dl / sl, k = dc / sc, m = big_dh / sh;
    return sqrt(l * l + k * k + m * m + rt * k * m);
}

double sm_check_color_difference(sm_color a, sm_color b)
{
    double one[3], other[3];
    to_lab(a, one);
    to_lab(b, other);
    return sm_check_ciede2000(one, other);
}

// ---- The sides of a layer -----------------------------------------------------------------------

/** How a side's ground is filled. */
typedef struct look {
    const char *side;
    bool has_fill, has_pattern;
    sm_color fill; // on white
    size_t n_hatches;
    double hatch_deg, pitch_pt; // of the first hatch
} look;

static uint8_t on_white(uint8_t c, uint8_t alpha)
{
    return (uint8_t)((c * alpha + 255 * (255 - alpha) + 127) / 255);
}

static void take_fill(look *l, const sm_fill *fill)
{
    if (fill->has_color) {
        sm_color c = fill->color;
        l->has_fill = true;
        l->fill = (sm_color){on_white(c.r, c.a), on_white(c.g, c.a), on_white(c.b, c.a), 255};
    }
    l->has_pattern |= fill->n_marks > 0;
    if (fill->n_hatches) {
        l->n_hatches += fill->n_hatches;
        l->hatch_deg = fill->hatches[0].angle_deg;
        l->pitch_pt = fill->hatches[0].pitch_pt;
    }
}

static bool look_of(check *c, const sm_layer *layer, const sm_style *style, const sm_feature *f,
                    const char *side, look *out)
{
    const sm_style_env env = {.scale_denom = 1e6,
                              .figure_width_mm = 170,
                              .lang = c->in->study->lang,
                              .date = "",
                              .variant = ""};
    sm_symbols symbols = {NULL, 0, 0};
    sm_diags ignored;
    (void)layer;
    sm_diags_init(&ignored, c->arena);
    sm_style_resolve(c->arena, style, f, &env, &symbols, &ignored);
    *out = (look){.side = side, .fill = {255, 255, 255, 255}};
    for (size_t i = 0; i < symbols.count; i++) {
        if (symbols.items[i].kind == SM_SYMBOL_POLYGON) {
            take_fill(out, &symbols.items[i].fill);
        }
    }
    return symbols.count > 0;
}

// Hatches at another angle, closer or not at all are told apart without any colour.
static bool differ_in_pattern(const look *a, const look *b)
{
    return a->has_pattern != b->has_pattern || a->n_hatches != b->n_hatches ||
           (a->n_hatches &&
            (fabs(a->hatch_deg - b->hatch_deg) > 20 ||
             fmax(a->pitch_pt, b->pitch_pt) > 1.5 * fmin(a->pitch_pt, b->pitch_pt)));
}

static void compare(check *c, const sm_layer *layer, const look *a, const look *b)
{
    static const struct {
        sm_vision vision;
        const char *who;
    } readers[] = {{SM_VISION_NORMAL, "everybody"},
                   {SM_VISION_GREY, "readers of a grey copy"},
                   {SM_VISION_PROTAN, "readers without red cones"},
                   {SM_VISION_DEUTAN, "readers without green cones"},
                   {SM_VISION_TRITAN, "readers without blue cones"}};
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        sm_color one = sm_check_simulate(a->fill, readers[i].vision);
        sm_color other = sm_check_simulate(b->fill, readers[i].vision);
        double difference = sm_check_color_difference(one, other);
        double least =
            readers[i].vision == SM_VISION_GREY ? LEAST_DIFFERENCE_GREY : LEAST_DIFFERENCE;
        if (difference < least) {
            check_say(
                c, "page.colors-alike", check_line(c, layer->line), CHECK_NO_PLACE,
                "choose colours that differ in lightness, or hatch one side",
                "layer %s: sides %s and %s look alike to %s: they differ by %.1f (CIEDE2000), "
                "%.0f is the least",
                layer->id, a->side, b->side, readers[i].who, difference, least);
            return;
        }
    }
}

static const sm_feature *example_of(check *c, const sm_features *records, int field,
                                    const char *side)
{
    for (size_t i = 0; i < records->count; i++) {
        if (strcmp(sm_value_text(c->arena, &records->items[i].values[field]), side) == 0) {
            return &records->items[i];
        }
    }
    return NULL;
}

static void look_at_layer(check *c, const sm_layer *layer)
{
    const sm_study *study = c->in->study;
    const sm_features *records = c->in->records(c->in->context, layer);
    const sm_style *style = records ? c->in->style(c->in->context, layer) : NULL;
    int field = style ? sm_fields_find(records->fields, layer->side_field) : -1;
    look *looks = sm_arena_alloc(c->arena, (study->n_sides + 1) * sizeof *looks);
    size_t n = 0;
    for (size_t i = 0; field >= 0 && i < study->n_sides; i++) {
        const sm_side *side = &study->sides[i];
        const sm_feature *f = example_of(c, records, field, side->id);
        if (f && f->path->shape == SM_SHAPE_RINGS) {
            if (look_of(c, layer, style, f, side->id, &looks[n])) {
                n++;
            } else {
                check_say(c, "side.unstyled", check_line(c, layer->line), CHECK_NO_PLACE,
                          "add a rule for it to the style", "layer %s: no rule of %s draws side %s",
                          layer->id, layer->style, side->id);
            }
        }
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t k = i + 1; k < n; k++) {
            if (!differ_in_pattern(&looks[i], &looks[k])) {
                compare(c, layer, &looks[i], &looks[k]);
            }
        }
    }
}

void check_colors(check *c)
{
    const sm_study *study = c->in->study;
    for (size_t i = 0; i < study->n_layers; i++) {
        const sm_layer *layer = &study->layers[i];
        if (layer->side_field && layer->style && layer->derive == SM_DERIVE_NOTHING) {
            look_at_layer(c, layer);
        }
    }
}
