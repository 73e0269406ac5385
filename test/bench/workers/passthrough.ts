/** The least that a Worker can do: hand on. What everything is compared with. */

export default {
  fetch(request: Request, env: { ORIGIN: string }): Promise<Response> {
    const { pathname } = new URL(request.url)
    return fetch(new Request(env.ORIGIN + pathname, request))
  },
}
