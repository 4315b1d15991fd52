/** What the workload said, and when: `asked` … `taken`. Between the two either is right; after the second only one is. */
export type Marked =
  | { readonly what: 'asked'; readonly key: string }
  /** `number` is unknown only to the mutant that says so too early. */
  | { readonly what: 'taken'; readonly key: string; readonly number: string | null }
  /** The disk would not have it, and the visitor was told so. */
  | { readonly what: 'refused'; readonly key: string }
  | { readonly what: 'failing' | 'failed'; readonly key: string }
  | { readonly what: 'settling'; readonly key: string }
  | { readonly what: 'settled'; readonly key: string; readonly state: 'delivered' | 'poison' }
  | { readonly what: 'writing' | 'written'; readonly text: string };

export interface WorkloadOptions {
  readonly folder: string;
  readonly marksFile: string;
  /** X25519, raw, base64url. */
  readonly sealingKey: string;
  readonly takes: number;
  readonly restartEvery: number;
  /** The mutants that show that the test can fail. */
  readonly fault: 'none' | 'sync-fails' | 'synchronous-normal' | 'acknowledges-early';
}

/** All that has been promised up to one moment, and what was on its way. */
export interface Promised {
  readonly asked: Set<string>;
  readonly taken: Map<string, string | null>;
  readonly settled: Map<string, 'delivered' | 'poison'>;
  readonly settling: Set<string>;
  readonly failures: Map<string, { least: number; most: number }>;
  file: { least: string | null; most: string | null };
}

export const nothingPromised = (): Promised => ({
  asked: new Set(),
  taken: new Map(),
  settled: new Map(),
  settling: new Set(),
  failures: new Map(),
  file: { least: null, most: null },
});

export function hear(promised: Promised, marked: Marked): void {
  const failures = 'key' in marked ? (promised.failures.get(marked.key) ?? { least: 0, most: 0 }) : undefined;
  switch (marked.what) {
    case 'asked':
      promised.asked.add(marked.key);
      return;
    case 'refused':
      return;
    case 'taken':
      promised.taken.set(marked.key, marked.number);
      return;
    case 'settling':
      promised.settling.add(marked.key);
      return;
    case 'settled':
      promised.settled.set(marked.key, marked.state);
      return;
    case 'failing':
      promised.failures.set(marked.key, { ...failures!, most: failures!.most + 1 });
      return;
    case 'failed':
      promised.failures.set(marked.key, { ...failures!, least: failures!.least + 1 });
      return;
    case 'writing':
      promised.file = { ...promised.file, most: marked.text };
      return;
    case 'written':
      promised.file = { ...promised.file, least: marked.text };
  }
}
