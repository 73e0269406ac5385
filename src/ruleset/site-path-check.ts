/** Which pages speak for which interest: patterns that can be read and name what they use. Not slots: slot-check.ts. */

import type { AuthoredSite, AuthoredSitePath } from '../core/authored.ts'
import { at, error, type Issue } from '../core/issue.ts'
import { parseSitePath, type SitePathFault } from '../core/page/site-path.ts'
import { allOf, didYouMean, shown } from './phrase.ts'

export const sitePathsIssues = ({ paths = [], schema }: AuthoredSite): readonly Issue[] =>
  paths.flatMap((authored, index) => sitePathIssues(authored, at('site.paths', index), schema?.categories))

function sitePathIssues(
  authored: AuthoredSitePath,
  path: string,
  categories: readonly string[] | undefined,
): readonly Issue[] {
  const parsed = parseSitePath(authored)
  if (!parsed.ok) return [faultIssue(parsed.error, authored, path)]
  const { affinity } = parsed.value
  if (typeof affinity !== 'string' || categories === undefined || categories.includes(affinity)) return []
  const message = `${shown(affinity)} is not a category of this site.`
  const advice = didYouMean(affinity, categories, 'Add it to site.schema.categories, or take another.')
  return [error(at(path, 'affinity'), 'unknown_category', message, advice)]
}

function faultIssue(fault: SitePathFault, { match }: AuthoredSitePath, path: string): Issue {
  const matchPath = at(path, 'match')
  switch (fault.reason) {
    case 'bad_pattern': {
      const advice = 'Write the path alone, for example /category/:name/*; a * may only stand at its end.'
      return error(matchPath, 'bad_path', `${shown(match)} is not the pattern of a path.`, advice)
    }
    case 'bad_parameter': {
      const message = `${shown(fault.parameter)} does not name a step of the path.`
      return error(matchPath, 'bad_path', message, 'Write a colon and a name of letters and digits, for example :name.')
    }
    case 'same_parameter': {
      const message = `${fault.parameter} names two steps of the path.`
      return error(matchPath, 'bad_path', message, 'Give each step a name of its own.')
    }
    case 'unknown_parameter': {
      const message = `${fault.key} names a step that the pattern does not have.`
      const advice =
        fault.parameters.length > 0
          ? `Write ${allOf(fault.parameters)}, or a text without a colon.`
          : 'Name the step in match, for example /category/:name/*.'
      return error(at(path, fault.key), 'bad_path', message, advice)
    }
    case 'tells_nothing':
      return error(
        path,
        'missing',
        'The pattern tells nothing.',
        'Add affinity or item, for example "affinity": ":name".',
      )
  }
}
