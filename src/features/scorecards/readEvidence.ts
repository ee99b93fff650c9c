// The records a judgement stands on, as they are now, beside what they were when they were linked.
import type { Evidence } from '#domain/judgement.ts';
import { sourceTitle } from '#domain/source.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { scorecardWords } from '#words/scorecards.ts';
import type { EvidenceState } from './evidenceState.ts';
import { evidenceState } from './evidenceState.ts';

const words = scorecardWords.panel;

export interface EvidenceItem {
  readonly evidence: Evidence;
  readonly state: EvidenceState;
  readonly title: string;
  /** The quotation of an excerpt, the beginning of a note; empty for a source. */
  readonly text: string;
}

export function readEvidence(
  notebook: Notebook,
  evidence: readonly Evidence[],
): Promise<readonly EvidenceItem[]> {
  return Promise.all(evidence.map((each) => readOne(notebook, each)));
}

async function readOne(notebook: Notebook, evidence: Evidence): Promise<EvidenceItem> {
  const gone: EvidenceItem = { evidence, state: 'gone', title: words.missing, text: '' };
  const { store } = notebook.parts;
  switch (evidence.kind) {
    case 'excerpt': {
      const excerpt = await store.get('excerpt', evidence.id);
      if (excerpt === undefined) return gone;
      const source = await store.get('source', excerpt.sourceId);
      const title = source === undefined ? words.untitled : sourceTitle(source) || words.untitled;
      return {
        evidence,
        state: evidenceState(evidence, excerpt),
        title: excerpt.page === undefined ? title : `${title}, ${words.page(excerpt.page)}`,
        text: excerpt.quotation,
      };
    }
    case 'note': {
      const note = await store.get('note', evidence.id);
      if (note === undefined) return gone;
      return {
        evidence,
        state: evidenceState(evidence, note),
        title: note.title || words.untitled,
        text: note.preview,
      };
    }
    case 'source': {
      const source = await store.get('source', evidence.id);
      if (source === undefined) return gone;
      return {
        evidence,
        state: evidenceState(evidence, source),
        title: sourceTitle(source) || words.untitled,
        text: '',
      };
    }
  }
}
