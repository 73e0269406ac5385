/** Weather kept in KV under `weather:v1:<shard>`, for all sites of the Worker. Not for what is fresh: jobs/weather.ts. */

import { fail, ok, type Result } from '../core/result.ts'
import type { ShardId, StoreFailure, WeatherShard, WeatherStore } from './weather.ts'

const PREFIX = 'weather:v1:'
/** Beyond any use of the weather in it; every write begins it anew, so that documents nobody visits vanish by themselves. */
const DOCUMENT_TTL_S = 86_400
/** KV's default; a minute-old forecast is as good as a new one. */
const EDGE_CACHE_S = 60
const MAX_LIST_PAGES_COUNT = 3

/** A document is one JSON value of some 550 bytes a cell. */
export function kvWeatherStore(kv: Pick<KVNamespace, 'get' | 'put' | 'list'>): WeatherStore {
  return {
    read: (shard) =>
      attempt(async () => {
        const text = await kv.get(PREFIX + shard, { type: 'text', cacheTtl: EDGE_CACHE_S })
        return text === null ? null : parse(text)
      }),
    write: (shard, content) =>
      attempt(async () => {
        await kv.put(PREFIX + shard, JSON.stringify(content), { expirationTtl: DOCUMENT_TTL_S })
        return null
      }),
    list: () => attempt(() => listShards(kv)),
  }
}

async function listShards(kv: Pick<KVNamespace, 'list'>): Promise<readonly ShardId[]> {
  const shards: ShardId[] = []
  let cursor: string | null = null
  for (let page = 0; page < MAX_LIST_PAGES_COUNT; page++) {
    const listed: KVNamespaceListResult<unknown> = await kv.list({ prefix: PREFIX, cursor })
    shards.push(...listed.keys.map(({ name }) => name.slice(PREFIX.length)))
    if (listed.list_complete) break
    cursor = listed.cursor
  }
  return shards
}

/** Only we write these documents, so that no more than the outermost shape is looked at. */
function parse(text: string): WeatherShard {
  const content: unknown = JSON.parse(text)
  if (isObject(content) && 'cells' in content && isObject(content.cells)) return content as WeatherShard
  throw new SyntaxError('a weather document without cells')
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

async function attempt<T>(work: () => Promise<T>): Promise<Result<T, StoreFailure>> {
  try {
    return ok(await work())
  } catch (error) {
    return fail({ reason: error instanceof SyntaxError ? 'malformed' : 'unavailable', detail: String(error) })
  }
}
