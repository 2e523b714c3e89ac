//! JSON Pointers as rules: `/headers/*/token`, `**/headers/x-*-token`. A step is a name or a glob, `*` any one step,
//! `**` any number of them.
//!
//! All pointers together are one machine: a set of places, one for each step that may come next. A name or the number of
//! an element moves the set; a pointer matches where its end is in it.
use super::glob::Glob;
use super::memo::Mark;

/// The most steps of all pointers of a policy.
pub(crate) const STEPS: usize = 512;

/// The steps that may come next.
pub(crate) type Places = [u64; STEPS / 64];

enum Step {
    Name(Glob),
    Any,
    Deep,
    /// The value here is the rule's; `Mark::CLEAN`: it is kept.
    End(u16),
}

/// The pointers of a policy.
#[derive(Default)]
pub(crate) struct Pointers {
    steps: Vec<Step>,
    /// Before the first step of each.
    start: Places,
}

impl Pointers {
    pub(crate) fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Adds a pointer for a rule. Later ones win. False: there is no more room.
    pub(crate) fn add(&mut self, pointer: &str, rule: u16) -> bool {
        let first = self.steps.len();
        for step in pointer.strip_prefix('/').unwrap_or(pointer).split('/') {
            self.steps.push(match step {
                "*" => Step::Any,
                "**" => Step::Deep,
                name => Step::Name(Glob::name(&name.replace("~1", "/").replace("~0", "~"))),
            });
        }
        self.steps.push(Step::End(rule));
        if self.steps.len() > STEPS {
            self.steps.truncate(first);
            return false;
        }
        let mut start = self.start;
        self.put(&mut start, first);
        self.start = start;
        true
    }

    /// Before the first step.
    pub(crate) fn start(&self) -> Places {
        self.start
    }

    /// The step `place` may come next, and what may stand for none at all.
    fn put(&self, places: &mut Places, place: usize) {
        let mut place = place;
        loop {
            places[place / 64] |= 1 << (place % 64);
            if !matches!(self.steps[place], Step::Deep) {
                return;
            }
            place += 1;
        }
    }

    /// After a step into the member or element `name`.
    pub(crate) fn step(&self, from: &Places, name: &[u8]) -> Places {
        let mut to = Places::default();
        for place in each(from) {
            match &self.steps[place] {
                Step::Name(glob) if glob.matches(name) => self.put(&mut to, place + 1),
                Step::Any => self.put(&mut to, place + 1),
                Step::Deep => self.put(&mut to, place),
                Step::Name(_) | Step::End(_) => {}
            }
        }
        to
    }

    /// The rule of the last pointer that ends here.
    pub(crate) fn rule(&self, places: &Places) -> Option<u16> {
        each(places).filter_map(|place| if let Step::End(rule) = self.steps[place] { Some(rule) } else { None }).last()
    }

    /// The last steps, for text, where only names are known.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&Glob, u16)> {
        self.steps.windows(2).filter_map(|pair| match pair {
            [Step::Name(glob), Step::End(rule)] if *rule != Mark::CLEAN => Some((glob, *rule)),
            _ => None,
        })
    }
}

/// The places of a set, ascending.
fn each(places: &Places) -> impl Iterator<Item = usize> + '_ {
    places.iter().enumerate().flat_map(|(word, bits)| {
        let mut bits = *bits;
        std::iter::from_fn(move || {
            let place = (bits != 0).then(|| word * 64 + bits.trailing_zeros() as usize);
            bits &= bits.wrapping_sub(1);
            place
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(pointers: &Pointers, path: &str) -> Option<u16> {
        let mut places = pointers.start();
        path.split('/').for_each(|name| places = pointers.step(&places, name.as_bytes()));
        pointers.rule(&places)
    }

    #[test]
    fn steps_stars_and_double_stars() {
        let mut pointers = Pointers::default();
        for (number, pointer) in ["/headers/*/token", "**/x-*-key", "/a/**/b", "/a~1b/m~0n"].iter().enumerate() {
            assert!(pointers.add(pointer, number as u16));
        }
        assert_eq!(rule(&pointers, "headers/0/Token"), Some(0));
        assert_eq!(rule(&pointers, "headers/token"), None);
        assert_eq!(rule(&pointers, "x/headers/0/token"), None);
        assert_eq!(rule(&pointers, "X-Api-Key"), Some(1));
        assert_eq!(rule(&pointers, "p/q/r/x-api-key"), Some(1));
        assert_eq!(rule(&pointers, "a/b"), Some(2));
        assert_eq!(rule(&pointers, "a/1/2/b"), Some(2));
        assert_eq!(rule(&pointers, "a/1/2/b/c"), None);
    }
}
