//! The literals that detectors start from: what the index finds for them.
use crate::index::Window;

/// The literals that detectors start from, besides those of vendors' keys.
pub(super) const LITERALS: [Window; 11] = [
    Window { bytes: *b"bc1", any_case: true, group: 3 },
    Window { bytes: *b"eyJ", any_case: false, group: 3 },
    Window { bytes: *b"AKI", any_case: false, group: 1 },
    Window { bytes: *b"ASI", any_case: false, group: 1 },
    Window { bytes: *b"bea", any_case: true, group: 3 },
    Window { bytes: *b"bas", any_case: true, group: 4 },
    // `BEGIN`, `BY 'x'`, `PASSWORD 'x'`, `PASSWORD('x')`.
    Window { bytes: *b"GIN", any_case: false, group: 4 },
    Window { bytes: *b"y '", any_case: true, group: 0 },
    Window { bytes: *b"d '", any_case: true, group: 0 },
    Window { bytes: *b"d('", any_case: true, group: 0 },
    // `</password>`, `</ns:apiKey>`.
    Window { bytes: [b'<', b'/', Window::LETTER], any_case: false, group: 6 },
];

/// Those of `phrase`.
pub(super) const PHRASES: [Window; 87] = [
    // Words of sentences: `password`, `passphrase`, `token`, `secret`, `OTP`, `Kennwort`, `api key`, `your`.
    Window { bytes: *b"ssw", any_case: true, group: 7 },
    Window { bytes: *b"sph", any_case: true, group: 8 },
    Window { bytes: *b"tok", any_case: true, group: 12 },
    Window { bytes: *b"ecr", any_case: true, group: 15 },
    Window { bytes: *b"otp", any_case: true, group: 2 },
    Window { bytes: *b"nnw", any_case: true, group: 5 },
    Window { bytes: *b"i k", any_case: true, group: 0 },
    Window { bytes: *b"i_k", any_case: true, group: 0 },
    Window { bytes: *b"i-k", any_case: true, group: 0 },
    Window { bytes: *b"you", any_case: true, group: 11 },
    // Flags of programs.
    Window { bytes: *b" -p", any_case: true, group: 6 },
    Window { bytes: *b" -u", any_case: true, group: 6 },
    Window { bytes: *b" -a", any_case: true, group: 6 },
    Window { bytes: *b" -w", any_case: true, group: 6 },
    Window { bytes: *b" -s", any_case: true, group: 6 },
    Window { bytes: *b" -k", any_case: true, group: 6 },
    // `BY "x"`, `PASSWORD "x"`.
    Window { bytes: *b"y \"", any_case: true, group: 12 },
    Window { bytes: *b"d \"", any_case: true, group: 12 },
    // Brackets of JSON in base64, and a PEM block.
    Window { bytes: *b"eyA", any_case: false, group: 9 },
    Window { bytes: *b"ewo", any_case: false, group: 13 },
    Window { bytes: *b"ew0", any_case: false, group: 13 },
    Window { bytes: *b"W3s", any_case: false, group: 1 },
    Window { bytes: *b"LS0", any_case: false, group: 2 },
    // `IDENTIFIED BY x`, `add_user`, `PDO->__construct(…)`, `AUTH x`, `::add-mask::x`.
    Window { bytes: *b"D B", any_case: false, group: 12 },
    Window { bytes: *b"d_u", any_case: true, group: 0 },
    Window { bytes: *b"PDO", any_case: false, group: 1 },
    Window { bytes: *b"UTH", any_case: false, group: 8 },
    Window { bytes: *b"::a", any_case: false, group: 10 },
    // `</ns:apiKey>`
    Window { bytes: *b":ap", any_case: true, group: 2 },
    // `pw is x`, `MFA code 123456`.
    Window { bytes: *b"pw ", any_case: true, group: 7 },
    Window { bytes: *b"pwd", any_case: true, group: 7 },
    Window { bytes: *b"mfa", any_case: true, group: 3 },
    // Names in other languages: see `phrase::FOREIGN`.
    Window { bytes: *b"\xc3\xb1a", any_case: false, group: 10 },
    Window { bytes: *b"sse", any_case: true, group: 7 },
    Window { bytes: *b"enh", any_case: true, group: 15 },
    Window { bytes: *b"htw", any_case: true, group: 2 },
    Window { bytes: *b"s\xc5\x82", any_case: true, group: 6 },
    Window { bytes: *b"\xbb\xd1\x8c", any_case: false, group: 6 },
    Window { bytes: *b"\xaf\x86\xe7", any_case: false, group: 4 },
    Window { bytes: *b"\xaf\xe3\x83", any_case: false, group: 4 },
    Window { bytes: *b"\xb2\x88\xed", any_case: false, group: 9 },
    // Flags of programs in lists of arguments.
    Window { bytes: *b"\"-p", any_case: true, group: 6 },
    Window { bytes: *b"\"-a", any_case: true, group: 6 },
    Window { bytes: *b"\"-u", any_case: true, group: 6 },
    Window { bytes: *b"\"-w", any_case: true, group: 6 },
    Window { bytes: *b"'-p", any_case: true, group: 6 },
    Window { bytes: *b"'-a", any_case: true, group: 6 },
    Window { bytes: *b"'-u", any_case: true, group: 6 },
    // Statements and calls: see `statement`.
    Window { bytes: *b"epa", any_case: true, group: 3 },
    Window { bytes: *b"rau", any_case: true, group: 5 },
    Window { bytes: *b"vau", any_case: true, group: 5 },
    Window { bytes: *b"t u", any_case: true, group: 0 },
    Window { bytes: *b"/rp", any_case: true, group: 2 },
    Window { bytes: *b"p-b", any_case: false, group: 6 },
    Window { bytes: *b"d-k", any_case: true, group: 0 },
    Window { bytes: *b".au", any_case: false, group: 5 },
    Window { bytes: *b"li_", any_case: false, group: 9 },
    Window { bytes: *b"ETU", any_case: false, group: 9 },
    Window { bytes: *b"s_k", any_case: true, group: 10 },
    Window { bytes: *b"d'o", any_case: true, group: 0 },
    // `PASS x`, `auth x`, `LOGIN bob x`, `apikey x`, `creds are bob / x`, `2FA code x`, `código … es x`.
    Window { bytes: *b"ss ", any_case: true, group: 7 },
    Window { bytes: *b"uth", any_case: true, group: 8 },
    Window { bytes: *b"gin", any_case: true, group: 15 },
    Window { bytes: *b"pik", any_case: true, group: 13 },
    Window { bytes: *b"eds", any_case: true, group: 15 },
    Window { bytes: *b"als", any_case: true, group: 14 },
    Window { bytes: *b"cod", any_case: true, group: 12 },
    Window { bytes: *b"igo", any_case: true, group: 13 },
    // `server key x`, `ConvertTo-SecureString x`, `pgp_sym_encrypt(…, 'x')`.
    Window { bytes: *b"r k", any_case: true, group: 12 },
    Window { bytes: *b"reS", any_case: false, group: 9 },
    Window { bytes: *b"ym_", any_case: false, group: 11 },
    // `password%3Dx`, `%22password%22%3A%22x%22`.
    Window { bytes: *b"%3a", any_case: true, group: 1 },
    Window { bytes: *b"%3d", any_case: true, group: 1 },
    // Flags: `-c x`, `-t x`.
    Window { bytes: *b" -c", any_case: false, group: 6 },
    Window { bytes: *b" -t", any_case: false, group: 6 },
    // Keys of routers and VPNs: see `router`.
    Window { bytes: *b"mmu", any_case: true, group: 5 },
    Window { bytes: *b"acs", any_case: true, group: 4 },
    Window { bytes: *b"diu", any_case: true, group: 5 },
    Window { bytes: *b"kmp", any_case: true, group: 5 },
    Window { bytes: *b"n-k", any_case: true, group: 6 },
    Window { bytes: *b"t-k", any_case: true, group: 0 },
    Window { bytes: *b"PSK", any_case: false, group: 7 },
    Window { bytes: *b"EAP", any_case: false, group: 10 },
    Window { bytes: *b"XAU", any_case: false, group: 10 },
    Window { bytes: *b"y 7", any_case: false, group: 13 },
    // `use pin 123456`
    Window { bytes: *b"pin", any_case: true, group: 15 },
    // `isql -v DSN user x`
    Window { bytes: *b"isq", any_case: false, group: 11 },
];

