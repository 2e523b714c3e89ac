//! Stable sorting with one copy of its code. The standard library's is made anew for each type, 5 kB a piece, which a
//! page would have to download; it stays where plain numbers are sorted.

/// Up to this length neighbours are swapped.
const SHORT: usize = 20;

/// Puts the list in the order of its keys; those with the same key stay as they stood.
pub(crate) fn by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    by(list, |one, other| key(one) > key(other));
}

/// Puts the list in order; `behind` tells whether the first one belongs behind the second.
pub(crate) fn by<T>(list: &mut [T], behind: impl Fn(&T, &T) -> bool) {
    if list.len() > SHORT {
        let places = merged(list.len(), &|one, other| behind(&list[one], &list[other]));
        return arrange(list, places);
    }
    for end in 1..list.len() {
        let mut at = end;
        while at > 0 && behind(&list[at - 1], &list[at]) {
            list.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// By place in the sorted list: the place now. What stands in order already is a run; neighbouring runs are merged, turn
/// by turn.
fn merged(length: usize, behind: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut now: Vec<usize> = (0..length).collect();
    let mut ends: Vec<usize> = (1..length).filter(|at| behind(at - 1, *at)).chain([length]).collect();
    let mut next = if ends.len() > 1 { now.clone() } else { Vec::new() };
    while ends.len() > 1 {
        let mut start = 0;
        for runs in ends.chunks(2) {
            let (middle, end) = (runs[0], runs[runs.len() - 1]);
            let (mut left, mut right) = (start, middle);
            for place in &mut next[start..end] {
                let takes = left == middle || right < end && behind(now[left], now[right]);
                let from = if takes { &mut right } else { &mut left };
                *place = now[*from];
                *from += 1;
            }
            start = end;
        }
        ends = ends.chunks(2).map(|runs| runs[runs.len() - 1]).collect();
        std::mem::swap(&mut now, &mut next);
    }
    now
}

/// Moves each to its place, circle by circle.
fn arrange<T>(list: &mut [T], mut places: Vec<usize>) {
    for start in 0..places.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut places[at], at);
            if from == start {
                break;
            }
            list.swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_standard_library_does() {
        let mut seed = 1_u32;
        let mut next = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below
        };
        for length in (0..90).chain([1000, 1023, 1025]) {
            for below in [1, 3, 50, 100_000] {
                let mut list: Vec<(u32, usize)> = (0..length).map(|place| (next(below), place)).collect();
                let mut wanted = list.clone();
                wanted.sort_by_key(|(key, _)| *key);
                by_key(&mut list, |(key, _)| *key);
                assert_eq!(list, wanted);
                list.reverse();
                let mut wanted = list.clone();
                wanted.sort_by_key(|(key, _)| std::cmp::Reverse(*key));
                by(&mut list, |one, other| one.0 < other.0);
                assert_eq!(list, wanted);
            }
        }
    }
}
