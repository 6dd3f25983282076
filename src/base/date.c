// Dates as day numbers, proleptic Gregorian calendar.
//
// Years are counted from March, so that the leap day is the last of its year, and in eras of 400
// years, which all have 146097 days. Source: H. Hinnant, "chrono-Compatible Low-Level Date
// Algorithms" (2013), days_from_civil and civil_from_days.
#include <stdio.h>

#include "sitmap/base.h"

enum {
    DAYS_PER_ERA = 146097,
    DAYS_TO_1970 = 719468, // from 0000-03-01
    FIRST_DAY = -719162,   // 0001-01-01
    LAST_DAY = 2932896     // 9999-12-31
};

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

static int32_t day_number(int year, int month, int mday)
{
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400;
    int year_of_era = y - era * 400;
    int month_from_march = (month + 9) % 12;
    int day_of_year = (153 * month_from_march + 2) / 5 + mday - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

// A number of exactly `n` digits; -1 when something else stands there.
static int digits(const char *text, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool sm_parse_date(const char *text, size_t len, int32_t *day)
{
    if (len != 10 || text[4] != '-' || text[7] != '-') {
        return false;
    }
    int year = digits(text, 4);
    int month = digits(text + 5, 2);
    int mday = digits(text + 8, 2);
    if (year < 1 || month < 1 || month > 12 || mday < 1 || mday > days_in_month(year, month)) {
        return false;
    }
    *day = day_number(year, month, mday);
    return true;
}

void sm_split_date(int32_t day, int *year, int *month, int *mday)
{
    int64_t shifted = (int64_t)day + DAYS_TO_1970;
    int64_t era = (shifted >= 0 ? shifted : shifted - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
    int day_of_era = (int)(shifted - era * DAYS_PER_ERA);
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    *mday = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    *month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    *year = (int)(year_of_era + era * 400) + (*month <= 2);
}

// Day numbers outside the years 1 to 9999 have no ISO date of ten characters: they show the end of
// the range that they passed.
void sm_format_date(int32_t day, char out[11])
{
    int32_t shown = day < FIRST_DAY ? FIRST_DAY : day > LAST_DAY ? LAST_DAY : day;
    int year, month, mday;
    sm_split_date(shown, &year, &month, &mday);
    snprintf(out, 11, "%04u-%02u-%02u", (unsigned)year % 10000u, (unsigned)month % 100u,
             (unsigned)mday % 100u);
}
