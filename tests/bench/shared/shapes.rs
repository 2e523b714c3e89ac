//! Records that are as hard as can be: for each detector and each structure one that has nothing else in it.

/// A name, and what makes one record of about so many bytes, or a stream of them, without the last line end.
pub(crate) type Shape = (&'static str, fn(usize) -> Vec<u8>);

/// `unit` over and over between a beginning and an end.
fn filled(begin: &str, unit: &str, end: &str, size: usize) -> Vec<u8> {
    let times = size.saturating_sub(begin.len() + end.len()) / unit.len();
    [begin, &unit.repeat(times.max(1)), end].concat().into_bytes()
}

/// The same as the value of a message.
fn message(unit: &str, size: usize) -> Vec<u8> {
    filled(r#"{"message":""#, unit, r#""}"#, size)
}

/// `begin` so deep, `middle`, and as many `end`.
fn nested(begin: &str, middle: &str, end: &str, size: usize) -> Vec<u8> {
    let times = size.saturating_sub(middle.len()) / (begin.len() + end.len());
    [&begin.repeat(times), middle, &end.repeat(times)].concat().into_bytes()
}

/// Half of it the name of an object, half of it what stands in that.
fn below_long(name: &str, piece: &str, size: usize) -> Vec<u8> {
    let name = name.repeat((size / 2 / name.len()).max(1));
    filled(&format!(r#"{{"{name}":{{"#), piece, r#""a":1}}"#, size)
}

/// Numbered pieces with commas between them.
fn listed(begin: &str, piece: fn(usize) -> String, end: &str, size: usize) -> Vec<u8> {
    let mut record = begin.to_owned();
    for number in 0.. {
        record.push_str(&piece(number));
        if record.len() + end.len() >= size {
            break;
        }
        record.push(',');
    }
    (record + end).into_bytes()
}

/// Records with `some` of `all` members in any order, the same each time.
fn mixed((some, all): (usize, usize), member: fn(usize) -> String, size: usize) -> Vec<u8> {
    let mut random = 1_u64;
    let mut members: Vec<usize> = (0..all).collect();
    let mut records: Vec<String> = Vec::new();
    let mut length = 0;
    while length < size {
        for place in 0..some {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            members.swap(place, place + (random >> 33) as usize % (all - place));
        }
        let members: Vec<String> = members[..some].iter().map(|number| member(*number)).collect();
        let head = r#"{"timestamp":"2025-01-27T12:00:00.000000Z","level":"INFO","component":"worker","message":"m","context":{"#;
        records.push([head, &members.join(","), "}}"].concat());
        length += records[records.len() - 1].len() + 1;
    }
    records.join("\n").into_bytes()
}

pub(crate) const SHAPES: &[Shape] = &[
    // Detectors, in a message.
    ("@", |n| message("@", n)),
    ("a@", |n| message("a@", n)),
    ("a@b.c", |n| message("a@b.c", n)),
    ("emails that are some", |n| message("joe@example.com ", n)),
    ("a long local part", |n| message(&("a".repeat(200) + "@"), n)),
    ("digits", |n| message("4", n)),
    ("digit, space", |n| message("4 ", n)),
    ("digit, dash", |n| message("4-", n)),
    ("cards, Luhn wrong", |n| message("4111 1111 1111 1112 ", n)),
    ("cards", |n| message("4111 1111 1111 1111,", n)),
    ("SSN-like, none", |n| message("000-00-0000 ", n)),
    ("SSN-like, joined", |n| message("123-45-6789-", n)),
    ("SSNs", |n| message("123-45-6789 ", n)),
    ("nine digits", |n| message("123456789 ", n)),
    ("1.1.1.1.1", |n| message("1.", n)),
    ("addresses, none", |n| message("999.999.999.999 ", n)),
    ("addresses", |n| message("8.8.8.8 ", n)),
    ("eyJ", |n| message("eyJ", n)),
    ("eyJ.", |n| message("eyJ.", n)),
    ("JWT heads", |n| message("eyJhbGciOiJIUzI1NiJ9.", n)),
    ("AKIA", |n| message("AKIA", n)),
    ("AWS keys", |n| message("AKIAIOSFODNN7EXAMPLE ", n)),
    ("Bearer Bearer", |n| message("Bearer ", n)),
    ("Bearer x", |n| message("Bearer abcdefgh12345678 ", n)),
    ("Basic", |n| message("Basic dXNlcjpwYXNz ", n)),
    ("PEM-like", |n| message("-----BEGIN RSA PRIVATE KEY-----", n)),
    ("dashes", |n| message("-", n)),
    ("URLs with a user", |n| message("https://user:word@example.com/a?token=b&c=d ", n)),
    ("password=", |n| message("password=", n)),
    ("password=x", |n| message("password=x ", n)),
    ("password: x,", |n| message("password: x, ", n)),
    ("a=b", |n| message("a=b ", n)),
    ("a=b, no space", |n| message("a=b&", n)),
    ("one long name, =", |n| message(&("a".repeat(300) + "="), n)),
    ("=", |n| message("=", n)),
    (":", |n| message(":", n)),
    (":=", |n| message(":=", n)),
    ("--a", |n| message("--a ", n)),
    ("--password x", |n| message("--password x ", n)),
    ("--a=", |n| message("--a=", n)),
    ("quoted, escaped", |n| message(r#"\""#, n)),
    (r#"\"k\":\"v\""#, |n| message(r#"{\"k\":\"v\"} "#, n)),
    (r#"\"password\":\"v\""#, |n| message(r#"{\"password\":\"v\"} "#, n)),
    ("k='v, not closed", |n| message("password='v ", n)),
    // Characters.
    ("plain text", |n| message("plain text ", n)),
    ("one string, letters", |n| message("a", n)),
    ("backslashes", |n| message(r"\\", n)),
    (r"\n", |n| message(r"\n", n)),
    (r"\u0041", |n| message(r"\u0041", n)),
    (r"\u001b", |n| message(r"\u001b[0m", n)),
    (r"\u0070assword=x", |n| message(r"\u0070assword=x ", n)),
    ("é", |n| message("é", n)),
    ("U+2028", |n| message("\u{2028}", n)),
    ("emoji", |n| message("😀", n)),
    ("invalid UTF-8", |n| message("\u{7f}", n).into_iter().map(|b| if b == 0x7f { 0xff } else { b }).collect()),
    ("tabs, raw", |n| message("\t", n)),
    // Structures.
    ("arrays in arrays, to depth 100", |n| filled("[", &(format!("{}{},", "[".repeat(99), "]".repeat(99))), "1]", n)),
    ("objects in objects, to depth 100", |n| {
        filled("[", &format!("{}1{},", r#"{"a":"#.repeat(99), "}".repeat(99)), "1]", n)
    }),
    ("[[[[, too deep", |n| nested("[", "", "]", n)),
    (r#"{"a":, too deep"#, |n| nested(r#"{"a":"#, "1", "}", n)),
    (r#"{"a":, never closed"#, |n| filled("", r#"{"a":"#, "", n)),
    ("distinct keys", |n| listed("{", |i| format!(r#""key{i}":1"#), "}", n)),
    ("distinct sensitive keys", |n| listed("{", |i| format!(r#""password{i}":"x""#), "}", n)),
    ("distinct keys below", |n| listed(r#"{"context":{"#, |i| format!(r#""key{i}":"v""#), "}}", n)),
    ("one key, many times", |n| listed("{", |_| r#""key":1"#.into(), "}", n)),
    ("one sensitive key, many times", |n| listed("{", |_| r#""password":"x""#.into(), "}", n)),
    ("empty keys", |n| listed("{", |_| r#""":"""#.into(), "}", n)),
    ("keys with escapes", |n| listed("{", |i| format!(r#""\u0061{i}":1"#), "}", n)),
    ("long keys", |n| listed("{", |i| format!(r#""{}{i}":1"#, "k".repeat(300)), "}", n)),
    ("one long key", |n| filled(r#"{""#, "k", r#"":1}"#, n)),
    ("many timestamps", |n| listed("{", |_| r#""timestamp":"2025-01-27T12:00:00Z""#.into(), "}", n)),
    ("many names of the time", |n| {
        listed("{", |i| format!(r#""{}":{i}"#, ["ts", "time", "@timestamp"][i % 3]), "}", n)
    }),
    ("many levels", |n| listed("{", |_| r#""level":"info""#.into(), "}", n)),
    ("many names of the level", |n| listed("{", |i| format!(r#""{}":{i}"#, ["severity", "levelno"][i % 2]), "}", n)),
    ("many errors", |n| listed("{", |_| r#""error":"x""#.into(), "}", n)),
    ("many names, a value", |n| filled("{", r#""name":"x","#, r#""value":"y"}"#, n)),
    ("ids below, another spelling", |n| filled(r#"{"context":{"#, r#""traceId":1,"#, r#""a":1}}"#, n)),
    ("one id below, and a finer level", |n| {
        filled(r#"{"level":"notice","context":{"#, r#""traceId":"x","#, r#""traceId":"x"}}"#, n)
    }),
    ("ids at the top, levels below", |n| {
        let ids = r#""trace_id":"x","#.repeat(n / 30 + 1);
        filled(&format!(r#"{{{ids}"context":{{"#), r#""level":"x","#, r#""a":1}}"#, n)
    }),
    ("a long name above secrets", |n| below_long("k", r#""password":"x","#, n)),
    ("a long name above emails", |n| below_long(r"\u0041", r#""a":"x@example.com","#, n)),
    ("a long name above what is not seen", |n| below_long("k", "\"a\":\"\u{200b}\",", n)),
    ("a long name above ids", |n| below_long("k", r#""trace_id":"x","#, n)),
    ("a long name of many cards", |n| {
        filled(&format!(r#"{{"{}":["#, "k".repeat(n / 2)), r#""4111111111111111","#, "1]}", n)
    }),
    ("a long sensitive name of many texts", |n| {
        filled(&format!(r#"{{"{}_password":["#, "k".repeat(n / 2)), r#""x","#, "1]}", n)
    }),
    ("an error of invalid UTF-8", |n| {
        filled(r#"{"error":""#, "\u{7f}", r#""}"#, n).into_iter().map(|b| if b == 0x7f { 0xff } else { b }).collect()
    }),
    ("text: colours", |n| filled("2025-01-27T12:00:00Z INFO ", "\u{1b}[31mx\u{1b}[0m ", "", n)),
    ("short strings", |n| listed("[", |_| r#""a""#.into(), "]", n)),
    ("empty strings", |n| listed("[", |_| r#""""#.into(), "]", n)),
    ("short numbers", |n| listed("[", |_| "1".into(), "]", n)),
    ("one long number", |n| filled(r#"{"n":"#, "1", "}", n)),
    ("empty objects", |n| listed("[", |_| "{}".into(), "]", n)),
    ("small objects", |n| listed("[", |_| r#"{"a":1}"#.into(), "]", n)),
    ("small sensitive objects", |n| listed("[", |_| r#"{"token":1}"#.into(), "]", n)),
    ("pairs by name and value", |n| listed("[", |_| r#"{"name":"password","value":"x"}"#.into(), "]", n)),
    ("pairs in arrays", |n| listed("[", |_| r#"["authorization","x"]"#.into(), "]", n)),
    ("flags in arrays", |n| listed("[", |_| r#""--password","x""#.into(), "]", n)),
    ("misplaced ids", |n| listed(r#"{"context":["#, |_| r#"{"trace_id":"x"}"#.into(), "]}", n)),
    ("spaces between", |n| filled("[1", " ", ",1]", n)),
    ("commas, no JSON", |n| filled("[", ",", "]", n)),
    // Text, which is no JSON.
    ("text: quotes", |n| filled("", "\"", "", n)),
    ("text: words", |n| filled("", "plain words ", "", n)),
    ("text: password=", |n| filled("", "password=", "", n)),
    ("text: password: x", |n| filled("", "password: x ", "", n)),
    (r#"text: k="v, not closed"#, |n| filled("", "password=\"v ", "", n)),
    (r#"text: "k": "v""#, |n| filled("", "\"k\": \"v\" ", "", n)),
    ("text: {", |n| filled("", "{", "", n)),
    (r#"text: INFO {"a":1}"#, |n| filled("", r#"INFO {"a":1} "#, "", n)),
    ("text: @", |n| filled("", "@", "", n)),
    ("text: digits", |n| filled("", "4", "", n)),
    ("JSON that breaks off", |n| filled(r#"{"message":"x","list":["#, r#"{"a":"b"},"#, "", n)),
    ("a string that breaks off", |n| filled(r#"{"message":""#, "word ", "", n)),
    // Records with many keys, in another order each time, as maps of some languages are written.
    ("records: 20 keys", |n| mixed((20, 20), |key| format!(r#""k{key}":{}"#, key % 10), n)),
    ("records: 60 of 64 keys", |n| mixed((60, 64), |key| format!(r#""{key:x}":1"#), n)),
    ("records: 60 of 200 keys", |n| mixed((60, 200), |key| format!(r#""k{key}":1"#), n)),
    ("records: 90 of 250 keys", |n| mixed((90, 250), |key| format!(r#""{key:x}":1"#), n)),
    ("records: 400 of 500 keys", |n| mixed((400, 500), |key| format!(r#""k{key}":1"#), n)),
    ("records: 60 of 5,000 keys", |n| mixed((60, 5_000), |key| format!(r#""k{key}":1"#), n)),
    ("records: texts", |n| mixed((40, 60), |key| format!(r#""k{key}":"v""#), n)),
    ("records: long keys", |n| mixed((40, 60), |key| format!(r#""{}{key}":1"#, "a_".repeat(40)), n)),
    ("records: objects", |n| mixed((40, 60), |key| format!(r#""k{key}":{{"a":1}}"#), n)),
    ("records: arrays", |n| mixed((40, 60), |key| format!(r#""k{key}":[1,2]"#), n)),
    ("records: objects in arrays", |n| mixed((30, 40), |key| format!(r#""k{key}":[{{"a":1}},{{"b":2}}]"#), n)),
    ("records: empty arrays", |n| mixed((40, 60), |key| format!(r#""k{key}":[]"#), n)),
];
