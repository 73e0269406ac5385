/** Ordering of version numbers. Not a parser of SemVer: anything written with dots and hyphens has a place. */

import { rememberingTexts } from './text-memo.ts'

/** Wider than any number in a version that fits MAX_VERSION_LENGTH usefully; GrowthBook pads to 5. */
const PADDED_LENGTH = 20
const MAX_VERSION_LENGTH = 256

/**
 * A key whose plain string order is the order of versions: SemVer's for three numbers with a pre-release, with `v` in
 * front and build metadata ignored. Source: GrowthBook's paddedVersionString. Longer texts are cut at 256 characters.
 */
export const versionKey = rememberingTexts(0, keyOf)

function keyOf(version: string): string {
  const parts = withoutBuild(version.slice(0, MAX_VERSION_LENGTH)).split(/[-.]/)
  // `~` sorts after every letter, which puts 1.0.0 after 1.0.0-beta.
  if (parts.length === 3) parts.push('~')
  return parts.map((part) => (/^[0-9]+$/.test(part) ? part.padStart(PADDED_LENGTH, ' ') : part)).join('-')
}

function withoutBuild(version: string): string {
  const plus = version.indexOf('+')
  return version.slice(version.startsWith('v') ? 1 : 0, plus < 0 ? version.length : plus)
}
