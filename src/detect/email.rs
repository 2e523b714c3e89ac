//! Email addresses: `local@domain.tld`, from the `@` outwards.
//!
//! Not meant: `git@github.com:org/repo`, `icon@2x.png`, npm's `@scope/name`, Java's `Foo@1a2b3c`, systemd's
//! `unit@1.service`.

/// The longest local part and domain (RFC 5321).
const LOCAL: usize = 64;
const DOMAIN: usize = 255;

/// Last labels that are no top-level domain, but what files, units and hosts of a log end with.
const NO_TLD: [&[u8]; 44] = [
    b"png", b"jpg", b"jpeg", b"gif", b"svg", b"webp", b"ico", b"css", b"js", b"mjs", b"jsx", b"ts", b"tsx", b"json",
    b"yaml", b"yml", b"toml", b"xml", b"html", b"htm", b"txt", b"log", b"gz", b"tgz", b"tar", b"bz2", b"xz", b"conf",
    b"cfg", b"ini", b"java", b"class", b"jar", b"go", b"rb", b"service", b"socket", b"timer", b"mount", b"target",
    b"slice", b"scope", b"path", b"device",
];

/// The address around the `@` at `at`.
pub(super) fn find(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let local = text[at.saturating_sub(LOCAL + 1)..at].iter().rev().take_while(|byte| is_local(**byte)).count();
    if local > LOCAL {
        return None;
    }
    let mut start = at - local;
    // Writing that has no blanks, and quotation marks, end before letters of ASCII: ユーザーtaro@example.jp.
    let ascii = text[start..at].iter().rev().take_while(|byte| byte.is_ascii()).count();
    if ascii > 0 && at - ascii > start && lead(&text[..at - ascii]).is_none_or(is_other) {
        start = at - ascii;
    }
    while start < at && matches!(text[start], b'.' | b'-' | b'\'' | b'+') {
        start += 1;
    }
    if start == at || text[at - 1] == b'.' {
        return None;
    }
    let after = &text[at + 1..text.len().min(at + 1 + DOMAIN)];
    let mut length = after.iter().take_while(|byte| is_domain(**byte)).count();
    length = foreign(&after[..length]).unwrap_or(length);
    while length > 0 && matches!(after[length - 1], b'.' | b'-') {
        length -= 1;
    }
    let domain = &after[..length];
    let dot = domain.iter().rposition(|byte| *byte == b'.')?;
    let tld = &domain[dot + 1..];
    if domain.split(|byte| *byte == b'.').any(|label| label.is_empty() || label.len() > 63 || label[0] == b'-') {
        return None;
    }
    // Releases: `rules_go@0.41.0.bzl`. Java's objects: `Outer$Inner@5e2de80c`.
    let number = |label: &[u8]| label.iter().all(u8::is_ascii_digit);
    let mut labels = domain[..dot].split(|byte| *byte == b'.');
    if dot > 4 && labels.clone().count() > 1 && labels.clone().all(number) {
        return None;
    }
    let hash = labels.next().is_some_and(|label| label.len() <= 8 && label.iter().all(u8::is_ascii_hexdigit));
    if hash && text[start..at].contains(&b'$') {
        return None;
    }
    let punycode = tld.len() > 4 && tld[..4].eq_ignore_ascii_case(b"xn--");
    let letters = tld.iter().all(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80);
    if !(punycode || letters && (2..=24).contains(&tld.len())) {
        return None;
    }
    if NO_TLD.iter().any(|no| tld.eq_ignore_ascii_case(no)) {
        return None;
    }
    let end = at + 1 + length;
    let local = &text[start..at];
    if is_algorithm(local, domain) {
        return None;
    }
    let repository = local == b"git" || local == b"hg" || local == b"svn";
    if repository && matches!(text.get(end), Some(b':' | b'/')) {
        return None;
    }
    Some((start, end))
}

/// The first byte of the last character of `text`.
fn lead(text: &[u8]) -> Option<u8> {
    text.iter().rev().copied().find(|byte| *byte >= 0xc0)
}

/// Whether a character that begins with this byte is punctuation, or of a writing without blanks.
fn is_other(lead: u8) -> bool {
    matches!(lead, 0xc2 | 0xe2..=0xed | 0xef)
}

/// Where a domain's last label of ASCII ends, if such a character is behind it.
fn foreign(domain: &[u8]) -> Option<usize> {
    let mut label = 0;
    domain.iter().enumerate().find_map(|(at, byte)| {
        if *byte == b'.' {
            label = at + 1;
        }
        let ascii = label > 0 && at > label + 1 && domain[label..at].is_ascii();
        (is_other(*byte) && ascii).then_some(at)
    })
}

/// SSH's names for what was made by someone: `chacha20-poly1305@openssh.com`, `keepalive@openssh.com`.
fn is_algorithm(local: &[u8], domain: &[u8]) -> bool {
    const DOMAINS: [&[u8]; 3] = [b"openssh.com", b"libssh.org", b"lysator.liu.se"];
    const NAMES: [&[u8]; 27] = [
        b"aes128-",
        b"aes192-",
        b"aes256-",
        b"chacha20-",
        b"rijndael-",
        b"hmac-",
        b"umac-",
        b"zlib",
        b"curve25519-",
        b"ssh-",
        b"sk-",
        b"ecdsa-",
        b"rsa-sha2-",
        b"sntrup",
        b"mlkem",
        b"kex-strict-",
        b"ext-info-",
        b"hostkeys-",
        b"publickey-hostbound",
        b"keepalive",
        b"no-more-sessions",
        b"eow",
        b"auth-agent",
        b"statvfs",
        b"fstatvfs",
        b"direct-streamlocal",
        b"forwarded-streamlocal",
    ];
    DOMAINS.contains(&domain) && NAMES.iter().any(|name| local.starts_with(name))
}

/// What stands in a local part, what in a domain.
const LOCALS: u8 = 1;
const DOMAINS: u8 = 2;
static PARTS: [u8; 256] = {
    let mut parts = [LOCALS | DOMAINS; 256];
    let mut byte = 0;
    while byte < 128 {
        parts[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' => LOCALS | DOMAINS,
            b'_' | b'%' | b'+' | b'\'' | b'!' | b'#' | b'$' | b'&' | b'*' | b'~' | b'^' => LOCALS,
            _ => 0,
        };
        byte += 1;
    }
    parts
};

fn is_local(byte: u8) -> bool {
    PARTS[usize::from(byte)] & LOCALS != 0
}

fn is_domain(byte: u8) -> bool {
    PARTS[usize::from(byte)] & DOMAINS != 0
}
