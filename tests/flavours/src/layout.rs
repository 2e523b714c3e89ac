//! Where a module's data lies: what nobody reads is left out, texts stand together in the order in which tables name them,
//! and the rest behind them. The relocations tell what has to be told the new addresses.
use std::collections::BTreeSet;
use std::ops::Range;

use wasmparser::RelocationType;

use crate::parts::{Parts, Relocation, Symbol};

/// Data of one symbol, or of several that lie within each other.
struct Unit {
    /// Its addresses.
    old: Range<u32>,
    new: u32,
    /// Where in the file.
    place: usize,
    kind: Kind,
    /// The place in the file that names it first: one in the data, if there is one, else one in the code.
    named: usize,
}

/// In the order in which they come to lie.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Text,
    Bytes,
    Pointers,
    Zeros,
}

/// Moves all data to the beginning of the first segment; the rest becomes zeros. `dead` tells which bytes of the file nobody
/// reads. Gives the addresses of all pointers within the data, sorted.
pub(crate) fn closed_up(bytes: &mut [u8], parts: &Parts, dead: &[Range<usize>]) -> Result<Vec<u32>, String> {
    let first = parts.segments.first().ok_or("the module has no data")?.clone();
    let pointers = pointers(bytes, parts)?;
    let mut units = units(bytes, parts, dead, &pointers);
    arrange(&mut units, parts, first.address);
    if units.iter().any(|unit| unit.new + unit.old.len() as u32 > first.address + first.place.len() as u32) {
        return Err("the data does not fit into the first segment".into());
    }
    let moved = |address: u32| {
        let unit = &units[holder(&units, address)?];
        Some(unit.new + (address - unit.old.start))
    };
    let addresses: Vec<Option<u32>> = parts.symbols.iter().map(|symbol| moved(address(parts, *symbol)?)).collect();
    for relocation in &parts.relocations {
        let Some(meant) = addresses[relocation.symbol as usize] else { continue };
        let value = meant.wrapping_add(relocation.addend as u32);
        match relocation.kind {
            RelocationType::MemoryAddrLeb | RelocationType::MemoryAddrSleb => {
                let signed = relocation.kind == RelocationType::MemoryAddrSleb;
                let place = bytes.get_mut(relocation.at..relocation.at + 5).ok_or("a place behind the module's end")?;
                write(place, value, signed);
            }
            RelocationType::MemoryAddrI32 if pointers.contains(&relocation.at) => {
                bytes[relocation.at..relocation.at + 4].copy_from_slice(&value.to_le_bytes());
            }
            RelocationType::MemoryAddrI32 => {}
            kind => return Err(format!("a relocation of data that is not known: {kind:?}")),
        }
    }
    let old: Vec<Vec<u8>> = units.iter().map(|unit| bytes[unit.place..unit.place + unit.old.len()].to_vec()).collect();
    parts.segments.iter().for_each(|segment| bytes[segment.place.clone()].fill(0));
    for (unit, old) in units.iter().zip(old) {
        let place = first.place.start + (unit.new - first.address) as usize;
        bytes[place..place + old.len()].copy_from_slice(&old);
    }
    let mut places: Vec<u32> = pointers.into_iter().filter_map(|at| moved(address_of(parts, at)?)).collect();
    places.sort_unstable();
    Ok(places)
}

/// Where in the file a pointer stands within data; those of no meaning any more are zero.
fn pointers(bytes: &[u8], parts: &Parts) -> Result<BTreeSet<usize>, String> {
    let pointers = parts.relocations.iter().filter(|relocation| {
        relocation.kind == RelocationType::MemoryAddrI32 && address_of(parts, relocation.at).is_some()
    });
    let pointers: Result<BTreeSet<_>, String> = pointers
        .map(|relocation| {
            let word = bytes.get(relocation.at..relocation.at + 4).ok_or("a place behind the module's end")?;
            Ok((relocation.at, word != [0; 4]))
        })
        .collect();
    Ok(pointers?.into_iter().filter(|(_, is)| *is).map(|(at, _)| at).collect())
}

