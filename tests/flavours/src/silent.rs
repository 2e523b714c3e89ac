//! Takes out of a module what tells where and why it panics. A page has nothing that would show it: there a panic is a
//! trap, with its words or without.
use walrus::{FunctionBuilder, FunctionKind, Module};

use crate::layout::closed_up;
use crate::parts::Parts;
use crate::pointers::distances;
use crate::reach::unreached;

/// Parts of the names, mangled by either scheme, of functions that end in a trap, and of what only their words need.
const TELLING: [&str; 15] = [
    "4core9panicking",
    "4core6option13unwrap_failed",
    "4core6option13expect_failed",
    "4core6result13unwrap_failed",
    "4core4cell22panic_already",
    "4core4cell30panic_already",
    "slice_error_fail",
    "slice_index_fail",
    "len_mismatch_fail",
    "13assert_failed",
    "panic_on_ord_violation",
    "3std9panicking",
    "7raw_vec12handle_error",
    "5alloc18handle_alloc_error",
    "5Debug3fmt",
];

/// Whether a function is one of them.
fn is_telling(name: &str) -> bool {
    let debug = name.contains("$u20$as$u20$core..fmt..Debug$GT$3fmt");
    debug || TELLING.iter().any(|part| name.contains(part))
}

/// The module without them: they are traps, and so is what only they call; what only they read, and their places in the
/// source, are left out. The module was linked with `--emit-relocs`.
pub(crate) fn silent(bytes: &[u8]) -> Result<Module, String> {
    let parts = Parts::read(bytes)?;
    let unreached = unreached(&parts, is_telling);
    let mut bytes = bytes.to_vec();
    let segment = |number: &u32| parts.segments.get(*number as usize).ok_or("no such segment");
    let mut dead = Vec::new();
    for (number, place) in &unreached.data {
        let start = segment(number)?.place.start;
        dead.push(start + place.start..start + place.end);
    }
    dead.iter().for_each(|place| bytes[place.clone()].fill(0));
    for segment in &parts.segments {
        forget_places(&mut bytes[segment.place.clone()], segment.address as usize);
    }
    let pointers = closed_up(&mut bytes, &parts, &dead)?;
    let mut module = Module::from_buffer(&bytes).map_err(|error| format!("{error:#}"))?;
    for name in ["linking", "reloc.CODE", "reloc.DATA"] {
        module.customs.remove_raw(name);
    }
    let all: Vec<_> = module.funcs.iter().map(|function| function.id()).collect();
    let dead = unreached.functions.iter().map(|number| all[*number as usize]);
    let local = module.funcs.iter_local().map(|(id, _)| id);
    let telling = local.filter(|id| module.funcs.get(*id).name.as_deref().is_some_and(is_telling));
    let found: Vec<_> = dead.chain(telling).collect();
    for id in found {
        let kind = module.types.get(module.funcs.get(id).ty());
        let (takes, gives) = (kind.params().to_vec(), kind.results().to_vec());
        let mut builder = FunctionBuilder::new(&mut module.types, &takes, &gives);
        builder.func_body().unreachable();
        let locals = takes.into_iter().map(|kind| module.locals.add(kind)).collect();
        module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(locals));
    }
    distances(&mut module, &pointers)?;
    Ok(module)
}

/// Fills with zeros what looks like a `core::panic::Location`, and the name of its file: a file of Rust, as a place and
/// a length, then a line and a column. `base` is the memory's address of the first byte.
fn forget_places(bytes: &mut [u8], base: usize) {
    let word = |bytes: &[u8], at: usize| {
        let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
        four.map_or(0, u32::from_le_bytes) as usize
    };
    let mut names = Vec::new();
    let first = base.next_multiple_of(4) - base;
    for at in (first..bytes.len().saturating_sub(15)).step_by(4) {
        let [place, length, line, column] = [0, 4, 8, 12].map(|offset| word(bytes, at + offset));
        let name = place.checked_sub(base).map(|start| start..start.saturating_add(length));
        let is_file =
            |span: &std::ops::Range<usize>| bytes.get(span.clone()).is_some_and(|name| name.ends_with(b".rs"));
        if let Some(name) = name.filter(is_file)
            && (1..1 << 16).contains(&line)
            && (1..1 << 12).contains(&column)
        {
            bytes[at..at + 16].fill(0);
            names.push(name);
        }
    }
    names.into_iter().for_each(|name| bytes[name].fill(0));
}

#[cfg(test)]
mod tests {
    use super::forget_places;

    #[test]
    fn places_go_and_all_else_stays() {
        let mut bytes = b"src/a.rs\0\0\0\0kept.rs!".to_vec();
        let place = |at: u32, length: u32| [at, length, 7, 3].map(u32::to_le_bytes).concat();
        bytes.extend([place(100, 8), place(112, 7), place(100, 6)].concat());
        forget_places(&mut bytes, 100);
        assert_eq!(bytes[..20], *b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0!");
        assert_eq!(bytes[20..52], [0; 32]);
        assert_eq!(bytes[52..], place(100, 6));
    }
}
