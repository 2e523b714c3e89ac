//! What must hold for every input: no secret survives, nothing else changes, chunks don't matter, nothing panics.
//! The cases are made up, but the same in each run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod oracle;
mod support;

use std::cell::RefCell;

use logveil::{Pipeline, Verb};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use support::corpus::{Kind, Random, corpus};
use support::drive::{self, Ran, holds, show};
use support::trees;

const SEVEN: &str = include_str!("policies/seven.json");

thread_local! {
    static PAIR: RefCell<(Pipeline, Pipeline)> = RefCell::new((open(), open()));
}

fn open() -> Pipeline {
    Pipeline::open(SEVEN, &[]).unwrap()
}

fn whole(stream: &[u8]) -> Ran {
    PAIR.with_borrow_mut(|(pipeline, _)| drive::whole(pipeline, Verb::Redact, stream).unwrap())
}

fn config(cases: u32) -> ProptestConfig {
    let cases = std::env::var("LOGVEIL_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(cases);
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(20250127), failure_persistence: None, ..ProptestConfig::default() }
}

/// What holds for any stream at all.
fn holds_for(stream: &[u8], cut: usize) -> Result<Ran, TestCaseError> {
    let ran = whole(stream);
    let lines = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte == b'\n').count();
    prop_assert_eq!(lines(stream), lines(&ran.bytes), "lines: {} gives {}", show(stream), show(&ran.bytes));
    let again = whole(&ran.bytes);
    prop_assert!(again.bytes == ran.bytes, "twice: {} then {}", show(&ran.bytes), show(&again.bytes));
    let cut = cut % (stream.len() + 1);
    let (head, tail) = stream.split_at(cut);
    PAIR.with_borrow_mut(|(first, second)| {
        let parts = drive::chunks(first, Verb::Redact, [head, tail]).unwrap();
        prop_assert_eq!(ran.differs(&parts), None, "cut at {} in {}", cut, show(stream));
        let over = drive::handover(first, second, Verb::Redact, stream, cut).unwrap();
        prop_assert_eq!(ran.differs(&over), None, "handed over at {} in {}", cut, show(stream));
        let bytewise = drive::chunks(first, Verb::Redact, stream.chunks(1)).unwrap();
        prop_assert_eq!(ran.differs(&bytewise), None, "byte by byte in {}", show(stream));
        Ok(())
    })?;
    // A BOM at the start is no part of the first record.
    let body = |bytes: &[u8]| bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).to_vec();
    let (olds, news) = (body(stream), body(&ran.bytes));
    for (old, new) in olds.split(|&byte| byte == b'\n').zip(news.split(|&byte| byte == b'\n')) {
        if oracle::tree::depth(old) < 100 {
            let wrong = oracle::same::beyond_redactions(old, new);
            prop_assert_eq!(wrong, None, "{} gives {}", show(old), show(new));
        }
    }
    Ok(ran)
}

/// Where a secret may still be read: everything that comes out but the quarantine, escapes undone.
fn readable(ran: &Ran) -> Vec<u8> {
    let mut all = ran.bytes.clone();
    all.extend_from_slice(&ran.errors);
    all.extend_from_slice(format!("{:?}{}", ran.tallies, ran.debug).as_bytes());
    let quoted = [b"\"", all.as_slice(), b"\""].concat();
    all.extend_from_slice(oracle::tree::decode(&quoted).as_bytes());
    all
}

