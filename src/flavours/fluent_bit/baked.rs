//! The policy and the keys that `logveil policy bake` has put into the module.
//!
//! It adds a segment of data behind the module's memory, and writes that segment's place into [`LOGVEIL_BAKED`]: JSON
//! text, `{"policy":{…},"keys":[["ID","hexadecimal"],…]}`.
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use serde_json::Value;

use crate::{Key, Pipeline};

/// Where nothing was baked in.
const POLICY: &str = r#"{"version":1,"extends":["cp1"]}"#;

/// The segment's address and length; zeros: none. Its own address is exported under this name.
#[unsafe(no_mangle)]
pub static LOGVEIL_BAKED: [AtomicU32; 2] = [AtomicU32::new(0), AtomicU32::new(0)];

/// A stream under the module's policy; `None` where this version can't compile it.
pub(super) fn open() -> Option<Pipeline> {
    let [at, length] = &LOGVEIL_BAKED;
    let (at, length) = (at.load(Relaxed) as usize, length.load(Relaxed) as usize);
    if at == 0 {
        return Pipeline::open(POLICY, &[]).ok();
    }
    // SAFETY: whoever wrote the place put so many bytes there, behind all that the module uses itself.
    let text = unsafe { std::slice::from_raw_parts(std::ptr::without_provenance(at), length) };
    let baked: Value = serde_json::from_slice(text).ok()?;
    let keys = baked.get("keys").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let keys = keys.iter().map(key).collect::<Option<Vec<Key>>>()?;
    Pipeline::open(&baked.get("policy")?.to_string(), &keys).ok()
}

fn key(pair: &Value) -> Option<Key> {
    let digits = pair.get(1)?.as_str()?.as_bytes().chunks(2);
    let byte = |two: &[u8]| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok();
    Some(Key { id: pair.get(0)?.as_str()?.to_owned(), bytes: digits.map(byte).collect::<Option<Vec<u8>>>()? })
}
