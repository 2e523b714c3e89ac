//! Where a byte of a record stands, as a JSON Pointer (RFC 6901): for reasons that no walk gives. Plain and slow.
use serde_json::Value;

use crate::decode::Decoded;
use crate::policy::escape;

/// One open array or object.
struct Level {
    array: bool,
    /// Values before, in an array.
    index: usize,
    /// The name that holds in an object.
    name: Option<(usize, usize)>,
}

/// The pointer of the value, or of the member whose name it is, in which `at` stands; "" where the record is no JSON.
/// `is_secret` is asked about each name.
pub(super) fn pointer(record: &[u8], at: usize, mut is_secret: impl FnMut(&[u8]) -> bool) -> String {
    if serde_json::from_slice::<Value>(record).is_err() {
        return String::new();
    }
    let mut levels: Vec<Level> = Vec::new();
    let (mut here, mut wants_name) = (0, false);
    while here < record.len() {
        let begin = here;
        match record[here] {
            b'"' => {
                here += 1;
                while here < record.len() && record[here] != b'"' {
                    here += if record[here] == b'\\' { 2 } else { 1 };
                }
                if wants_name && let Some(level) = levels.last_mut() {
                    level.name = Some((begin + 1, here.min(record.len())));
                }
            }
            byte @ (b'{' | b'[') => {
                wants_name = byte == b'{';
                levels.push(Level { array: byte == b'[', index: 0, name: None });
            }
            b'}' | b']' => drop(levels.pop()),
            b',' => {
                if let Some(level) = levels.last_mut() {
                    (level.index, level.name) = (level.index + 1, None);
                    wants_name = !level.array;
                }
            }
            b':' => wants_name = false,
            _ => {}
        }
        here += 1;
        if (begin..here).contains(&at) {
            break;
        }
    }
    let mut pointer = String::new();
    for level in &levels {
        match level.name {
            _ if level.array => pointer.push_str(&format!("/{}", level.index)),
            Some((start, end)) => {
                let mut decoded = Decoded::default();
                decoded.decode(&record[start..end]);
                let hidden = is_secret(&decoded.text);
                let name = String::from_utf8_lossy(&decoded.text);
                pointer.push('/');
                pointer.push_str(&if hidden { "[REDACTED]".into() } else { escape(&name) });
            }
            None => {}
        }
    }
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_stands_in_a_value() {
        let record = br#"{"a":[1,{"b/c":"x,\"y"},22],"d":{"e":3},"f":"z"}"#;
        let place = |part: &str| {
            let at = record.windows(part.len()).position(|bytes| bytes == part.as_bytes()).unwrap_or(0);
            pointer(record, at, |name| name == b"d")
        };
        let got = ["1,", "x,", "y\"", "22", "3}", "z\"", "b/c"].map(place);
        assert_eq!(got, ["/a/0", "/a/1/b~1c", "/a/1/b~1c", "/a/2", "/[REDACTED]/e", "/f", "/a/1/b~1c"]);
        assert_eq!(pointer(b"text 42", 5, |_| false), "");
    }
}