/// Windows by their first byte, in small letters: a few of many are to be compared.
#[derive(Clone, Copy)]
pub(super) struct Near {
    windows: &'static [Window],
    /// Their places, in the order of their first bytes.
    order: &'static [u8],
    /// Where in `order` those of a byte begin; the next one's are where they end.
    first: &'static [u8; 257],
}

impl Near {
    /// Those that may begin with `byte`.
    pub(super) fn of(self, byte: u8) -> impl Iterator<Item = &'static Window> {
        let byte = usize::from(byte | 0x20);
        let places = &self.order[usize::from(self.first[byte])..usize::from(self.first[byte + 1])];
        places.iter().map(move |place| &self.windows[usize::from(*place)])
    }
}

/// Where each first byte's windows begin, and the order.
const fn near<const N: usize>(windows: &[Window; N]) -> ([u8; 257], [u8; N]) {
    let (mut first, mut order) = ([0; 257], [0; N]);
    let (mut byte, mut count) = (0, 0);
    while byte < 256 {
        first[byte] = count as u8;
        let mut at = 0;
        while at < N {
            if (windows[at].bytes[0] | 0x20) as usize == byte {
                order[count] = at as u8;
                count += 1;
            }
            at += 1;
        }
        byte += 1;
    }
    first[256] = count as u8;
    (first, order)
}

pub(super) const NEAR_LITERALS: Near = {
    const PLACES: ([u8; 257], [u8; LITERALS.len()]) = near(&LITERALS);
    Near { windows: &LITERALS, order: &PLACES.1, first: &PLACES.0 }
};
pub(super) const NEAR_PHRASES: Near = {
    const PLACES: ([u8; 257], [u8; PHRASES.len()]) = near(&PHRASES);
    Near { windows: &PHRASES, order: &PLACES.1, first: &PLACES.0 }
};
