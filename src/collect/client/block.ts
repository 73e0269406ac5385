/** The JSON block that the edge puts into personalised pages, see core/event/page-block.ts. Not what is done with it. */

import { PAGE_BLOCK_ID, type PageBlock } from '../../core/event/page-block.ts'
import { jsonIn } from './find.ts'

export type ReadBlock = Partial<Pick<PageBlock, 'decision'>> & Pick<PageBlock, 'slots'>

/** On a page without one: no decision, no slots. */
export function readBlock(): ReadBlock {
  const element = document.getElementById(PAGE_BLOCK_ID)
  return (element && (jsonIn(element) as ReadBlock | null)) || { slots: [] }
}
