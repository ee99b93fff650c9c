// Made-up text that is shaped like real text: few words come often and many seldom (Zipf), the same for the same seed.

/** The words that come most often in any English text, most frequent first. */
const small =
  `the of and to in a is that for it as was with be by on not he this are or his from at which but have an
had they you were their one all we can her has there been if more when will would who so no out up into than them its
only other some could these may then do first any my now such like over man our even most`.split(/\s+/);

/** Nouns, verbs and adjectives. What comes seldom is made of two of them, as names of places and families are. */
const roots =
  `grid harbour river copper winter market signal border council engine paper forest island garden bridge
silver valley mirror window tunnel ladder candle basket anchor barley canvas cellar cotton desert dragon eagle falcon
fabric farmer fiddle finger flower fossil furnace garlic ginger glacier gravel hammer hazel heather hollow hornet
hunter iron ivory jacket jasper kettle lantern lemon linen lizard locust maple marble meadow mercury mill mineral
moss mustard needle nickel oak oat olive orchard otter oyster pebble pepper pine planet plaster plough poplar powder
prairie quarry quartz rabbit radish raven reed ribbon ridge rocket rope rose saddle saffron salmon salt sand sapling
scarlet shadow shell shepherd shield ship silk slate snow sparrow spice spruce squirrel stable steam stone storm
straw sugar sulphur summer swallow swan tailor tallow tannin temple thicket thistle thorn thunder tide timber tin
tobacco tower trout turnip valve velvet vessel village vine violet walnut warden water wax weaver wheat whistle
willow wind wolf wood wool yarn yew zinc energy policy figure measure report question answer evidence witness record
source reading reason result change growth number power price supply demand capacity network county office minister
company worker school hospital household season century decade morning evening journey letter language memory method
model pattern process product project quality region research review sample section series service sign size stage
station status story street structure student subject success surface system table theory trade training transport
treatment trend unit value variety volume voter wage weight west winner write young carry build argue begin bring
choose claim collect compare consider continue cover create decide deliver depend describe develop discover discuss
divide draw drive employ enable enter examine exist expect explain extend follow gather happen improve include
increase inform inspect join keep learn leave listen maintain manage mention move observe obtain occur offer operate
order own pay perform permit place plan play point prefer prepare present prevent prove provide publish raise reach
receive recover reduce refer reflect refuse regard relate release remain remove repair repeat replace reply require
return reveal save search secure select send serve settle share show solve speak spend stand start state stay stop
study suffer suggest support survive teach tell test think travel treat trust turn understand use visit vote wait
walk warn wash watch wear wonder worry able ancient broad calm cheap clean clear cold common cool dark dear deep dry
early empty equal exact fair famous fast fine firm flat foreign free fresh full gentle grand great green heavy high
honest huge human ideal idle just kind large late lean light local long loose loud low mild modern narrow near neat
new noble old open pale plain polite poor proud public pure quick quiet rapid rare raw real rich ripe rough round
royal rural safe sharp short silent simple slow smooth soft solid sour steady steep stiff strange strict strong sweet
swift tall tame tender thick thin tight tiny true urban vast vivid warm weak wide wild wise`.split(/\s+/);

const vocabulary = 40_000;

/** Whole numbers below a limit and shares of one, the same row of them for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The word that is the nth most frequent one. */
function wordAt(rank: number): string {
  if (rank < small.length) return small[rank] ?? '';
  const place = rank - small.length;
  if (place < roots.length) return roots[place] ?? '';
  // A stride that shares no factor with the number of pairs: neighbours in frequency do not look alike.
  const pair = (place * 7_919) % (roots.length * roots.length);
  return `${roots[Math.floor(pair / roots.length)] ?? ''}${roots[pair % roots.length] ?? ''}`;
}

const cumulated = new Float64Array(vocabulary);
for (let rank = 0, sum = 0; rank < vocabulary; rank += 1) cumulated[rank] = sum += 1 / (rank + 2.7);

export interface WordStream {
  /** Words from a rank on: 0 is every word, 80 leaves out the small ones. */
  readonly words: (count: number, fromRank?: number) => readonly string[];
  readonly sentence: () => string;
  /** Sentences in paragraphs, of about so many words. */
  readonly text: (words: number) => string;
  readonly title: () => string;
  readonly question: () => string;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function wordStream(seed: number): WordStream {
  const random = randomNumbers(seed);
  const between = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));

  const word = (fromRank: number): string => {
    const from = fromRank === 0 ? 0 : (cumulated[fromRank - 1] ?? 0);
    const target = from + random() * ((cumulated.at(-1) ?? 0) - from);
    let low = 0;
    let high = vocabulary - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulated[middle] ?? 0) < target) low = middle + 1;
      else high = middle;
    }
    return wordAt(low);
  };
  const words = (count: number, fromRank = 0): readonly string[] =>
    Array.from({ length: count }, () => word(fromRank));
  const sentence = (): string => `${capital(words(between(8, 24)).join(' '))}.`;
  const text = (count: number): string => {
    let written = '';
    for (let have = 0; have < count;) {
      const next = sentence();
      have += next.split(' ').length;
      written += `${written === '' ? '' : random() < 0.2 ? '\n' : ' '}${next}`;
    }
    return written;
  };
  return {
    words,
    sentence,
    text,
    title: () => capital(words(between(3, 7), small.length / 2).join(' ')),
    question: () =>
      `how does the ${words(2, small.length).join(' ')} of ${words(2, small.length).join(' and ')} ${words(3).join(' ')}?`,
  };
}
