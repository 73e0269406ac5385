/** The file schema/ruleset.schema.json as a validator. Not the editor's: schema-editor.test.ts. */

import { readFileSync } from 'node:fs'
import { Ajv, type ErrorObject } from 'ajv'
import { at } from '../../src/core/issue.ts'
import { SCHEMA_FILE } from '../../src/dev/make-schema.ts'

// strictTypes wants a type beside each keyword, and specs share keywords among types; the rest of strict mode finds slips.
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true, logger: false })
ajv.addVocabulary(['patternErrorMessage', 'errorMessage', 'deprecationMessage'])
const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')))

/** What the schema has against a document: JSON path and words; empty when nothing. */
export function schemaErrors(document: unknown): readonly string[] {
  return validate(document) ? [] : (validate.errors ?? []).map(errorText)
}

function errorText({ instancePath, params, propertyName, message }: ErrorObject): string {
  const keys = instancePath.split('/').slice(1)
  const path = keys
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<string>((path, key) => at(path, /^\d+$/.test(key) ? Number(key) : key), '')
  const { additionalProperty, missingProperty } = params as { readonly [name: string]: string | undefined }
  const key = additionalProperty ?? missingProperty ?? propertyName
  return `${key === undefined ? path : at(path, key)}: ${message}`
}
