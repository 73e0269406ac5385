/** What is wrong with an authored ruleset, where, and what would be right. Not for faults at the edge: those are reasons in plan.ts. */

export type IssueCode =
  // the document
  | 'too_large'
  | 'json_syntax'
  | 'too_deep'
  | 'duplicate_key'
  | 'forbidden_key'
  // its shape
  | 'wrong_type'
  | 'missing'
  | 'unknown_key'
  | 'not_one_of'
  | 'out_of_range'
  | 'too_long'
  | 'too_many'
  | 'empty'
  // names
  | 'bad_id'
  | 'duplicate_id'
  | 'unknown_audience'
  | 'audience_cycle'
  | 'unknown_slot'
  | 'unknown_part'
  // site and schedule
  | 'bad_time_zone'
  | 'bad_locale'
  | 'bad_consent'
  | 'bad_schedule'
  | 'bad_duration'
  | 'unknown_category'
  | 'no_purpose'
  // slots
  | 'bad_path'
  | 'bad_selector'
  | 'costly_selector'
  | 'untagged_selector'
  | 'untouchable_element'
  | 'nested_slots'
  | 'bad_list_slot'
  | 'kind_mismatch'
  // conditions
  | 'unknown_operator'
  | 'unknown_attribute'
  | 'type_mismatch'
  | 'never_matches'
  | 'bad_operand'
  | 'bad_regex'
  // content
  | 'sensitive'
  | 'not_for_kind'
  | 'exclusive'
  | 'no_effect'
  | 'bad_class'
  | 'bad_attribute'
  | 'refused_attribute'
  | 'bad_url'
  | 'protocol_relative_url'
  | 'bad_merge_field'
  | 'unbalanced_html'
  | 'sanitised'
  | 'bad_arrangement'
  // the whole
  | 'too_costly'
  | 'not_compiled'
  | LintCode

/** What a sound ruleset is warned of: src/ruleset/lint.ts. */
export type LintCode =
  // who sees it
  | 'shadowed'
  | 'never_true'
  | 'needs_memory'
  | 'nobody_enters'
  | 'schedule_past'
  | 'schedule_never'
  | 'schedule_far'
  // audiences
  | 'unused_audience'
  | 'equal_audiences'
  // experiments
  | 'weights'
  | 'no_goal'
  | 'equal_variants'
  // what it shows
  | 'slot_claimed_twice'
  | 'merge_field_without_source'
  | 'merge_field_wording'
  | 'only_the_name'
  // the whole
  | 'same_name'
  | 'costly'

export type Severity = 'error' | 'warning'

export interface Issue {
  /** JSON path, `experiences[3].variants[0].slots.hero.cta.href`; empty for the document itself. */
  readonly path: string
  readonly code: IssueCode
  readonly severity: Severity
  /** What is wrong, one English sentence. */
  readonly message: string
  /** What would be right, one English sentence. */
  readonly advice: string
  /** Where it stands in the text, where that is known at once: 1-based; columns in UTF-16 units, a byte order mark not counted. */
  readonly line?: number
  readonly column?: number
}

export const error = (path: string, code: IssueCode, message: string, advice: string): Issue => ({
  path,
  code,
  severity: 'error',
  message,
  advice,
})

export const warning = (path: string, code: IssueCode, message: string, advice: string): Issue => ({
  path,
  code,
  severity: 'warning',
  message,
  advice,
})

const PLAIN_KEY = /^[\p{L}\p{N}_$@.:-]+$/u

/** `path` extended by a key or an index. Dotted attribute names stay as they are written: `when.weather.kind`. */
export function at(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`
  if (!PLAIN_KEY.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === '' ? key : `${path}.${key}`
}
