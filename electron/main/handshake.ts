// Closing in two steps: the window is asked to flush its drafts, and closes when it has; patience has an end.

export interface HandshakeParts {
  /** Tells the window that it is about to close. */
  readonly tellWindow: () => void;
  /** Closes it; the handshake lets this attempt pass. */
  readonly close: () => void;
  /** Asked when the window does not answer: close it anyway, or wait as long again? */
  readonly askPerson: () => Promise<'close' | 'wait'>;
  readonly patienceMs: number;
}

export interface Handshake {
  /** Somebody wants the window closed: true when it may close now. */
  mayClose(): boolean;
  /** The window is ready, or nothing in it can be anymore. */
  ready(): void;
}

type Stage = 'open' | 'asked' | 'done';

export function createHandshake(parts: HandshakeParts): Handshake {
  let stage: Stage = 'open';
  let timer: ReturnType<typeof setTimeout> | undefined;

  function finish(): void {
    if (stage === 'done') return;
    clearTimeout(timer);
    const wasAsked = stage === 'asked';
    stage = 'done';
    if (wasAsked) parts.close();
  }

  function wait(): void {
    timer = setTimeout(() => {
      parts
        .askPerson()
        .then((answer) => {
          if (answer === 'close') finish();
          else if (stage === 'asked') wait();
        })
        .catch(finish);
    }, parts.patienceMs);
  }

  return {
    mayClose() {
      if (stage === 'done') return true;
      if (stage === 'open') {
        stage = 'asked';
        parts.tellWindow();
        wait();
      }
      return false;
    },
    ready: finish,
  };
}
