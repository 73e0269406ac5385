/** `npm run holidays`: writes core/fact/holidays.ts from the package date-holidays. Not run by the Worker, nor when it is built. */

import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import Holidays from 'date-holidays'

const FIRST_YEAR = 2024
const LAST_YEAR = 2035
const DAY_MS = 86_400_000

export const HOLIDAYS_FILE = resolve(import.meta.dirname, '../core/fact/holidays.ts')

type Day = { readonly date: string; readonly name: string }

/** Country → the language of its holidays' names there (`jp` is the package's own code for Japanese). */
const COUNTRIES = { DE: 'de', FR: 'fr', JP: 'jp', US: 'en-us' } as const

/** The whole text of src/core/fact/holidays.ts. */
export function holidaysSource(): string {
  const lines = Object.keys(COUNTRIES).map(
    (country) => `  ${country}: ${calendarSource(country as keyof typeof COUNTRIES)},\n`,
  )
  return `/** National public holidays, made by \`npm run holidays\` (src/dev/make-holidays.ts). Not for editing by hand. */

/** \`names\`: each once. \`years\`: \`MMDD\` and the name's index in base 36, five characters a holiday, in order. */
export interface Calendar {
  readonly names: readonly string[]
  readonly years: { readonly [year: string]: string }
}

export const HOLIDAYS: { readonly [country: string]: Calendar } = {
${lines.join('')}}
`
}

function calendarSource(country: keyof typeof COUNTRIES): string {
  const names: string[] = []
  const years: string[] = []
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    const packed = holidaysOf(country, year).map(({ date, name }) => {
      if (!names.includes(name)) names.push(name)
      return date.slice(5, 7) + date.slice(8, 10) + names.indexOf(name).toString(36)
    })
    years.push(`      ${year}: '${packed.join('')}',\n`)
  }
  if (names.length > 36) throw new Error(`${country} has ${names.length} names, and one base 36 digit each is written`)
  const quoted = names.map((name) => `      ${name.includes("'") ? `"${name}"` : `'${name}'`},\n`)
  return `{\n    names: [\n${quoted.join('')}    ],\n    years: {\n${years.join('')}    },\n  }`
}

/** Nationwide only, one name a day: where two meet, the first that the package gives. */
function holidaysOf(country: keyof typeof COUNTRIES, year: number): readonly Day[] {
  const byDate = new Map<string, string>()
  for (const holiday of new Holidays(country, { languages: COUNTRIES[country] }).getHolidays(year)) {
    // The package calls the federal substitute of Veterans Day a bank holiday; 5 U.S.C. 6103 treats it like the others.
    const isPublic =
      holiday.type === 'public' || (country === 'US' && holiday.type === 'bank' && holiday.substitute === true)
    const date = holiday.date.slice(0, 10)
    if (isPublic && !byDate.has(date)) byDate.set(date, holiday.name)
  }
  if (country === 'JP') addDaysBetween(byDate)
  return [...byDate].map(([date, name]) => ({ date, name })).sort((a, b) => (a.date < b.date ? -1 : 1))
}

/**
 * Act on National Holidays (国民の祝日に関する法律), article 3 (3): a day between two national holidays is one too.
 * The package knows 22 September only, and so misses 2032-09-21. Substitute days do not count as neighbours.
 */
function addDaysBetween(byDate: Map<string, string>): void {
  const national = new Set([...byDate].filter(([, name]) => !/[(（]|国民の休日/.test(name)).map(([date]) => date))
  for (const date of national) {
    const between = shifted(date, 1)
    if (national.has(shifted(date, 2)) && !byDate.has(between)) byDate.set(between, '国民の休日')
  }
}

const shifted = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)

if (import.meta.main) await writeFile(HOLIDAYS_FILE, holidaysSource())
