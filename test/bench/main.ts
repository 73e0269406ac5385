/** `npm run bench`: measures the figures of the README. `--quick`, `--only PATTERN`, `--json FILE`. Judges nothing else. */

import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { bundleSuite } from './bundle.ts'
import { decideSuite } from './decide.ts'
import { type Figure, table } from './figure.ts'
import { hydrationSuite } from './hydration.ts'
import { ingestSuite } from './ingest.ts'
import { matchSuite, smallMatchSuite, workerdMatchSuite } from './match.ts'
import { loadSuite } from './match-load.ts'
import { nestedSuite } from './match-nested.ts'
import { worstSuite } from './match-worst.ts'
import { largeRulesPageSuite, pageSuite, realPageSuite } from './page.ts'
import { profilePathSuite } from './profile-path.ts'
import { recordingSuite } from './recording.ts'
import type { Suite } from './suite.ts'
import { trickleSuite } from './trickle.ts'

const SUITES: readonly Suite[] = [
  bundleSuite,
  decideSuite,
  matchSuite,
  smallMatchSuite,
  loadSuite,
  worstSuite,
  workerdMatchSuite,
  profilePathSuite,
  nestedSuite,
  trickleSuite,
  pageSuite,
  largeRulesPageSuite,
  realPageSuite,
  ingestSuite,
  recordingSuite,
  hydrationSuite,
]

const HELP = `npm run bench -- [flags]

  --quick          fewer and shorter rounds
  --only PATTERN   only figures whose name matches this regular expression
  --json FILE      write the figures there too
  --help           this text`

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(HELP)
  process.exit(0)
}

const pattern = values.only === undefined ? null : new RegExp(values.only)
const wants = (name: string): boolean => pattern === null || pattern.test(name)
const say = (line: string): void => console.log(line)

const figures: Figure[] = []
for (const suite of SUITES) {
  if (!suite.names.some(wants)) continue
  const measured = await suite.run({ rounds: values.quick ? 2 : 5, seconds: values.quick ? 1 : 3, wants, say })
  figures.push(...measured.filter(({ name }) => wants(name)))
}
say(`\n${table(figures)}`)
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`)
