/** Slots that were seen: half of one in view for one second on end. Not exposures, which the edge tells. */

import { HALF, IN_VIEW_MS } from './limits.ts'
import { listen } from './listen.ts'
import { quietly } from './quietly.ts'

/** In steps of a hundredth: half of a viewport may be little of an element that is larger than it. */
const THRESHOLDS = [...Array(101).keys()].map((step) => step / 100)

interface Watched {
  readonly slot: string
  isInView: boolean
  /** 0: none. */
  timer: number
}

export interface Impressions {
  watch(element: Element, slot: string): void
  /** Nothing is watched any more: another page view begins. */
  forget(): void
}

/** `seen` may be told of one slot several times: once a page view is the caller's to keep. */
export function watchImpressions(seen: (slot: string) => void): Impressions {
  const all = new Map<Element, Watched>()

  const observer = new IntersectionObserver(
    quietly((entries: IntersectionObserverEntry[]) => {
      for (const entry of entries) {
        const watched = all.get(entry.target)
        if (watched) {
          watched.isInView = isHalfInView(entry)
          count(watched)
        }
      }
    }),
    { threshold: THRESHOLDS },
  )

  /** The second begins when a slot comes into view of a visible tab, and ends with either. */
  function count(watched: Watched): void {
    if (!watched.isInView || document.hidden) stop(watched)
    else if (!watched.timer) watched.timer = setTimeout(() => seen(watched.slot), IN_VIEW_MS)
  }

  listen(document, 'visibilitychange', () => all.forEach(count))
  return {
    watch(element, slot) {
      if (all.has(element)) return
      all.set(element, { slot, isInView: false, timer: 0 })
      observer.observe(element)
    },
    forget() {
      all.forEach(stop)
      all.clear()
      observer.disconnect()
    },
  }
}

function stop(watched: Watched): void {
  clearTimeout(watched.timer)
  watched.timer = 0
}

/** Half of the element, or half of the viewport where the element is larger than that. */
function isHalfInView({
  intersectionRatio,
  intersectionRect,
  boundingClientRect,
  rootBounds,
}: IntersectionObserverEntry) {
  const isLarge = rootBounds !== null && area(intersectionRect) >= HALF * area(rootBounds)
  return area(boundingClientRect) > 0 && (intersectionRatio >= HALF || isLarge)
}

const area = ({ width, height }: DOMRectReadOnly): number => width * height
