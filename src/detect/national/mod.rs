//! National ids: forms of digits and letters, a checksum each, and words that have to be near where the form alone says
//! too little.
mod ar;
mod at;
mod au;
mod be;
mod bg;
mod br;
mod ca;
mod ch;
mod checksum;
mod cl;
mod cn;
mod cz;
mod de;
mod dk;
mod ee;
mod es;
mod fi;
mod fr;
mod gb;
mod gr;
mod hr;
mod ie;
mod il;
mod in_;
mod it;
mod jp;
mod kr;
mod mx;
mod nl;
mod no;
mod pl;
mod pt;
mod ro;
mod ru;
mod se;
mod sg;
mod th;
mod tr;
mod tw;
mod us;
mod za;

use super::Detector;
use super::context;

/// One kind of id.
struct Id {
    detector: Detector,
    /// Forms that tell enough: `9` a digit, `A` a capital, the rest itself. With small letters they tell too little.
    free: &'static [&'static str],
    /// Forms that count only near one of `words`.
    named: &'static [&'static str],
    words: &'static [&'static str],
    /// The second look, at digits and capitals alone.
    check: fn(&[u8]) -> bool,
}

const IDS: &[&[Id]] = &[
    ar::IDS,
    at::IDS,
    au::IDS,
    be::IDS,
    bg::IDS,
    br::IDS,
    ca::IDS,
    ch::IDS,
    cl::IDS,
    cn::IDS,
    cz::IDS,
    de::IDS,
    dk::IDS,
    ee::IDS,
    es::IDS,
    fi::IDS,
    fr::IDS,
    gb::IDS,
    gr::IDS,
    hr::IDS,
    ie::IDS,
    il::IDS,
    in_::IDS,
    it::IDS,
    jp::IDS,
    kr::IDS,
    mx::IDS,
    nl::IDS,
    no::IDS,
    pl::IDS,
    pt::IDS,
    ro::IDS,
    ru::IDS,
    se::IDS,
    sg::IDS,
    th::IDS,
    tr::IDS,
    tw::IDS,
    us::IDS,
    za::IDS,
];

/// The longest form.
const LONGEST: usize = 24;
/// Classes of first runs: up to 18 digits, and up to six capitals.
const CLASSES: usize = 26;

/// A form of an id that is on.
struct Form {
    id: &'static Id,
    form: &'static [u8],
    named: bool,
    rule: u16,
}

/// The ids that are on, by the run that their forms begin with.
#[derive(Default)]
pub(super) struct National {
    forms: [Vec<Form>; CLASSES],
    /// Some id is on.
    any: bool,
    /// One that is on has letters.
    pub(super) letters: bool,
}

impl National {
    /// Switches an id on, where `detector` is one.
    pub(super) fn switch(&mut self, detector: Detector, rule: Option<u16>) {
        let ids = IDS.iter().copied().flatten();
        self.forms.iter_mut().for_each(|forms| forms.retain(|form| form.id.detector != detector));
        for id in ids.filter(|id| id.detector == detector) {
            let Some(rule) = rule else { continue };
            let free = id.free.iter().map(|form| (form, false));
            for (form, named) in free.chain(id.named.iter().map(|form| (form, true))) {
                let form = form.as_bytes();
                let first = form[0];
                let run = form.iter().take_while(|byte| **byte == first).count();
                let class = if first == b'9' { run } else { 19 + run };
                self.forms[class.min(CLASSES - 1)].push(Form { id, form, named, rule });
                self.letters |= form.contains(&b'A');
            }
        }
        self.any = !self.forms.iter().all(Vec::is_empty);
    }

    pub(super) fn is_empty(&self) -> bool {
        !self.any
    }

