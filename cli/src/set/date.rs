use presend::explain;

/// Seconds.
const DAY: u64 = 86_400;

/// The first second of a day in UTC, in seconds since 1970, from text as `2027-01-29`.
///
/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
pub(in crate::set) fn date(text: &str) -> Result<u64, String> {
    let none = || format!("{text} is no day as 2027-01-29, from 1970 on");
    let mut numbers = text.splitn(3, '-').map(|part| part.parse::<u32>().ok());
    let mut next = || numbers.next().flatten().ok_or_else(none);
    let (year, month, day) = (next()?, next()?, next()?);
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return Err(none());
    }
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let year = year - u32::from(month <= 2);
    let (era, year_of_era) = (year / 400, year % 400);
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
    let days = (era * 146_097 + of_era).checked_sub(719_468).ok_or_else(none)?;
    // The thirtieth of February comes out as another day.
    if explain::date(days) == text { Ok(u64::from(days) * DAY) } else { Err(none()) }
}

/// A day, or seconds since 1970.
pub(crate) fn moment(text: &str) -> Result<u64, String> {
    text.parse().or_else(|_| date(text).map_err(|why| format!("{why}, and no seconds since 1970")))
}

#[cfg(test)]
mod tests {
    use super::{date, moment};

    #[test]
    fn a_moment_is_a_day_or_seconds() {
        assert_eq!(moment("1801180800"), Ok(1_801_180_800));
        assert_eq!(moment("2027-01-29"), Ok(1_801_180_800));
        assert!(moment("tomorrow").is_err());
    }

    #[test]
    fn every_day_is_read_as_it_is_written() {
        for day in (0..100_000).step_by(7) {
            let text = presend::explain::date(day);
            assert_eq!(date(&text), Ok(u64::from(day) * 86_400), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in ["", "2027", "2027-1-2", "2027-02-30", "2027-13-01", "1969-12-31", "2027-01-0x"]
        {
            assert!(date(text).is_err(), "{text}");
        }
    }
}
