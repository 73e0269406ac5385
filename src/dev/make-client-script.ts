/** `npm run client-script`: writes what browsers get of src/collect/client/ into src/collect/served-scripts.ts. Not served from here. */

import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type BuildOptions, build } from 'esbuild'
import type { ServedScript } from '../collect/served-script.ts'
import { ROUTES } from '../routes.ts'

const CLIENT_FOLDER = resolve(import.meta.dirname, '../collect/client')
const SERVED_FILE = resolve(import.meta.dirname, '../collect/served-scripts.ts')
/** Apart, because every personalised page names the address, and only browsers load the texts. */
const ADDRESS_FILE = resolve(import.meta.dirname, '../collect/hydrate-url.ts')

export interface ServedScripts {
  readonly client: ServedScript
  readonly hydrate: ServedScript
  readonly ask: ServedScript
  readonly consent: ServedScript
}

/** The scripts as they are served, from their sources; the client script knows the hydration script's hash. */
export async function buildScripts(): Promise<ServedScripts> {
  const hydrate = served(await bundled('hydrate.ts', { target: MODULE_SYNTAX }))
  const ask = served(await bundled('ask.ts', { target: MODULE_SYNTAX }))
  const client = await bundled('main.ts', { define: { HYDRATE_URL: JSON.stringify(hydrateUrl(hydrate)) } })
  const consent = await bundled('consent.ts')
  return { client: served(alone(client)), hydrate, ask, consent: served(alone(consent)) }
}

/** A module's names are its own; a classic script's would be everybody's. */
const alone = (script: string): string => `(()=>{${script}})()`

const hydrateUrl = ({ hash }: ServedScript): string => `${ROUTES.hydrateScript}?v=${hash}`

/** The syntax that browsers without what the script needs must still be able to read: else they would report an error. */
const OLDEST_SYNTAX = 'es2018'
/** A module that is imported when it is needed: where it cannot be read, the import fails and nobody hears of it. */
const MODULE_SYNTAX = 'es2022'

/** See addresses.d.ts. */
const ADDRESSES = {
  EVENTS_URL: ROUTES.events,
  CONSENT_URL: ROUTES.consent,
  CHOICES_URL: ROUTES.consentChoices,
  PRIVACY_URL: ROUTES.privacy,
  ASK_URL: ROUTES.ask,
  ASK_SCRIPT_URL: ROUTES.askScript,
} as const

async function bundled(entry: string, { define = {}, ...options }: BuildOptions = {}): Promise<string> {
  const addresses = Object.entries(ADDRESSES).map(([name, address]) => [name, JSON.stringify(address)])
  const { outputFiles } = await build({
    entryPoints: [resolve(CLIENT_FOLDER, entry)],
    bundle: true,
    minify: true,
    format: 'esm',
    target: OLDEST_SYNTAX,
    ...options,
    define: { ...define, ...Object.fromEntries(addresses) },
    supported: { 'dynamic-import': true },
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
  })
  return outputFiles![0]!.text.trim()
}

const HASH_LENGTH = 8

const served = (text: string): ServedScript => ({
  text,
  hash: createHash('sha256').update(text).digest('base64url').slice(0, HASH_LENGTH),
})

const fileText = ({
  client,
  hydrate,
  ask,
  consent,
}: ServedScripts): string => `/** Made by \`npm run client-script\` from src/collect/client/, which is where to read and to change it. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the script's own templates

import type { ServedScript } from './served-script.ts'

export const CLIENT_SCRIPT: ServedScript = ${literal(client)}

export const HYDRATE_SCRIPT: ServedScript = ${literal(hydrate)}

export const ASK_SCRIPT: ServedScript = ${literal(ask)}

export const CONSENT_SCRIPT: ServedScript = ${literal(consent)}
`

const literal = ({ text, hash }: ServedScript): string => `{
  hash: ${quoted(hash)},
  text: ${quoted(text)},
}`

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`

const addressText = ({
  hydrate,
}: ServedScripts): string => `/** Made by \`npm run client-script\`: where browsers get the hydration script, with its hash. */

export const HYDRATE_URL = ${quoted(hydrateUrl(hydrate))}
`

if (import.meta.main) {
  const scripts = await buildScripts()
  await writeFile(SERVED_FILE, fileText(scripts))
  await writeFile(ADDRESS_FILE, addressText(scripts))
}
