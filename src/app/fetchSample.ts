// The sample notebook as it lies beside the program.

/** Its untrusted content. Rejects when it is not there or no JSON. */
export async function fetchSample(): Promise<unknown> {
  const response = await fetch('/sample/notebook.json');
  if (!response.ok) throw new Error('the sample is missing');
  return (await response.json()) as unknown;
}
