/** What a replay came to, for people: how many page views change, and what becomes of each slot. Not for programs. */

import type { Style } from '../command.ts'
import { visible } from '../visible.ts'
import type { Shown } from './compare.ts'
import type { ChangeGroup, ReplayTally } from './tally.ts'

/** Lines without line ends. */
export function replayText(before: string, after: string, tally: ReplayTally, style: Style): readonly string[] {
  const { views, changed, groups } = tally
  const verdict = changed === 0 ? 'no page view changes' : `${number(changed)} of ${number(views)} page views change`
  const bySlot = Map.groupBy(groups, ({ slot }) => slot)
  return [
    `${style('strong', `${before} → ${after}`)}: ${verdict}${changed === 0 ? ` (of ${number(views)})` : ''}.`,
    ...[...bySlot].flatMap(([slot, own]) => [
      '',
      style('accent', `Slot “${slot}”`),
      ...own.map((one) => line(one, own)),
    ]),
  ]
}

function line({ before, after, count, examples }: ChangeGroup, beside: readonly ChangeGroup[]): string {
  const width = number(Math.max(...beside.map((group) => group.count))).length
  const where = examples.map((example) => `line ${example.line} ${visible(example.url)}`).join(', ')
  const what = isSame(before, after) ? `${shown(after)}, with other content` : `${shown(before)} → ${shown(after)}`
  return `  ${number(count).padStart(width)}  ${what}   (${where})`
}

const isSame = (one: Shown, other: Shown): boolean => one?.experience === other?.experience && one?.arm === other?.arm

const shown = (one: Shown): string =>
  one === null ? 'the page’s own' : `“${one.experience}” (${one.arm ?? 'control'})`

const number = (value: number): string => value.toLocaleString('en')
