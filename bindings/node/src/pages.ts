/** A page of anything, and where the next one begins. */
interface Page<T> {
  items: T[];
  next?: string | null;
}

/** All of a list, each page fetched when it is needed. */
export async function* pages<T>(fetch: (after: string | undefined) => Promise<Page<T>>): AsyncGenerator<T, void> {
  let after: string | undefined;
  do {
    const page = await fetch(after);
    yield* page.items;
    after = page.next ?? undefined;
  } while (after !== undefined);
}

/** All that fits a query. */
export function queried<Q extends { after?: string | null }, T>(
  query: Q,
  fetch: (query: Q) => Promise<Page<T>>,
): AsyncGenerator<T, void> {
  return pages((after) => fetch(after === undefined ? query : { ...query, after }));
}
