//! Strategies for records: JSON trees with sensitive keys and pairs among others, escapes, odd spacing, broken ends.
use proptest::prelude::*;
use proptest::sample::select;

/// Words that make up keys: those of the rules, and some that only sound like them.
const WORDS: [&str; 64] = [
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "secret",
    "client",
    "private",
    "api",
    "key",
    "access",
    "auth",
    "token",
    "refresh",
    "session",
    "id",
    "bearer",
    "authorization",
    "proxy",
    "cookie",
    "set",
    "sid",
    "csrf",
    "otp",
    "mfa",
    "code",
    "pin",
    "cvv",
    "card",
    "number",
    "credit",
    "pan",
    "iban",
    "account",
    "routing",
    "sort",
    "ssn",
    "social",
    "security",
    "tax",
    "passport",
    "driver",
    "license",
    "vault",
    "connection",
    "string",
    "dsn",
    "credentials",
    "sig",
    "email",
    "phone",
    "value",
    "hash",
    "old",
    "new",
    "user",
    "db",
    "policy",
    "span",
    "spin",
    "author",
    "company",
    "color",
    "apikey",
    "name",
];

#[derive(Clone, Copy, Debug)]
enum Style {
    Snake,
    Kebab,
    Dotted,
    Solidus,
    Screaming,
    Camel,
    Pascal,
    TitleKebab,
}

/// A key as its writer wrote it, not yet a JSON literal.
pub(crate) fn key() -> impl Strategy<Value = String> {
    use Style::*;
    let styles = select(vec![Snake, Snake, Kebab, Dotted, Solidus, Screaming, Camel, Pascal, TitleKebab]);
    let digit = prop_oneof![8 => Just(""), 1 => Just("2"), 1 => Just("_3")];
    (prop::collection::vec(select(&WORDS[..]), 1..4), styles, digit).prop_filter_map(
        "left open: suffixes after `token`, the word `number` as one or as a count word",
        |(words, style, digit)| {
            let number = |pair: &[&str]| pair[1] == "number" && !["card", "account", "routing"].contains(&pair[0]);
            let counted = words.contains(&"token") && words.contains(&"number");
            let open = counted
                || words[0] == "number"
                || words.windows(2).any(number)
                || words.contains(&"token") && words.last() != Some(&"token")
                || words.ends_with(&["token"]) && !digit.is_empty();
            (!open).then(|| format!("{}{digit}", spell(&words, style)))
        },
    )
}

fn spell(words: &[&str], style: Style) -> String {
    let title = |word: &&str| word[..1].to_uppercase() + &word[1..];
    match style {
        Style::Snake => words.join("_"),
        Style::Kebab => words.join("-"),
        Style::Dotted => words.join("."),
        Style::Solidus => words.join("/"),
        Style::Screaming => words.join("_").to_uppercase(),
        Style::Pascal => words.iter().map(title).collect(),
        Style::TitleKebab => words.iter().map(title).collect::<Vec<_>>().join("-"),
        Style::Camel => words[0].to_owned() + &words[1..].iter().map(title).collect::<String>(),
    }
}

/// `text` as a JSON literal; characters are escaped where `mask` has a bit, and where they must be.
pub(crate) fn literal(text: &str, mask: u64) -> String {
    let mut literal = String::from('"');
    for (at, character) in text.chars().enumerate() {
        match character {
            _ if mask >> (at % 64) & 1 == 1 => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    literal.push_str(&format!("\\u{unit:04x}"));
                }
            }
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\0'..'\u{20}' => literal.push_str(&format!("\\u{:04x}", character as u32)),
            other => literal.push(other),
        }
    }
    literal.push('"');
    literal
}

/// Mostly no escapes, sometimes a few, sometimes all.
pub(crate) fn escapes() -> impl Strategy<Value = u64> {
    prop_oneof![6 => Just(0), 2 => any::<u64>().prop_map(|mask| mask & mask.rotate_left(7)), 1 => Just(u64::MAX)]
}

