//! A record in the making: short texts are copied with what follows them, in steps of one length.

/// A short text, and how much of it counts.
pub(super) type Head = ([u8; HEAD], usize);

/// The room of a head, of a name and of a value that are copied in one step.
const HEAD: usize = 16;
const NAME: usize = 32;
const VALUE: usize = 48;

pub(super) const fn head(text: &[u8]) -> Head {
    let mut head = [0; HEAD];
    head.split_at_mut(text.len()).0.copy_from_slice(text);
    (head, text.len())
}

/// A record in the making: what stands behind its end does not count.
pub(super) struct Made {
    room: Vec<u8>,
    end: usize,
}

impl Made {
    /// An empty one, in a room that was one's before.
    pub(super) fn new(room: Vec<u8>) -> Self {
        Made { room, end: 0 }
    }

    pub(super) fn into_room(self) -> Vec<u8> {
        self.room
    }

    pub(super) fn text(&self) -> &[u8] {
        &self.room[..self.end]
    }

    /// Makes room for so many bytes: without it all is right, only slower.
    pub(super) fn reserve(&mut self, most: usize) {
        if self.room.len() < most {
            self.room.resize(most.next_power_of_two(), 0);
        }
    }

    /// The comma at `start` is a bracket.
    pub(super) fn opens(&mut self, start: usize) {
        if let Some(sign) = self.room.get_mut(start) {
            *sign = b'{';
        }
    }

    /// Appends `text[from..to]`. Short ones are copied with what follows them, which is one step whatever the length.
    #[inline(always)]
    pub(super) fn put(&mut self, text: &[u8], from: usize, to: usize) {
        const STEP: usize = 32;
        let length = to - from;
        let step: Option<&[u8; STEP]> = text.get(from..).and_then(<[u8]>::first_chunk);
        let room: Option<&mut [u8; STEP]> = self.room.get_mut(self.end..).and_then(<[u8]>::first_chunk_mut);
        match (step, room) {
            (Some(step), Some(room)) if length <= STEP => *room = *step,
            _ => self.long(&text[from..to]),
        }
        self.end += length;
    }

    #[inline(never)]
    fn long(&mut self, text: &[u8]) {
        let end = self.end + text.len();
        if self.room.len() < end {
            self.room.resize(end, 0);
        }
        self.room[self.end..end].copy_from_slice(text);
    }

    #[inline(always)]
    pub(super) fn head(&mut self, (text, length): &Head) {
        match self.room.get_mut(self.end..).and_then(<[u8]>::first_chunk_mut) {
            Some(room) => *room = *text,
            None => self.long(&text[..*length]),
        }
        self.end += length;
    }

    /// A head, `text[from..to]`, and a quote behind it where `quote` says so. Short ones are copied with what follows them.
    #[inline(always)]
    pub(super) fn field(&mut self, (head, length): &Head, text: &[u8], (from, to): (usize, usize), quote: bool) {
        let step: Option<&[u8; VALUE]> = text.get(from..).and_then(<[u8]>::first_chunk);
        let room: Option<&mut [u8; HEAD + VALUE + 1]> = self.room.get_mut(self.end..).and_then(<[u8]>::first_chunk_mut);
        if let (Some(step), Some(room)) = (step, room)
            && to - from <= VALUE
            && *length <= HEAD
        {
            room[..HEAD].copy_from_slice(head);
            room[*length..*length + VALUE].copy_from_slice(step);
            let end = *length + (to - from);
            room[end] = b'"';
            self.end += end + usize::from(quote);
            return;
        }
        self.head(&(*head, *length));
        self.put(text, from, to);
        if quote {
            self.sign(b'"');
        }
    }

    #[inline(always)]
    pub(super) fn sign(&mut self, sign: u8) {
        match self.room.get_mut(self.end) {
            Some(room) => *room = sign,
            None => self.long(&[sign]),
        }
        self.end += 1;
    }

    /// A member behind a comma: the name that stands at `buf[start..end]`, and the value at `buf[from..to]`, in quotes or not.
    #[inline(always)]
    pub(super) fn member(&mut self, buf: &[u8], (start, end): (usize, usize), (from, to): (usize, usize), quote: bool) {
        static COMMA: Head = head(b",\"");
        let source: Option<&[u8; NAME + VALUE + 2]> = buf.get(start..).and_then(<[u8]>::first_chunk);
        let room: Option<&mut [u8; NAME + VALUE + 6]> = self.room.get_mut(self.end..).and_then(<[u8]>::first_chunk_mut);
        let (name, value, sign) = (end - start, to - from, from - start);
        if let (Some(source), Some(room)) = (source, room)
            && name <= NAME
            && value <= VALUE
            && sign <= NAME + 2
        {
            room[..2].copy_from_slice(b",\"");
            room[2..NAME + 2].copy_from_slice(&source[..NAME]);
            let mut at = name + 2;
            room[at..at + 3].copy_from_slice(b"\":\"");
            at += if quote { 3 } else { 2 };
            room[at..at + VALUE].copy_from_slice(&source[sign..sign + VALUE]);
            at += value;
            room[at] = b'"';
            self.end += at + usize::from(quote);
            return;
        }
        self.head(&COMMA);
        self.put(buf, start, end);
        self.sign(b'"');
        self.sign(b':');
        if quote {
            self.sign(b'"');
        }
        self.put(buf, from, to);
        if quote {
            self.sign(b'"');
        }
    }
}
