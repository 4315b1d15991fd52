import { dirname } from 'node:path';
import type { Operation } from './record.ts';
import type { Random } from './random.ts';

/** What of the unsynced survives a cut: nothing, all, each with one half's chance, or all with the last write torn. */
export const survivals = ['none', 'all', 'half', 'torn'] as const;
export type Survival = (typeof survivals)[number];

type Change = { readonly offset: number; readonly bytes: Buffer } | { readonly size: number };
interface File {
  synced: Buffer;
  pending: Change[];
}
/** `file` undefined: the name goes. */
interface Naming {
  readonly changes: readonly { readonly name: string; readonly file: File | undefined }[];
}

const SECTOR = 512;

/**
 * A disk that promises no more than POSIX does: bytes are there after fsync of their file, names (created, renamed,
 * unlinked) after fsync of their directory and not by fsync of the file; whatever is unsynced may have happened or not,
 * each change on its own and out of order. ext4 and f2fs promise more; a store that lives with this lives with them.
 * Only a rename is whole: both its names or neither.
 */
export class Disk {
  readonly #names = new Map<string, File>();
  readonly #syncedNames = new Map<string, File>();
  #naming: Naming[] = [];

  do(operation: Operation): void {
    switch (operation.op) {
      case 'create': {
        this.#name([{ name: operation.name, file: { synced: Buffer.alloc(0), pending: [] } }]);
        return;
      }
      case 'unlink':
        this.#name([{ name: operation.name, file: undefined }]);
        return;
      case 'rename':
        this.#name([
          { name: operation.to, file: this.#names.get(operation.name)! },
          { name: operation.name, file: undefined },
        ]);
        return;
      case 'write':
        this.#names.get(operation.name)!.pending.push({ offset: operation.offset, bytes: operation.bytes });
        return;
      case 'truncate':
        this.#names.get(operation.name)!.pending.push({ size: operation.size });
        return;
      case 'sync':
        this.#sync(operation.name);
        return;
      case 'mkdir':
        throw new Error('the workload makes no folders; say here what becomes of theirs');
      case 'mark':
    }
  }

  after(survival: Survival, random: Random): Map<string, Buffer> {
    const keeps = () => survival === 'all' || survival === 'torn' || (survival === 'half' && random.next() < 0.5);
    const names = new Map(this.#syncedNames);
    for (const { changes } of this.#naming) {
      if (!keeps()) continue;
      for (const { name, file } of changes) set(names, name, file);
    }
    return new Map([...names].map(([name, file]) => [name, contentOf(file, survival, keeps, random)]));
  }

  #name(changes: Naming['changes']): void {
    this.#naming.push({ changes });
    for (const { name, file } of changes) set(this.#names, name, file);
  }

  #sync(name: string): void {
    const file = this.#names.get(name);
    if (file) {
      file.synced = file.pending.reduce(apply, file.synced);
      file.pending = [];
      return;
    }
    const isHere = ({ changes }: Naming) => changes.some((change) => dirname(change.name) === name);
    for (const { changes } of this.#naming.filter(isHere))
      for (const change of changes) set(this.#syncedNames, change.name, change.file);
    this.#naming = this.#naming.filter((naming) => !isHere(naming));
  }
}

function set(names: Map<string, File>, name: string, file: File | undefined): void {
  if (file) names.set(name, file);
  else names.delete(name);
}

function contentOf({ synced, pending }: File, survival: Survival, keeps: () => boolean, random: Random): Buffer {
  const kept = pending.filter(keeps);
  const last = kept.at(-1);
  if (survival === 'torn' && last && 'bytes' in last) {
    const border = random.below(Math.ceil(last.bytes.length / SECTOR)) * SECTOR;
    kept.splice(-1, 1, { offset: last.offset, bytes: last.bytes.subarray(0, border) });
  }
  return kept.reduce(apply, synced);
}

function apply(content: Buffer, change: Change): Buffer {
  if ('size' in change) {
    if (change.size <= content.length) return content.subarray(0, change.size);
    return Buffer.concat([content, Buffer.alloc(change.size - content.length)]);
  }
  if (change.bytes.length === 0) return content;
  const grown = Buffer.alloc(Math.max(content.length, change.offset + change.bytes.length));
  content.copy(grown);
  change.bytes.copy(grown, change.offset);
  return grown;
}
