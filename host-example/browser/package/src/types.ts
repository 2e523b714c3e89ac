// The shapes that cross: as in wit/types.wit. None of them ever holds a value's text.

/** How bad a finding is. */
export type Severity = 'info' | 'warning' | 'error';

/** What is done to records. */
export type Verb = 'format' | 'redact' | 'validate' | 'run';

/** A rule of the policy; its place in `pipeline.rules` is the number that a finding carries. */
export interface Rule {
  /** Family and name: `leak/email`. Stable between versions. */
  readonly name: string;
  readonly severity: Severity;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** What to do about it, where that is known. */
  readonly hint: string | undefined;
}

/** One place in the input that breaks a rule. */
export interface Finding {
  readonly rule: Rule;
  /** One-based, from the start of the stream. */
  readonly line: number;
  /** First byte of the span in the record's line, zero-based. */
  readonly start: number;
  /** One past the span's last byte. */
  readonly end: number;
  /** RFC 6901; "" for the whole record. */
  readonly pointer: string;
  /** What the rule's message leaves open: what was expected, by how much. "" where nothing is. */
  readonly detail: string;
  /** What `format` does about it, where that is certain. */
  readonly fix: Fix | undefined;
}

/** What mends a finding. */
export interface Fix {
  /** What it does, in a few words. */
  readonly message: string;
  /** Bytes of the line that other texts take the place of, where they can be told without a value's text; else none. */
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

/** Counts of the records that one call completed. Blank lines are no records. */
export interface Counts {
  /** Records seen, whatever became of them. */
  records: number;
  /** Records whose bytes differ from the input's. */
  changed: number;
  /** Records replaced by the masked record (a limit, an error). */
  masked: number;
  /** Records kept out of the output altogether. */
  withheld: number;
  /** Single edits: one value, or one span within a string. */
  redactions: number;
  /** Findings of severity `error`. */
  errors: number;
  /** Findings of severity `warning`. */
  warnings: number;
}

/** What one call gives back. */
export interface Output {
  /** Records, in the order of the input, each with the line end that it came with. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** ERROR records, where the policy splits them off (`format.split_errors`). */
  readonly errors: Uint8Array<ArrayBuffer>;
  /** NDJSON: records masked or withheld, as they stood. It holds secrets. */
  readonly quarantine: Uint8Array<ArrayBuffer>;
  /** At most 1,000 a call, in the order of the input; beyond that only counts and tallies grow. */
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Counts>;
}

/** How often one rule met one field. */
export interface Tally {
  readonly rule: string;
  /** The name of the key under which it was met; "" outside of any, `(other)` beyond a bound. */
  readonly field: string;
  /** What was done: `replace`, `mask`, `find`, …. */
  readonly action: string;
  readonly count: number;
}

/** What the end of a stream gives back. */
export interface Summary {
  /** What was held back until now: an unfinished last record. */
  readonly last: Output;
  /** Counts of the whole stream, sorted by rule, field, action. */
  readonly tallies: readonly Tally[];
}

/** A key for actions that need one (`token`, `hash`, `encrypt`). */
export interface Key {
  /** 1 to 32 of `A-Z a-z 0-9 _ -`. It shows in tokens. */
  readonly id: string;
  /** At least 16 bytes. */
  readonly bytes: Uint8Array;
}

/** A policy: a preset's name, JSON text, or the same as an object. */
export type Policy = string | { readonly version: 1; readonly [name: string]: unknown };

/** A policy that comes with the package. */
export interface Preset {
  readonly name: string;
  /** One sentence. */
  readonly about: string;
  /** Its JSON text. */
  readonly policy: string;
}

/** The format of a record. */
export interface Detected {
  /** Its line in the text, from zero. */
  readonly line: number;
  /** The format's name, as `format.input` of a policy takes it. */
  readonly format: string;
  /** How sure that is, in percent. */
  readonly confidence: number;
}

/** What a policy needs before its first byte. */
export interface Needs {
  /** A record may be kept out of the output. */
  readonly quarantine: boolean;
  /** Ids of the keys that the policy names; "" where any key serves. */
  readonly keys: readonly string[];
}
