//! What of a linked module nobody reaches once some of its functions are traps: functions that only those call, and data
//! that only those read. It is told from the relocations, which the linker leaves with `--emit-relocs`.
use std::ops::Range;

use crate::parts::{Parts, Symbol};

/// See the file's head.
#[derive(Debug, Default)]
pub(crate) struct Unreached {
    /// By their numbers, imports counted.
    pub(crate) functions: Vec<u32>,
    /// By segment: the places in it.
    pub(crate) data: Vec<(u32, Range<usize>)>,
}

/// What is not reached from the exports, where functions whose names are `telling` do nothing.
pub(crate) fn unreached(parts: &Parts, telling: impl Fn(&str) -> bool) -> Unreached {
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
        let first = parts.relocations.partition_point(|relocation| relocation.at < place.start);
        for relocation in parts.relocations[first..].iter().take_while(|relocation| relocation.at < place.end) {
            let symbol = relocation.symbol as usize;
            if std::mem::replace(&mut symbols[symbol], true) {
                continue;
            }
            match parts.symbols[symbol] {
                Symbol::Function(function) => meet(function, &mut functions, &mut open),
                Symbol::Data(segment, start, size) => {
                    let start = parts.segments[segment as usize].place.start + start as usize;
                    open.push(start..start + size as usize);
                }
                Symbol::Other => {}
            }
        }
    }
    Unreached {
        functions: (parts.imported..)
            .zip(&functions[parts.imported as usize..])
            .filter(|(_, met)| !**met)
            .map(|(function, _)| function)
            .collect(),
        data: gaps(parts, &symbols),
    }
}

/// The places of symbols that are not met, less those of symbols that are: some stand within each other.
fn gaps(parts: &Parts, met: &[bool]) -> Vec<(u32, Range<usize>)> {
    let mut kept: Vec<Vec<bool>> = parts.segments.iter().map(|segment| vec![true; segment.place.len()]).collect();
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
