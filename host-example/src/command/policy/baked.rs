//! A policy and its keys inside the Fluent Bit module: put there, and read again. No Rust is compiled for it.
//!
//! The module exports the address of two words, `LOGVEIL_BAKED`. Baking adds a segment of data in pages of its own behind
//! the module's memory, and a second one that writes the first one's address and length into the two words. The segment
//! is JSON: `{"policy":{…},"keys":[["ID","hexadecimal"],…]}`.

use std::collections::BTreeMap;
use std::ops::Range;

use data_encoding::HEXLOWER;
use logveil_host::Key;
use serde_json::{Value, json};
use wasm_encoder::{ConstExpr, DataCountSection, DataSection, MemorySection, MemoryType, Module, RawSection};
use wasmparser::{DataKind, ExternalKind, Operator, Parser, Payload};

/// The export that tells where the two words stand.
const WORDS: &str = "LOGVEIL_BAKED";

/// The smallest step of a memory, in bytes.
const PAGE: u64 = 64 * 1024;

/// Why a module is not taken.
pub(crate) const NO_MODULE: &str = "is no Fluent Bit module of Logveil";

/// What was baked in.
pub(crate) struct Baked {
    /// JSON.
    pub(crate) policy: String,
    /// The ids of the keys.
    pub(crate) keys: Vec<String>,
}

/// Puts a policy, JSON, and keys into `module`, which has none yet.
pub(crate) fn write(module: &[u8], policy: &str, keys: &[Key]) -> Option<Vec<u8>> {
    let policy: Value = serde_json::from_str(policy).ok()?;
    let keys: Vec<_> = keys.iter().map(|key| [key.id.clone(), HEXLOWER.encode(&key.bytes)]).collect();
    let text = json!({ "policy": policy, "keys": keys }).to_string();
    let read = Read::of(module)?;
    let at = read.pages * PAGE;
    let pages = read.pages + (text.len() as u64).div_ceil(PAGE);
    let (address, length) = (u32::try_from(at).ok()?, u32::try_from(text.len()).ok()?);
    let mut made = Module::new();
    for section in read.sections {
        match section {
            Section::Memory(mut memory) => {
                memory.minimum = pages;
                memory.maximum = memory.maximum.map(|most| most.max(pages));
                made.section(MemorySection::new().memory(memory));
            }
            Section::DataCount(count) => {
                made.section(&DataCountSection { count: count + 2 });
            }
            Section::Data(segments) => {
                let mut section = DataSection::new();
                for segment in segments {
                    section.raw(&module[segment]);
                }
                let words = [address.to_le_bytes(), length.to_le_bytes()].concat();
                section.active(0, &ConstExpr::i32_const(address.cast_signed()), text.bytes());
                section.active(0, &ConstExpr::i32_const(read.words.cast_signed()), words);
                made.section(&section);
            }
            Section::Other(id, span) => {
                made.section(&RawSection { id, data: &module[span] });
            }
        }
    }
    Some(made.finish())
}

/// What was baked into `module`: `None` where it is no such module, `Some(None)` where nothing was.
pub(crate) fn read(module: &[u8]) -> Option<Option<Baked>> {
    let read = Read::of(module)?;
    let Some(words) = read.segments.get(&read.words) else { return Some(None) };
    let word = |at: usize| Some(u32::from_le_bytes(module[words.clone()].get(at..at + 4)?.try_into().ok()?));
    let text = read.segments.get(&word(0)?)?.clone();
    let baked: Value = serde_json::from_slice(module[text].get(..word(4)? as usize)?).ok()?;
    let keys = baked["keys"].as_array()?.iter().filter_map(|pair| pair[0].as_str()).map(str::to_owned).collect();
    Some(Some(Baked { policy: baked["policy"].to_string(), keys }))
}

/// A module's sections, as far as they matter here.
struct Read {
    sections: Vec<Section>,
    /// The memory's size at the start.
    pages: u64,
    /// The address of the two words.
    words: u32,
    /// Data by address; spans of the module.
    segments: BTreeMap<u32, Range<usize>>,
}

enum Section {
    Memory(MemoryType),
    DataCount(u32),
    /// Spans of the module.
    Data(Vec<Range<usize>>),
    Other(u8, Range<usize>),
}

impl Read {
    fn of(module: &[u8]) -> Option<Read> {
        let mut globals = Vec::new();
        let mut words = None;
        let mut read = Read { sections: Vec::new(), pages: 0, words: 0, segments: BTreeMap::new() };
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload.ok()?;
            match &payload {
                Payload::MemorySection(memories) => {
                    let memory = memories.clone().into_iter().next()?.ok()?;
                    read.pages = memory.initial;
                    read.sections.push(Section::Memory(MemoryType {
                        minimum: memory.initial,
                        maximum: memory.maximum,
                        memory64: false,
                        shared: false,
                        page_size_log2: None,
                    }));
                    continue;
                }
                Payload::GlobalSection(section) => {
                    for global in section.clone() {
                        globals.push(constant(global.ok()?.init_expr));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports.clone() {
                        let export = export.ok()?;
                        if (export.name, export.kind) == (WORDS, ExternalKind::Global) {
                            words = globals.get(export.index as usize).copied().flatten();
                        }
                    }
                }
                Payload::DataCountSection { count, .. } => {
                    read.sections.push(Section::DataCount(*count));
                    continue;
                }
                Payload::DataSection(section) => {
                    let mut spans = Vec::new();
                    for segment in section.clone() {
                        let segment = segment.ok()?;
                        spans.push(segment.range.clone());
                        if let DataKind::Active { offset_expr, .. } = segment.kind {
                            let span = segment.range.end - segment.data.len()..segment.range.end;
                            read.segments.insert(constant(offset_expr)?, span);
                        }
                    }
                    read.sections.push(Section::Data(spans));
                    continue;
                }
                _ => {}
            }
            if let Some((id, span)) = payload.as_section() {
                read.sections.push(Section::Other(id, span));
            }
        }
        read.words = words?;
        Some(read)
    }
}

fn constant(expression: wasmparser::ConstExpr<'_>) -> Option<u32> {
    match expression.get_operators_reader().read() {
        Ok(Operator::I32Const { value }) => Some(value.cast_unsigned()),
        _ => None,
    }
}
