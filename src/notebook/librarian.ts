// The librarian: answers questions and keeps the index, on a thread of its own. It reads the notebook's records and
// writes only derived data.
import type { Embedders } from '#embedding/embedders.ts';
import { filterOf } from '#search/filter.ts';
import { parseQuery, questionOf, wordsOf, type ParsedQuery } from '#search/queryLanguage.ts';
import type { Found, Question as SearchQuestion, Readable, Search, SearchHit } from '#search/search.ts';
import { modelKnows } from '#search/script.ts';
import { sentencesOf } from '#search/sentences.ts';
import { vectorAt } from '#store/block.ts';
import { searchableKinds, type DerivedStore, type Reader, type SearchableKind } from '#store/store.ts';
import { createAnswerSentences } from './answerSentences.ts';
import { distinct } from './distinct.ts';
import { openIndexing } from './indexing.ts';
import { findQuotation } from './quotations.ts';
import type {
  CalmReason,
  Findings,
  FromLibrarian,
  Hit,
  LentVector,
  MeaningState,
  Question,
  Ranking,
  RelatedRequest,
  ToLibrarian,
} from './librarianProtocol.ts';
import { nameIn } from './searchable.ts';
import { openTexts } from './texts.ts';

export interface LibrarianParts {
  readonly reader: Reader;
  readonly derived: DerivedStore;
  readonly search: Search;
  readonly embedders: Embedders;
  readonly width: number;
  readonly nowMs: () => number;
  readonly post: (message: FromLibrarian) => void;
}

export interface LibrarianDesk {
  readonly open: () => Promise<void>;
  readonly take: (message: ToLibrarian) => void;
  readonly close: () => void;
}

/** A question with what its text is read as. */
interface Read {
  readonly question: Question;
  readonly query: ParsedQuery;
}

/** Where few of those that are read turn out to be hits, more are read at a time: twice as many each time. */
const leastAhead = 400;
const mostAhead = 6_400;

/** Whoever asked may ask again soon. */
const askingMs = 1_000;

