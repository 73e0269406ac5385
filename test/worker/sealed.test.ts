/** The cookie in workerd, where visitors' cookies are opened and sealed. All else: edge/sealed/. */

import { expect, test } from 'vitest'
import type { SealedPlace } from '../../src/edge/sealed/envelope.ts'
import { fitMemory } from '../../src/edge/sealed/fit.ts'
import { openCookie, sealCookie } from '../../src/edge/sealed/seal.ts'
import { importSealKeys } from '../../src/edge/sealed/seal-keys.ts'
import sealed from '../cases/sealed-cookie.json' with { type: 'json' }
import { typicalMemory } from '../harness/typical-memory.ts'

const HERE: SealedPlace = { site: sealed.site, name: '__Host-awase' }

test.each(sealed.cookies)(
  'a cookie of format $format that was sealed elsewhere is opened, and one of here, and no changed one',
  async (cookie) => {
    const keys = await importSealKeys(sealed.key)
    if (!keys.ok) throw new Error(keys.error.reason)
    const { scores, login } = cookie
    const { memory } = fitMemory({ ...typicalMemory(), scores, ...(login !== undefined && { login }) })
    expect(await openCookie(cookie.value, keys.value, HERE)).toEqual(memory)
    expect(await openCookie(await sealCookie(memory, keys.value, HERE), keys.value, HERE)).toEqual(memory)
    expect(await openCookie(`${cookie.value.slice(0, -1)}!`, keys.value, HERE)).toBe(null)
    expect(await openCookie(cookie.value.replace('_', '-'), keys.value, HERE)).toBe(null)
  },
)
