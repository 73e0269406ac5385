/** A JSON Schema of draft 07 as the parts here build it. Not a validator. */

/** Keywords as they come; `patternErrorMessage`, `errorMessage` and `deprecationMessage` are VS Code's. */
export type JsonSchema = { readonly [keyword: string]: unknown }
export type Definitions = { readonly [name: string]: JsonSchema }

/** Draft 07 lets nothing but annotations stand beside a reference. */
export const refTo = (definition: string): JsonSchema => ({ $ref: `#/definitions/${definition}` })
