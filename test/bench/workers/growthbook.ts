/** GrowthBook's own edge Worker, as its package has it, with one visual experiment that makes the three edits. */

import { handleRequest } from '@growthbook/edge-cloudflare'
import { EDITS } from '../edits.ts'

const mutation = (selector: string, attribute: string, value: string, action: 'set' | 'append' = 'set') => ({
  selector,
  attribute,
  action,
  value,
})

const EXPERIMENT = {
  key: 'rain',
  hashAttribute: 'id',
  weights: [0, 1],
  coverage: 1,
  manual: false,
  urlPatterns: [{ include: true, type: 'simple', pattern: '/*' }],
  variations: [
    {},
    {
      domMutations: [
        mutation('section.hero h1', 'html', EDITS.headline),
        mutation('section.hero img', 'src', EDITS.image.src),
        mutation('section.hero img', 'alt', EDITS.image.alt),
        mutation('nav.global > ul', 'html', EDITS.navigation, 'append'),
      ],
    },
  ],
}

export default {
  fetch(request: Request, env: { ORIGIN: string }): Promise<Response> {
    return handleRequest(
      request,
      env as never,
      {
        proxyTarget: env.ORIGIN,
        payload: { features: {}, experiments: [EXPERIMENT] } as never,
        runVisualEditorExperiments: 'edge',
        disableInjections: true,
      } as never,
    )
  },
}
