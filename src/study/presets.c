// What publishers ask of figures. A row is what their guides say; docs/figure.md names the guides.
#include <string.h>

#include "sitmap/study.h"

static const sm_preset presets[] = {
    {.name = "elsevier",
     .widths_mm = {90, 140, 190},
     .most_height_mm = 240,
     .text_factor = 1,
     .min_text_pt = 6,
     .min_line_pt = 0.25,
     .dpi = 500},
    {.name = "springer",
     .widths_mm = {39, 84, 129, 174},
     .most_height_mm = 234,
     .text_factor = 8.0 / 7,
     .min_text_pt = 6.8,
     .min_line_pt = 0.3,
     .dpi = 600,
     .untitled = true},
    {.name = "nature",
     .widths_mm = {89, 183},
     .most_height_mm = 170,
     .text_factor = 1,
     .min_text_pt = 5,
     .min_line_pt = 0.25,
     .dpi = 450,
     .vectors = true},
    {.name = "taylor-francis",
     .widths_mm = {84, 170},
     .most_height_mm = 230,
     .text_factor = 8.0 / 7,
     .min_text_pt = 6.8,
     .min_line_pt = 0.3,
     .dpi = 600},
    {.name = "ieee",
     .widths_mm = {88.9, 182},
     .most_height_mm = 229,
     .text_factor = 8.0 / 7,
     .min_text_pt = 6.8,
     .min_line_pt = 0.3,
     .dpi = 600},
    {.name = "plos",
     .least_mm = 66.8,
     .most_mm = 190.5,
     .most_height_mm = 222.3,
     .text_factor = 8.0 / 6,
     .min_text_pt = 8,
     .min_line_pt = 0.3,
     .dpi = 300},
    {.name = "sds",
     .widths_mm = {170},
     .most_height_mm = 240,
     .text_factor = 8.0 / 7,
     .min_text_pt = 6.8,
     .min_line_pt = 0.3,
     .dpi = 600},
};

const sm_preset *sm_presets(size_t *n)
{
    *n = sizeof presets / sizeof presets[0];
    return presets;
}

const sm_preset *sm_preset_find(const char *name)
{
    for (size_t i = 0; i < sizeof presets / sizeof presets[0]; i++) {
        if (strcmp(presets[i].name, name) == 0) {
            return &presets[i];
        }
    }
    return NULL;
}