fn space() -> impl Strategy<Value = &'static str> {
    prop_oneof![6 => Just(""), 2 => Just(" "), 1 => Just("\t "), 1 => Just("  ")]
}

/// Texts that no detector and no text rule has anything to say about; those from `QZX` on are one of a kind.
fn dull() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-h \\[\\]{}é東🎉\"\\\\\n]{0,12}",
        1 => Just("[REDACTED]".to_owned()),
        1 => "[a-h]{100,200}",
        3 => "QZX[A-P]{8}",
    ]
}

fn scalar() -> impl Strategy<Value = String> {
    let words = select(vec!["true", "false", "null", "0", "-1", "1.0", "1e400", "12.50", "-0", "7E-3"]);
    prop_oneof![words.prop_map(str::to_owned), (0..10_000u32).prop_map(|n| n.to_string())]
}

fn name(key: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    (key, escapes()).prop_map(|(key, mask)| literal(&key, mask))
}

/// A JSON text, and nothing in it but keys and pairs for a rule to fire on.
pub(crate) fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![3 => name(dull()), 2 => scalar(), 1 => name(key())];
    leaf.prop_recursive(5, 40, 6, |inner| {
        let members = prop::collection::vec((name(key()), space(), inner.clone(), space()), 0..6);
        let object = members.prop_map(|members| {
            let texts: Vec<String> = members.iter().map(|(k, s, v, t)| format!("{s}{k}{t}:{s}{v}{t}")).collect();
            format!("{{{}}}", texts.join(","))
        });
        let elements = prop::collection::vec((inner.clone(), space()), 0..5);
        let array = elements.prop_map(|elements| {
            let texts: Vec<String> = elements.iter().map(|(v, s)| format!("{s}{v}{s}")).collect();
            format!("[{}]", texts.join(","))
        });
        let member = select(vec!["name", "key", "header", "field"]);
        let pair = (member, name(key()), inner.clone(), inner, any::<bool>()).prop_map(|(m, n, other, v, first)| {
            if first {
                format!(r#"{{"{m}":{n},"other":{other},"value":{v}}}"#)
            } else {
                format!(r#"{{"value":{v},"other":{other},"{m}":{n}}}"#)
            }
        });
        let option = (name(key()), name(dull())).prop_map(|(k, v)| format!(r#"["run","--{},{v},"last"]"#, &k[1..]));
        prop_oneof![5 => object, 3 => array, 2 => pair, 1 => option]
    })
}

/// Bytes that look like logs often enough to be interesting.
pub(crate) fn noise() -> impl Strategy<Value = Vec<u8>> {
    let pieces = select(vec![
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\\",
        ":",
        ",",
        "\n",
        "\r\n",
        " ",
        "=",
        "'",
        "&",
        ";",
        "\"password\"",
        "\"a\":",
        "password",
        "token: ",
        "Bearer ",
        "Authorization: ",
        "cookie",
        "bob@example.com",
        "@",
        "4111111111111111",
        "4111 1111 ",
        "1",
        "123-45-6789",
        "-",
        "eyJhbGciOiJIUzI1NiJ9.eyJ",
        ".",
        "AKIAIOSFODNN7EXAMPLE",
        "8.8.4.4",
        "\\u0070",
        "\\ud83d",
        "\\\"",
        "null",
        "true",
        "-1.5e3",
        "\u{feff}",
        "é",
        "\0",
        "[REDACTED]",
        "\"[REDACTED]\"",
        "***",
        "${X}",
        "{\"name\":",
        "\"value\":",
        "--password",
        "x",
        "zz9",
        "\t",
    ]);
    let bytes = prop::collection::vec(any::<u8>(), 0..6);
    let piece = prop_oneof![20 => pieces.prop_map(|piece| piece.as_bytes().to_vec()), 1 => bytes];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}
