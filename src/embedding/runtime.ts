// The model in its runtime: Transformers.js on WebAssembly, one thread, one text at a time, from checked files only.
import { BertModel, BertTokenizer, LogLevel, Tensor, env } from '@huggingface/transformers';
import factoryAddress from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmAddress from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { FaultError, openFiles, type Fetch } from './files.ts';
import type { EmbeddingModel } from './model.ts';
import { cutTokens } from './tokens.ts';
import { meanOf, unit } from './vector.ts';

export interface Runtime {
  /** The text's vector, of length 1. The same text gives the same bytes, whatever was embedded before. */
  readonly embed: (text: string) => Promise<Float32Array<ArrayBuffer>>;
}

/** Loads a model. Rejects with a FaultError when one of its files is missing or damaged. */
export async function loadRuntime(model: EmbeddingModel, fetch: Fetch): Promise<Runtime> {
  keepLocal();
  env.fetch = readOnlyFrom(await openFiles(model, fetch));
  try {
    const options = { local_files_only: true };
    const tokenizer = await BertTokenizer.from_pretrained(model.id, options);
    const bert = await BertModel.from_pretrained(model.id, { ...options, dtype: 'q8', device: 'wasm' });
    return {
      embed: async (text) => {
        const ids = cutTokens(tokenizer.encode(model.prefix + text), model.maxTokens);
        const mask = ids.map(() => 1);
        const output: unknown = await bert.forward({
          input_ids: row(ids),
          attention_mask: row(mask),
          token_type_ids: row(ids.map(() => 0)),
        });
        return unit(meanOf(parseStates(output), mask, model.dimension));
      },
    };
  } finally {
    // Loaded or not: the checked bytes are let go, and nothing is fetched from here on.
    env.fetch = () => Promise.reject(new FaultError({ kind: 'failed', message: 'a request after loading' }));
  }
}

/** The library's own defaults reach for a model hub, a CDN, a cache and a script made of a blob. */
function keepLocal(): void {
  env.logLevel = LogLevel.ERROR;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = '/models/';
  env.useBrowserCache = false;
  env.useFSCache = false;
  env.useWasmCache = false;
  const wasm = env.backends.onnx.wasm;
  if (!wasm) throw new FaultError({ kind: 'failed', message: 'the runtime has no WebAssembly backend' });
  wasm.wasmPaths = { mjs: factoryAddress, wasm: wasmAddress };
  // More threads than one would need a pool of further workers, and a second embedder is worth more than a second thread.
  wasm.numThreads = 1;
}

function readOnlyFrom(files: Fetch): (input: string | URL) => Promise<Response> {
  return (input) => files(String(input));
}

function row(numbers: readonly number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(numbers, BigInt), [1, numbers.length]);
}

function parseStates(output: unknown): Float32Array {
  const states: unknown = typeof output === 'object' && output && Reflect.get(output, 'last_hidden_state');
  if (states instanceof Tensor && states.data instanceof Float32Array) return states.data;
  throw new FaultError({ kind: 'failed', message: 'the model did not answer with its last hidden state' });
}
