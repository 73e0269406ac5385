/** `npm run prove:durability`: what is acknowledged survives kills of store and Worker, and a frozen store. The work: durability-run.ts. */

import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type Figure, figure, table } from '../bench/figure.ts'
import { proveFrozen } from './durability-frozen.ts'
import { proveKills } from './durability-kills.ts'

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' }, json: { type: 'string' } },
})
const wants = (name: string): boolean => new RegExp(values.only ?? '').test(name)
const say = (line: string): void => console.log(line)
const figures: Figure[] = []

if (wants('durability.lost') || wants('durability.doubled')) {
  const effort = values.quick
    ? { events: 10_000, storeKills: 4, workerKills: 1 }
    : { events: 100_000, storeKills: 20, workerKills: 5 }
  const { acknowledged, lost, doubled, unacknowledged, seconds } = await proveKills({ ...effort, say })
  say(`${acknowledged} acknowledged in ${seconds} s, ${unacknowledged} more were stored without an answer`)
  figures.push(figure('durability.lost', lost, 'events', { atMost: 0 }))
  figures.push(figure('durability.doubled', doubled, 'events', { atMost: 0 }))
}
if (wants('durability.frozen')) {
  const frozen = await proveFrozen({ frozenMs: values.quick ? 10_000 : 60_000, say })
  figures.push(figure('durability.frozen.failed-pages', frozen.failedPages, 'pages', { atMost: 0 }))
  figures.push(figure('durability.frozen.false-acknowledgements', frozen.falseAcknowledgements, '', { atMost: 0 }))
  figures.push(figure('durability.frozen.lost', frozen.lost, 'events', { atMost: 0 }))
  figures.push(figure('durability.frozen.caught-up', frozen.caughtUpMs / 1000, 's', { atMost: 5 }))
}
say(`\n${table(figures)}`)
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`)
if (figures.some(({ met }) => met === false)) process.exitCode = 1
