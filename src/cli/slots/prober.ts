/** workerd on this machine, ready to be asked about pages. Not what is asked: probe.ts. */

import { resolve } from 'node:path'
import { workerCode } from '../../dev/bundle.ts'
import { startRuntime } from '../../dev/runtime.ts'
import { ASK_LENGTH_HEADER, type ProbeAnswer, type ProbeAsk } from './probe.ts'

export interface Prober {
  ask(ask: ProbeAsk, page: Uint8Array): Promise<ProbeAnswer>
  dispose(): Promise<void>
}

/** About a second. */
export async function startProber(): Promise<Prober> {
  const code = await workerCode(resolve(import.meta.dirname, 'probe-worker.ts'))
  const runtime = await startRuntime({ code, vars: {}, namespaces: [] })
  return {
    async ask(ask, page) {
      const question = new TextEncoder().encode(JSON.stringify(ask))
      const asked = () =>
        fetch(runtime.url, {
          method: 'POST',
          headers: { [ASK_LENGTH_HEADER]: String(question.byteLength) },
          body: Buffer.concat([question, page]),
        })
      // A connection that stood idle while a page was looked at may be closed by now; asking changes nothing.
      const answer = await asked().catch(asked)
      if (!answer.ok) throw new Error(`the probe answered ${answer.status}: ${await answer.text()}`)
      return (await answer.json()) as ProbeAnswer
    },
    dispose: () => runtime.dispose(),
  }
}
