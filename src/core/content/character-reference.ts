/** HTML's character references in a URL, undone. Not all of them: what stays is escaped again, so that a browser reads exactly what was checked. */

const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&',
    AMP: '&',
    apos: "'",
    bsol: '\\',
    colon: ':',
    comma: ',',
    commat: '@',
    equals: '=',
    gt: '>',
    GT: '>',
    lpar: '(',
    lt: '<',
    LT: '<',
    NewLine: '\n',
    num: '#',
    percnt: '%',
    period: '.',
    plus: '+',
    quest: '?',
    quot: '"',
    QUOT: '"',
    rpar: ')',
    semi: ';',
    sol: '/',
    Tab: '\t',
  }),
)

const REFERENCE = /&(?:#x([\da-f]{1,6});?|#(\d{1,7});?|(amp|lt|gt|quot)(?![\w=;])|(\w{2,8});)/gi
const MAX_CODE_POINT = 0x10ffff

export const undoReferences = (text: string): string => text.replace(REFERENCE, undo)

function undo(whole: string, hex?: string, decimal?: string, bare?: string, named?: string): string {
  if (hex === undefined && decimal === undefined) return NAMED.get(bare?.toLowerCase() ?? named ?? '') ?? whole
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  return code === 0 || code > MAX_CODE_POINT ? '\ufffd' : String.fromCodePoint(code).toWellFormed()
}
