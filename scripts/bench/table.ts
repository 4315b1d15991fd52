/** One finding. `ratio` = `median` / `base`: both were taken in this run, on this machine; only the ratio travels. */
export interface Row {
  readonly row: string;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly baseMs: number;
  readonly ratio: number;
  readonly runs: number;
  /** What the base is. */
  readonly against: string;
}

/** The value at this share of the sorted runs, between two of them where it falls there. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)]!;
  return low + (sorted[Math.ceil(at)]! - low) * (at % 1);
}

export function toRow(row: string, against: string, ours: readonly number[], base: readonly number[]): Row {
  const medianMs = quantile(ours, 0.5);
  const baseMs = quantile(base, 0.5);
  const [p95Ms, p99Ms] = [quantile(ours, 0.95), quantile(ours, 0.99)];
  return { row, medianMs, p95Ms, p99Ms, baseMs, ratio: medianMs / baseMs, runs: ours.length, against };
}

const ms = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)} ms`;

export function toTable(rows: readonly Row[]): string {
  const head = ['row', 'median', 'p95', 'p99', 'base', 'ratio', 'runs', 'base is'];
  const body = rows.map((one) => [
    one.row,
    ms(one.medianMs),
    ms(one.p95Ms),
    ms(one.p99Ms),
    ms(one.baseMs),
    one.ratio.toFixed(2),
    String(one.runs),
    one.against,
  ]);
  const lines = [head, ...body];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const isFigure = (column: number) => column > 0 && column < head.length - 1;
  return lines
    .map((line) =>
      line
        .map((cell, column) => (isFigure(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
