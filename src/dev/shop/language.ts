/** The shop's two languages and where each lives. Not the copy itself: that stands with its page. */

export type Language = 'ja' | 'en'

export type Words = { readonly [L in Language]: string }

export const LANGUAGES: readonly Language[] = ['ja', 'en']

/** `path` as the Japanese site has it, e.g. `/ramen`; the English twin lives under `/en`. */
export function localPath(path: string, language: Language): string {
  return language === 'ja' ? path : `/en${path}`
}

/** The language of a requested path, and the path as the Japanese site has it. */
export function fromPath(path: string): { readonly language: Language; readonly path: string } {
  if (path.startsWith('/en/')) return { language: 'en', path: path.slice('/en'.length) }
  return { language: 'ja', path }
}

const NUMBERS: { readonly [L in Language]: Intl.NumberFormat } = {
  ja: new Intl.NumberFormat('ja-JP'),
  en: new Intl.NumberFormat('en-US'),
}

/** Whole yen, tax included. */
export function yen(amount: number, language: Language): string {
  const figure = NUMBERS[language].format(amount)
  return language === 'ja' ? `${figure}円` : `¥${figure}`
}
