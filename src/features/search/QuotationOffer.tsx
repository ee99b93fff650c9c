// Under the box of the search: a question as long as this is likely a quotation, and can be looked for word by word.
import { Quote } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from '#ui/Button.tsx';
import { quotationWords as words } from '#words/quotation.ts';
import styles from './quotation.module.css';

const fewestWords = 8;
/** In scripts without spaces a character is about a word. */
const oneWord = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}]+/gu;

export interface QuotationOfferProps {
  readonly text: string;
  readonly onFind: (quotation: string) => void;
}

export function QuotationOffer({ text, onFind }: QuotationOfferProps): ReactElement | null {
  if ((text.match(oneWord)?.length ?? 0) < fewestWords) return null;
  return (
    <div className={styles['offer']}>
      <Button look="plain" icon={Quote} onPress={() => onFind(text)}>
        {words.offer}
      </Button>
    </div>
  );
}
