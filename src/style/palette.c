// Palettes: the colours of the shipped neutral styles, by role. A style asks for one by
// env("color-ROLE", fallback), so it keeps its looks in programs that know of no palette.
//
//   colour        hues that most readers expect; sides differ in lightness too
//   colour-blind  Okabe & Ito's hues; tints at least 52 apart (CIE76) under simulated protanopia,
//                 deuteranopia and tritanopia
//   grey          for print in black; sides 20 apart in L*, told by their hatch too
//
// Source: M. Okabe, K. Ito, Color universal design, 2008.
#include <string.h>

#include "sitmap/style.h"

static const char *const names[] = {"colour", "colour-blind", "grey", NULL};

static const struct role {
    const char *name;
    const char *hex[3]; // by palette
} roles[] = {
    {"land", {"#FAF8F0", "#F4F3EE", "#FFFFFF"}},
    {"water", {"#D3E6F2", "#DCEBF5", "#EDEDED"}},
    {"water-line", {"#4A86B0", "#5A8FB5", "#8A8A8A"}},
    {"side-1", {"#D6E6F5", "#CCE8F8", "#E4E4E4"}},
    {"side-1-line", {"#1F5FA6", "#0072B2", "#5E5E5E"}},
    {"side-2", {"#F0A58F", "#E69E66", "#AEAEAE"}},
    {"side-2-line", {"#8E2014", "#7A3600", "#3A3A3A"}},
    {"disputed", {"#EFE7F3", "#F2F2F2", "#F7F7F7"}},
    {"disputed-line", {"#7A5C8A", "#777777", "#777777"}},
    {"border", {"#4A4A4A", "#5C5A55", "#333333"}},
    {"border-casing", {"#E8E2D8", "#E4E0D8", "#E0E0E0"}},
    {"district", {"#6E685C", "#6E685C", "#666666"}},
    {"front", {"#111111", "#111111", "#000000"}},
    {"casing", {"#FFFFFF", "#FFFFFF", "#FFFFFF"}},
    {"text", {"#1A1A1A", "#1A1A1A", "#000000"}},
};

const char *sm_palette_color(const char *palette, const char *role)
{
    for (size_t p = 0; palette && names[p]; p++) {
        if (strcmp(names[p], palette) != 0) {
            continue;
        }
        for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
            if (strcmp(roles[i].name, role) == 0) {
                return roles[i].hex[p];
            }
        }
    }
    return NULL;
}

const char *const *sm_palette_names(void)
{
    return names;
}

const char *sm_palette_role(size_t i)
{
    return i < sizeof roles / sizeof *roles ? roles[i].name : NULL;
}
