/** Why a page went out as the origin sent it, or a part of it untouched: a closed list that is logged and counted. */

export type Fallback =
  /** Our rules, context or decision. */
  | 'rules_unavailable'
  | 'fault'
  /** The page itself. */
  | 'encoding'
  | 'compressed'
  | 'ambiguous_markup'
  | 'unbalanced_element'
  | 'void_target'
  | 'untouchable_target'
  | 'list_too_long'
  | 'too_large'
  | 'isolate_full'
  | 'origin_cut'
