//! CP1's fields, as any program would look at them: how many rules a record breaks.

/// A field of the top level that CP1 knows.
pub(crate) fn broken(key: &str, text: Option<&str>) -> u32 {
    let good = match (key, text) {
        ("timestamp", Some(text)) => is_time(text.as_bytes()),
        ("level", Some(text)) => matches!(text, "ERROR" | "WARN" | "INFO" | "DEBUG"),
        ("component" | "tenant_id" | "run_id" | "flow_id" | "step_id" | "trace_id", Some(text)) => !text.is_empty(),
        ("message", Some(_)) => true,
        ("timestamp" | "level" | "component" | "message", None) => false,
        ("tenant_id" | "run_id" | "flow_id" | "step_id" | "trace_id", None) => false,
        _ => true,
    };
    u32::from(!good)
}

/// Whether a key below the top level is a correlation id, which has no business there.
pub(crate) fn misplaced(key: &str) -> u32 {
    u32::from(matches!(key, "tenant_id" | "run_id" | "flow_id" | "step_id" | "trace_id"))
}

/// `2025-01-27T12:00:00.123456Z`.
fn is_time(text: &[u8]) -> bool {
    const SHAPE: &[u8; 27] = b"0000-00-00T00:00:00.000000Z";
    text.len() == SHAPE.len()
        && text.iter().zip(SHAPE).all(|(byte, shape)| match shape {
            b'0' => byte.is_ascii_digit(),
            shape => byte == shape,
        })
}
