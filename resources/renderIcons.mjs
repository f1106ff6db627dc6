// Writes the PNG files of the app icon and of the tray from their drawings: `node resources/renderIcons.mjs`.
import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const icon = readFileSync(at('icon.svg'), 'utf8')

/** The states of the ring on a grid of 16; they differ in shape, for trays that show no colour. */
const arc = (from, to, radius) => {
  const point = (turn) =>
    `${(8 + radius * Math.sin(turn * 2 * Math.PI)).toFixed(3)} ${(8 - radius * Math.cos(turn * 2 * Math.PI)).toFixed(3)}`
  return `M${point(from)}A${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${point(to)}`
}
const ray = (turn) => {
  const point = (radius) =>
    `${(8 + radius * Math.sin(turn * 2 * Math.PI)).toFixed(3)} ${(8 - radius * Math.cos(turn * 2 * Math.PI)).toFixed(3)}`
  return `M${point(5.75)}L${point(7.25)}`
}
const each = (count, draw) => Array.from({ length: count }, (_, index) => draw(index / count)).join('')
const tray = {
  idle: { colour: '#879194', drawing: '<circle cx="8" cy="8" r="6" />' },
  listening: {
    colour: '#00a3a1',
    drawing: '<circle cx="8" cy="8" r="6" /><circle cx="8" cy="8" r="2.25" fill="currentColor" />',
  },
  thinking: {
    colour: '#879194',
    drawing: '<circle cx="8" cy="8" r="6" /><path d="M5.25 8h0M8 8h0M10.75 8h0" />',
  },
  speaking: {
    colour: '#d27d1e',
    drawing: `<circle cx="8" cy="8" r="3.5" /><path d="${each(8, ray)}" />`,
  },
  muted: { colour: '#879194', drawing: `<path d="${arc(0.14, 0.86, 6)}" />` },
  trouble: {
    colour: '#e0484a',
    drawing: `<path stroke-linecap="butt" d="${each(6, (turn) => arc(turn - 0.045, turn + 0.045, 6))}" />`,
  },
}
const trayIcon = (drawing, colour) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" color="${colour}" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round">${drawing}</svg>`

const browser = await chromium.launch({
  executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
const page = await browser.newPage()

async function render(svg, side, path) {
  await page.setViewportSize({ width: side, height: side })
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${side}px;height:${side}px}</style>${svg}`,
  )
  await page.screenshot({ path: at(path), omitBackground: true })
}

mkdirSync(at('icons'), { recursive: true })
mkdirSync(at('tray'), { recursive: true })
for (const side of [16, 32, 48, 64, 128, 256, 512]) await render(icon, side, `icons/${side}.png`)
for (const [state, { colour, drawing }] of Object.entries(tray)) {
  for (const [side, scale] of [
    [16, ''],
    [32, '@2x'],
  ]) {
    await render(trayIcon(drawing, colour), side, `tray/${state}${scale}.png`)
    // macOS colours what ends in Template by itself, from its alpha.
    await render(trayIcon(drawing, '#000'), side, `tray/${state}Template${scale}.png`)
  }
}
await browser.close()
