/** How texts of a ruleset look, as JSON Schema, so that an editor underlines what publishing refuses. Never stricter than the check files, which decide. */

/** `patternErrorMessage`, `errorMessage` and `deprecationMessage` are VS Code's; other validators pass over them. */
export type TextForm = { readonly pattern: string; readonly patternErrorMessage: string }

const NAME = '[A-Za-z0-9][A-Za-z0-9_-]{0,63}'
const NAME_MESSAGE = 'A name has up to 64 letters a to z, digits, - and _, and begins with a letter or digit.'
/** What every JavaScript object has; the rest of it begins with an underscore. */
const OF_OBJECTS = 'constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf'

/** See id-check.ts; as a key json.ts refuses `prototype`, too, and a comment may stand among names. */
export const NAMES: { readonly value: TextForm; readonly key: TextForm } = {
  value: { pattern: `^(?!(?:${OF_OBJECTS})$)${NAME}$`, patternErrorMessage: NAME_MESSAGE },
  key: { pattern: `^(?:\\$comment|(?!(?:${OF_OBJECTS}|prototype)$)${NAME})$`, patternErrorMessage: NAME_MESSAGE },
}

const PATH_TEXT = '[^?#*\\u0000-\\u001f\\u007f-\\u009f]*'
/** See slot-check.ts. */
export const PATHS: TextForm = {
  pattern: `^(?:/${PATH_TEXT}|/(?:${PATH_TEXT}/)?\\*)$`,
  patternErrorMessage: 'A path begins with /, has no query, and * only at its end: /, /en/ or /items/*.',
}

/** See core/page/site-path.ts. */
export const SITE_PATHS: TextForm = {
  pattern: `^(?:/${PATH_TEXT}|/(?:${PATH_TEXT}/)?\\*)$`,
  patternErrorMessage: 'A path begins with /, has no query, and * only at its end: /category/:name/*.',
}

/** See core/fact/duration.ts. */
export const DURATIONS: TextForm = {
  pattern: '^[1-9]\\d{0,5}[mhd]$',
  patternErrorMessage: 'Write a whole number of minutes, hours or days: 30m, 12h or 7d.',
}

export const SELECTORS: TextForm = {
  pattern: '\\S',
  patternErrorMessage: 'Write a tag and what marks it: section.hero.',
}

/** See core/page/list-key.ts. */
export const LIST_KEYS: TextForm = {
  pattern: '@\\s*[A-Za-z_][A-Za-z0-9_.-]{0,63}\\s*$',
  patternErrorMessage: 'Write @data-category for an attribute of the item, or a@href for one of an element inside it.',
}

/** See core/compile/compile-schedule.ts. */
export const DATE_TIMES: TextForm = {
  pattern: '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d$',
  patternErrorMessage: "Write YYYY-MM-DDTHH:MM in the site's time zone: 2026-11-01T09:00.",
}
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d'
export const START_TIMES: TextForm = { pattern: `^${TIME}$`, patternErrorMessage: 'Write HH:MM, from 00:00 to 23:59.' }
export const END_TIMES: TextForm = {
  pattern: `^(?:${TIME}|24:00)$`,
  patternErrorMessage: 'Write HH:MM, from 00:00 to 24:00.',
}

/** See content-check.ts. */
export const CLASS_NAMES: TextForm = {
  pattern: '^(?!.*\\{\\{)\\S+$',
  patternErrorMessage: 'Write each class as an entry of its own, without spaces and merge fields.',
}
export const ATTRIBUTE_NAMES: TextForm = {
  pattern: '^(?:\\$comment|(?!on|(?:srcdoc|style|http-equiv|formaction)$)[A-Za-z_][A-Za-z0-9_.:-]{0,63})$',
  patternErrorMessage: 'Write the name of an HTML attribute such as title; those that run code or style are refused.',
}

/** See slot-check.ts: lists alone have items, and a slot with parts is none of the other kinds itself. */
export const SLOT_RULES = {
  allOf: [
    {
      if: { required: ['kind'], properties: { kind: { const: 'list' } } },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema's keyword
      then: { required: ['item', 'key'] },
      else: { properties: { item: false, key: false } },
    },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's keyword
    { if: { required: ['parts'] }, then: { properties: { kind: { const: 'element' } } } },
  ],
}

/** See content-kinds.ts. `remove: false` removes nothing. */
const WHOLE = ['text', 'html', 'replace', 'remove'] as const

export const CONTENT_RULES = {
  dependencies: { srcset: ['src'], sizes: ['src'] },
  allOf: WHOLE.flatMap((one, index) =>
    WHOLE.slice(index + 1).map((other) => ({
      not: { required: [one, other], ...(other === 'remove' ? { properties: { remove: { const: true } } } : {}) },
      errorMessage: `${one} and ${other} exclude each other. Keep one of the two.`,
    })),
  ),
}

/** See experience-check.ts. */
export const VARIANTS_RULES = {
  allOf: [
    {
      contains: { properties: { slots: { minProperties: 1 } } },
      errorMessage: 'Name at least one slot; a variant without slots shows the baseline.',
    },
  ],
}
