/** The text of a starter file: a template in the person's language, turned to their file and site. Not the writing: init-command.ts. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RulesLanguage } from '../language.ts'
import { shellWord } from './shell-word.ts'

export interface StarterWish {
  readonly language: RulesLanguage
  /** As the person would type it in a shell. */
  readonly file: string
  /** Where the file finds the schema. */
  readonly schema: string
  /** The page that is to change; null: that of the demo shop. */
  readonly page: URL | null
  /** Of the site: IANA name. Only with `page`, because the demo shop has its own. */
  readonly timeZone: string
}

const HOME: { readonly [language in RulesLanguage]: string } = { ja: '/', en: '/en/' }

/** JSON, as the templates are written: with comments that teach. */
export async function starterText(wish: StarterWish): Promise<string> {
  const { language, schema, page, timeZone } = wish
  const template = await readFile(join(import.meta.dirname, `starter-${language}.json`), 'utf8')
  const filed = replaced(
    replaced(template, '"../../../schema/ruleset.schema.json"', JSON.stringify(schema)),
    'rules.json',
    inText(wish.file),
  )
  if (page === null) return filed
  const home = HOME[language]
  return [
    [`["${home}"]`, JSON.stringify([pathOf(page)])],
    [`--url ${home} `, `--url ${inText(shellWord(pathOf(page)))} `],
    [`--url ${home}"`, `--url ${inText(shellWord(pathOf(page)))}"`],
    ['https://www.example.com/', inText(shellWord(page.href))],
    ['npm run dev -- --rules', `npm run dev -- --origin ${inText(page.origin)} --rules`],
    ['"Asia/Tokyo"', JSON.stringify(timeZone)],
  ].reduce((text, [from, to]) => replaced(text, from!, to!), filed)
}

/** A path of a slot has a `*` at its end only, where it means something else. */
export const pathOf = ({ pathname }: URL): string => pathname.replaceAll('*', '%2A')

const inText = (words: string): string => JSON.stringify(words).slice(1, -1)

/** A template that no longer says what is to be replaced is a bug. */
function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the starter file has no ${from}`)
  return text.replaceAll(from, () => to)
}