fn units(bytes: &[u8], parts: &Parts, dead: &[Range<usize>], pointers: &BTreeSet<usize>) -> Vec<Unit> {
    let spans = parts.symbols.iter().filter_map(|symbol| {
        let Symbol::Data(segment, start, size) = *symbol else { return None };
        let segment = &parts.segments[segment as usize];
        let (address, place) = (segment.address + start, segment.place.start + start as usize);
        (size > 0).then_some((address..address + size, place))
    });
    let mut spans: Vec<_> = spans.collect();
    spans.sort_unstable_by_key(|(span, _)| (span.start, span.end));
    let mut units: Vec<Unit> = Vec::new();
    for (old, place) in spans {
        match units.last_mut().filter(|last| old.start < last.old.end) {
            Some(last) => last.old.end = last.old.end.max(old.end),
            None => units.push(Unit { new: old.start, old, place, kind: Kind::Zeros, named: usize::MAX }),
        }
    }
    units.retain(|unit| !dead.iter().any(|dead| dead.start <= unit.place && unit.place + unit.old.len() <= dead.end));
    for unit in &mut units {
        let place = unit.place..unit.place + unit.old.len();
        let is_text = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~' | 0x80..);
        unit.kind = match &bytes[place.clone()] {
            _ if pointers.range(place).next().is_some() => Kind::Pointers,
            own if own.iter().all(|byte| *byte == 0) => Kind::Zeros,
            own if own.iter().all(is_text) => Kind::Text,
            _ => Kind::Bytes,
        };
    }
    units
}

/// Gives each its new address. Texts stand as they are named: those of a table one after the other.
fn arrange(units: &mut [Unit], parts: &Parts, mut next: u32) {
    let (data, code): (Vec<&Relocation>, Vec<&Relocation>) =
        parts.relocations.iter().partition(|relocation| address_of(parts, relocation.at).is_some());
    for relocation in data.into_iter().chain(code) {
        let meant = address(parts, parts.symbols[relocation.symbol as usize]);
        if let Some(number) = meant.and_then(|address| holder(units, address)) {
            let unit = &mut units[number];
            unit.named = if unit.named == usize::MAX { relocation.at } else { unit.named };
        }
    }
    let mut order: Vec<&mut Unit> = units.iter_mut().collect();
    order.sort_by_key(|unit| (unit.kind, if unit.kind == Kind::Text { unit.named } else { 0 }));
    for unit in order {
        // Of a text each byte is read alone; anything else may count on where it lies.
        if unit.kind != Kind::Text {
            next = next.next_multiple_of(1 << unit.old.start.trailing_zeros().min(4));
        }
        unit.new = next;
        next += unit.old.len() as u32;
    }
}

/// The unit, of those sorted by their old addresses, in which one lies.
fn holder(units: &[Unit], address: u32) -> Option<usize> {
    let number = units.partition_point(|unit| unit.old.start <= address).checked_sub(1)?;
    (address < units[number].old.end).then_some(number)
}

/// The address of a symbol's data.
fn address(parts: &Parts, symbol: Symbol) -> Option<u32> {
    let Symbol::Data(segment, start, _) = symbol else { return None };
    Some(parts.segments.get(segment as usize)?.address + start)
}

/// The address of a place in the file.
fn address_of(parts: &Parts, at: usize) -> Option<u32> {
    let segment = parts.segments.iter().find(|segment| segment.place.contains(&at))?;
    Some(segment.address + (at - segment.place.start) as u32)
}

/// A number in the five bytes that the linker leaves for one.
fn write(place: &mut [u8], value: u32, signed: bool) {
    let mut left = if signed { i64::from(value as i32) } else { i64::from(value) };
    for byte in place.iter_mut().take(4) {
        *byte = left as u8 | 0x80;
        left >>= 7;
    }
    place[4] = left as u8 & 0x7f;
}
