/** What a cookie remembers of a visitor, without what it knows of its own browser alone. Not what is kept: store/visitors.ts. */

import type { Memory } from '../core/memory.ts'

export const ofVisitor = ({ login: _, ...memory }: Memory): Memory => memory
