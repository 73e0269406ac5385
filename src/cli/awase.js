#!/usr/bin/env node
/** The door of `npx awase`, in JavaScript for any Node: finds the project's own Node 24 and hands over. Not the command: main.ts. */

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED_NODE_MAJOR = 24
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }
const SIGNALLED_EXIT_CODE = 128

const here = dirname(fileURLToPath(import.meta.url))
const main = join(here, 'main.ts')

if (Number(process.versions.node.split('.')[0]) >= NEEDED_NODE_MAJOR) await import('./main.ts')
else handOver(ownNode())

/** What the package `node` of npm installed; null before `npm ci`. */
function ownNode() {
  const folder = resolve(here, '../../node_modules/node/bin')
  const files = ['node', 'node.exe'].map((name) => join(folder, name))
  return files.find((file) => existsSync(file)) ?? null
}

function handOver(node) {
  if (node === null) {
    console.error(
      `This is Node ${process.versions.node}; awase needs Node ${NEEDED_NODE_MAJOR}, which "npm ci" brings along.\n` +
        `Run it in ${resolve(here, '../..')}, then try again.`,
    )
    process.exitCode = 1
    return
  }
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal))
  child.once('error', (cause) => {
    console.error(`${node} does not start (${cause.message}). Run "npm ci" again.`)
    process.exitCode = 1
  })
  child.once('close', (code, signal) => {
    process.exitCode = code ?? SIGNALLED_EXIT_CODE + (SIGNAL_NUMBERS[signal] ?? 0)
  })
}
