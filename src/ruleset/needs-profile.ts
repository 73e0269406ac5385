/** The one refusal of what needs the visitor's profile, which the format has and this version does not keep. Not the list of such attributes: core/condition/attribute.ts. */

import { error, type Issue } from '../core/issue.ts'

export const needsProfile = (path: string, what: string, advice: string): Issue =>
  error(path, 'needs_profile', `${what} needs the visitor's profile, which this version does not keep yet.`, advice)
