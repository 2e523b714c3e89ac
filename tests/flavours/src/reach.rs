//! What of a linked module nobody reaches once some of its functions are traps: functions that only those call, and data
//! that only those read. It is told from the relocations, which the linker leaves with `--emit-relocs`.
use std::collections::BTreeMap;
use std::ops::Range;

use wasmparser::{
    BinaryReaderError, DataKind, ExternalKind, KnownCustom, Linking, Name, Parser, Payload, RelocationEntry,
    RelocationType, SymbolInfo, TypeRef,
};

/// See the file's head.
#[derive(Debug, Default)]
pub(crate) struct Unreached {
    /// By their numbers, imports counted.
    pub(crate) functions: Vec<u32>,
    /// By segment: the places in it.
    pub(crate) data: Vec<(u32, Range<usize>)>,
}

/// What a symbol stands for.
#[derive(Clone, Copy, Debug)]
enum Symbol {
    Function(u32),
    /// A segment, and the place in it.
    Data(u32, u32, u32),
    Other,
}

/// A module as far as it counts here. Places are those of the file.
#[derive(Default)]
struct Parts {
    imported: u32,
    bodies: Vec<Range<usize>>,
    segments: Vec<Range<usize>>,
    names: BTreeMap<u32, String>,
    symbols: Vec<Symbol>,
    roots: Vec<u32>,
    /// By place, sorted: the symbol that is meant there.
    relocations: Vec<(usize, u32)>,
}

/// What is not reached from the exports, where functions whose names are `telling` do nothing.
pub(crate) fn unreached(bytes: &[u8], telling: impl Fn(&str) -> bool) -> Result<Unreached, String> {
    let parts = read(bytes).map_err(|error| error.to_string())?;
    if parts.relocations.is_empty() {
        return Err("the module has no relocations".into());
    }
    let mut functions = vec![false; parts.imported as usize + parts.bodies.len()];
    let mut symbols = vec![false; parts.symbols.len()];
    let mut open: Vec<Range<usize>> = Vec::new();
    let meet = |function: u32, functions: &mut Vec<bool>, open: &mut Vec<Range<usize>>| {
        if std::mem::replace(&mut functions[function as usize], true) || function < parts.imported {
            return;
        }
        if !parts.names.get(&function).is_some_and(|name| telling(name)) {
            open.push(parts.bodies[(function - parts.imported) as usize].clone());
        }
    };
    parts.roots.iter().for_each(|root| meet(*root, &mut functions, &mut open));
    while let Some(place) = open.pop() {
        let first = parts.relocations.partition_point(|(at, _)| *at < place.start);
        for (_, symbol) in parts.relocations[first..].iter().take_while(|(at, _)| *at < place.end) {
            if std::mem::replace(&mut symbols[*symbol as usize], true) {
                continue;
            }
            match parts.symbols[*symbol as usize] {
                Symbol::Function(function) => meet(function, &mut functions, &mut open),
                Symbol::Data(segment, start, size) => {
                    let start = parts.segments[segment as usize].start + start as usize;
                    open.push(start..start + size as usize);
                }
                Symbol::Other => {}
            }
        }
    }
    Ok(Unreached {
        functions: (parts.imported..)
            .zip(&functions[parts.imported as usize..])
            .filter(|(_, met)| !**met)
            .map(|(function, _)| function)
            .collect(),
        data: gaps(&parts, &symbols),
    })
}

/// The places of symbols that are not met, less those of symbols that are: some stand within each other.
fn gaps(parts: &Parts, met: &[bool]) -> Vec<(u32, Range<usize>)> {
    let mut kept: Vec<Vec<bool>> = parts.segments.iter().map(|segment| vec![true; segment.len()]).collect();
    for pass in [false, true] {
        for (symbol, met) in parts.symbols.iter().zip(met) {
            if let (Symbol::Data(segment, start, size), true) = (symbol, *met == pass) {
                let place = *start as usize..(*start + *size) as usize;
                kept[*segment as usize].get_mut(place).into_iter().for_each(|place| place.fill(pass));
            }
        }
    }
    let runs = |(segment, kept): (u32, Vec<bool>)| {
        let mut at = 0;
        let runs: Vec<_> = kept
            .chunk_by(|one, other| one == other)
            .map(|run| {
                at += run.len();
                (segment, at - run.len()..at, run[0])
            })
            .collect();
        runs.into_iter().filter(|(.., kept)| !kept).map(|(segment, place, _)| (segment, place))
    };
    (0..).zip(kept).flat_map(runs).collect()
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
                    debug_assert!(matches!(segment.kind, DataKind::Active { .. }));
                    parts.segments.push(segment.range.end - segment.data.len()..segment.range.end);
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
    let place = |(section, entry): (u32, RelocationEntry)| {
        let start = starts.get(section as usize).filter(|_| entry.ty != RelocationType::TypeIndexLeb)?;
        Some((start + entry.offset as usize, entry.index))
    };
    parts.relocations = relocations.into_iter().filter_map(place).collect();
    parts.relocations.sort_unstable();
    Ok(parts)
}
