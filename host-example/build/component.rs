//! A module becomes a component.

use wit_component::ComponentEncoder;

use crate::Stop;

/// Wraps a module that carries its WIT (as wit-bindgen leaves it) into a component.
pub(crate) fn encode(module: &[u8]) -> Result<Vec<u8>, Stop> {
    let component = ComponentEncoder::default().validate(true).module(module).and_then(|mut encoder| encoder.encode());
    component.map_err(|e| format!("the core's module does not become a component: {e:#}"))
}
