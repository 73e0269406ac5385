/** Sealed cookies, and what is made of them: every outcome must be a new visitor. Not what they are held against: cookies.ts. */

import fc from 'fast-check'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const letter = fc.constantFrom(...LETTERS)
/** No letters of base64url, or none that a header lets through. */
const odd = fc.constantFrom('=', '+', '/', '.', ' ', '%', '"', '\u0000', '\u00ff', '雨', '\ud800', ';')
const place = fc.nat(2_100)

type Change = (value: string, other: string) => string

const at = (value: string, where: number): number => where % (value.length + 1)
const put = (value: string, from: number, cut: number, text: string): string =>
  value.slice(0, from) + text + value.slice(from + cut)

/** Of a sealed value, with another one at hand. Some leave it as it is: those are passed over. */
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(place, letter).map(
    ([where, to]): Change =>
      (value) =>
        put(value, at(value, where), 1, to),
  ),
  fc.tuple(place, odd).map(
    ([where, to]): Change =>
      (value) =>
        put(value, at(value, where), 1, to),
  ),
  fc.tuple(fc.nat(40), letter).map(
    ([where, to]): Change =>
      (value) =>
        put(value, at(value, where), 1, to),
  ),
  fc.tuple(place, fc.integer({ min: 1, max: 40 })).map(
    ([where, cut]): Change =>
      (value) =>
        put(value, at(value, where), cut, ''),
  ),
  fc.tuple(place, fc.array(letter, { minLength: 1, maxLength: 40 })).map(
    ([where, more]): Change =>
      (value) =>
        put(value, at(value, where), 0, more.join('')),
  ),
  place.map(
    (where): Change =>
      (value) =>
        value.slice(0, at(value, where)),
  ),
  place.map(
    (where): Change =>
      (value) =>
        value.slice(at(value, where)),
  ),
  place.map(
    (where): Change =>
      (value, other) =>
        value.slice(0, at(value, where)) + other.slice(at(value, where)),
  ),
  fc.tuple(place, place).map(
    ([one, two]): Change =>
      (value) => {
        const [from, to] = [at(value, one) % value.length, at(value, two) % value.length]
        const letters = [...value]
        ;[letters[from], letters[to]] = [letters[to] as string, letters[from] as string]
        return letters.join('')
      },
  ),
  fc.constant<Change>((value) => value + value),
  fc.constant<Change>((value) => value.toLowerCase()),
  fc.constant<Change>((value) => [...value].reverse().join('')),
  fc.constant<Change>((value) => value.padEnd(2_801, 'A')),
  fc.array(letter, { maxLength: 3_000 }).map(
    (letters): Change =>
      () =>
        letters.join(''),
  ),
  fc.string({ unit: 'binary', maxLength: 300 }).map(
    (text): Change =>
      () =>
        text,
  ),
  fc.stringMatching(/^1\.[\w-]{22}(\.[0-9a-z]{1,5}){3}\.\.%2F$/).map(
    (text): Change =>
      () =>
        text,
  ),
)

/** One change mostly, up to three. */
export const changes: fc.Arbitrary<Change> = fc
  .oneof({ weight: 3, arbitrary: fc.tuple(change) }, { weight: 1, arbitrary: fc.tuple(change, change, change) })
  .map(
    (all): Change =>
      (value, other) =>
        all.reduce((made, one) => one(made, other), value),
  )
