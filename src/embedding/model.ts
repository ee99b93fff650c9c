// The embedding model as data: which files it is made of, and the label that every vector made by it carries.

/** One file of a model, as it was when it was chosen. */
export interface ModelFile {
  /** Path below the model's folder. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface EmbeddingModel {
  /** Also the name of its folder below `/models/`. */
  readonly id: string;
  /** Numbers in a vector. */
  readonly dimension: number;
  /** How the vectors of the tokens become one: their mean. The result is scaled to length 1. */
  readonly pooling: 'mean';
  /** Put in front of every text before it is embedded; this model wants nothing. */
  readonly prefix: string;
  /** What lies beyond so many tokens, the two marks at the ends included, is not read. */
  readonly maxTokens: number;
  readonly files: readonly ModelFile[];
}

/** What must be equal for two vectors to be comparable. */
export interface ModelLabel {
  readonly model: string;
  readonly dimension: number;
  readonly pooling: 'mean';
  readonly prefix: string;
}

export const miniLM: EmbeddingModel = {
  id: 'all-MiniLM-L6-v2',
  dimension: 384,
  pooling: 'mean',
  prefix: '',
  maxTokens: 256,
  files: [
    {
      path: 'config.json',
      sizeBytes: 557,
      sha256: '1d98892f95197a0b8d43c3a1d6b14e44c75d5c250a2a536e9c03b23eb0370337',
    },
    {
      path: 'tokenizer.json',
      sizeBytes: 466_081,
      sha256: '5fd1c882abbd30517dced455a2c9768945ec726b96727927e4959348d9de550b',
    },
    {
      path: 'tokenizer_config.json',
      sizeBytes: 325,
      sha256: 'da7f5dab6e61c37b86b855300cf8df584e3708800b5b465ee8090ce17bb65c23',
    },
    {
      path: 'onnx/model_quantized.onnx',
      sizeBytes: 22_919_202,
      sha256: '5419d7627e021b01a0228452967de35faf33ca88aea1026115b1ec82ec2e1f65',
    },
  ],
};

/** The label of a model's vectors. The SHA-256 of the embedded text goes beside it, and is the caller's to add. */
export function labelOf(model: EmbeddingModel): ModelLabel {
  return { model: model.id, dimension: model.dimension, pooling: model.pooling, prefix: model.prefix };
}
