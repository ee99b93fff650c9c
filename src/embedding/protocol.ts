// What the pool of embedders and one embedder's worker say to each other.

/** Why no vector can be had. */
export type Fault =
  /** A file of the model is not where it should be. */
  | { readonly kind: 'missing'; readonly file: string }
  /** A file of the model has other bytes than the ones it was chosen with. */
  | { readonly kind: 'damaged'; readonly file: string }
  /** The runtime did not start, or stopped. `message` is for a log, not for a person. */
  | { readonly kind: 'failed'; readonly message: string };

export type ToEmbedder =
  /** The model is loaded at the first of these. Answered by exactly one message with the same id. */
  | { readonly kind: 'embed'; readonly id: number; readonly text: string }
  /** The text is no longer wanted. One that is already being read is still answered by its vector. */
  | { readonly kind: 'abort'; readonly id: number };

export type FromEmbedder =
  /** The model is loaded and checked. Said once. */
  | { readonly kind: 'loaded' }
  /** `vector` has length 1; its buffer is transferred. */
  | { readonly kind: 'vector'; readonly id: number; readonly vector: Float32Array<ArrayBuffer> }
  | { readonly kind: 'aborted'; readonly id: number }
  /** A missing or damaged model stays so; after `failed` a new worker may do better. */
  | { readonly kind: 'fault'; readonly id: number; readonly fault: Fault };
