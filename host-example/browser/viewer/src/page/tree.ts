// JSON as a tree that keeps what is written: the text of numbers, duplicate keys, the order of keys.

export interface Node {
  readonly pointer: string;
  readonly name: string;
  readonly kind: 'object' | 'array' | 'string' | 'number' | 'word';
  /** What a value says. */
  readonly text: string;
  readonly children: readonly Node[];
}

const DEEPEST = 200;

/** The tree; undefined where the text is no JSON, or too deep. */
export function tree(text: string): Node | undefined {
  try {
    const reader = new Reader(text);
    const root = reader.value('', '', 0);
    return reader.rest() ? undefined : root;
  } catch {
    return undefined;
  }
}

class Reader {
  #at = 0;
  constructor(private readonly text: string) {}

  rest(): boolean {
    this.#space();
    return this.#at < this.text.length;
  }

  value(pointer: string, name: string, depth: number): Node {
    this.#space();
    if (depth > DEEPEST) throw new Error('too deep');
    const first = this.text[this.#at];
    if (first === '{' || first === '[') return this.#container(pointer, name, depth, first === '{');
    if (first === '"') return { pointer, name, kind: 'string', text: this.#string(), children: [] };
    const word = /[^\s,\]}]+/y;
    word.lastIndex = this.#at;
    const said = word.exec(this.text)?.[0];
    if (!said || !/^(true|false|null|-?\d[\d.eE+-]*)$/.test(said)) throw new Error('no value');
    this.#at = word.lastIndex;
    return { pointer, name, kind: /^[-\d]/.test(said) ? 'number' : 'word', text: said, children: [] };
  }

  #container(pointer: string, name: string, depth: number, object: boolean): Node {
    const children: Node[] = [];
    const end = object ? '}' : ']';
    this.#at += 1;
    this.#space();
    while (this.text[this.#at] !== end) {
      const key = object ? this.#key() : String(children.length);
      children.push(this.value(`${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, key, depth + 1));
      this.#space();
      if (this.text[this.#at] === ',') this.#at += 1;
      else if (this.text[this.#at] !== end) throw new Error('no end');
      this.#space();
    }
    this.#at += 1;
    return { pointer, name, kind: object ? 'object' : 'array', text: '', children };
  }

  #key(): string {
    const key = this.#string();
    this.#space();
    if (this.text[this.#at] !== ':') throw new Error('no colon');
    this.#at += 1;
    return key;
  }

  #string(): string {
    const start = this.#at;
    if (this.text[start] !== '"') throw new Error('no string');
    let at = start + 1;
    while (at < this.text.length && this.text[at] !== '"') at += this.text[at] === '\\' ? 2 : 1;
    this.#at = at + 1;
    return JSON.parse(this.text.slice(start, at + 1)) as string;
  }

  #space(): void {
    while (' \t\r\n'.includes(this.text[this.#at] ?? 'x')) this.#at += 1;
  }
}
