/** UNTOUCHABLE_TAGS of core/page/markup.ts in fewer bytes: a test holds the two together. */

export const CODE =
  /^(script|style|i?frame|frameset|fencedframe|object|embed|applet|param|base|no(script|embed|frames)|template|xmp|plaintext|portal)$/
