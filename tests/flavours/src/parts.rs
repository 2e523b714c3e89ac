//! A linked module as its relocations tell it: its functions, its data, and which of them each place speaks of. The linker
//! leaves the relocations with `--emit-relocs`.
use std::collections::BTreeMap;
use std::ops::Range;

use wasmparser::{
    BinaryReaderError, DataKind, ExternalKind, KnownCustom, Linking, Name, Operator, Parser, Payload, RelocationEntry,
    RelocationType, SymbolInfo, TypeRef,
};

/// What a symbol stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Symbol {
    Function(u32),
    /// A segment, the place in it, and how many bytes.
    Data(u32, u32, u32),
    Other,
}

/// The address of data, written into the module.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Relocation {
    /// Where in the file.
    pub(crate) at: usize,
    pub(crate) kind: RelocationType,
    /// What is meant.
    pub(crate) symbol: u32,
    /// Bytes from its start.
    pub(crate) addend: i64,
}

/// A segment of data.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    /// Where in the file.
    pub(crate) place: Range<usize>,
    /// The memory's address of its first byte.
    pub(crate) address: u32,
}

/// A module as far as it counts here. Places are those of the file.
#[derive(Default)]
pub(crate) struct Parts {
    pub(crate) imported: u32,
    pub(crate) bodies: Vec<Range<usize>>,
    pub(crate) segments: Vec<Segment>,
    pub(crate) names: BTreeMap<u32, String>,
    pub(crate) symbols: Vec<Symbol>,
    pub(crate) roots: Vec<u32>,
    /// By place.
    pub(crate) relocations: Vec<Relocation>,
}

impl Parts {
    /// Reads a module.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, String> {
        let parts = read(bytes).map_err(|error| error.to_string())?;
        if parts.relocations.is_empty() {
            return Err("the module has no relocations".into());
        }
        Ok(parts)
    }
}

fn read(bytes: &[u8]) -> Result<Parts, BinaryReaderError> {
    let mut parts = Parts::default();
    // Where the content of each section starts, and the relocations by section.
    let (mut starts, mut relocations) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        if let Some((_, place)) = payload.as_section() {
            starts.push(place.start);
        }
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    parts.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        parts.roots.push(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => parts.roots.push(func),
            Payload::CodeSectionEntry(body) => parts.bodies.push(body.range()),
            Payload::DataSection(segments) => {
                for segment in segments {
                    let segment = segment?;
                    let DataKind::Active { offset_expr, .. } = segment.kind else { continue };
                    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else { continue };
                    let place = segment.range.end - segment.data.len()..segment.range.end;
                    parts.segments.push(Segment { place, address: value as u32 });
                }
            }
            Payload::CustomSection(custom) => match custom.as_known() {
                KnownCustom::Name(names) => {
                    for name in names {
                        let Name::Function(map) = name? else { continue };
                        for naming in map {
                            let naming = naming?;
                            parts.names.insert(naming.index, naming.name.into());
                        }
                    }
                }
                KnownCustom::Linking(linking) => {
                    for part in linking.subsections() {
                        let Linking::SymbolTable(symbols) = part? else { continue };
                        for symbol in symbols {
                            parts.symbols.push(match symbol? {
                                SymbolInfo::Func { index, .. } => Symbol::Function(index),
                                SymbolInfo::Data { symbol: Some(data), .. } => {
                                    Symbol::Data(data.index, data.offset, data.size)
                                }
                                _ => Symbol::Other,
                            });
                        }
                    }
                }
                KnownCustom::Reloc(reloc) => {
                    for entry in reloc.entries() {
                        relocations.push((reloc.section_index(), entry?));
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    let relocation = |(section, entry): (u32, RelocationEntry)| {
        let start = starts.get(section as usize).filter(|_| entry.ty != RelocationType::TypeIndexLeb)?;
        let at = start + entry.offset as usize;
        Some(Relocation { at, kind: entry.ty, symbol: entry.index, addend: entry.addend })
    };
    parts.relocations = relocations.into_iter().filter_map(relocation).collect();
    parts.relocations.sort_unstable_by_key(|relocation| relocation.at);
    Ok(parts)
}
