// An answer that is waited for only so long.

/** Null where nothing comes in time. What is asked goes on, and whoever asked may still hear of it. */
export async function inTime<T>(asked: Promise<T>, waitMs: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      resolve(null);
    }, waitMs);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
