/** A schedule in words: from when until when, and in which hours of the week. Not when it is open: core/fact/schedule.ts. */

import type { AuthoredSchedule, Weekday } from '../../core/authored.ts'
import type { DiffLanguage } from './difference-text.ts'

export function scheduleText({ from, until, weekly = [] }: AuthoredSchedule, language: DiffLanguage): string {
  const bounds = [
    ...(from === undefined ? [] : [{ en: `from ${dateTime(from)}`, ja: `${dateTime(from)}から` }[language]]),
    ...(until === undefined ? [] : [{ en: `until ${dateTime(until)}`, ja: `${dateTime(until)}まで` }[language]]),
  ].join({ en: ' ', ja: '' }[language])
  const windows = weekly.map((window) => windowText(window, language))
  const parts = [...(bounds === '' ? [] : [bounds]), ...windows]
  return parts.length === 0 ? { en: 'always', ja: '常時' }[language] : parts.join({ en: '; ', ja: '、' }[language])
}

function windowText(
  { days, from, to }: NonNullable<AuthoredSchedule['weekly']>[number],
  language: DiffLanguage,
): string {
  const names = days.map((day) => DAYS[day][language])
  return { en: `${names.join(', ')} ${from}–${to}`, ja: `${names.join('・')} ${from}〜${to}` }[language]
}

const dateTime = (local: string): string => local.replace('T', ' ')

const DAYS: { readonly [day in Weekday]: { readonly en: string; readonly ja: string } } = {
  mon: { en: 'Mon', ja: '月' },
  tue: { en: 'Tue', ja: '火' },
  wed: { en: 'Wed', ja: '水' },
  thu: { en: 'Thu', ja: '木' },
  fri: { en: 'Fri', ja: '金' },
  sat: { en: 'Sat', ja: '土' },
  sun: { en: 'Sun', ja: '日' },
}
