/** Global Privacy Control as a header. Not what it rules over: resolve.ts. */

/** `Sec-GPC: 1`. Two of them arrive as one, "0, 1"; whatever is not a clear 0 is a no. */
export const saysGpc = (header: string | null): boolean => header !== null && !/^\s*0\s*(?:,\s*0\s*)*$/.test(header)
