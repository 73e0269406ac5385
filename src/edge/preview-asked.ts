/** Whether a request has to do with a preview: all that an ordinary page pays for them. What follows: preview.ts, loaded then. */

/** Stands in the parameter's name and in the cookie's. */
const SIGN = 'awase-preview'

export function mentionsPreview({ headers }: Request, { search }: URL): boolean {
  return (search !== '' && search.includes(SIGN)) || (headers.get('cookie')?.includes(SIGN) ?? false)
}
