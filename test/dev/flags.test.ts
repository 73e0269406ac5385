/** The flags of both commands, right and wrong. Not what they do. */

import { describe, expect, test } from 'vitest'
import { parseDeployFlags } from '../../src/dev/deploy-flags.ts'
import { parseFlags } from '../../src/dev/flags.ts'

const DEFAULTS = { origin: null, rules: null, port: null, demo: true, fresh: false, help: false }

describe('npm run dev', () => {
  test.each([
    [[], DEFAULTS],
    [['--port', '0'], { ...DEFAULTS, port: 0 }],
    [['--origin', 'https://www.example.com/'], { ...DEFAULTS, origin: 'https://www.example.com', demo: false }],
    [['--no-demo', '--rules', 'a.json', '--fresh'], { ...DEFAULTS, demo: false, rules: 'a.json', fresh: true }],
    [['--help'], { ...DEFAULTS, help: true }],
  ])('%j', (args, flags) => {
    expect(parseFlags(args)).toEqual({ ok: true, value: flags })
  })

  test.each([
    [['--prot', '1'], 'There is no flag --prot.'],
    [['8080'], '"8080" belongs to no flag. Flags go behind two dashes'],
    [['--port'], '--port: a value is missing.'],
    [['--port', '--fresh'], '--port: a value is missing.'],
    [['--fresh=yes'], '--fresh: this flag takes no value.'],
    [['--port', 'http'], '"http" is not a port.'],
    [['--port', '65536'], '"65536" is not a port.'],
    [['--origin', 'example.com'], '"example.com" is not the URL of a site.'],
    [['--origin', 'ftp://example.com'], '"ftp://example.com" is neither http nor https.'],
    [['--origin', 'https://a:b@example.com'], 'holds a user name'],
    [['--origin', 'https://example.com/shop'], 'names a page; the origin is the whole site: https://example.com'],
  ])('%j is refused', (args, message) => {
    expect(parseFlags(args)).toEqual({ ok: false, error: expect.stringContaining(message) })
  })
})

describe('npm run deploy', () => {
  test('its flags', () => {
    expect(parseDeployFlags(['--dry-run', '--url', 'https://a.example', '--rules', 'b.json'])).toEqual({
      ok: true,
      value: { rules: 'b.json', url: 'https://a.example', dryRun: true, help: false },
    })
  })

  test('wrong ones', () => {
    expect(parseDeployFlags(['--port', '1'])).toEqual({ ok: false, error: expect.stringContaining('no flag --port') })
    expect(parseDeployFlags(['--url', 'a'])).toEqual({ ok: false, error: expect.stringContaining('not the URL') })
  })
})
