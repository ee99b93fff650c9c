// The smallest words of each language: they tell it apart, and in a question they ask for nothing.
import { fold } from './fold.ts';
import type { Language } from './language.ts';

const listed: Readonly<Record<Language, string>> = {
  en: `the of and to in a is that for it as was with be by on not he this are or his from at which but have an had they
    you were their one all we can her has there been if more when will would who so no what how does why do did than
    its into our your she them these those where while about between i my`,
  de: `der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass
    sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch
    man sein wurde sei ich wir ihr was wer wo warum wenn kann gegen vom schon unter eines dieser diese dieses wo wird
    ihre seine wurden`,
  fr: `de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son aux d l n s
    qu c j y ou mais nous elle ont été leur cette ces comme on sa ses être fait tout était elles ils je tu vous où quand
    comment pourquoi quel quelle quels sans entre même aussi peut dont si lui deux`,
  es: `de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre
    este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué sólo han
    yo hay vez puede todos así nos ni parte tiene él uno donde cómo cuál quién por qué fueron`,
  it: `di e il la che in a per un è del non della con una si da sono al le dei nel i come più ma lo gli alla anche delle
    ha o se ad su nella questo dal degli ed tra cui stato era suo alle essere due ai quando dalla perché sul chi cosa
    dove quale sua loro hanno questa dell l dall nell all un' così molto fra quali`,
  pt: `de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou
    ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas
    me esse eles você tinha foram essa num nem suas meu às qual onde porquê são pelos pelas`,
  ru: `и в не на я быть он с что а по это она этот к но они мы весь который из у то за свой что вы так от все как для
    о же до бы было его только ее или еще уже при если когда где кто чем нет да во со ли их мне был была были есть этого
    этой ни об под над почему какой какие какая тоже`,
};

function split(list: string): readonly string[] {
  return list.split(/\s+/).filter((word) => word !== '');
}

export const smallWords: Readonly<Record<Language, readonly string[]>> = {
  en: split(listed.en),
  de: split(listed.de),
  fr: split(listed.fr),
  es: split(listed.es),
  it: split(listed.it),
  pt: split(listed.pt),
  ru: split(listed.ru),
};

/** Folded, for words that are. */
export const foldedSmallWords: ReadonlyMap<Language, ReadonlySet<string>> = new Map(
  (['de', 'fr', 'es', 'it', 'pt', 'ru'] as const).map((language) => [
    language,
    new Set(smallWords[language].map(fold)),
  ]),
);
