//! Text that is no JSON: names and values are found by the detectors alone.
use super::Room;
use crate::index::Index;
use crate::keys::Mark;
use crate::policy::Policy;
use crate::scan::{Kind, Text};

/// Looks at a record that is no JSON; adds to the edits that a walk of its whole part has left.
pub(crate) fn text(
    policy: &Policy,
    buf: &[u8],
    (start, end): (usize, usize),
    index: &Index,
    (quote, stop): (usize, usize),
    room: &mut Room,
) {
    let raw = &buf[start..end];
    let within = |list: &[u32], from: usize| {
        let from = from + list[from..].partition_point(|at| (*at as usize) < start);
        from..from + list[from..].partition_point(|at| (*at as usize) < end)
    };
    let quotes = &index.quotes[within(&index.quotes, quote)];
    let stops = &index.stops[within(&index.stops, stop)];
    room.scan.look(policy, Text { bytes: raw, quotes, stops, base: start, kind: Kind::Escaped });
    let mut fresh = Vec::new();
    for hit in &room.scan.hits {
        fresh.clear();
        policy.actions.text(hit.rule, &raw[hit.start..hit.end], &mut fresh);
        let span = (start + hit.start, start + hit.end);
        room.edits.push(span, &fresh, hit.rule, Mark::NONE, (0, 0), String::new());
    }
}
