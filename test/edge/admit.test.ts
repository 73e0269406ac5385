import { expect, test } from 'vitest'
import { admits } from '../../src/edge/admit.ts'

const NAVIGATION = { 'sec-fetch-dest': 'document', accept: 'text/html' }

const ROWS: readonly (readonly [string, boolean, string, Record<string, string>, string?])[] = [
  ['a navigation', true, '/', NAVIGATION],
  ['an old browser', true, '/', {}],
  ['a frame', true, '/', { 'sec-fetch-dest': 'iframe' }],
  ['a page fetched by a script', true, '/shop', { 'sec-fetch-dest': 'empty' }],
  ['a navigation to a file', true, '/a.pdf', NAVIGATION],
  ['an image', false, '/', { 'sec-fetch-dest': 'image' }],
  ['a script', false, '/', { 'sec-fetch-dest': 'script' }],
  ['a style sheet', false, '/', { 'sec-fetch-dest': 'style' }],
  ['a worker', false, '/', { 'sec-fetch-dest': 'worker' }],
  ['a file, by its name', false, '/app.JS', {}],
  ['a font, by its name', false, '/f.woff2', {}],
  ['a page whose name has a dot', true, '/a.html', {}],
  ['a page in a folder with a dot', true, '/v1.js/page', {}],
  ['events', false, '/', { accept: 'text/event-stream' }],
  ['a WebSocket', false, '/', { upgrade: 'websocket', 'sec-fetch-dest': 'websocket' }],
  ['a WebSocket of no browser', false, '/', { upgrade: 'websocket' }],
  ['a part of a file, read by a script', false, '/', { 'sec-fetch-dest': 'empty', range: 'bytes=0-3' }],
  ['a part of a file, for no browser', false, '/', { range: 'bytes=0-3' }],
  ['a navigation with a range', true, '/', { ...NAVIGATION, range: 'bytes=0-3' }],
  ['HEAD', false, '/', NAVIGATION, 'HEAD'],
  ['POST', false, '/', NAVIGATION, 'POST'],
  ['OPTIONS', false, '/', NAVIGATION, 'OPTIONS'],
]

test.each(
  ROWS.map(([name, admitted, path, headers, method = 'GET']) => [name, admitted, path, headers, method] as const),
)('%s: %s', (_, admitted, path, headers, method) => {
  // Node keeps `sec-` headers out of a Request, so this is what admits() reads of one.
  const request = { method, headers: new Headers(headers) } as Request
  expect(admits(request, path)).toBe(admitted)
})
