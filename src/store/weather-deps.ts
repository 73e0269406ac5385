/** Weather's store and provider as this Worker's bindings have them: KV and Open-Meteo. Not what is done with them. */

import type { Env } from '../env.ts'
import type { OpenMeteoOptions } from './open-meteo.ts'
import type { WeatherProvider, WeatherStore } from './weather.ts'
import { kvWeatherStore } from './weather-kv.ts'
import { memoryWeatherStore } from './weather-memory.ts'

/** Without the namespace WEATHER an isolate remembers what it fetched, and nothing more. */
export function weatherDeps(env: Env, development: boolean): { store: WeatherStore; provider: WeatherProvider } {
  return {
    store: env.WEATHER === undefined ? memoryWeatherStore() : kvWeatherStore(env.WEATHER),
    provider: lateOpenMeteo({ fetch: fetchFrom(env.OPEN_METEO_URL), apiKey: env.OPEN_METEO_KEY ?? null, development }),
  }
}

/** Loaded when weather is fetched, which is behind a page or in the cron job: pages start without it. */
const lateOpenMeteo = (options: OpenMeteoOptions): WeatherProvider => ({
  async fetch(cells, now, nonCommercial) {
    const { openMeteo } = await import('./open-meteo.ts')
    return openMeteo(options).fetch(cells, now, nonCommercial)
  },
})

/** `base`: another server that speaks Open-Meteo, as the local stack's does. */
function fetchFrom(base: string | undefined): (url: string, init: RequestInit) => Promise<Response> {
  if (base === undefined || base === '') return (url, init) => fetch(url, init)
  return (url, init) => {
    const { pathname, search } = new URL(url)
    return fetch(base.replace(/\/$/, '') + pathname + search, init)
  }
}
