/** `awase rollback`: the rules that were live before, live again. The going back itself is the Worker's: publish.ts. */

import { type RollbackFailure, rollbackAt } from '../dev/publish-client.ts'
import { describeWorkerFailure } from '../dev/publish-text.ts'
import type { Command } from './command.ts'
import { readFlags, wrongUsage } from './flags.ts'
import { findTarget, TARGET_HELP, TARGET_OPTIONS } from './target.ts'
import { waitUntilLive } from './wait-until-live.ts'

const HELP = `npx awase rollback [flags]

Brings back the rules that were live before the present ones, as a new revision, and waits until they are live.
One step is kept: doing it twice brings back what is live now.

${TARGET_HELP}  --help             this text

The deployed Worker wants its PUBLISH_TOKEN: from the environment, or from .dev.vars.
Your rules file stays as it is: publish it again when it is mended.

For example:
  npx awase rollback
  npx awase rollback --remote
`

export const rollbackCommand: Command = {
  name: 'rollback',
  summary: 'bring back the rules that were live before',
  help: HELP,
  async run(args, io) {
    const flags = readFlags('rollback', args, TARGET_OPTIONS)
    if (!flags.ok) return wrongUsage(flags.error, io)
    const [surplus] = flags.value.positionals
    if (surplus !== undefined) return wrongUsage(`"${surplus}" belongs to no flag. See npx awase rollback --help`, io)
    const target = await findTarget(flags.value.values, io)
    if (!target.ok) {
      io.err(target.error)
      return 1
    }
    const outcome = await rollbackAt(target.value)
    if (!outcome.ok) {
      for (const line of describeFailure(outcome.error)) io.err(line)
      return 1
    }
    const { revision, restored, replaced, hash } = outcome.value
    io.out(`Rolled back: revision ${revision} is what revision ${restored} was, at ${target.value.url}.`)
    if (replaced !== null) io.out(`Running this again brings back revision ${replaced}.`)
    return waitUntilLive({ revision, hash }, target.value, io)
  },
}

const describeFailure = (failure: RollbackFailure): string[] =>
  failure.reason === 'no_way_back'
    ? [`Nothing was changed. ${failure.detail}`]
    : describeWorkerFailure('The rollback is not confirmed.', failure)
