// Files on a disk of a bounded size, in memory: for machines on which nothing may be mounted.
import type { AppendHandle } from '#vault/files.ts';
import { MemoryFiles } from '../vault/memoryFiles.ts';

export class BoundedFiles extends MemoryFiles {
  /** Bytes that all files together may take. */
  room: number;

  constructor(room: number) {
    super();
    this.room = room;
  }

  private left(): number {
    return this.room - this.names().reduce((sum, name) => sum + this.bytes(name).length, 0);
  }

  override async writeAtomic(name: string, bytes: Uint8Array): Promise<void> {
    if (bytes.length > this.left()) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    await super.writeAtomic(name, bytes);
  }

  override async openAppend(name: string): Promise<AppendHandle> {
    const handle = await super.openAppend(name);
    return {
      ...handle,
      write: async (bytes) => {
        const fitting = bytes.subarray(0, Math.max(0, this.left()));
        await handle.write(fitting);
        if (fitting.length < bytes.length) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
    };
  }
}
