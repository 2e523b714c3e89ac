// A policy as the user has it (a preset's name, YAML or JSON) becomes JSON text for the core.
import { parse, YAMLParseError } from 'yaml';

/** @throws Error with a message for the user */
export function policyText(preset: string, pasted: string): string {
  if (preset) return JSON.stringify({ version: 1, extends: [preset] });
  let policy: unknown;
  try {
    policy = parse(pasted, { maxAliasCount: 100 });
  } catch (error) {
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    throw new Error(`The policy is no YAML${line ? ` (line ${line})` : ''}.`);
  }
  if (typeof policy !== 'object' || policy === null || Array.isArray(policy)) {
    throw new Error('A policy is a map: version: 1, extends: [cp1], …');
  }
  return JSON.stringify(policy);
}
