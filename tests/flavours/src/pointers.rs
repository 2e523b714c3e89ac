//! Pointers within a module's data are written as how far they are from what the one behind them lets expect: a table's
//! texts mostly stand one after the other, so most become zero, and pack well. A function that runs at the module's start
//! makes addresses of them again.
use walrus::ir::{BinaryOp, ExtendedLoad, LoadKind, MemArg, StoreKind, Value};
use walrus::{ConstExpr, DataKind, FunctionBuilder, Module, ValType};

/// Where the list of the pointers' places lies: in the stack, lowest of all, which nothing has used then.
const LIST: u32 = 4096;

/// A step in the list that leads to no pointer, in words.
const FAR: u8 = 255;

/// Writes the pointers at `places` (sorted addresses) so, in the first segment, which begins at `base`.
pub(crate) fn distances(module: &mut Module, places: &[u32]) -> Result<(), String> {
    let Some(last) = places.last().copied() else { return Ok(()) };
    let segment = module.data.iter().next().ok_or("the module has no data")?;
    let (id, memory, base) = match segment.kind {
        DataKind::Active { memory, offset: ConstExpr::Value(Value::I32(at)) } => (segment.id(), memory, at as u32),
        _ => return Err("data without a place".into()),
    };
    let list = written(&mut module.data.get_mut(id).value, base, places)?;
    if LIST + list.len() as u32 > base {
        return Err("the stack has no room for the list of pointers".into());
    }
    let end = LIST + list.len() as u32;
    module.data.add(DataKind::Active { memory, offset: ConstExpr::Value(Value::I32(LIST as i32)) }, list);
    let [step, at, before, read] = [(); 4].map(|()| module.locals.add(ValType::I32));
    let word = |offset| MemArg { align: 4, offset };
    let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
    let mut body = builder.func_body();
    body.i32_const(LIST as i32).local_set(read).i32_const(last as i32).local_set(at);
    body.loop_(None, |next| {
        let own = next.id();
        next.local_get(at).local_get(read);
        next.load(memory, LoadKind::I32_8 { kind: ExtendedLoad::ZeroExtend }, MemArg { align: 1, offset: 0 });
        next.local_tee(step).i32_const(4).binop(BinaryOp::I32Mul).binop(BinaryOp::I32Sub).local_set(at);
        next.local_get(step).i32_const(i32::from(FAR)).binop(BinaryOp::I32Ne);
        next.if_else(
            None,
            |is| {
                is.local_get(at);
                is.local_get(at).load(memory, LoadKind::I32 { atomic: false }, word(0));
                is.local_get(before).binop(BinaryOp::I32Add);
                is.local_get(at).load(memory, LoadKind::I32 { atomic: false }, word(4));
                is.binop(BinaryOp::I32Sub).local_tee(before);
                is.store(memory, StoreKind::I32 { atomic: false }, word(0));
            },
            |_| {},
        );
        next.local_get(read).i32_const(1).binop(BinaryOp::I32Add).local_tee(read);
        next.i32_const(end as i32).binop(BinaryOp::I32Ne).br_if(own);
    });
    if let Some(start) = module.start {
        body.call(start);
    }
    module.start = Some(builder.finish(Vec::new(), &mut module.funcs));
    Ok(())
}

/// Writes the distances into the data, and gives the list: how many words each pointer stands before the one behind it.
fn written(data: &mut [u8], base: u32, places: &[u32]) -> Result<Vec<u8>, String> {
    let word = |data: &[u8], address: u32| {
        let at = (address - base) as usize;
        let four = data.get(at..at + 4).and_then(|four| four.try_into().ok());
        four.map(u32::from_le_bytes).ok_or("a pointer beside the data")
    };
    let (mut list, mut before) = (Vec::new(), 0_u32);
    let mut behind = *places.last().ok_or("no pointers")?;
    let mut distances = Vec::new();
    for place in places.iter().rev() {
        let mut words = (behind - place) / 4;
        if !(behind - place).is_multiple_of(4) {
            return Err("pointers that do not stand in words".into());
        }
        while words >= u32::from(FAR) {
            list.push(FAR);
            words -= u32::from(FAR);
        }
        list.push(words as u8);
        let (own, length) = (word(data, *place)?, word(data, *place + 4)?);
        distances.push((*place, own.wrapping_add(length).wrapping_sub(before)));
        (before, behind) = (own, *place);
    }
    for (place, distance) in distances {
        let at = (place - base) as usize;
        data[at..at + 4].copy_from_slice(&distance.to_le_bytes());
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::{FAR, written};

    #[test]
    fn distances_are_undone_from_the_last_to_the_first() {
        const BASE: u32 = 1000;
        let mut data = vec![7; 2000];
        let places = [1004_u32, 1012, 1020, 1024, 2500, 2900];
        for (place, words) in places.iter().zip([[50_u32, 3], [53, 2], [90, 0], [4, 4], [55, 6], [61, 1]]) {
            let at = (place - BASE) as usize;
            data[at..at + 8].copy_from_slice(&words.map(u32::to_le_bytes).concat());
        }
        let before = data.clone();
        let list = written(&mut data, BASE, &places).unwrap_or_default();
        assert_eq!(list, [0, 100, FAR, 114, 1, 2, 2]);
        assert_eq!(data[4..8], [0; 4]);
        let (mut at, mut behind) = (2900_usize, 0_u32);
        for step in list {
            at -= usize::from(step) * 4;
            if step != FAR {
                let word = |at: usize| {
                    data[at - 1000..at - 996].iter().rev().fold(0_u32, |word, byte| word << 8 | u32::from(*byte))
                };
                behind = word(at).wrapping_add(behind).wrapping_sub(word(at + 4));
                data[at - 1000..at - 996].copy_from_slice(&behind.to_le_bytes());
            }
        }
        assert_eq!(data, before);
    }
}
