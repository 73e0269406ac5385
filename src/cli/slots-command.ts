/** `awase slots`: what the slots of a ruleset meet on real pages, and better selectors. Not a check of the rules: check-command.ts. */

import type { CompiledRuleset } from '../core/compiled.ts'
import { ok, type Result } from '../core/result.ts'
import type { CliIo, Command } from './command.ts'
import { wrongUsage } from './flags.ts'
import { gatherPages } from './slots/gather-pages.ts'
import { pageTree } from './slots/page-tree.ts'
import { type Prober, startProber } from './slots/prober.ts'
import { readSlotsFlags, type SlotsFlags } from './slots/slots-flags.ts'
import { type SlotsReport, slotsJson } from './slots/slots-json.ts'
import { pagesText, slotsText, sumText, wantedText } from './slots/slots-text.ts'
import { summarise } from './slots/summary.ts'
import { checkWanted, lookFor } from './slots/wanted.ts'
import { soundRules } from './sound-rules.ts'

export const slotsCommand: Command = {
  name: 'slots',
  summary: 'look at real pages: what every slot meets there, and better selectors',
  help: `npx awase slots --url U [--url U …] [--rules FILE | published] [--pages N] [--propose WHAT] [--json]

Fetches pages and says what every slot of the rules meets there, by the HTMLRewriter that the Worker runs: where the
elements stand, whether they can be edited, where a browser sees something else, and which selector would be better.
No script of the page is run, and nothing is changed anywhere.

  --url U            a page; may be given several times
  --rules FILE       the rules whose slots are meant; "published": those that the Worker runs which npm run dev started
                     here, with --remote or --worker URL the deployed one
  --pages N          follow links of the same host to so many pages in all (default: only the pages given)
  --propose WHAT     find a selector for an element: CSS as a browser has it, 'section.hero', or its words,
                     'text:the words'; may be given several times, and without --rules
  --site NAME        of a published ruleset (default: main)
  --user-agent TEXT  ask as this browser (default: a current Chrome)
  --timeout SECONDS  wait for a page so long (default: 20)
  --json             one JSON document

✓ is as it should be, ! is worth a look, ✗ is wrong. Ends with 1 when a slot meets nothing on any page that is among
its paths, would fall back, or when a page given cannot be edited. Where the Worker stands before the site already,
name the origin's address, or what it edits is what you see.

  npx awase slots --url https://www.example.com/ --rules rules.json
  npx awase slots --url https://www.example.com/ --propose 'text:冬のジャケット'
`,
  async run(args, io) {
    const flags = readSlotsFlags(args)
    if (!flags.ok) return wrongUsage(flags.error, io)
    for (const wanted of flags.value.wanted) {
      const checked = checkWanted(wanted, pageTree('', { scripting: true }))
      if (!checked.ok) return wrongUsage(checked.error, io)
    }
    const rules = await rulesFor(flags.value, io)
    if (!rules.ok) {
      for (const line of rules.error) io.err(line)
      return 1
    }
    const prober = await startProber()
    try {
      const report = await look(flags.value, rules.value, prober, io)
      print(report, flags.value, io)
      return report.ok ? 0 : 1
    } finally {
      await prober.dispose()
    }
  },
}

async function rulesFor(flags: SlotsFlags, io: CliIo): Promise<Result<CompiledRuleset | null, readonly string[]>> {
  if (flags.rules === null) return ok(null)
  const { rules, remote, worker, site } = flags
  const sound = await soundRules(rules, { remote, site, url: worker ?? undefined }, io)
  return sound.ok ? ok(sound.value.compiled) : sound
}

async function look(
  flags: SlotsFlags,
  ruleset: CompiledRuleset | null,
  prober: Prober,
  io: CliIo,
): Promise<SlotsReport> {
  const progress = io.progress('Looking at pages', flags.pages)
  try {
    const pages = await gatherPages(flags, ruleset, prober, () => progress.step())
    const examined = pages.flatMap((page) => (page.examined === null ? [] : [page.examined]))
    const slots = ruleset === null ? [] : await summarise(ruleset, examined, prober)
    const wanted = []
    for (const one of flags.wanted) wanted.push(await lookFor(one, examined, prober))
    return { ok: isWell({ pages, slots, wanted }), pages, slots, wanted }
  } finally {
    progress.done()
  }
}

/** A page that a link led to may be gone; one that was given should be a page. */
const isWell = ({ pages, slots, wanted }: Omit<SlotsReport, 'ok'>): boolean =>
  slots.every(({ mark }) => mark !== 'bad') &&
  wanted.every(({ proposal }) => proposal !== null) &&
  pages.every(({ isGiven, examined }) => !isGiven || examined?.parts != null)

function print(report: SlotsReport, { json }: SlotsFlags, io: CliIo): void {
  if (json) {
    io.out(slotsJson(report))
    return
  }
  const { pages, slots, wanted } = report
  const lines = [...pagesText(pages, io.style), ...slotsText(slots, io.style), ...wantedText(wanted, io.style)]
  for (const line of lines) io.out(line)
  if (slots.length > 0) io.out(sumText(slots))
}
