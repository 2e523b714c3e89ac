//! Where in a record a value stands: in which containers, and which keys the object around it has had.
//!
//! A place is a path of keys; all elements of an array are one place. What may follow a value depends on nothing but its
//! place, and on the keys that were met: those of an object must not stand twice. A key is its number in the memory of names.

use crate::cp1::Field;

/// Bits of fields in `context` that belong to the top level: as those of the fields themselves, so much higher.
pub(super) const MISPLACED: u16 = Field::Context as u16 + 1;
/// Bits of fields; those above are of keys, the first one's is the lowest.
pub(super) const FIELDS: u16 = MISPLACED + Field::Component as u16 + 1;
/// So many keys have a bit: the first ones. Others are met by their number.
const KEYS: u16 = 64 - FIELDS;
/// The most places, and the most keys of one.
const PLACES: usize = 1024;
const PER_PLACE: usize = 512;

/// The place before a record, and that of the record itself.
pub(super) const BEFORE: u16 = 0;
pub(super) const TOP: u16 = 1;

/// What a glue does on its way, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// The key with this bit: whoever has the bits looks at them.
    Bit(u16),
    /// The key with this number.
    Key(u16),
    /// An object begins that is one of an array's: its keys are met anew.
    Element(u16),
}

/// One container, or one of the two that are none.
#[derive(Default)]
struct Place {
    within: u16,
    key: u16,
    array: bool,
    /// The nearest object around it, or itself, that is an element of an array; 0: none.
    element: u16,
    keys: Vec<(u16, Sign)>,
    /// Of an element: the numbers of all keys that have it as theirs.
    own: Vec<u16>,
}

/// See the file's head.
pub(super) struct Places {
    list: Vec<Place>,
    /// The containers by what is around them, their kind and key.
    order: Vec<u16>,
    /// By the number of a key: the record in which it was met last.
    met: Vec<u32>,
    record: u32,
    /// So many bits are left.
    bits: u16,
}

impl Default for Places {
    fn default() -> Self {
        // No key has the number 0.
        Places {
            list: vec![Place::default(), Place::default()],
            order: Vec::new(),
            met: vec![0],
            record: 0,
            bits: KEYS,
        }
    }
}

impl Places {
    /// The next record begins.
    #[inline(always)]
    pub(super) fn begin(&mut self) {
        self.record = self.record.wrapping_add(1);
        if self.record == 0 {
            self.met.fill(0);
            self.record = 1;
        }
    }

    /// Meets a key. False: its object has had it.
    #[inline(always)]
    fn meets(&mut self, key: u16) -> bool {
        let Some(met) = self.met.get_mut(usize::from(key)) else { return false };
        let first = *met != self.record;
        *met = self.record;
        first
    }

    /// Meets two keys; 0: none.
    #[inline(always)]
    pub(super) fn meet(&mut self, keys: [u16; 2]) -> bool {
        keys == [0; 2] || self.meets(keys[0]) && (keys[1] == 0 || self.meets(keys[1]))
    }

    /// Meets what a glue has in it. False: a key stands twice.
    pub(super) fn passes(&mut self, signs: &[Sign]) -> bool {
        signs.iter().all(|sign| match sign {
            Sign::Bit(_) => true,
            Sign::Key(key) => self.meets(*key),
            Sign::Element(place) => {
                let Some(place) = self.list.get(usize::from(*place)) else { return false };
                place.own.iter().for_each(|key| self.met[usize::from(*key)] = 0);
                true
            }
        })
    }

    /// The container that begins in `within` under `key` (0: none), and whether it is an array's object. None: there is no room.
    pub(super) fn enter(&mut self, within: u16, key: u16, array: bool) -> Option<(u16, bool)> {
        let around = self.list.get(usize::from(within))?;
        let element = around.array && !array;
        let order = |number: &u16| {
            let place = &self.list[usize::from(*number)];
            (place.within, place.array, place.key).cmp(&(within, array, key))
        };
        let at = match self.order.binary_search_by(order) {
            Ok(known) => return Some((self.order[known], element)),
            Err(_) if self.list.len() >= PLACES => return None,
            Err(at) => at,
        };
        let number = self.list.len() as u16;
        let element_of = if element { number } else { around.element };
        self.order.insert(at, number);
        self.list.push(Place { within, key, array, element: element_of, ..Place::default() });
        Some((number, element))
    }

    /// A key of an object. None: there is no room.
    pub(super) fn key(&mut self, place: u16, key: u16) -> Option<Sign> {
        let number = self.met.len();
        let object = self.list.get_mut(usize::from(place))?;
        let at = match object.keys.binary_search_by_key(&key, |(known, _)| *known) {
            Ok(known) => return Some(object.keys[known].1),
            Err(at) => at,
        };
        if object.keys.len() >= PER_PLACE || number > usize::from(u16::MAX) {
            return None;
        }
        let element = usize::from(object.element);
        if element == 0 && self.bits > 0 {
            self.bits -= 1;
            let sign = Sign::Bit(self.bits);
            object.keys.insert(at, (key, sign));
            return Some(sign);
        }
        let sign = Sign::Key(number as u16);
        object.keys.insert(at, (key, sign));
        self.met.push(0);
        if element != 0 {
            self.list[element].own.push(number as u16);
        }
        Some(sign)
    }
}
