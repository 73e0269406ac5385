/** Health in lines for a person. Not how it is asked for: health-command.ts. */

import type { HealthDetails } from '../admin/health-details.ts'
import type { Counts, JobState } from '../store/record-health.ts'
import type { CliIo } from './command.ts'

type SiteDetails = NonNullable<HealthDetails['details']>

const NUMBER = new Intl.NumberFormat('en')
const PERCENT = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })
const MEBIBYTE_BYTES = 1024 * 1024

export function healthLines(health: HealthDetails, style: CliIo['style']): string[] {
  const { rules, record, inbox, webhook, details, failure } = health
  return [
    `${style('strong', 'rules')}   ${RULES[rules]}`,
    `${style('strong', 'record')}  ${RECORD[record]}${failure === null ? '' : ` (${failure.reason}): ${failure.detail}`}`,
    `${style('strong', 'inbox')}   ${INBOX[inbox]}`,
    ...(webhook.state === 'refused' ? [`${style('strong', 'webhook')} off: ${webhook.advice}`] : []),
    ...(details === null ? [] : detailLines(details, style)),
  ]
}

const RULES: { readonly [word in HealthDetails['rules']]: string } = {
  live: 'live',
  refused: 'live, but a newer document was refused: npx awase check says why',
  none: 'none published',
  off: 'off: the kill switch is set',
  unavailable: 'KV does not answer; pages go on with what is known',
}

const RECORD: { readonly [word in HealthDetails['record']]: string } = {
  up: 'up',
  down: 'the database does not answer',
  off: 'off: LIBSQL_URL is not set, and nothing is recorded',
  unknown: 'not known yet',
}

const INBOX: { readonly [word in HealthDetails['inbox']]: string } = {
  queue: 'a queue before the database',
  direct: 'the database itself',
  off: 'off',
}

function detailLines(details: SiteDetails, style: CliIo['style']): string[] {
  const { events, fallbacks, lostEvents, deadLetters, jobs, hydration, databaseBytes } = details
  const arrived = events.lastArrivalAt === null ? 'none ever' : `the last arrived ${instant(events.lastArrivalAt)}`
  const part = events.isComplete ? '' : '; only the newest are counted here'
  return [
    ...section(
      `Events of the last day: ${arrived}${part}`,
      events.byKind.map((row) => `${row.kind} (${row.source})  ${counts(row)}`),
      style,
    ),
    ...section(
      'Pages that went out as they came, in the last day',
      fallbacks.map((row) => `${row.reason}  ${counts(row)}`),
      style,
    ),
    ...section(
      'Edits that a framework undid, in the last day',
      hydration.map(
        ({ experience, slot, reports, reverted, revertedShare, reapplied, broken }) =>
          `${experience}, ${slot}: ${reverted} of ${reports} page views (${PERCENT.format(revertedShare)}), ` +
          `${reapplied} more made again${broken ? style('strong', '  broken') : ''}`,
      ),
      style,
    ),
    ...section('Jobs', jobs.map(jobLine), style),
    ...section(
      'Losses',
      [
        `events that never reached the inbox: ${counts(lostEvents)}`,
        `dead letters: ${NUMBER.format(deadLetters.count)}${deadLetters.count === 0 ? '' : ', see npx awase dead-letters'}`,
      ],
      style,
    ),
    ...(databaseBytes === null ? [] : ['', `The database takes ${NUMBER.format(inMebibytes(databaseBytes))} MiB.`]),
  ]
}

const section = (title: string, lines: readonly string[], style: CliIo['style']): string[] => [
  '',
  style('strong', title),
  ...(lines.length === 0 ? ['  none'] : lines.map((line) => `  ${line}`)),
]

const counts = ({ lastHour, lastDay }: Counts): string =>
  `${NUMBER.format(lastDay)}, of these ${NUMBER.format(lastHour)} in the last hour`

function jobLine({ job, position, behind, attempts, retryAt, lastError }: JobState): string {
  const place = behind === null ? `done until ${instant(position)}` : `${NUMBER.format(behind)} behind`
  if (lastError === null) return `${job}: ${place}`
  return `${job}: ${place}, tried ${attempts} times, again at ${instant(retryAt)}: ${lastError}`
}

const instant = (at: number): string => new Date(at).toISOString()

const inMebibytes = (bytes: number): number => Math.round((bytes / MEBIBYTE_BYTES) * 10) / 10
