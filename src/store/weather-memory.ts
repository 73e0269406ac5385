/** Weather kept in memory: tests, and Workers without the KV namespace. Not shared between isolates. */

import { ok } from '../core/result.ts'
import type { ShardId, WeatherShard, WeatherStore } from './weather.ts'

export function memoryWeatherStore(): WeatherStore {
  const shards = new Map<ShardId, WeatherShard>()
  return {
    read: async (shard) => ok(structuredClone(shards.get(shard) ?? null)),
    write: async (shard, content) => {
      shards.set(shard, structuredClone(content))
      return ok(null)
    },
    list: async () => ok([...shards.keys()].sort()),
  }
}
