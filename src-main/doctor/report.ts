import { z } from 'zod'
import { deviceKinds, diskPlace, modelCard, modelState } from '@contract'

/** One thing that was looked at. Unknown: it cannot be told from here. */
const finding = z.object({
  name: z.string(),
  state: z.enum(['ok', 'trouble', 'unknown']),
  found: z.string(),
  /** What to do about it. */
  fix: z.string().optional(),
})
export type Finding = z.infer<typeof finding>

/** What `npm run doctor -- --json` prints. */
export const doctorReport = z.object({
  parley: z.string(),
  system: z.object({
    platform: z.string(),
    release: z.string(),
    arch: z.string(),
    processor: z.string(),
    cores: z.number().int().positive(),
    node: z.string(),
    onnxRuntime: z.string().optional(),
  }),
  memory: z.object({ totalBytes: z.number(), freeBytes: z.number() }),
  /** Graphics cards. */
  devices: z.array(
    z.object({
      name: z.string(),
      vendor: z.string(),
      driver: z.string().optional(),
      totalBytes: z.number().optional(),
      freeBytes: z.number().optional(),
    }),
  ),
  /** What could compute, best first. */
  providers: z.array(
    z.object({
      kind: z.enum(deviceKinds),
      name: z.string(),
      available: z.boolean(),
      reason: z.string().optional(),
      fix: z.string().optional(),
      /** How many operators of the test each device really computed. */
      operators: z.partialRecord(z.enum(deviceKinds), z.number().int()).optional(),
    }),
  ),
  models: z.array(
    z.object({ id: z.string(), kind: modelCard.shape.kind, state: modelState, source: z.string() }),
  ),
  /** What Parley has on the disk. */
  places: z.array(diskPlace),
  /** Everything again for people, with what to do. */
  findings: z.array(finding),
})
export type DoctorReport = z.infer<typeof doctorReport>
