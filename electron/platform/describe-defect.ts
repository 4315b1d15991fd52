/** Where and of what kind: a message may hold what somebody typed. */
export function describeDefect(defect: unknown): { where: string; kind: string } {
  if (!(defect instanceof Error)) return { where: 'unknown', kind: typeof defect };
  const where = /\/((?:electron|shared|dist)\/[\w./-]+:\d+)/.exec(defect.stack ?? '')?.[1] ?? 'unknown';
  return { where, kind: defect.name };
}