    /// Calls `found` for the ids around the stop `at`. `tried`: starts before it have been looked at.
    pub(super) fn find(
        &self,
        text: &[u8],
        at: usize,
        name: &[u8],
        tried: &mut usize,
        mut found: impl FnMut(usize, usize, u16),
    ) {
        if !self.any {
            return;
        }
        let floor = at.saturating_sub(LONGEST).max(*tried);
        let mut start = at + 1;
        // Runs of letters or digits, from the stop backwards, while single separators part them.
        let mut starts = [0usize; LONGEST + 1];
        let mut count = 0;
        while start > floor {
            let byte = text[start - 1];
            if byte.is_ascii_alphanumeric() {
                start -= 1;
                let begins = start == 0 || !text[start - 1].is_ascii_alphanumeric();
                if begins {
                    starts[count] = start;
                    count += 1;
                }
            } else if matches!(byte, b' ' | b'-' | b'.' | b'/' | b'+') {
                start -= 1;
            } else {
                break;
            }
        }
        for start in starts[..count].iter().rev().copied() {
            if start < *tried {
                continue;
            }
            *tried = start + 1;
            if let Some((end, rule)) = self.at(text, start, name) {
                found(start, end, rule);
                *tried = end;
            }
        }
    }

    /// The id that starts at `start`.
    fn at(&self, text: &[u8], start: usize, name: &[u8]) -> Option<(usize, u16)> {
        let rest = &text[start..];
        let digits = rest.iter().take(19).take_while(|byte| byte.is_ascii_digit()).count();
        let class = match digits {
            0 => 19 + rest.iter().take(7).take_while(|byte| byte.is_ascii_alphabetic()).count(),
            19 => return None,
            digits => digits,
        };
        let forms = self.forms.get(class)?;
        if forms.is_empty() || joined(text, start) {
            return None;
        }
        let near = &rest[..rest.len().min(LONGEST)];
        // Lists of numbers have no words between them: asked once for all forms.
        let mut words = None;
        forms.iter().find_map(|form| {
            let end = start + form.form.len();
            let mut small = false;
            let fits = near.len() >= form.form.len()
                && form.form.iter().zip(near).all(|(wanted, byte)| match wanted {
                    b'9' => byte.is_ascii_digit(),
                    b'A' => {
                        small |= byte.is_ascii_lowercase() && *byte != b'x';
                        byte.is_ascii_alphabetic()
                    }
                    other => other == byte,
                });
            if !fits || goes_on(text, end) {
                return None;
            }
            let named = form.named || small;
            if named && !*words.get_or_insert_with(|| context::any(text, start, name)) {
                return None;
            }
            let mut id = [0u8; LONGEST];
            let mut length = 0;
            for byte in near[..form.form.len()].iter().filter(|byte| byte.is_ascii_alphanumeric()) {
                id[length] = byte.to_ascii_uppercase();
                length += 1;
            }
            // One of a list of numbers is told by its name alone, as a form is that tells too little.
            let weak = named || form.form.contains(&b' ') && listed(text, start, end);
            let good = (form.id.check)(&id[..length]) && (!weak || context::called(text, start, name, form.id.words));
            good.then_some((end, form.rule))
        })
    }
}

/// Whether what starts at `start` is the rest of something longer.
fn joined(text: &[u8], start: usize) -> bool {
    let byte = |back: usize| start.checked_sub(back).map(|place| text[place]);
    match byte(1) {
        Some(b'-' | b'.' | b'/' | b'+' | b',') => byte(2).is_some_and(|byte| byte.is_ascii_digit()),
        Some(byte) => byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80,
        None => false,
    }
}

/// Whether further numbers stand beside it, with one blank between.
fn listed(text: &[u8], start: usize, end: usize) -> bool {
    let digit = |place: Option<usize>| place.and_then(|place| text.get(place)).is_some_and(u8::is_ascii_digit);
    text[..start].ends_with(b" ") && digit(start.checked_sub(2))
        || text[end..].starts_with(b" ") && digit(Some(end + 1))
}

fn goes_on(text: &[u8], end: usize) -> bool {
    match text.get(end) {
        Some(b'-' | b'.' | b'/' | b',') => text.get(end + 1).is_some_and(|byte| byte.is_ascii_alphanumeric()),
        Some(byte) => byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80,
        None => false,
    }
}
