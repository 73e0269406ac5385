/** The routes of wrangler.toml, in every form that wrangler takes. */

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { urlOfTargets } from '../../src/dev/deploy-url.ts'
import { routePatterns } from '../../src/dev/wrangler-routes.ts'

test.each([
  ['route = "www.example.com/*"', ['www.example.com/*']],
  ['route = { pattern = "www.example.com/*", zone_name = "example.com" }', ['www.example.com/*']],
  ['routes = ["a.example/*", "b.example/*"]', ['a.example/*', 'b.example/*']],
  [
    "routes = [\n  { pattern = 'a.example/*', zone_name = 'a.example' }, # the shop\n  { pattern = \"b.example\", custom_domain = true },\n]",
    ['a.example/*', 'b.example'],
  ],
  [
    '[[routes]]\npattern = "a.example/*"\nzone_name = "a.example"\n\n[[routes]]\npattern = "b.example/*"',
    ['a.example/*', 'b.example/*'],
  ],
  ['# routes = [ { pattern = "www.example.com/*" } ]\nworkers_dev = true', []],
  ['[vars]\nORIGIN = "https://x.example"', []],
])('%j', (toml, patterns) => {
  expect(routePatterns(toml)).toEqual(patterns)
})

test('the project’s own names none, and with its example line it does', async () => {
  const toml = await readFile(resolve(import.meta.dirname, '../../wrangler.toml'), 'utf8')
  const example = toml.replace('# routes = [', 'routes = [')
  expect(urlOfTargets(routePatterns(example))).toBe('https://www.example.com')
  if (!/^\s*routes?\s*=/m.test(toml)) expect(routePatterns(toml)).toEqual([])
})
