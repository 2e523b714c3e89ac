//! What each rule goes by, in half a sentence.
use crate::detect::ALL;

/// Rules, and what they go by. A name that ends in `*` stands for all that begin so.
const PROOFS: [(&str, &str); 16] = [
    ("leak/pan", "13 to 19 digits with a right check digit, and a card issuer's first digits or grouping"),
    ("leak/us_ssn", "3-2-4 digits in a range that was given out"),
    ("leak/email", "a local part, `@`, and a domain that mail can go to"),
    ("leak/jwt", "three parts in base64url, the first of them a header with `alg`"),
    ("leak/aws_key", "the prefix and the length of an access key id"),
    ("leak/bearer", "credentials behind the name of an HTTP scheme"),
    ("leak/ipv4", "four numbers up to 255, and no version"),
    (
        "leak/vendor_key",
        "the prefix, the length and the alphabet that one vendor uses, and its checksum where it has one",
    ),
    ("leak/private_key", "`BEGIN … PRIVATE KEY`, with its end or without, over as many records as it takes"),
    ("leak/url", "a URL with a password before its `@`, a sensitive name in its query, or a path that is a secret"),
    ("leak/iban", "a country, the length that it uses, and right check digits (mod 97)"),
    ("leak/phone", "a country's code or an area's, and as many digits as its plan has"),
    ("leak/mac", "six pairs of hexadecimal digits, not all the same"),
    ("leak/ipv6", "groups that parse as an address, of a class that the policy names"),
    ("leak/key-*", "the name above it, or before it, ends in the rule's words"),
    ("limit/*", "the record is over a limit"),
];

/// What `rule` goes by, where its message does not say it all.
///
/// ```
/// assert!(logveil::proof("leak/pan").unwrap().contains("check digit"));
/// assert_eq!(logveil::proof("leak/key-pin"), logveil::proof("leak/key-password"));
/// ```
pub fn proof(rule: &str) -> Option<&'static str> {
    let fits = |known: &str| known.strip_suffix('*').map_or(known == rule, |family| rule.starts_with(family));
    let said = PROOFS.iter().find(|(known, _)| fits(known)).map(|(_, proof)| *proof);
    said.or_else(|| {
        let name = rule.strip_prefix("leak/")?;
        let Some(about) = ALL.iter().find(|about| about.name == name) else {
            return Some("a pattern of the policy matches");
        };
        Some(match about.proof {
            true => "it proves itself: by a check digit, a known prefix, or what it decodes to",
            false => "its form, and what stands around it",
        })
    })
}
