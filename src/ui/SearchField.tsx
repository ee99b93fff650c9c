// The box for finding: small in a list or a library, large and set in serif where the question is the page.
import { Search, X } from 'lucide-react';
import type { AriaAttributes, ReactElement, ReactNode, Ref } from 'react';
import {
  Button,
  ButtonContext,
  Input,
  SearchField as AriaSearchField,
  type InputProps,
  type SearchFieldProps as AriaProps,
} from 'react-aria-components';
import { uiWords } from '#words/ui.ts';
import styles from './SearchField.module.css';
import { classes } from './classes.ts';

type Rest = Omit<AriaProps, 'children' | 'className' | 'style' | 'aria-label'>;

export interface SearchFieldProps extends Rest {
  readonly label: string;
  readonly placeholder?: string;
  readonly large?: boolean;
  /** Stands at the end of the box: a shortcut, what is going on. */
  readonly end?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** For a box that is completed: its role, what it says of its list, and where its caret goes. */
  readonly input?: Pick<InputProps, 'role' | 'onSelect' | 'onBlur'> & AriaAttributes;
}

export function SearchField({
  label,
  placeholder = '',
  large = false,
  end,
  inputRef,
  input = {},
  ...rest
}: SearchFieldProps): ReactElement {
  return (
    <AriaSearchField
      {...rest}
      aria-label={label}
      className={classes(styles['search'], large && styles['large'])}
    >
      {!large && <Search aria-hidden />}
      <Input
        {...input}
        className={classes(styles['input'])}
        placeholder={placeholder}
        {...(inputRef === undefined ? {} : { ref: inputRef })}
      />
      <Button aria-label={uiWords.clear} className={classes(styles['clear'])}>
        <X aria-hidden />
      </Button>
      {/* Or every button at the end would be the one that clears. */}
      <ButtonContext value={null}>{end}</ButtonContext>
    </AriaSearchField>
  );
}
