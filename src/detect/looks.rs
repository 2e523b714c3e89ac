//! Whether a word looks like a secret by itself: no prose, no version, no time, no name of an algorithm.

/// Algorithms whose names have digits.
const ALGORITHMS: [&[u8]; 14] = [
    b"sha", b"md5", b"md4", b"pbkdf", b"argon", b"scram", b"bcrypt", b"base64", b"aes", b"rsa", b"ed25519", b"ecdsa",
    b"hs256", b"utf",
];

/// Words of units behind a number.
const UNITS: [&[u8]; 14] = [
    b"digits",
    b"digit",
    b"characters",
    b"chars",
    b"bytes",
    b"seconds",
    b"sec",
    b"ms",
    b"minutes",
    b"days",
    b"hours",
    b"bits",
    b"times",
    b"attempts",
];

/// A word of six bytes at least with letters and digits, or with signs that prose has not.
pub(super) fn secret(word: &[u8]) -> bool {
    let letters = word.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let digits = word.iter().filter(|byte| byte.is_ascii_digit()).count();
    let signs = word
        .iter()
        .filter(|byte| matches!(byte, b'!' | b'#' | b'$' | b'^' | b'&' | b'+' | b'~' | b'?' | b'@' | b'%'))
        .count();
    let other = word.len() - letters - digits - signs;
    if word.len() < 6 || letters == 0 && word.is_ascii() || other * 2 > word.len() || word.starts_with(b"/") {
        return false;
    }
    let is_algorithm =
        ALGORITHMS.iter().any(|name| word.len() >= name.len() && word[..name.len()].eq_ignore_ascii_case(name));
    // `v1.2.3`, `12345ms`, `2025-01-27T12`.
    let is_version =
        matches!(word[0], b'v' | b'V') && word[1..].iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    let is_amount = word.iter().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b':')).count()
        + 2
        >= word.len();
    let is_time = word.len() >= 10 && word[..4].iter().all(u8::is_ascii_digit) && word[4] == b'-' && word[7] == b'-';
    let is_call = word.contains(&b'(') || word.windows(3).any(|part| part == b"://");
    let humps = word.windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    let mixed = digits > 0 || signs > 0 || humps && word.len() >= 16 && !word.contains(&b'.');
    mixed && !is_algorithm && !is_version && !is_amount && !is_time && !is_call
}

/// The same, so that no name of a user, a host or an id is one: three kinds of characters, or letters and digits by turns.
pub(super) fn strong(word: &[u8]) -> bool {
    let any = |kind: fn(&u8) -> bool| usize::from(word.iter().any(kind));
    let sign = |byte: &u8| matches!(byte, b'!' | b'#' | b'$' | b'^' | b'&' | b'~' | b'?' | b'@' | b'%' | b'+');
    let kinds = any(u8::is_ascii_lowercase) + any(u8::is_ascii_uppercase) + any(u8::is_ascii_digit) + any(sign);
    let turn = |pair: &&[u8]| {
        pair[0].is_ascii_digit() != pair[1].is_ascii_digit() && pair.iter().all(u8::is_ascii_alphanumeric)
    };
    let turns = word.windows(2).filter(turn).count();
    let parted = word.iter().any(|byte| matches!(byte, b'.' | b'/' | b':' | b'\\' | b'(' | b'<' | b'='));
    let uuid = word.len() == 36 && word.iter().all(|byte| byte.is_ascii_hexdigit() || *byte == b'-');
    word.len() >= 8 && secret(word) && (kinds >= 3 || turns >= 3) && !parted && !uuid
}

/// A number of four to eight digits that no unit follows in `rest`: what is sent to somebody to log in with.
pub(super) fn code(word: &[u8], rest: &[u8]) -> bool {
    let next = rest.trim_ascii_start();
    let length = next.iter().take(16).take_while(|byte| byte.is_ascii_alphabetic()).count();
    (4..=8).contains(&word.len())
        && word.iter().all(u8::is_ascii_digit)
        && !UNITS.iter().any(|unit| next[..length].eq_ignore_ascii_case(unit))
}
