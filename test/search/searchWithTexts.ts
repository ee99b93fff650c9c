// A search that has at hand what it was given, or what another one was given: as a caller with all of it in memory.
import {
  createSearch,
  type Question,
  type Readable,
  type ReadableOf,
  type RelatedQuestion,
  type Search,
  type SearchDocument,
} from '#search/search.ts';

export function searchWithTexts(given?: ReadableOf): Search {
  const search = createSearch();
  const added = new Map<string, Readable>();
  const readableOf = given ?? ((key: string) => added.get(key));
  return {
    ...search,
    add: (document: SearchDocument) => {
      search.add(document);
      added.set(document.key, document);
    },
    remove: (key) => {
      search.remove(key);
      added.delete(key);
    },
    ask: (question: Question) => search.ask({ readableOf, ...question }),
    find: (question: Question) => search.find({ readableOf, ...question }),
    related: (question: RelatedQuestion) => search.related({ readableOf, ...question }),
  };
}
