// Numbers in as few bytes each as the greatest of them needs, and in none where all are 0: read them with `?? 0`.

export type Numbers = Uint8Array | Uint16Array | Uint32Array;

export function narrowed(numbers: Uint32Array): Numbers {
  let all = 0;
  for (const number of numbers) all |= number;
  if (all === 0) return new Uint8Array();
  if (all >>> 8 === 0) return Uint8Array.from(numbers);
  return all >>> 16 === 0 ? Uint16Array.from(numbers) : numbers;
}
