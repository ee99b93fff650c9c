// Writes a dictionary: terms in the order of their bytes, each with where its postings begin and how many they are.
import { headOf, mostCounted, type DictionarySections } from './dictionary.ts';
import { ByteList, NumberList } from './lists.ts';
import { mostInNibble, termsPerBlock } from './termCursor.ts';

export class DictionaryWriter {
  private readonly counts = new ByteList();
  private readonly heads = new NumberList();
  private readonly entryStarts = new NumberList();
  private readonly postingStarts = new NumberList();
  private readonly entries = new ByteList();
  private before: Uint8Array = new Uint8Array();

  /** A term, the number of its documents, and of the bytes from one place on that its postings are. */
  add(spelling: Uint8Array, documents: number, postings: number, length: number): void {
    const isFirst = this.counts.length % termsPerBlock === 0;
    if (isFirst) {
      this.heads.push(headOf(spelling));
      this.entryStarts.push(this.entries.length);
      this.postingStarts.push(postings);
    }
    this.counts.push(Math.min(documents, mostCounted));
    let shared = 0;
    if (!isFirst) while (shared < spelling.length && spelling[shared] === this.before[shared]) shared += 1;
    const rest = spelling.length - shared;
    this.entries.push(Math.min(shared, mostInNibble) * 16 + Math.min(rest, mostInNibble));
    if (shared >= mostInNibble) this.entries.number(shared - mostInNibble);
    if (rest >= mostInNibble) this.entries.number(rest - mostInNibble);
    this.entries.append(spelling.subarray(shared));
    this.entries.number(length);
    this.before = spelling;
  }

  taken(): DictionarySections {
    return {
      counts: this.counts.taken(),
      heads: this.heads.taken(),
      entryStarts: this.entryStarts.taken(),
      postingStarts: this.postingStarts.taken(),
      entries: this.entries.taken(),
    };
  }
}
