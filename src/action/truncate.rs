//! Truncate: an address becomes its net (IPv4 /24, IPv6 /48), a date its year or its month.
use std::net::{Ipv4Addr, Ipv6Addr};

/// How much of a date stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum To {
    Year,
    Month,
}

/// What is left of `value`; None where it is neither an address nor a date.
pub(super) fn truncate(value: &[u8], to: To) -> Option<String> {
    let value = std::str::from_utf8(value).ok()?.trim();
    if let Ok(address) = value.parse::<Ipv4Addr>() {
        let [a, b, c, _] = address.octets();
        return Some(Ipv4Addr::new(a, b, c, 0).to_string());
    }
    let bare = value.strip_prefix('[').and_then(|value| value.strip_suffix(']')).unwrap_or(value);
    let bare = bare.split_once('%').map_or(bare, |(address, _)| address);
    if let Ok(address) = bare.parse::<Ipv6Addr>() {
        // An IPv4 address in an IPv6 one: its net alone would be all zeros.
        if let Some(inner) = address.to_ipv4_mapped() {
            let [a, b, c, _] = inner.octets();
            return Some(format!("::ffff:{}", Ipv4Addr::new(a, b, c, 0)));
        }
        let [a, b, c, ..] = address.segments();
        return Some(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0).to_string());
    }
    date(value, to)
}

/// `1987-05-21`, with a time or not, `1987-05`, `1987`, `19870521`, `21.05.1987`, `5/21/1987`.
fn date(value: &str, to: To) -> Option<String> {
    let bytes = value.as_bytes();
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let year = |part: &str| part.len() == 4 && is_digits(part) && matches!(&part[..2], "18" | "19" | "20" | "21");
    let parts: Vec<&str> = value.split(['-', '/', '.']).collect();
    let first = *parts.first()?;
    if year(first) {
        if parts.len() == 1 {
            return Some(first.into());
        }
        let separator = char::from(bytes[4]);
        let month = parts.get(1).filter(|part| part.len() <= 2 && is_digits(part))?;
        let day = parts.get(2).map(|part| part.split(['T', ' ']).next().unwrap_or_default());
        if day.is_some_and(|day| day.len() > 2 || !is_digits(day)) {
            return None;
        }
        return Some(if to == To::Year { first.into() } else { format!("{first}{separator}{month}") });
    }
    if bytes.len() == 8 && is_digits(value) && year(&value[..4]) && ("01"..="12").contains(&&value[4..6]) {
        return Some(if to == To::Year { value[..4].into() } else { format!("{}-{}", &value[..4], &value[4..6]) });
    }
    // Which of the others is the month can't be told.
    let last = *parts.get(2).filter(|_| parts.len() == 3)?;
    let short = parts[..2].iter().all(|part| part.len() <= 2 && is_digits(part));
    (short && year(last)).then(|| last.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_dates() {
        for (value, month) in [
            ("192.168.7.9", Some("192.168.7.0")),
            ("2001:db8:7:8::9", Some("2001:db8:7::")),
            ("[2001:db8:7:8::9]", Some("2001:db8:7::")),
            ("::ffff:10.1.2.3", Some("::ffff:10.1.2.0")),
            ("1987-05-21", Some("1987-05")),
            ("1987-05-21T10:00:00Z", Some("1987-05")),
            ("1987-05", Some("1987-05")),
            ("19870521", Some("1987-05")),
            ("21.05.1987", Some("1987")),
            ("hunter2", None),
            ("1987-05-hunter2", None),
            ("1987-secret", None),
        ] {
            assert_eq!(truncate(value.as_bytes(), To::Month).as_deref(), month, "{value}");
            if let Some(month) = month {
                assert_eq!(truncate(month.as_bytes(), To::Month).as_deref(), Some(month), "twice: {value}");
            }
        }
        assert_eq!(truncate(b"1987-05-21", To::Year).as_deref(), Some("1987"));
    }
}
