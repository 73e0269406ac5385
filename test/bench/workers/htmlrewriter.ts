/** The strongest form that is written by hand: a streaming HTMLRewriter, the three edits fixed, selectors with their tags. */

import { EDITS } from '../edits.ts'

export default {
  async fetch(request: Request, env: { ORIGIN: string }): Promise<Response> {
    const { pathname } = new URL(request.url)
    const page = await fetch(new Request(env.ORIGIN + pathname, request))
    return new HTMLRewriter()
      .on('nav.global > ul', {
        element(list) {
          list.append(EDITS.navigation, { html: true })
        },
      })
      .on('section.hero h1', {
        element(headline) {
          headline.setInnerContent(EDITS.headline)
        },
      })
      .on('section.hero img', {
        element(image) {
          image.setAttribute('src', EDITS.image.src)
          image.setAttribute('alt', EDITS.image.alt)
        },
      })
      .transform(page)
  },
}