proptest! {
    #![proptest_config(config(3000))]

    /// Keys, pairs and argument lists go exactly as the slow oracle says.
    #[test]
    fn keys_agree_with_the_oracle(record in trees::json(), cut in any::<usize>()) {
        let stream = format!("{record}\n").into_bytes();
        let ran = holds_for(&stream, cut)?;
        let (mut want, redactions) = oracle::redact::redact(record.as_bytes()).unwrap();
        want.push(b'\n');
        prop_assert!(ran.bytes == want, "\n   in {}\n want {}\n  got {}", show(&stream), show(&want), show(&ran.bytes));
        prop_assert_eq!(ran.counts.redactions, redactions, "{}", show(&stream));
        prop_assert_eq!(ran.counts.changed, u64::from(want != stream));
    }

    /// One secret in any surrounding, however it is escaped, in a value, an array, a key, text or broken JSON.
    #[test]
    fn no_planted_secret_survives(
        kind in 0..7u8, seed in any::<u64>(), before in "[a-z ,;(\\[\"é]{0,6}[ (\\[\",]", after in "[ )\\]\",;][a-z ,;)\\]é]{0,6}",
        mask in trees::escapes(), place in 0..6u8, cut in any::<usize>(),
    ) {
        let (text, secret) = sentence(kind, seed);
        let string = trees::literal(&format!("{before}{text}{after}"), mask);
        let stream = match place {
            0 => format!("{{\"level\":\"INFO\",\"message\":{string},\"n\":1}}\n"),
            1 => format!("[1,{string},null]\n"),
            2 => format!("{{\"a\":{{{string}:[true]}}}}\n"),
            3 => format!("{before}{text}{after}\n"),
            4 => format!("{{\"message\":{string},\"n\":1}} garbage\n"),
            _ => format!("{{\"n\":[{{\"message\":{string}"),
        };
        let ran = holds_for(stream.as_bytes(), cut)?;
        prop_assert!(!holds(&readable(&ran), secret.as_bytes()), "{secret} in {} gives {}", show(stream.as_bytes()), show(&ran.bytes));
    }

    /// A record cut off anywhere, or with something behind it, loses what the whole record would lose under its keys.
    #[test]
    fn broken_records_lose_as_much(seed in any::<u64>(), cut in any::<usize>(), end in "[a-z}\\],\"]{0,3}") {
        const KEYS: [&str; 8] = ["password", "apiKey", "X-Auth-Token", "db.password", "SECRET", "user_pin", "dsn", "p\\u0061sswd"];
        let mut random = Random(seed);
        let mut secret = || (0..10).map(|_| char::from(b"QXZJKVW7890"[random.range(0, 11) as usize])).collect::<String>();
        let (one, two, three) = (secret(), secret(), secret());
        let mut key = || random.choose(&KEYS);
        let record = format!(
            r#"{{"a":"x y","{}":"{one}","n":[1,{{"{}" : {{"v":["{two} \" {two}",{{"w":"{two}"}}]}}}}],"b":true,"{}":["{three}"]}}"#,
            key(), key(), key(),
        );
        let cut = (0..=cut % (record.len() + 1)).rev().find(|&at| record.is_char_boundary(at)).unwrap();
        let stream = format!("{}{end}\n", &record[..cut]);
        let ran = holds_for(stream.as_bytes(), cut / 2)?;
        for secret in [&one, &two, &three] {
            for piece in secret.as_bytes().windows(3) {
                prop_assert!(!holds(&ran.bytes, piece), "{} gives {}", show(stream.as_bytes()), show(&ran.bytes));
            }
        }
    }

    /// What is no JSON for something before or behind it loses every value that JSON would lose.
    #[test]
    fn garbage_saves_no_value(
        record in trees::json(), before in "(INFO |2025-01-27 12:00:00 |x )?", after in "[ x,}\\]\"]{1,3}", cut in any::<usize>(),
    ) {
        let stream = format!("{before}{record} {after}\n").into_bytes();
        let ran = holds_for(&stream, cut)?;
        let (want, _) = oracle::redact::redact(record.as_bytes()).unwrap();
        let text = |bytes: &[u8]| oracle::tree::decode(&[b"\"", bytes, b"\""].concat());
        let (before, want, after) = (text(record.as_bytes()), text(&want), text(&ran.bytes));
        for (at, _) in before.match_indices("QZX") {
            let secret = before.get(at..at + 11).unwrap();
            prop_assert!(want.contains(secret) || !after.contains(secret), "{secret} in {} gives {}", show(&stream), show(&ran.bytes));
        }
    }

    /// Anything at all passes without a panic, keeps its lines, and does not depend on its chunks.
    #[test]
    fn noise_is_safe(stream in trees::noise(), cut in any::<usize>()) {
        holds_for(&stream, cut)?;
    }

    #[test]
    fn bytes_are_safe(stream in prop::collection::vec(any::<u8>(), 0..200), cut in any::<usize>()) {
        holds_for(&stream, cut)?;
    }
}

/// A sentence of the corpus with its one secret.
fn sentence(kind: u8, seed: u64) -> (String, String) {
    support::corpus::sentence(u64::from(kind), seed)
}

#[test]
fn corpora_come_out_clean() {
    for kind in Kind::ALL {
        let corpus = corpus(kind, 300_000, 7);
        assert!(corpus.planted.len() > 10, "{kind:?}");
        let ran = whole(&corpus.bytes);
        let output = readable(&ran);
        let text = String::from_utf8(output).unwrap();
        let left: Vec<&String> = corpus.planted.iter().filter(|secret| text.contains(secret.as_str())).collect();
        assert!(left.is_empty(), "{kind:?}: {} of {} survive, as {}", left.len(), corpus.planted.len(), left[0]);
        let again = whole(&ran.bytes);
        for (once, twice) in ran.bytes.split(|&byte| byte == b'\n').zip(again.bytes.split(|&byte| byte == b'\n')) {
            assert!(once == twice, "twice: {} gives {}", show(once), show(twice));
        }
        for (old, new) in corpus.bytes.split(|&byte| byte == b'\n').zip(ran.bytes.split(|&byte| byte == b'\n')) {
            assert_eq!(oracle::same::beyond_redactions(old, new), None, "{} gives {}", show(old), show(new));
        }
        assert_eq!(ran.counts.masked + ran.counts.withheld, 0);
        for size in [1, 100, 4096, 65_536] {
            let parts = PAIR.with_borrow_mut(|(pipeline, _)| {
                drive::chunks(pipeline, Verb::Redact, corpus.bytes.chunks(size)).unwrap()
            });
            assert_eq!(ran.differs(&parts), None, "{kind:?} in chunks of {size}");
        }
    }
}

/// The same words, and none of them a secret's: what a refusal says.
#[test]
fn refusals_hold_no_secret() {
    let secret = "zz9hunter2";
    let mut pipeline = open();
    let state = pipeline.restore(format!("{{\"password\":\"{secret}\"}}").as_bytes());
    assert!(!format!("{state:?}").contains(secret), "restore: {state:?}");
    pipeline.push(Verb::Redact, format!("{{\"password\":\"{secret}").as_bytes()).unwrap();
    let verb = pipeline.push(Verb::Run, format!("{secret}\n").as_bytes());
    assert!(verb.is_err(), "another verb before finish is refused");
    assert!(!format!("{:?}", verb.map(|_| ())).contains(secret));
    let refused = pipeline.refuse(format!("{{\"password\":\"{secret}\"}}\n").as_bytes(), "limit/trap").unwrap();
    assert!(!holds(&refused.bytes, secret.as_bytes()));
    assert_eq!(refused.counts.masked, 1);
}
