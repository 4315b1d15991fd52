/** What Chromium cannot do for us (menus, power, zoom) is written down here, for tests to read. */
export const journal: (readonly [name: string, ...args: unknown[]])[] = [];

export function record(name: string, ...args: unknown[]): void {
  journal.push([name, ...args]);
}
