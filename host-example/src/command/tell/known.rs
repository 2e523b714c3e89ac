//! Key names that may be shown: those of CP1, the names that become them, and the sensitive ones, which tell nothing
//! about the values under them.

const NAMES: [&str; 81] = [
    "@timestamp",
    "access_token",
    "api_key",
    "app",
    "asctime",
    "authorization",
    "body",
    "component",
    "context",
    "credit_card",
    "date",
    "datetime",
    "email",
    "err",
    "error",
    "error_code",
    "event",
    "eventTime",
    "exc_info",
    "exception",
    "flow-id",
    "flowId",
    "flow_id",
    "latency_ms",
    "level",
    "levelname",
    "levelno",
    "log",
    "log.level",
    "logger",
    "logger_name",
    "loglevel",
    "logveil",
    "lvl",
    "message",
    "metadata",
    "module",
    "msg",
    "name",
    "original_component",
    "original_error",
    "original_flow_id",
    "original_level",
    "original_message",
    "original_run_id",
    "original_step_id",
    "original_tenant_id",
    "original_timestamp",
    "original_trace_id",
    "parent_span_id",
    "password",
    "phone",
    "priority",
    "refresh_token",
    "run-id",
    "runId",
    "run_id",
    "secret",
    "service",
    "service.name",
    "severity",
    "severityNumber",
    "severityText",
    "severity_number",
    "severity_text",
    "span_id",
    "ssn",
    "stack",
    "step-id",
    "stepId",
    "step_id",
    "t",
    "target",
    "tenant-id",
    "tenantId",
    "tenant_id",
    "text",
    "time",
    "timestamp",
    "token",
    "ts",
];

/// Further names: only at the top level or within `error` do they belong to CP1, and they tell as little.
const MORE: [&str; 6] = ["traceId", "trace-id", "trace_id", "type", "bytes", "reason"];

const TIMES: [&str; 9] = ["@timestamp", "asctime", "date", "datetime", "eventTime", "t", "time", "timestamp", "ts"];

/// Whether a key of this name may be shown.
pub(crate) fn is_known(name: &[u8]) -> bool {
    NAMES.binary_search_by(|known| known.as_bytes().cmp(name)).is_ok()
        || MORE.iter().any(|known| known.as_bytes() == name)
}

/// Whether a time stands under this name.
pub(crate) fn is_time(name: &[u8]) -> bool {
    TIMES.iter().any(|known| known.as_bytes() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_found() {
        assert!(NAMES.is_sorted());
        assert!(NAMES.iter().chain(&TIMES).all(|name| is_known(name.as_bytes())));
        assert!(!is_known(b"hunter2") && !is_known(b""));
        assert!(is_time(b"ts") && !is_time(b"level"));
    }
}
