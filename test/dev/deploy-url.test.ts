/** Where a Worker answers, from what wrangler says it deployed to. */

import { expect, test } from 'vitest'
import { urlOfTargets } from '../../src/dev/deploy-url.ts'

test.each([
  [['https://awase.somebody.workers.dev'], 'https://awase.somebody.workers.dev'],
  [['www.example.com/* (zone name: example.com)'], 'https://www.example.com'],
  [['shop.example.com (custom domain)'], 'https://shop.example.com'],
  [['shop.example.com (custom domain) [production: enabled]'], 'https://shop.example.com'],
  [['https://awase.somebody.workers.dev', 'www.example.com/* (zone id: 0)'], 'https://www.example.com'],
  [['https://www.example.com/* (zone name: example.com)'], 'https://www.example.com'],
  [['*://www.example.com/*'], 'https://www.example.com'],
  [['*.example.com/* (zone name: example.com)'], null],
  [['www.example.com/shop/*'], null],
  [['schedule: * * * * *'], null],
  [[], null],
])('%j', (targets, url) => {
  expect(urlOfTargets(targets)).toBe(url)
})
