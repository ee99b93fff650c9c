// A screen that meets an error closes alone; the rest of the window goes on.
import type { ReactNode } from 'react';
import { Component } from 'react';
import { Button } from '#ui/Button.tsx';
import { appWords } from '#words/app.ts';
import styles from './app.module.css';

interface State {
  readonly failed: boolean;
}

export class Safe extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className={styles['failed']} role="alert">
        <p>{appWords.trouble.screen}</p>
        <Button onPress={() => this.setState({ failed: false })}>{appWords.trouble.screenAgain}</Button>
      </div>
    );
  }
}
