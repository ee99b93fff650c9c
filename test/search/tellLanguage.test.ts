// The language of a text as a filter has it.
import { describe, expect, it } from 'vitest';
import { tellLanguage } from '#search/tellLanguage.ts';

describe('the language of a text', () => {
  it('[I1] is told where its small words are there, and not guessed where none are', () => {
    expect(tellLanguage('Who carries the cost of the network when the load does not come?')).toBe('en');
    expect(
      tellLanguage('Wer trägt die Kosten des Netzes, wenn die Last nicht kommt und der Strom fehlt?'),
    ).toBe('de');
    expect(tellLanguage('Qui paie le réseau si les centres de données ne sont pas construits ?')).toBe('fr');
    for (const unknown of [
      '',
      '2026',
      'Reserve 42 GW',
      '谁来承担电网的费用',
      'Kto ponosi koszty sieci energetycznej?',
    ])
      expect(tellLanguage(unknown)).toBeNull();
  });

  it('[I2] is Russian only where it is not a neighbour of it', () => {
    expect(tellLanguage('Кто платит за сеть, если нагрузка не приходит? Это вопрос цены.')).toBe('ru');
    expect(
      tellLanguage('Хто платить за мережу, якщо навантаження не приходить? Це питання ціни.'),
    ).toBeNull();
    expect(tellLanguage('Кой плаща за мрежата, ако товарът не дойде?')).toBeNull();
  });
});
