//! What one call may cost. A record that costs more is refused; it never passes as it stood.

use std::fmt;

use wasmtime::{ResourceLimiter, Result, Trap};

/// Bounds of an instance. Fuel is counted by wasmtime, so the same input meets the same bound on every machine.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Units of fuel for each byte of a call. Each call has that of 10,000 bytes besides. Real records use 14 to 28. A
    /// stream with keys gets twenty times as many: a short value that is encrypted takes some 100,000 units.
    pub fuel_per_byte: u64,
    /// Bytes of an instance's memory.
    pub memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { fuel_per_byte: 1_000, memory: 256 << 20 }
    }
}

impl Limits {
    /// For a stream with keys.
    pub(crate) fn keyed(self) -> Limits {
        Limits { fuel_per_byte: self.fuel_per_byte.saturating_mul(20), ..self }
    }

    /// Fuel for a call that reads `bytes` bytes.
    #[must_use]
    pub fn fuel(&self, bytes: usize) -> u64 {
        self.fuel_per_byte.saturating_mul(bytes as u64 + 10_000)
    }
}

/// Fuel for compiling a policy: some ten seconds. No record has been read then.
pub(crate) const SETUP_FUEL: u64 = 20_000_000_000;

/// Why an instance stopped in the middle of a call. It is dead afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The call wanted more fuel than its bytes allow.
    Fuel,
    /// The call wanted more memory than the instance may have.
    Memory,
    /// Anything else, such as a panic in the core.
    Trap,
}

impl Stop {
    /// The rule under which the record is refused.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Stop::Fuel => "limit/fuel",
            Stop::Memory => "limit/memory",
            Stop::Trap => "limit/trap",
        }
    }

    /// Reads the kind from wasmtime's error, and drops its text.
    pub(crate) fn of(error: &wasmtime::Error) -> Stop {
        if error.downcast_ref::<MemoryLimit>().is_some() {
            Stop::Memory
        } else if error.downcast_ref::<Trap>() == Some(&Trap::OutOfFuel) {
            Stop::Fuel
        } else {
            Stop::Trap
        }
    }
}

/// An instance's memory stays under a bound.
#[derive(Debug)]
pub(crate) struct Bound {
    memory: usize,
}

impl Bound {
    pub(crate) fn new(limits: &Limits) -> Bound {
        Bound { memory: limits.memory }
    }
}

/// The error by which a bound that was met is told from a panic.
#[derive(Debug)]
struct MemoryLimit;

impl fmt::Display for MemoryLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the instance's memory limit")
    }
}

impl std::error::Error for MemoryLimit {}

impl ResourceLimiter for Bound {
    fn memory_growing(&mut self, _current: usize, desired: usize, _maximum: Option<usize>) -> Result<bool> {
        if desired > self.memory { Err(MemoryLimit.into()) } else { Ok(true) }
    }

    fn table_growing(&mut self, _current: usize, desired: usize, _maximum: Option<usize>) -> Result<bool> {
        Ok(desired <= 100_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fuel_grows_with_the_bytes() {
        let limits = Limits::default();
        assert_eq!(limits.fuel(0), 10_000_000);
        assert_eq!(limits.fuel(1_000), 11_000_000);
        assert_eq!(Limits { fuel_per_byte: 0, ..limits }.fuel(1 << 20), 0);
    }

    #[test]
    fn memory_has_an_error_of_its_own() {
        let mut bound = Bound::new(&Limits { memory: 65_536, ..Limits::default() });
        assert!(bound.memory_growing(0, 65_536, None).is_ok());
        let error = bound.memory_growing(65_536, 131_072, None).err();
        assert_eq!(error.map(|e| Stop::of(&e)), Some(Stop::Memory));
    }
}
