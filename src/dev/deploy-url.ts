/** Where a deployed Worker answers, from the targets that wrangler names. Not the deploying: deploy-steps.ts. */

/**
 * A target is a URL (`https://awase.example.workers.dev`), a host of its own (`shop.example.com (custom domain)`) or a route
 * (`www.example.com/* (zone name: example.com)`). Null when none covers /_awase/ on one certain host.
 */
export function urlOfTargets(targets: readonly string[]): string | null {
  const urls = targets.map(urlOf).filter((url) => url !== null)
  return urls.find((url) => !url.endsWith('.workers.dev')) ?? urls[0] ?? null
}

function urlOf(target: string): string | null {
  if (/^https?:\/\//.test(target)) return new URL(target).origin
  const pattern = target.replace(/ [([].*$/, '').replace(/^\*?:?\/\//, '')
  const slash = pattern.indexOf('/')
  const host = slash < 0 ? pattern : pattern.slice(0, slash)
  const path = slash < 0 ? '/*' : pattern.slice(slash)
  return host.includes('*') || path !== '/*' || !URL.canParse(`https://${host}`) ? null : `https://${host}`
}
