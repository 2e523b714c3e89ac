// What the page and its worker say to each other. The log itself stays in the worker.

/** Levels as they are shown; a record's level is a place in this list. */
export const LEVELS = ['none', 'error', 'warn', 'info', 'debug'] as const;

/** Where a log comes from. */
export type Source = { readonly name: string } & ({ readonly blob: Blob } | { readonly url: string; readonly size: number });

/** Which records are shown. Empty means all. */
export interface Filter {
  readonly levels: readonly number[];
  readonly components: readonly string[];
  readonly rule: string;
  readonly id: string;
  readonly text: string;
}

export const EVERYTHING: Filter = { levels: [], components: [], rule: '', id: '', text: '' };

/** A rule that fired. */
export interface RuleCount {
  readonly name: string;
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly hint: string | undefined;
  readonly count: number;
}

/** How far the worker is, and what it has seen. */
export interface Progress {
  readonly state: 'reading' | 'done' | 'cancelled' | 'failed';
  readonly bytes: number;
  /** Of the inputs as they stand; 0 where nobody knows. */
  readonly read: number;
  readonly total: number;
  readonly records: number;
  readonly masked: number;
  readonly withheld: number;
  readonly redactions: number;
  /** What the inputs are: json, logfmt, syslog5424, … */
  readonly formats: readonly string[];
  readonly levels: readonly number[];
  readonly components: readonly (readonly [string, number])[];
  readonly rules: readonly RuleCount[];
  readonly milliseconds: number;
  readonly failure: string;
}

/** Counts by time (or by place, where records tell no time) and level. */
export interface Histogram {
  /** Milliseconds since 1970; NaN: by place. */
  readonly from: number;
  readonly to: number;
  /** One row of counts a bucket, by level. */
  readonly buckets: readonly (readonly number[])[];
}

/** A line of the list. */
export interface Row {
  readonly at: number;
  /** Its source, by number. */
  readonly source: number;
  readonly line: number;
  readonly level: number;
  readonly time: string;
  readonly component: string;
  readonly text: string;
  readonly rest: string;
  readonly findings: number;
  readonly worst: 'info' | 'warning' | 'error' | '';
}

/** A finding of one record. */
export interface Found {
  readonly rule: string;
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly hint: string | undefined;
  readonly pointer: string;
  readonly start: number;
  readonly end: number;
}

/** One record with all that is known of it. */
export interface Details {
  readonly at: number;
  readonly source: string;
  readonly line: number;
  readonly bytes: number;
  readonly text: string;
  /** The text was cut for the page. */
  readonly cut: boolean;
  readonly findings: readonly Found[];
}

/** The first records, which nobody has asked for yet. */
export interface Seen {
  readonly places: Uint32Array<ArrayBuffer>;
  readonly histogram: Histogram;
  readonly rows: readonly Row[];
}

export type Saved = 'redacted' | 'formatted' | 'findings';

export type Asked =
  | { readonly type: 'open'; readonly sources: readonly Source[]; readonly policy: string }
  | { readonly type: 'cancel' }
  /** The first records have been drawn. */
  | { readonly type: 'shown' }
  | { readonly type: 'query'; readonly id: number; readonly filter: Filter }
  | { readonly type: 'rows'; readonly id: number; readonly places: readonly number[] }
  | { readonly type: 'record'; readonly id: number; readonly at: number }
  | { readonly type: 'save'; readonly id: number; readonly what: Saved };

export type Told =
  | { readonly type: 'ready'; readonly presets: readonly { readonly name: string; readonly about: string }[]; readonly build: string }
  | { readonly type: 'progress'; readonly progress: Progress; readonly seen?: Seen }
  | { readonly type: 'refused'; readonly message: string; readonly pointer: string }
  | { readonly type: 'matched'; readonly id: number; readonly places: Uint32Array<ArrayBuffer>; readonly histogram: Histogram }
  | { readonly type: 'rows'; readonly id: number; readonly rows: readonly Row[] }
  | { readonly type: 'record'; readonly id: number; readonly details: Details | undefined }
  | { readonly type: 'saved'; readonly id: number; readonly blob: Blob; readonly name: string };
