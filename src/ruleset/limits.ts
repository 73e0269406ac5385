/** How large an authored ruleset may be. Not the limits of requests or pages: those stand with the code of the edge. */

/** UTF-8. Ten thousand experiences of the usual size, and well below what an isolate of 128 MB can parse and compile. */
export const MAX_RULESET_BYTES = 5 * 1024 * 1024
/** Objects and lists inside each other, anywhere in the document. */
export const MAX_JSON_NESTING_COUNT = 40

export const MAX_SLOTS_COUNT = 200
export const MAX_AUDIENCES_COUNT = 1000
export const MAX_EXPERIENCES_COUNT = 10_000
export const MAX_PATHS_PER_SLOT_COUNT = 50
export const MAX_PARTS_PER_SLOT_COUNT = 20
export const MAX_VARIANTS_COUNT = 20
export const MAX_SLOTS_PER_VARIANT_COUNT = 20
export const MAX_WEEKLY_WINDOWS_COUNT = 50
export const MAX_LANGUAGES_COUNT = 20
export const MAX_ATTRIBUTES_COUNT = 30
export const MAX_CLASSES_COUNT = 30
export const MAX_LIST_KEYS_COUNT = 200
export const MAX_TRAITS_COUNT = 200
export const MAX_CATEGORIES_COUNT = 1000
export const MAX_SITE_PATHS_COUNT = 200
export const MAX_SCORES_COUNT = 200
/** A cap looks back no further. */
export const MAX_CAP_DAYS = 365
/** Ten years: nothing is kept for ever. */
export const MAX_RETENTION_DAYS = 3650

/** Conditions: objects inside each other, entries in all, and operands of one list. */
export const MAX_CONDITION_NESTING_COUNT = 12
export const MAX_CONDITION_TERMS_COUNT = 200
export const MAX_OPERANDS_COUNT = 1000
export const MAX_OPERAND_LENGTH = 500

/** All lengths in UTF-16 code units. */
export const MAX_ID_LENGTH = 64
export const MAX_NAME_LENGTH = 200
export const MAX_PATTERN_LENGTH = 500
export const MAX_TEXT_LENGTH = 5000
/** What people are told or asked about a trait. */
export const MAX_PURPOSE_LENGTH = 500
export const MAX_HTML_LENGTH = 50_000
export const MAX_CLASS_LENGTH = 200
export const MAX_LIST_KEY_LENGTH = 200
export const MAX_TIME_ZONE_LENGTH = 64
export const MAX_LOCALE_LENGTH = 35
export const MAX_DURATION_LENGTH = 20

/** More is no help to a reader; the rest is counted in one last issue. */
export const MAX_ISSUES_COUNT = 100

/** Weights are relative; a larger range would only lose precision. */
export const MAX_WEIGHT = 1_000_000
