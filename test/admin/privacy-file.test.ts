/** A download that meets an erasure exactly while it reads. Not the rest of the file: privacy.test.ts. */

import { expect, test } from 'vitest'
import type { Asker } from '../../src/admin/privacy-asker.ts'
import { privacyFile } from '../../src/admin/privacy-file.ts'
import { NO_CONSENT } from '../../src/core/consent.ts'
import type { Deps } from '../../src/env.ts'
import { memoryStores } from '../../src/store/memory-stores.ts'
import type { Stores } from '../../src/store/stores.ts'
import { typicalMemory } from '../harness/typical-memory.ts'

const cookie = typicalMemory()
const asker = { site: 'main', cookie, kept: { state: 'nothing' }, consent: { consent: NO_CONSENT } } as Asker

function fileWith(meanwhile: (stores: Stores) => Promise<unknown>) {
  const stores = memoryStores()
  const events: Stores['events'] = {
    ...stores.events,
    async ofVisitors(query) {
      const page = await stores.events.ofVisitors(query)
      await meanwhile(stores)
      return page
    },
  }
  const deps = { stores: async () => ({ ...stores, events }), snapshots: null, now: () => 1 } as unknown as Deps
  return privacyFile(asker, 0, deps)
}

test('nobody erases: the file has what there is', async () => {
  expect(await fileWith(async () => null)).toMatchObject({ cookie, kept: { visitor: cookie.visitor, state: 'active' } })
})

test('erased between the events and the end: nothing goes out', async () => {
  const file = await fileWith(({ tombstones }) => tombstones.raise('main', cookie.visitor, 1))
  expect(file).toMatchObject({ cookie: null, kept: null, events: [], more: null })
})
