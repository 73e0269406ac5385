/** `awase health`: how a Worker and its record are, in lines for a person. Not how that is found out: admin/health-details.ts. */

import type { HealthDetails } from '../admin/health-details.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { describeWorkerFailure } from '../dev/publish-text.ts'
import { askWorker, type WorkerFailure, workerFailure } from '../dev/worker-client.ts'
import { ROUTES } from '../routes.ts'
import type { CliIo, Command } from './command.ts'
import { readFlags, wrongUsage } from './flags.ts'
import { healthLines } from './health-text.ts'
import { jsonText } from './json-text.ts'
import { findTarget, TARGET_HELP, TARGET_OPTIONS, type Target } from './target.ts'

const HELP = `npx awase health [flags]

Says how the Worker is: its rules, its record, what arrived in the last day, what was lost, how far its jobs are, and
which experiences a framework of the site undoes.

  --json             one JSON document, for scripts
${TARGET_HELP}  --help             this text

Ends with 1 where KV or the database does not answer.

For example:
  npx awase health --remote
  npx awase health --json | jq .details.hydration
`

const OPTIONS = { ...TARGET_OPTIONS, json: { type: 'boolean', default: false } } as const

export const healthCommand: Command = {
  name: 'health',
  summary: 'say how the Worker and its record are',
  help: HELP,
  async run(args, io) {
    const flags = readFlags('health', args, OPTIONS)
    if (!flags.ok) return wrongUsage(flags.error, io)
    const { values, positionals } = flags.value
    const [surplus] = positionals
    if (surplus !== undefined) return wrongUsage(`"${surplus}" belongs to no flag. See npx awase health --help`, io)
    const target = await findTarget(values, io)
    if (!target.ok) {
      io.err(target.error)
      return 1
    }
    const health = await healthOf(target.value)
    if (!health.ok) {
      for (const line of describeWorkerFailure('Its health is not known.', health.error)) io.err(line)
      return 1
    }
    tell(health.value, values.json, io)
    return health.value.rules === 'unavailable' || health.value.record === 'down' ? 1 : 0
  },
}

/** An answer of 503 is one too: KV is away, and the Worker says so. */
async function healthOf(target: Target): Promise<Result<HealthDetails, WorkerFailure>> {
  const answer = await askWorker(target, 'GET', ROUTES.health)
  if (!answer.ok) return answer
  const { body } = answer.value
  return body?.worker === 'up' ? ok(body as unknown as HealthDetails) : fail(workerFailure(answer.value))
}

function tell(health: HealthDetails, asJson: boolean, io: CliIo): void {
  if (asJson) io.out(jsonText(health))
  else for (const line of healthLines(health, io.style)) io.out(line)
}
