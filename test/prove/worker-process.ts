/** A Worker in a process of its own, so that it can be killed as a machine would. Told what to be by its first argument (JSON). */

import { bundleWorker } from '../../src/dev/bundle.ts'
import { startRuntime } from '../../src/dev/runtime.ts'

export interface WorkerProcessOptions {
  readonly port: number
  readonly vars: { readonly [name: string]: string }
  /** KV survives here. */
  readonly statePath: string
}

const options: WorkerProcessOptions = JSON.parse(process.argv[2]!)
const { code } = await bundleWorker()
const { url } = await startRuntime({ code, namespaces: ['RULES', 'WEATHER'], ...options })
console.log(`ready ${url}`)
