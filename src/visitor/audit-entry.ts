/** An entry of the audit, made: who asked for what of whom, and what came of it. Not where it is kept: store/audit.ts. */

import { toBase64url } from '../base64url.ts'
import { UUID_RANDOM_BYTES, uuidV7 } from '../core/event/uuid-v7.ts'
import { log } from '../log.ts'
import type { AuditAction, AuditActor, AuditDetail, AuditEntry } from '../store/audit.ts'
import type { Stores } from '../store/stores.ts'

/** 43 characters: SHA-256 of site and visitor, so that the audit itself names nobody, and outlives an erasure. */
export async function auditSubject(site: string, visitor: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${site}\n${visitor}`))
  return toBase64url(new Uint8Array(digest))
}

export interface Audited {
  readonly site: string
  readonly actor: AuditActor
  readonly action: AuditAction
  /** Null: nobody in particular. */
  readonly visitor: string | null
  /** `done`, or why not. */
  readonly outcome: string
  readonly detail?: AuditDetail
}

export async function auditEntry(
  { site, actor, action, visitor, outcome, detail }: Audited,
  now: number,
): Promise<AuditEntry> {
  return {
    id: uuidV7(now, crypto.getRandomValues(new Uint8Array(UUID_RANDOM_BYTES))),
    at: now,
    site,
    actor,
    action,
    subject: visitor === null ? null : await auditSubject(site, visitor),
    outcome,
    detail: detail ?? null,
  }
}

/** Whether the audit has it: who changes something asks, and does not do it unaudited. */
export async function isAudited(audited: Audited, { audit }: Pick<Stores, 'audit'>, now: number): Promise<boolean> {
  const written = await audit.append([await auditEntry(audited, now)])
  if (written.ok) return true
  log('error', {
    event: 'audit_failed',
    site: audited.site,
    reason: written.error.reason,
    detail: written.error.detail,
  })
  return false
}
