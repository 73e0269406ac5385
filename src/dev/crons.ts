/** The Worker's crons fired by the clock on the wall, because Miniflare does not. Not their work: that is jobs/ and publish.ts. */

const MINUTE_MS = 60_000

export interface Cron {
  readonly cron: string
  readonly everyMinutes: number
}

/** The same as in wrangler.toml; a test compares them. */
export const CRONS: readonly Cron[] = [
  { cron: '* * * * *', everyMinutes: 1 },
  { cron: '*/15 * * * *', everyMinutes: 15 },
]

/** Those that fall on the minute of `at` (epoch ms, UTC as Cloudflare counts). */
export function dueCrons(at: number): string[] {
  const minute = Math.floor(at / MINUTE_MS) % 60
  return CRONS.filter(({ everyMinutes }) => minute % everyMinutes === 0).map(({ cron }) => cron)
}

export interface CronClock {
  stop(): void
}

/** Fires at every full minute until stopped. A run that takes longer than a minute lets the minutes it covers pass. */
export function startCronClock(fire: (cron: string, at: number) => Promise<void>): CronClock {
  let timer: NodeJS.Timeout
  let stopped = false
  const schedule = (): void => {
    if (stopped) return
    const next = (Math.floor(Date.now() / MINUTE_MS) + 1) * MINUTE_MS
    timer = setTimeout(() => void run(next), next - Date.now())
  }
  const run = async (at: number): Promise<void> => {
    for (const cron of dueCrons(at)) if (!stopped) await fire(cron, at)
    schedule()
  }
  schedule()
  return {
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
