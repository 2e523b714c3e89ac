//! Whether a key is sensitive under `cp1`: the rules by words, written down as plainly as they are said.

/// CP1's list: a rule is a sequence of words.
pub(crate) const RULES: [&str; 66] = [
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "passcode",
    "secret",
    "client secret",
    "private key",
    "api key",
    "access key",
    "secret key",
    "auth token",
    "access token",
    "refresh token",
    "id token",
    "session token",
    "token",
    "bearer",
    "authorization",
    "proxy authorization",
    "cookie",
    "set cookie",
    "session id",
    "sid",
    "jsessionid",
    "phpsessid",
    "csrf token",
    "xsrf token",
    "otp",
    "totp",
    "mfa code",
    "pin",
    "cvv",
    "cvc",
    "csc",
    "card number",
    "cc number",
    "credit card",
    "pan",
    "iban",
    "account number",
    "routing number",
    "sort code",
    "ssn",
    "social security",
    "tax id",
    "national id",
    "passport",
    "driver license",
    "x auth token",
    "x amz security token",
    "x vault token",
    "connection string",
    "dsn",
    "credential",
    "credentials",
    "sig",
    "email",
    "phone",
    // The joined forms of compounds that people write in lower case.
    "apikey",
    "accesskey",
    "secretkey",
    "clientsecret",
    "creditcard",
    "accesstoken",
    "sessionid",
];

/// Words that may follow a rule's words and change nothing.
pub(crate) const SUFFIXES: [&str; 5] = ["value", "hash", "old", "new", "text"];

/// Whether the value under `key` goes. `key` is decoded: no quotes, no escapes.
pub(crate) fn sensitive(key: &str) -> bool {
    let words = words(key);
    let mut words = words.as_slice();
    loop {
        if RULES.iter().any(|rule| words.ends_with(&rule.split(' ').map(str::to_owned).collect::<Vec<_>>())) {
            return true;
        }
        match words.split_last() {
            Some((last, rest)) if SUFFIXES.contains(&last.as_str()) || last.bytes().all(|b| b.is_ascii_digit()) => {
                words = rest;
            }
            _ => return false,
        }
    }
}

/// Splits at `_ - . : /`, spaces, camelCase humps and before digits at a word's end, and lowers the case.
pub(crate) fn words(key: &str) -> Vec<String> {
    let mut words = Vec::new();
    for piece in key.split(['_', '-', '.', ':', '/', ' ']) {
        let chars: Vec<char> = piece.chars().collect();
        let mut word = String::new();
        for (at, &here) in chars.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| chars[at]);
            let after = chars.get(at + 1).copied();
            let hump = here.is_uppercase()
                && before.is_some_and(|before| !before.is_uppercase() || after.is_some_and(char::is_lowercase));
            let number = here.is_ascii_digit() && before.is_some_and(|before| !before.is_ascii_digit());
            if (hump || number) && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            word.extend(here.to_lowercase());
        }
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

#[test]
fn splits_as_the_page_says() {
    assert_eq!(words("HTTPAuthToken"), ["http", "auth", "token"]);
    assert_eq!(words("x-api.key_2"), ["x", "api", "key", "2"]);
    assert_eq!(words("password2"), ["password", "2"]);
    for key in ["password", "apiKey", "API-KEY", "x-api-key", "userPassword", "password_hash", "card_number"] {
        assert!(sensitive(key), "{key}");
    }
    for key in ["password_policy_id", "max_tokens", "cache_key", "author", "spinner", "session", "value", ""] {
        assert!(!sensitive(key), "{key}");
    }
}
