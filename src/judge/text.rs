//! Text that is no JSON: JSON in it is walked, names and values in the rest are found by the detectors.
use super::Room;
use super::nested::{TooDeep, gaps, pieces};
use crate::index::Index;
use crate::keys::Mark;
use crate::policy::Policy;
use crate::scan::{Kind, Text};

/// Looks at a record that is no JSON. `left`: its only stops that have to be looked at, where somebody knows. `quote` and `stop` are places in the index's lists at or before its start.
///
/// # Errors
/// Where it holds JSON that is nested too deep.
pub(crate) fn text(
    policy: &Policy,
    (buf, index): (&[u8], &Index),
    (start, end): (usize, usize),
    (quote, stop, left): (usize, usize, Option<&[u32]>),
    pointers: bool,
    levels: &mut Vec<bool>,
    room: &mut Room,
) -> Result<(), TooDeep> {
    room.begin_text(end - start);
    pieces(policy, pointers, (buf, index), (start, end), (quote, stop), levels, room)?;
    gaps(policy, buf, (start, end), room)?;
    let within = |list: &[u32], from: usize| {
        let from = from + list[from..].partition_point(|at| (*at as usize) < start);
        from..from + list[from..].partition_point(|at| (*at as usize) < end)
    };
    let (quotes, stops) = match left {
        Some(left) => (&[][..], left),
        None => (&index.quotes[within(&index.quotes, quote)], &index.stops[within(&index.stops, stop)]),
    };
    let bytes = &buf[start..end];
    rest(policy, buf, Text { bytes, quotes, stops, base: start, kind: Kind::Escaped }, room);
    Ok(())
}

/// Looks at a text of `buf` with the detectors; what has to go in JSON within it is noted already.
pub(super) fn rest(policy: &Policy, buf: &[u8], text: Text<'_>, room: &mut Room) {
    let start = text.base;
    if room.edits.is_empty() {
        room.scan.look(policy, text);
    } else {
        // What stands beside a value that has gone may look like something new.
        let Room { edits, scan, decoded, .. } = room;
        let spans = edits.settle(buf).iter().map(|edit| (edit.start - start, edit.end - start));
        let spans: Vec<_> = spans.collect();
        let fresh = edits.list().iter().map(|edit| edits.fresh(edit));
        decoded.substitute(text.bytes, spans.into_iter().zip(fresh));
        scan.look_at_new(policy, &decoded.text, text.kind);
        for hit in &mut scan.hits {
            (hit.start, hit.end) = decoded.source(hit.start, hit.end);
        }
    }
    let mut fresh = Vec::new();
    for hit in &room.scan.hits {
        fresh.clear();
        policy.actions.text(hit.rule, &text.bytes[hit.start..hit.end], &mut fresh);
        let span = (start + hit.start, start + hit.end);
        room.edits.push(span, &fresh, hit.rule, Mark::NONE, (0, 0), String::new());
    }
}
