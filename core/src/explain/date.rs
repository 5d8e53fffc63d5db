/// A day, counted from 1970-01-01, as `2026-11-22`.
///
/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
#[must_use]
pub fn date(day: u32) -> String {
    let shifted = u64::from(day).saturating_add(719_468);
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let leap_days = (of_era / 1_460).saturating_add(of_era / 146_096);
    let year_of_era = of_era.saturating_add(of_era / 36_524).saturating_sub(leap_days) / 365;
    let before_year = year_of_era.saturating_mul(365).saturating_add(year_of_era / 4);
    let of_year = of_era.saturating_sub(before_year.saturating_sub(year_of_era / 100));
    let month_from_march = of_year.saturating_mul(5).saturating_add(2) / 153;
    let before_month = month_from_march.saturating_mul(153).saturating_add(2) / 5;
    let day = of_year.saturating_sub(before_month).saturating_add(1);
    let in_this_year = month_from_march < 10;
    let month = if in_this_year {
        month_from_march.saturating_add(3)
    } else {
        month_from_march.saturating_sub(9)
    };
    let year = year_of_era.saturating_add(era.saturating_mul(400));
    let year = year.saturating_add(u64::from(!in_this_year));
    format!("{year:04}-{month:02}-{day:02}")
}

/// A moment, in seconds since 1970, as `2026-11-22 14:05:09 UTC`.
#[must_use]
pub fn utc(unix_seconds: u64) -> String {
    let day = date(u32::try_from(unix_seconds / 86_400).unwrap_or(u32::MAX));
    let (hour, minute, second) =
        (unix_seconds / 3_600 % 24, unix_seconds / 60 % 60, unix_seconds % 60);
    format!("{day} {hour:02}:{minute:02}:{second:02} UTC")
}

/// A time in a video, from milliseconds to minutes and seconds, as players show it: `1:07`.
#[must_use]
pub fn clock(ms: u64) -> String {
    let seconds = ms / 1_000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::{date, utc};

    #[test]
    fn known_days_and_leap_years() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(58), "1970-02-28");
        assert_eq!(date(59), "1970-03-01");
        assert_eq!(date(11_016), "2000-02-29");
        assert_eq!(date(19_782), "2024-02-29");
        assert_eq!(date(20_818), "2026-12-31");
        assert_eq!(date(20_819), "2027-01-01");
        assert!(date(u32::MAX).starts_with("11761191-"));
    }

    #[test]
    fn a_moment_has_its_hour_in_utc() {
        assert_eq!(utc(0), "1970-01-01 00:00:00 UTC");
        assert_eq!(utc(1_801_195_538), "2027-01-29 04:05:38 UTC");
        assert!(utc(u64::MAX).ends_with(":15 UTC"));
    }
}
