export const LAMPS = 30;

// Eleven and thirty share no factor, so this walks through every window once, without any order that one could see.
const order = Array.from({ length: LAMPS }, (_, i) => (i * 11 + 5) % LAMPS);

/** Which of the thirty windows are still lit. */
export function lampsLit(secondsLeft: number, secondsTotal: number): readonly boolean[] {
  const dark = LAMPS - Math.ceil((secondsLeft / secondsTotal) * LAMPS);
  const out = new Set(order.slice(0, dark));
  return Array.from({ length: LAMPS }, (_, i) => !out.has(i));
}
