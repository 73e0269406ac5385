/** As much of autocannon as the bench uses: the package brings no types. */
declare module 'autocannon' {
  interface Options {
    readonly url: string
    readonly connections: number
    /** Seconds; or so many requests and no more. */
    readonly duration?: number
    readonly amount?: number
    readonly headers: { readonly [name: string]: string }
    readonly setupClient?: SetupClient
  }
  interface Result {
    readonly errors: number
    readonly timeouts: number
    readonly non2xx: number
    readonly duration: number
    readonly requests: { readonly total: number }
  }
  /** For each connection. */
  export type SetupClient = (client: { on(event: 'response', heard: () => void): void }) => void
  export default function autocannon(options: Options): Promise<Result>
}
