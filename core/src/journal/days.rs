use std::collections::BTreeMap;

use super::{DayCounts, JournalEvent, JournalFault, JournalRecord, JournalStore};

/// One day of a journal, for its user to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalDay {
    /// Days since 1970-01-01 by the host's clock.
    pub day: u32,
    /// How many scans of this day came to what, those of a day that is not over included.
    pub counts: DayCounts,
    /// What happened, in the order of the chain: every record but the counts.
    pub records: Vec<JournalRecord>,
}

/// The journal day by day, the first day first.
///
/// # Errors
/// [`JournalFault`] if the journal cannot be read. The chain is not verified: see
/// [`verify`](super::verify).
pub fn days(store: &dyn JournalStore) -> Result<Vec<JournalDay>, JournalFault> {
    let mut days = BTreeMap::new();
    for record in store.records()? {
        let day = of(&mut days, record.day());
        match record.event() {
            JournalEvent::DayCounts(counts) => day.counts = day.counts.plus(*counts),
            _ => day.records.push(record),
        }
    }
    if let Some(open) = store.state()?.open_day {
        let day = of(&mut days, open.day);
        day.counts = day.counts.plus(open.counts);
    }
    Ok(days.into_values().collect())
}

/// How many scans came to what, over all days that the journal has, the open one included.
///
/// # Errors
/// [`JournalFault`] if the journal cannot be read.
pub fn total_counts(store: &dyn JournalStore) -> Result<DayCounts, JournalFault> {
    let counts = days(store)?.into_iter().map(|day| day.counts);
    Ok(counts.fold(DayCounts::default(), DayCounts::plus))
}

fn of(days: &mut BTreeMap<u32, JournalDay>, day: u32) -> &mut JournalDay {
    let empty = || JournalDay { day, counts: DayCounts::default(), records: Vec::new() };
    days.entry(day).or_insert_with(empty)
}
