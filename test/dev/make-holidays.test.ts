/** The committed calendar is what a fresh run gives. Whether it is right: core/holiday.test.ts. */

import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { HOLIDAYS_FILE, holidaysSource } from '../../src/dev/make-holidays.ts'

const MAX_GZIP_BYTES = 4096

test('npm run holidays would change nothing, and the data stay small', async () => {
  const committed = await readFile(HOLIDAYS_FILE, 'utf8')
  expect(holidaysSource()).toBe(committed)
  expect(gzipSync(committed).length).toBeLessThan(MAX_GZIP_BYTES)
})
