// A process that embeds with the native runtime on one thread: it loads the program's own model, and answers every
// message with texts by their vectors and how long they took.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const peers = createRequire(new URL('peers/package.json', import.meta.url));
const { InferenceSession, Tensor } = peers('onnxruntime-node');
const { Tokenizer } = peers('@huggingface/tokenizers');

const folder = new URL('../resources/models/all-MiniLM-L6-v2/', import.meta.url);
/** @param {string} name */
const read = (name) => readFileSync(new URL(name, folder));
/** @param {string} name */
const parse = (name) => JSON.parse(read(name).toString('utf8'));
const mostTokens = 256;

const tokenizer = new Tokenizer(parse('tokenizer.json'), parse('tokenizer_config.json'));
const session = await InferenceSession.create(read('onnx/model_quantized.onnx'), {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
});

/** @param {readonly number[]} numbers */
const row = (numbers) => new Tensor('int64', BigInt64Array.from(numbers, BigInt), [1, numbers.length]);

/** The text's vector, of length 1, as the program makes it. @param {string} text */
async function embed(text) {
  const ids = /** @type {number[]} */ (tokenizer.encode(text).ids);
  const cut = ids.length <= mostTokens ? ids : [...ids.slice(0, mostTokens - 1), ids.at(-1) ?? 0];
  const output = await session.run({
    input_ids: row(cut),
    attention_mask: row(cut.map(() => 1)),
    token_type_ids: row(cut.map(() => 0)),
  });
  const states = /** @type {Float32Array} */ (output.last_hidden_state.data);
  const dimension = states.length / cut.length;
  const sums = new Float32Array(dimension);
  states.forEach((value, at) => {
    sums[at % dimension] = (sums[at % dimension] ?? 0) + value;
  });
  const length = Math.hypot(...sums);
  return sums.map((value) => value / length);
}

/** @param {readonly string[]} texts */
async function answer(texts) {
  const begunMs = performance.now();
  const vectors = [];
  for (const text of texts) vectors.push(await embed(text));
  process.send?.({ tookMs: performance.now() - begunMs, vectors });
}

process.on('message', (/** @type {readonly string[]} */ texts) => {
  answer(texts).catch((/** @type {unknown} */ error) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
process.send?.('ready');
