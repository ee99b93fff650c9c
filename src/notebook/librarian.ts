// The librarian: answers questions and keeps the index, on a thread of its own. It reads the notebook's records and
// writes only derived data.
import type { Embedders } from '#embedding/embedders.ts';
import { filterOf } from '#search/filter.ts';
import { parseQuery, questionOf, wordsOf, type ParsedQuery } from '#search/queryLanguage.ts';
import type { Search, SearchHit } from '#search/search.ts';
import { sentencesOf } from '#search/sentences.ts';
import type { DerivedStore, Reader, SearchableKind } from '#store/store.ts';
import { searchableKinds } from '#store/store.ts';
import { openIndexing } from './indexing.ts';
import { findQuotation } from './quotations.ts';
import type {
  CalmReason,
  Findings,
  FromLibrarian,
  Hit,
  MeaningState,
  Question,
  Ranking,
  RelatedRequest,
  ToLibrarian,
} from './librarianProtocol.ts';

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

export function openDesk(parts: LibrarianParts): LibrarianDesk {
  const { search, embedders, post } = parts;
  const underWay = new Map<number, AbortController>();
  const calmFor = new Set<CalmReason>();
  const indexing = openIndexing({
    ...parts,
    embed: (text) => embedders.embed(text, { priority: 'passage' }),
    slowedBy: () => (calmFor.has('battery') ? 'battery' : embedders.isBusy() ? 'other work' : null),
    report: (progress) => post({ kind: 'progress', progress }),
    indexed: (marks) => post({ kind: 'indexed', marks }),
  });
  embedders.watch((state) => post({ kind: 'meaning', state: meaningOf(state) }));

  const vectorOf = async (text: string, signal: AbortSignal): Promise<Float32Array | null> => {
    const outcome = await embedders.embed(text, { priority: 'query', signal });
    return outcome.kind === 'vector' ? outcome.vector : null;
  };

  const findingsOf = (
    { question: { text, kinds, limit, prefix = false }, query }: Read,
    queryVector: Float32Array | null,
    mode: Ranking,
    sentenceVectors: readonly Float32Array[] = [],
  ): Findings => {
    const words = wordsOf(query);
    const found = search.find({
      question: words,
      queryVector,
      sentenceVectors,
      ranking: mode,
      filter: filterOf(query, words),
      limit,
      // A word goes on only where it ends the text.
      prefix: prefix && query.parts.at(-1)?.end === text.length,
      ...(kinds === undefined ? {} : { kinds }),
    });
    const counts: Partial<Record<SearchableKind, number>> = {};
    for (const kind of searchableKinds) {
      const count = found.counts[kind];
      if (count !== undefined) counts[kind] = count;
    }
    return {
      mode,
      hits: found.hits.flatMap((hit) => hitOf(hit)),
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
      post({ kind: 'found', id, findings: findingsOf(read, null, question.ranking), last: true });
      return;
    }
    if (question.ranking === 'fused')
      post({ kind: 'found', id, findings: findingsOf(read, null, 'words'), last: false });
    const sentences = question.prefix === true ? [] : sentencesOf(meant);
    const texts = [meant, ...sentences];
    const [vector = null, ...others] = await Promise.all(texts.map((text) => vectorOf(text, signal)));
    if (signal.aborted) return;
    const mode = vector === null ? 'words' : question.ranking;
    const sentenceVectors = others.filter((each) => each !== null);
    post({ kind: 'found', id, findings: findingsOf(read, vector, mode, sentenceVectors), last: true });
  };

  const related = async (
    id: number,
    { text, except, limit }: RelatedRequest,
    signal: AbortSignal,
  ): Promise<void> => {
    const vector = await vectorOf(text, signal);
    if (signal.aborted) return;
    const exceptKey = except === null ? null : `${except.kind}:${except.id}`;
    const hits = search.related({ text, vector, exceptKey, limit }).flatMap((hit) => hitOf(hit));
    const findings: Findings = {
      mode: vector === null ? 'words' : 'meaning',
      hits,
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

  const hitOf = (hit: SearchHit): readonly Hit[] => {
    const { key, kind, title, start: from, end, score, why, words, marks, sentence, more } = hit;
    if (!isSearchable(kind)) return [];
    const passage = search.textOf(key)?.slice(from, end) ?? '';
    return [
      {
        kind,
        id: key.slice(kind.length + 1),
        title,
        passage,
        start: from,
        end,
        score,
        why,
        words,
        marks,
        sentence,
        more: more.map((other) => ({ start: other.start, end: other.end })),
      },
    ];
  };

  return {
    open: async () => {
      await indexing.load();
      post({ kind: 'opened', passages: search.size().passages });
    },
    take: (message) => {
      switch (message.kind) {
        case 'open':
          return;
        case 'wake':
          indexing.wake();
          return;
        case 'ask':
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
          post({ kind: 'lent', id: message.id, vectors: indexing.borrow() });
          return;
        case 'abort':
          underWay.get(message.id)?.abort();
          underWay.delete(message.id);
          return;
        case 'calm':
          if (message.calm) calmFor.add(message.reason);
          else calmFor.delete(message.reason);
          embedders.calm(calmFor.size > 0);
          indexing.tell();
          return;
        case 'pause':
          indexing.pause(message.paused);
      }
    },
    close: () => {
      indexing.close();
      embedders.close();
      parts.reader.close();
      parts.derived.close();
    },
  };
}

function isSearchable(kind: string): kind is SearchableKind {
  return searchableKinds.some((each) => each === kind);
}

function meaningOf(state: ReturnType<Embedders['state']>): MeaningState {
  if (state.kind !== 'unavailable') return state;
  const { why } = state;
  return { kind: 'unavailable', why: why.kind === 'failed' ? why.message : `${why.kind}: ${why.file}` };
}
