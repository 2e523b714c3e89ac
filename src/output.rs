//! What comes out: the public shapes, as in `wit/types.wit`.

/// How bad a finding is.
///
/// ```
/// assert!(logveil::Severity::Error > logveil::Severity::Warning);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Worth mending.
    Warning,
    /// Wrong.
    Error,
}

/// A rule of the compiled policy; its place in [`Pipeline::rules`](crate::Pipeline::rules) is its number.
///
/// ```
/// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
/// let rule = &pipeline.rules()[0];
/// assert_eq!((&*rule.name, rule.severity), ("limit/max-record-bytes", logveil::Severity::Error));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Family and name: `leak/email`, `limit/max-depth`. Stable between versions.
    pub name: String,
    /// How bad it is.
    pub severity: Severity,
    /// One sentence: what is wrong.
    pub message: String,
    /// What to do about it, where that is known.
    pub hint: Option<String>,
}

/// One place in the input that breaks a rule. It holds no value's text.
///
/// ```
/// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
/// let output = pipeline.push(logveil::Verb::Validate, b"{\"user\":{\"pin\":1}}\n")?;
/// let finding = output.findings.iter().find(|finding| finding.pointer == "/user/pin").ok_or("no finding")?;
/// assert_eq!((finding.line, finding.start, finding.end), (1, 15, 16));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Index into the pipeline's rules.
    pub rule: u32,
    /// One-based line, from the start of the stream.
    pub line: u64,
    /// First byte of the span within the line, zero-based.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// RFC 6901; "" for the whole record. Names in it have passed the redaction rules themselves. It has 512 bytes at
    /// most: where that is too little it leads to the array or object which holds the place.
    pub pointer: String,
    /// What the rule's message leaves open: what was expected here, by how much. Empty: nothing.
    pub detail: String,
    /// What `format` does about it, where that is certain.
    pub fix: Option<Fix>,
}

/// What mends a finding.
///
/// ```
/// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
/// let output = pipeline.push(logveil::Verb::Validate, b"{\"level\":\"info\"}\n")?;
/// let fix = output.findings.iter().find_map(|finding| finding.fix.as_ref()).ok_or("no fix")?;
/// assert_eq!((fix.edits[0].start, &*fix.edits[0].text), (9, "\"INFO\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in a few words.
    pub message: String,
    /// The edits, in the order of their places, where they can be told without a value's text; else empty.
    pub edits: Vec<Replacement>,
}

/// Bytes of a line that another text takes the place of.
///
/// ```
/// let edit = logveil::Replacement { start: 1, end: 3, text: "x".into() };
/// assert_eq!(edit.end - edit.start, 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// First byte within the line, zero-based.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What stands there then.
    pub text: String,
}

/// Counts of the records completed in one call. Blank lines are no records.
///
/// ```
/// let mut sum = logveil::Counts::default();
/// sum += logveil::Counts { records: 2, ..Default::default() };
/// assert_eq!(sum.records, 2);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Records seen, whatever became of them.
    pub records: u64,
    /// Records whose bytes differ from the input's.
    pub changed: u64,
    /// Records replaced by the masked record.
    pub masked: u64,
    /// Records kept out of the output.
    pub withheld: u64,
    /// Single edits: a value, or a span within a string.
    pub redactions: u64,
    /// Findings of severity `Error`.
    pub errors: u64,
    /// Findings of severity `Warning`.
    pub warnings: u64,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.records += other.records;
        self.changed += other.changed;
        self.masked += other.masked;
        self.withheld += other.withheld;
        self.redactions += other.redactions;
        self.errors += other.errors;
        self.warnings += other.warnings;
    }
}

/// What one call gives back. `Debug` shows lengths, never bytes.
///
/// ```
/// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
/// let output = pipeline.push(logveil::Verb::Redact, b"pin=1\n")?;
/// assert_eq!(output.bytes, b"pin=[REDACTED]\n");
/// assert!(format!("{output:?}").contains("bytes: 15"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// Records, in the order of the input, each with the line end that it came with.
    pub bytes: Vec<u8>,
    /// ERROR records, where the policy splits them off; else empty.
    pub errors: Vec<u8>,
    /// NDJSON: records masked or withheld, as they stood. A record may span several calls.
    pub quarantine: Vec<u8>,
    /// At most [`Output::MAX_FINDINGS`], in the order of the input.
    pub findings: Vec<Finding>,
    /// Of the records completed in this call.
    pub counts: Counts,
}

impl Output {
    /// How many findings one call gives; beyond that only counts and tallies grow.
    pub const MAX_FINDINGS: usize = 1000;

    /// Empties it and keeps its room.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.errors.clear();
        self.quarantine.clear();
        self.findings.clear();
        self.counts = Counts::default();
    }
}

impl std::fmt::Debug for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Output")
            .field("bytes", &self.bytes.len())
            .field("errors", &self.errors.len())
            .field("quarantine", &self.quarantine.len())
            .field("findings", &self.findings.len())
            .field("counts", &self.counts)
            .finish()
    }
}

/// How often one rule met one field.
///
/// ```
/// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
/// pipeline.push(logveil::Verb::Redact, b"{\"pin\":1}\n")?;
/// let summary = pipeline.finish()?;
/// assert_eq!((&*summary.tallies[0].action, summary.tallies[0].count), ("replace", 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// A rule's name.
    pub rule: String,
    /// The name of the key under which it was met; "" outside of any, `(other)` beyond a bound.
    pub field: String,
    /// What was done: `replace`, `mask`, `drop_field`, `drop`, `hash`, `token`, `encrypt`, `truncate`, `withhold`, `find`.
    pub action: String,
    /// How often.
    pub count: u64,
}

/// What the end of a stream gives back.
///
/// ```
/// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
/// pipeline.push(logveil::Verb::Redact, b"no line end")?;
/// assert_eq!(pipeline.finish()?.last.counts.records, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// What was held back until now: an unfinished last record.
    pub last: Output,
    /// Counts of the whole stream, less what `take_tallies` has given; sorted.
    pub tallies: Vec<Tally>,
}

/// Why a call was refused. The stream stands where it stood before.
///
/// ```
/// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
/// pipeline.push(logveil::Verb::Redact, b"")?;
/// let error = pipeline.push(logveil::Verb::Run, b"").unwrap_err();
/// assert_eq!(error, logveil::PipelineError::Verb("redact".into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PipelineError {
    /// Another verb, named here, holds until `finish`.
    Verb(String),
    /// `restore` was given bytes that `save` of this version did not write.
    State(String),
    /// Promised, and not built yet.
    NotYet(String),
}

impl std::fmt::Display for PipelineError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PipelineError::Verb(verb) => write!(f, "`{verb}` holds until `finish`"),
            PipelineError::State(why) => write!(f, "the saved state can't be taken up: {why}"),
            PipelineError::NotYet(what) => write!(f, "not built yet: {what}"),
        }
    }
}

impl std::error::Error for PipelineError {}

/// What is done to records.
///
/// ```
/// assert_eq!(logveil::Verb::Run.name(), "run");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Rewrites to the policy's output format.
    Format,
    /// Takes out what the policy names, and keeps the input's own format.
    Redact,
    /// Findings only.
    Validate,
    /// Format, then redact, then validate, in one pass.
    Run,
}

impl Verb {
    /// Its name, in small letters.
    pub fn name(self) -> &'static str {
        match self {
            Verb::Format => "format",
            Verb::Redact => "redact",
            Verb::Validate => "validate",
            Verb::Run => "run",
        }
    }
}
