/** `npm run schema`: writes schema/ruleset.schema.json from the shape of a ruleset. Not run by the Worker, nor when it is built. */

import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { jsonText } from '../ruleset/json-schema/json-text.ts'
import { rulesetSchema } from '../ruleset/json-schema/ruleset-schema.ts'

export const SCHEMA_FILE = resolve(import.meta.dirname, '../../schema/ruleset.schema.json')

/** The whole text of schema/ruleset.schema.json. */
export const schemaText = (): string => jsonText(rulesetSchema())

if (import.meta.main) await writeFile(SCHEMA_FILE, schemaText())
