/** js-xss's reader of tags and attributes without the rest of it (lists of its own, a CSS filter), which would weigh 5 KB in the Worker. */

declare module 'xss/lib/parser.js' {
  export { parseAttr, parseTag } from 'xss'
}
