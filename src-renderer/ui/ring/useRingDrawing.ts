import { useEffect, type RefObject } from 'react'
import type { LiveSignals, Phase } from '../../state'
import { drawRing } from './drawRing'
import { LevelTrace } from './levelTrace'

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)')
const darkTheme = matchMedia('(prefers-color-scheme: dark)')
const forcedColours = matchMedia('(forced-colors: active)')

/**
 * When a phase looks at the signals again: with every animation frame, seldom, or never. An idle ring would take more of
 * the processor with every frame than hearing does.
 */
const lookAgainMs: Record<Phase, number> = {
  idle: 250,
  listening: 0,
  thinking: 0,
  voicing: 0,
  speaking: 0,
  muted: Infinity,
  trouble: Infinity,
}

/** Keeps the canvas showing the phase and the signals for as long as the component lives. */
export function useRingDrawing(
  canvasRef: RefObject<HTMLCanvasElement | null>,
  phase: Phase,
  readSignals: () => LiveSignals,
): void {
  useEffect(() => {
    const canvas = canvasRef.current
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return
    const againMs = lookAgainMs[phase]
    const trace = new LevelTrace()
    let frame = 0
    let look: ReturnType<typeof setTimeout> | undefined
    let shown = ''

    const draw = (nowMs: number): void => {
      const signals = readSignals()
      if (phase === 'listening') trace.write(signals.microphoneLevel, nowMs)
      if (phase === 'speaking') trace.write(signals.playbackLevel, nowMs)
      const size = canvas.clientWidth
      const scale = devicePixelRatio
      // An idle room changes seldom; the same picture is not painted twice.
      const picture = phase === 'idle' ? `${signals.noiseFloor.toFixed(4)} ${size} ${scale}` : ''
      if (picture === '' || picture !== shown) {
        shown = picture
        const side = Math.round(size * scale)
        if (canvas.width !== side) canvas.width = canvas.height = side
        context.setTransform(scale, 0, 0, scale, 0, 0)
        const style = getComputedStyle(canvas)
        const colours = { mark: style.color, track: style.getPropertyValue('--ring-track') }
        drawRing(context, { phase, signals, trace, colours, size, still: reducedMotion.matches })
      }
      clearTimeout(look)
      if (againMs === 0) frame = requestAnimationFrame(draw)
      else if (againMs < Infinity) look = setTimeout(() => (frame = requestAnimationFrame(draw)), againMs)
    }
    const redraw = (): void => {
      shown = ''
      if (againMs !== 0) draw(performance.now())
    }

    draw(performance.now())
    // A graphics driver that failed takes the picture with it.
    canvas.addEventListener('contextrestored', redraw)
    const resized = new ResizeObserver(redraw)
    resized.observe(canvas)
    const themed = new MutationObserver(redraw)
    themed.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    for (const query of [reducedMotion, darkTheme, forcedColours]) query.addEventListener('change', redraw)
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(look)
      canvas.removeEventListener('contextrestored', redraw)
      resized.disconnect()
      themed.disconnect()
      for (const query of [reducedMotion, darkTheme, forcedColours])
        query.removeEventListener('change', redraw)
    }
  }, [canvasRef, phase, readSignals])
}
