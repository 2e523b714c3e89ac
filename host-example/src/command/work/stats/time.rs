//! Records over time, in buckets that grow with the range: however far apart the times are, memory is bounded. What the
//! buckets are depends on the times alone, not on the order in which they came.

use std::collections::BTreeMap;

use super::Share;

/// Buckets kept at a time.
const BUCKETS: usize = 1_000;
/// Rows shown.
const ROWS: i64 = 24;
/// Lengths of buckets, in seconds: second to hundred years.
const UNITS: [i64; 16] = [
    1,
    5,
    15,
    60,
    300,
    900,
    3_600,
    3 * 3_600,
    6 * 3_600,
    12 * 3_600,
    86_400,
    7 * 86_400,
    28 * 86_400,
    364 * 86_400,
    3_640 * 86_400,
    36_400 * 86_400,
];

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Histogram {
    /// Which of the lengths the buckets have.
    unit: usize,
    /// By number: the bucket's beginning, divided by its length.
    buckets: BTreeMap<i64, Share>,
}

impl Histogram {
    pub(crate) fn count(&mut self, second: i64, error: bool) {
        self.bucket(second).count(error);
        self.shrink();
    }

    pub(crate) fn add(&mut self, more: &Histogram) {
        self.coarsen(more.unit.max(self.unit));
        for (second, share) in more.rows() {
            self.bucket(second).add(share);
        }
        self.shrink();
    }

    /// Each bucket's first second, and what is in it.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (i64, Share)> {
        self.buckets.iter().map(|(number, share)| (number * self.unit(), *share))
    }

    /// A bucket's length in seconds.
    pub(crate) fn unit(&self) -> i64 {
        UNITS[self.unit]
    }

    /// As a person can read it: few rows.
    pub(crate) fn readable(&self) -> Histogram {
        let mut few = self.clone();
        let range = |few: &Histogram| match (few.buckets.first_key_value(), few.buckets.last_key_value()) {
            (Some((first, _)), Some((last, _))) => last - first + 1,
            _ => 0,
        };
        while few.unit + 1 < UNITS.len() && range(&few) > ROWS {
            few.coarsen(few.unit + 1);
        }
        few
    }

    fn bucket(&mut self, second: i64) -> &mut Share {
        self.buckets.entry(second.div_euclid(UNITS[self.unit])).or_default()
    }

    fn shrink(&mut self) {
        while self.buckets.len() > BUCKETS && self.unit + 1 < UNITS.len() {
            self.coarsen(self.unit + 1);
        }
    }

    fn coarsen(&mut self, unit: usize) {
        if unit == self.unit {
            return;
        }
        let fine = std::mem::take(&mut self.buckets);
        let length = UNITS[self.unit];
        self.unit = unit;
        for (number, share) in fine {
            self.bucket(number * length).add(share);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_bounded_and_do_not_depend_on_the_order() {
        let times: Vec<i64> = (0..5_000).map(|n| (n * 7_919) % 400_000).collect();
        let (mut forward, mut backward, mut parts) = (Histogram::default(), Histogram::default(), Histogram::default());
        times.iter().for_each(|time| forward.count(*time, time % 2 == 0));
        times.iter().rev().for_each(|time| backward.count(*time, time % 2 == 0));
        for part in times.chunks(100) {
            let mut of_part = Histogram::default();
            part.iter().for_each(|time| of_part.count(*time, time % 2 == 0));
            parts.add(&of_part);
        }
        assert_eq!(forward, backward);
        assert_eq!(forward, parts);
        assert!(forward.buckets.len() <= BUCKETS);
        assert_eq!(forward.rows().map(|(_, share)| share.records).sum::<u64>(), 5_000);
        assert!(forward.readable().buckets.len() <= ROWS as usize);
    }

    #[test]
    fn lengths_fit_into_each_other() {
        assert!(UNITS.windows(2).all(|pair| pair[1] % pair[0] == 0));
    }
}
