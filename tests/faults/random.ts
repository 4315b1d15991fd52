/** A rising seed gives another run; the same seed gives the same run (mulberry32). */
export interface Random {
  /** In [0, 1). */
  readonly next: () => number;
  readonly below: (n: number) => number;
}

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { next, below: (n) => Math.floor(next() * n) };
}

export const isLong = process.env['FAULTS'] === 'long';
/** Printed by every test that draws: give it back as FAULTS_SEED to see the same again. */
export const seed = Number(process.env['FAULTS_SEED'] ?? 20261121);
/** Says what was counted; a green line without numbers proves little. */
export const say = (line: string): void => void process.stdout.write(`  faults: ${line}\n`);
