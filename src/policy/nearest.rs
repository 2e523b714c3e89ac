//! The nearest known name to one that is not known.

/// The nearest of `known` to `name`, if any is near.
pub(super) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let (distance, best) = known.into_iter().map(|other| (distance(name, other), other)).min()?;
    (distance <= 1 + name.len() / 3).then(|| best.to_owned())
}

/// How many letters have to be added, taken away or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().take(64).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let change = diagonal + usize::from(!from.eq_ignore_ascii_case(to));
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name_and_nonsense_none() {
        assert_eq!(nearest("detectros", ["keys", "detectors"]).as_deref(), Some("detectors"));
        assert_eq!(nearest("zzzzzz", ["keys", "detectors"]), None);
    }
}
