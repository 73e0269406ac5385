/** What an element of the page says: an item viewed, an order thanked for. Not whether it was told already: declared.ts. */

/** `id`: of the item or the order; falsy where it is missing, and then nothing is told. */
export type Said<T> = readonly [element: Element, id: unknown, told: T]
