import { preRollMs } from '@contract'
import type { LiveSignals, Phase } from '../../state'
import { reach, slotsOfRing, type LevelTrace } from './levelTrace'

export interface RingColours {
  /** What the phase is drawn in, and the thin ring behind it. */
  readonly mark: string
  readonly track: string
}

export interface RingPicture {
  readonly phase: Phase
  readonly signals: LiveSignals
  readonly trace: LevelTrace
  readonly colours: RingColours
  /** Side of the square in CSS pixels; the context is already scaled to the screen's own. */
  readonly size: number
  /** Reduced motion: shapes stand still and one plain meter shows the level. */
  readonly still: boolean
}

const fullTurn = Math.PI * 2
const top = -Math.PI / 2
const slotAngle = fullTurn / slotsOfRing
/** Shares of the side: the ring itself, and how far the longest bar reaches. */
const ringShare = 0.36
const inwardShare = 0.15
const outwardShare = 0.115

/** Draws one picture of the ring. Everything in it comes from the signals; nothing from the time. */
export function drawRing(context: CanvasRenderingContext2D, picture: RingPicture): void {
  const { size, phase } = picture
  context.clearRect(0, 0, size, size)
  context.save()
  context.translate(size / 2, size / 2)
  context.lineCap = 'round'
  shapes[phase](context, picture)
  context.restore()
}

type Shape = (context: CanvasRenderingContext2D, picture: RingPicture) => void

const shapes: Record<Phase, Shape> = {
  /** As thick as the room is loud: a dead microphone leaves a hairline. */
  idle(context, { size, signals, colours }) {
    const thickness = signals.noiseFloor > 0 ? 1 + 4 * reach(signals.noiseFloor * 4) : 0.75
    circle(context, size * ringShare, thickness, colours.mark)
  },

  listening(context, picture) {
    const { size, signals, colours } = picture
    const radius = size * ringShare
    circle(context, radius, 1.5, picture.still ? colours.mark : colours.track)
    // The ring is a time axis that begins at the top, so what is kept from before the onset lies on the other side of it.
    const preRollSlots = (preRollMs / 32) * signals.preRollShare
    const gap = slotAngle / 2
    if (preRollSlots > 0.5)
      arc(context, radius + size * 0.045, top - gap - preRollSlots * slotAngle, top - gap, 2, colours.mark)
    if (picture.still) {
      circle(context, radius - size * 0.035, 1.5, colours.mark)
      meter(context, size, signals.microphoneLevel, colours)
    } else bars(context, picture, -size * inwardShare, 1)
  },

  thinking(context, picture) {
    circle(context, picture.size * ringShare, 1.5, picture.colours.track)
    ticks(context, picture)
  },

  /** The ring is whole already, as when it speaks. */
  voicing(context, picture) {
    circle(context, picture.size * ringShare, 3, picture.colours.mark)
    ticks(context, picture)
  },

  speaking(context, picture) {
    const { size, signals, colours } = picture
    const radius = size * ringShare
    circle(context, radius, picture.still ? 1.5 : 3, colours.mark)
    const duck = signals.ducked ? 0.5 : 1
    if (picture.still) {
      circle(context, radius + size * 0.035, 1.5, colours.mark)
      meter(context, size, signals.playbackLevel * duck, colours)
    } else bars(context, picture, size * outwardShare, duck)
  },

  /** Open: what you say does not come in. */
  muted(context, { size, colours }) {
    const gap = fullTurn / 14
    arc(context, size * ringShare, top + gap, top + fullTurn - gap, 2, colours.mark)
  },

  trouble(context, { size, colours }) {
    const dashes = 18
    for (let dash = 0; dash < dashes; dash++) {
      const from = top + (dash / dashes) * fullTurn
      arc(context, size * ringShare, from, from + (fullTurn / dashes) * 0.5, 2.5, colours.mark)
    }
  },
}

/** One tick for each token, twelve o'clock first; on the next lap the new ticks stand out from the old. */
function ticks(context: CanvasRenderingContext2D, { size, signals, colours }: RingPicture): void {
  const radius = size * ringShare
  const { tokens } = signals
  for (let token = Math.max(0, tokens - slotsOfRing); token < tokens; token++) {
    const newest = token === tokens - 1
    const thisLap = Math.floor(token / slotsOfRing) === Math.floor((tokens - 1) / slotsOfRing)
    context.globalAlpha = thisLap ? 1 : 0.35
    const half = newest ? size * 0.06 : size * 0.028
    spoke(
      context,
      (token % slotsOfRing) * slotAngle,
      radius - half,
      radius + half,
      barWidth(size),
      colours.mark,
    )
  }
  context.globalAlpha = 1
}

/** The bars of the trace; a negative length grows inward. Older bars fade, so that the pen's place is seen. */
function bars(context: CanvasRenderingContext2D, picture: RingPicture, length: number, scale: number): void {
  const { size, trace, colours } = picture
  const direction = Math.sign(length)
  const foot = size * ringShare + direction * (size * 0.022)
  trace.forEach((place, level, age) => {
    context.globalAlpha = 1 - age * age * 0.85
    const tip = foot + length * reach(level) * scale
    // Half a slot on, so that the first bar stands beside the top and not on it.
    spoke(context, (place + 0.5) * slotAngle, foot, tip, barWidth(size), colours.mark)
  })
  context.globalAlpha = 1
}

function meter(context: CanvasRenderingContext2D, size: number, level: number, colours: RingColours): void {
  const half = size * 0.17
  const y = size * 0.13
  context.lineWidth = 4
  line(context, -half, y, half, y, colours.track)
  // Twelve steps: a level that is read, not one that flickers.
  const share = Math.ceil(reach(level) * 12) / 12
  if (share > 0) line(context, -half, y, -half + 2 * half * share, y, colours.mark)
}

const barWidth = (size: number): number => Math.max(1, size * 0.0125)

function circle(context: CanvasRenderingContext2D, radius: number, width: number, colour: string): void {
  arc(context, radius, 0, fullTurn, width, colour)
}

function arc(
  context: CanvasRenderingContext2D,
  radius: number,
  from: number,
  to: number,
  width: number,
  colour: string,
): void {
  context.beginPath()
  context.arc(0, 0, radius, from, to)
  context.lineWidth = width
  context.strokeStyle = colour
  context.stroke()
}

/** A short line along the radius; the angle counts clockwise from the top. */
function spoke(
  context: CanvasRenderingContext2D,
  angle: number,
  from: number,
  to: number,
  width: number,
  colour: string,
): void {
  const x = Math.sin(angle)
  const y = -Math.cos(angle)
  context.lineWidth = width
  // A line without length would not be drawn: a silent slot is a dot.
  const end = Math.abs(to - from) < 0.01 ? from + 0.01 : to
  line(context, x * from, y * from, x * end, y * end, colour)
}

function line(
  context: CanvasRenderingContext2D,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  colour: string,
): void {
  context.beginPath()
  context.moveTo(x1, y1)
  context.lineTo(x2, y2)
  context.strokeStyle = colour
  context.stroke()
}
