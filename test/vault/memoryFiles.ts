// Files in memory that know what a power cut would leave of them, and that fail when told to.
import type { AppendHandle, Files } from '#vault/files.ts';

/** One change to a file that has not been synced. */
type Change =
  | { readonly kind: 'write'; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly sizeBytes: number };

interface MemoryFile {
  synced: Uint8Array;
  changes: Change[];
}

/** How a power cut ends: how many of a file's unsynced changes reached the disk, and how the one after them looks. */
export interface Cut {
  readonly changes: number;
  /** Share of the next write that got there, from 0 to 1. */
  readonly share: number;
  /** What is found of it: its bytes, or zeros at the beginning or in the middle, for blocks reach a disk in any order. */
  readonly beginning: 'written' | 'zeros' | 'hole';
  /** Whether files whose folder was not synced have their new names. */
  readonly names?: 'old' | 'new';
}

const nothingMore: Cut = { changes: 0, share: 0, beginning: 'written' };

export class MemoryFiles implements Files {
  readonly operations: string[] = [];
  private readonly files = new Map<string, MemoryFile>();
  private fault: { readonly from: number; readonly to: number; readonly code: string } | null = null;
  private readonly honoursSync: boolean;
  private hasPower = true;
  /** Names given since the folder was synced, oldest first. */
  private renames: { readonly from: string; readonly to: string; readonly replaced: MemoryFile | null }[] =
    [];
  free = 2 ** 40;

  constructor(options: { readonly honoursSync: boolean } = { honoursSync: true }) {
    this.honoursSync = options.honoursSync;
  }

  /** Makes the operation with this number (from 0, counted since the beginning) fail, and some after it. */
  failAt(operation: number, code: string, count = 1): void {
    this.fault = { from: operation, to: operation + count, code };
  }

  heal(): void {
    this.fault = null;
  }

  /** The power goes: what was not synced is lost, but for what the cut says. Answers with the disk afterwards. */
  crash(cut: Cut = nothingMore): MemoryFiles {
    const disk = new MemoryFiles();
    for (const [name, file] of cut.names === 'new' ? this.files : this.namedBefore()) {
      const reached = file.changes.slice(0, cut.changes).reduce(applied, file.synced);
      const next = file.changes[cut.changes];
      disk.put(name, next?.kind === 'write' ? joined(reached, tornWrite(next.bytes, cut)) : reached);
    }
    this.hasPower = false;
    return disk;
  }

  /** The files under the names that they had when their folder was last synced. */
  private namedBefore(): ReadonlyMap<string, MemoryFile> {
    const files = new Map(this.files);
    for (const { from, to, replaced } of this.renames.toReversed()) {
      const file = files.get(to);
      if (file !== undefined) files.set(from, file);
      if (replaced === null) files.delete(to);
      else files.set(to, replaced);
    }
    return files;
  }

  names(): readonly string[] {
    return [...this.files.keys()].sort();
  }

  bytes(name: string): Uint8Array {
    const file = this.files.get(name);
    if (file === undefined) throw new Error(`no file ${name}`);
    return file.changes.reduce(applied, file.synced);
  }

  put(name: string, bytes: Uint8Array): void {
    this.files.set(name, { synced: bytes.slice(), changes: [] });
  }

  drop(name: string): void {
    this.files.delete(name);
  }

  copy(): MemoryFiles {
    const other = new MemoryFiles();
    for (const name of this.files.keys()) other.put(name, this.bytes(name));
    return other;
  }

  async list(folder: string): Promise<readonly string[]> {
    await this.operate('list');
    const start = folder === '' ? '' : `${folder}/`;
    return this.names()
      .filter((name) => name.startsWith(start) && !name.slice(start.length).includes('/'))
      .map((name) => name.slice(start.length));
  }

  async sizeOf(name: string): Promise<number | null> {
    await this.operate('sizeOf');
    return this.files.has(name) ? this.bytes(name).length : null;
  }

  async read(name: string, start: number, maxBytes: number): Promise<Uint8Array> {
    await this.operate('read');
    return this.bytes(name).slice(start, start + maxBytes);
  }

  async writeAtomic(name: string, bytes: Uint8Array): Promise<void> {
    await this.operate('writeAtomic');
    this.put(name, bytes);
  }

  async remove(name: string): Promise<void> {
    await this.operate('remove');
    this.files.delete(name);
  }

  async makeFolder(): Promise<void> {
    await this.operate('makeFolder');
  }

  async rename(from: string, to: string): Promise<void> {
    await this.operate('rename');
    const file = this.files.get(from);
    if (file === undefined) throw coded('ENOENT');
    this.renames.push({ from, to, replaced: this.files.get(to) ?? null });
    this.files.delete(from);
    this.files.set(to, file);
  }

  async syncFolder(): Promise<void> {
    await this.operate('syncFolder');
    if (this.honoursSync) this.renames = [];
  }

  async freeBytes(): Promise<number> {
    await this.operate('freeBytes');
    return this.free;
  }

  async openAppend(name: string): Promise<AppendHandle> {
    await this.operate('openAppend');
    if (!this.files.has(name)) this.put(name, new Uint8Array());
    const file = (): MemoryFile => {
      const open = this.files.get(name);
      if (open === undefined) throw coded('ENOENT');
      return open;
    };
    return {
      write: async (bytes) => {
        const half = bytes.slice(0, bytes.length >> 1);
        await this.operate('write', () => file().changes.push({ kind: 'write', bytes: half }));
        file().changes.push({ kind: 'write', bytes: bytes.slice() });
      },
      datasync: async () => {
        await this.operate('datasync');
        if (!this.honoursSync) return;
        const open = file();
        open.synced = open.changes.reduce(applied, open.synced);
        open.changes = [];
      },
      size: async () => {
        await this.operate('size');
        file();
        return this.bytes(name).length;
      },
      truncate: async (sizeBytes) => {
        await this.operate('truncate');
        file().changes.push({ kind: 'truncate', sizeBytes });
      },
      close: () => this.operate('close'),
    };
  }

  /** Takes a turn, as real files do, then fails if it is this operation's turn to fail. */
  private async operate(what: string, partly?: () => void): Promise<void> {
    const number = this.operations.push(what) - 1;
    await Promise.resolve();
    if (!this.hasPower) throw coded('EIO');
    if (this.fault === null || number < this.fault.from || number >= this.fault.to) return;
    partly?.();
    throw coded(this.fault.code);
  }
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function applied(bytes: Uint8Array, change: Change): Uint8Array {
  return change.kind === 'write' ? joined(bytes, change.bytes) : bytes.slice(0, change.sizeBytes);
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const whole = new Uint8Array(one.length + other.length);
  whole.set(one);
  whole.set(other, one.length);
  return whole;
}

function tornWrite(bytes: Uint8Array, cut: Cut): Uint8Array {
  const length = Math.floor(bytes.length * cut.share);
  const torn = bytes.slice(0, length);
  if (cut.beginning === 'zeros') torn.fill(0, 0, Math.ceil(length / 2));
  if (cut.beginning === 'hole') torn.fill(0, Math.ceil(length / 3), Math.ceil((length * 2) / 3));
  return torn;
}