export function openDesk(parts: LibrarianParts): LibrarianDesk {
  const { search, embedders, derived, post } = parts;
  const texts = openTexts(derived);
  const underWay = new Map<number, AbortController>();
  const calmFor = new Set<CalmReason | 'asking'>();
  let asking: ReturnType<typeof setTimeout> | undefined;
  const indexing = openIndexing({
    ...parts,
    embed: (text) => embedders.embed(text, { priority: 'passage' }),
    slowedBy: () => (calmFor.has('battery') ? 'battery' : embedders.isBusy() ? 'other work' : null),
    report: (progress) => post({ kind: 'progress', progress }),
    indexed: (marks) => post({ kind: 'indexed', marks }),
    changed: (key) => texts.forget(key),
  });
  embedders.watch((state) => post({ kind: 'meaning', state: meaningOf(state) }));

  const vectorOf = async (text: string, signal: AbortSignal): Promise<Float32Array | null> => {
    const outcome = await embedders.embed(text, { priority: 'query', signal });
    return outcome.kind === 'vector' ? outcome.vector : null;
  };
  const answerSentences = createAnswerSentences(vectorOf);

  /**
   * Finds, and reads what hits are shown of; where reading decides what is a hit, as with phrases, again and again until
   * all that are shown were read. Null when the question was withdrawn meanwhile.
   */
  const findRead = async (
    question: Omit<SearchQuestion, 'ahead' | 'readableOf'>,
    signal: AbortSignal,
  ): Promise<{ readonly found: Found; readonly hits: readonly Hit[] } | null> => {
    const read = new Map<string, Readable>();
    const asked = { ...question, readableOf: (key: string) => read.get(key) };
    for (let ahead = 0; ; ahead = Math.min(mostAhead, Math.max(leastAhead, 2 * ahead))) {
      const found = search.find({ ...asked, ahead });
      await readInto(read, found.unread);
      if (signal.aborted) return null;
      if (!found.isProvisional) return { found, hits: hitsOf(found.hits(), read) };
    }
  };

  /** Records that are gone by now have nothing to read: they are asked for only once. */
  const readInto = async (read: Map<string, Readable>, keys: readonly string[]): Promise<void> => {
    const found = await texts.read(keys);
    for (const key of keys) read.set(key, found.get(key) ?? gone);
  };

  const findingsOf = async (
    { question: { text, kinds, limit, prefix = false }, query }: Read,
    queryVector: Float32Array | null,
    mode: Ranking,
    signal: AbortSignal,
    sentenceVectors: readonly Float32Array[] = [],
  ): Promise<Findings | null> => {
    const words = wordsOf(query);
    const answer = await findRead(
      {
        question: words,
        queryVector,
        sentenceVectors,
        ranking: mode,
        filter: filterOf(query, words),
        limit,
        // A word goes on only where it ends the text.
        prefix: prefix && query.parts.at(-1)?.end === text.length,
        ...(kinds === undefined ? {} : { kinds }),
      },
      signal,
    );
    if (answer === null) return null;
    const { found, hits } = answer;
    const counts: Partial<Record<SearchableKind, number>> = {};
    for (const kind of searchableKinds) {
      const count = found.counts[kind];
      if (count !== undefined) counts[kind] = count;
    }
    return {
      mode,
      hits,
      counts,
      passages: search.size().passages,
      isWeak: found.isWeak,
      isList: found.isList,
    };
  };

  const ask = async (id: number, question: Question, signal: AbortSignal): Promise<void> => {
    const query = parseQuery(question.text);
    const read: Read = { question, query };
    const meant = questionOf(query);
    // Filters alone have no meaning to look for.
    if (question.ranking === 'words' || meant === '') {
      tell(id, await findingsOf(read, null, question.ranking, signal), true);
      return;
    }
    const sentences = question.prefix === true ? [] : sentencesOf(meant);
    // Embedded while words answer.
    const embedding = Promise.all([meant, ...sentences].map((text) => vectorOf(text, signal)));
    if (question.ranking === 'fused') tell(id, await findingsOf(read, null, 'words', signal), false);
    const [vector = null, ...others] = await embedding;
    await indexing.vectorsLoaded();
    if (signal.aborted) return;
    const mode = vector === null ? 'words' : question.ranking;
    const sentenceVectors = others.filter((each) => each !== null);
    const findings = await findingsOf(read, vector, mode, signal, sentenceVectors);
    if (findings === null) return;
    const isMarked = question.sentences === true && question.prefix !== true && !findings.isWeak;
    if (!isMarked || vector === null || !modelKnows(meant)) tell(id, findings, true);
    else
      for await (const { hits, isLast } of answerSentences.marked(findings.hits, vector, signal))
        tell(id, { ...findings, hits }, isLast);
  };

  const tell = (id: number, findings: Findings | null, last: boolean): void => {
    if (findings !== null) post({ kind: 'found', id, findings, last });
  };

  const related = async (
    id: number,
    { text, except, limit }: RelatedRequest,
    signal: AbortSignal,
  ): Promise<void> => {
    const vector = await vectorOf(text, signal);
    await indexing.vectorsLoaded();
    if (signal.aborted) return;
    const exceptKey = except === null ? null : `${except.kind}:${except.id}`;
    const read = new Map<string, Readable>();
    // More than are shown, since some say the same.
    const near = search.related({
      text,
      vector,
      exceptKey,
      limit: 2 * limit,
      readableOf: (key) => read.get(key),
    });
    await readInto(read, near.unread);
    signal.throwIfAborted();
    const findings: Findings = {
      mode: vector === null ? 'words' : 'meaning',
      hits: distinct(hitsOf(near.hits(), read), limit),
      counts: {},
      passages: search.size().passages,
      isWeak: false,
      isList: false,
    };
    post({ kind: 'found', id, findings, last: true });
  };

  const embed = async (id: number, texts: readonly string[], signal: AbortSignal): Promise<void> => {
    const vectors = await Promise.all(texts.map((text) => vectorOf(text, signal)));
    if (!signal.aborted) post({ kind: 'vectors', id, vectors });
  };

  const setCalm = (reason: CalmReason | 'asking', isCalm: boolean): void => {
    if (isCalm) calmFor.add(reason);
    else calmFor.delete(reason);
    embedders.calm(calmFor.size > 0);
  };

  /** Passages leave a core to questions while these come, or both would take twice as long. */
  const makeWay = (): void => {
    clearTimeout(asking);
    setCalm('asking', true);
    asking = setTimeout(() => setCalm('asking', false), askingMs);
  };

  const start = (id: number, work: (signal: AbortSignal) => Promise<void>): void => {
    const control = new AbortController();
    underWay.set(id, control);
    work(control.signal)
      .catch((error: unknown) => {
        if (!control.signal.aborted)
          post({ kind: 'failed', id, why: error instanceof Error ? error.message : String(error) });
      })
      .finally(() => underWay.delete(id));
  };

  const borrowed = (): readonly LentVector[] => {
    const vectors: LentVector[] = [];
    for (const { words, places } of derived.vectors())
      for (const place of places) vectors.push(vectorAt(words, place));
    return vectors;
  };

  return {
    open: async () => {
      await indexing.load();
      post({ kind: 'opened', passages: search.size().passages });
    },
    take: (message) => {
      switch (message.kind) {
        case 'open':
        case 'prepare':
          return;
        case 'wake':
          indexing.wake();
          return;
        case 'ask':
          makeWay();
          start(message.id, (signal) => ask(message.id, message.question, signal));
          return;
        case 'related':
          start(message.id, (signal) => related(message.id, message.request, signal));
          return;
        case 'values': {
          const { operator, typed, limit } = message.request;
          post({ kind: 'values', id: message.id, values: search.values(operator, typed, limit) });
          return;
        }
        case 'findQuotation':
          start(message.id, (signal) =>
            findQuotation(parts, message.request, signal, (answer, last) =>
              post({ kind: 'quotation', id: message.id, answer, last }),
            ),
          );
          return;
        case 'embed':
          start(message.id, (signal) => embed(message.id, message.texts, signal));
          return;
        case 'lend':
          start(message.id, async () => {
            await indexing.lend(message.vectors);
            post({ kind: 'lent', id: message.id, vectors: [] });
          });
          return;
        case 'borrow':
          start(message.id, () =>
            Promise.resolve().then(() => post({ kind: 'lent', id: message.id, vectors: borrowed() })),
          );
          return;
        case 'abort':
          underWay.get(message.id)?.abort();
          underWay.delete(message.id);
          return;
        case 'calm':
          setCalm(message.reason, message.calm);
          indexing.tell();
          return;
        case 'pause':
          indexing.pause(message.paused);
          return;
        case 'room':
          indexing.room(message.room);
      }
    },
    close: () => {
      clearTimeout(asking);
      indexing.close();
      embedders.close();
      parts.reader.close();
      parts.derived.close();
    },
  };
}

const gone: Readable = { title: '', text: '' };

/** Of a record that is gone there is nothing to show. */
function hitsOf(hits: readonly SearchHit[], read: ReadonlyMap<string, Readable>): readonly Hit[] {
  return hits.flatMap(({ key, title, start, end, score, why, words, marks, sentence, more }) => {
    const name = nameIn(key);
    const { text } = read.get(key) ?? gone;
    if (name === null || (title === '' && text === '')) return [];
    const passage = text.slice(start, end);
    const others = more.map((other) => ({ start: other.start, end: other.end }));
    return [{ ...name, title, passage, start, end, score, why, words, marks, sentence, more: others }];
  });
}

function meaningOf(state: ReturnType<Embedders['state']>): MeaningState {
  if (state.kind !== 'unavailable') return state;
  const { why } = state;
  return { kind: 'unavailable', why: why.kind === 'failed' ? why.message : `${why.kind}: ${why.file}` };
}
