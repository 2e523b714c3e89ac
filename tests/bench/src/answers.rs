//! What came out: a time counts only where the answer is right.
use aho_corasick::AhoCorasick;

use crate::Fault;
use crate::engines::Promise;

/// A corpus and what must not survive it.
pub(crate) struct Asked<'a> {
    pub(crate) input: &'a [u8],
    pub(crate) planted: &'a Planted,
}

pub(crate) struct Planted {
    any: AhoCorasick,
    count: usize,
}

impl Planted {
    pub(crate) fn new(secrets: &[String]) -> Result<Planted, Fault> {
        let any = AhoCorasick::new(secrets).map_err(|error| error.to_string())?;
        Ok(Planted { any, count: secrets.len() })
    }

    /// How many of the secrets stand in `output`.
    fn left(&self, output: &[u8]) -> usize {
        let mut seen = vec![false; self.count];
        self.any.find_overlapping_iter(output).for_each(|found| seen[found.pattern()] = true);
        seen.iter().filter(|seen| **seen).count()
    }
}

/// Looks at an output. `Ok`: of 100 planted secrets, how many are left; told where none is promised to be gone.
pub(crate) fn look(promise: Promise, asked: &Asked<'_>, output: &[u8]) -> Result<Option<f64>, Fault> {
    match promise {
        Promise::Same if output == asked.input => Ok(None),
        Promise::Same => Err("other bytes came out".into()),
        Promise::Nothing if output.is_empty() => Ok(None),
        Promise::Nothing => Err("something came out".into()),
        Promise::Clean | Promise::Told => {
            let (came, went) = (records(asked.input).count(), records(output).count());
            if came != went {
                return Err(format!("{went} records of {came} came out"));
            }
            let left = asked.planted.left(output);
            if promise == Promise::Told {
                return Ok(Some(100.0 * left as f64 / asked.planted.left(asked.input).max(1) as f64));
            }
            if left > 0 {
                return Err(format!("{left} of {} planted secrets came through", asked.planted.count));
            }
            match records(output).position(|record| serde_json::from_slice::<serde::de::IgnoredAny>(record).is_err()) {
                Some(number) => Err(format!("record {} is no JSON", number + 1)),
                None => Ok(None),
            }
        }
    }
}

fn records(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == b'\n').filter(|record| !record.is_empty())
}
