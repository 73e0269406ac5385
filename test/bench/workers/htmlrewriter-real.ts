/** The hand-written Worker for real pages: a streaming HTMLRewriter with the edits of the path at hand. */

import type { RealEdits } from '../real-pages.ts'

export default {
  async fetch(request: Request, env: { ORIGIN: string; EDITS: string }): Promise<Response> {
    const { pathname } = new URL(request.url)
    const edits = (JSON.parse(env.EDITS) as { [path: string]: RealEdits })[pathname] as RealEdits
    const page = await fetch(new Request(env.ORIGIN + pathname, request))
    return new HTMLRewriter()
      .on(edits.headline, {
        element(headline) {
          headline.setInnerContent(edits.text)
        },
      })
      .on(edits.navigation, {
        element(navigation) {
          navigation.append(edits.html, { html: true })
        },
      })
      .transform(page)
  },
}
