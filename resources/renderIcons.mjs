// Writes the PNG files of the app icon and of the tray from their drawings: `node resources/renderIcons.mjs`.
import { Buffer } from 'node:buffer'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
for (const side of [16, 32, 48, 64, 128, 256, 512, 1024]) await render(icon, side, `icons/${side}.png`)
writeFileSync(at('icons/icon.ico'), windowsIcon([16, 32, 48, 64, 128, 256]))
writeFileSync(
  at('icons/icon.icns'),
  macIcon({ icp4: 16, icp5: 32, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 }),
)
// Only macOS has use for it, inside its own file.
rmSync(at('icons/1024.png'))
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

/** An ICO file of PNG pictures: a header, an entry of 16 bytes for each, and the pictures. */
function windowsIcon(sides) {
  const pictures = sides.map((side) => readFileSync(at(`icons/${side}.png`)))
  const head = Buffer.alloc(6 + 16 * sides.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(sides.length, 4)
  let place = head.length
  sides.forEach((side, index) => {
    const entry = 6 + 16 * index
    // 0 means 256.
    head.writeUInt8(side % 256, entry)
    head.writeUInt8(side % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(pictures[index].length, entry + 8)
    head.writeUInt32LE(place, entry + 12)
    place += pictures[index].length
  })
  return Buffer.concat([head, ...pictures])
}

/** An ICNS file of PNG pictures: each behind its kind, which says its side, and its length with these eight bytes. */
function macIcon(kinds) {
  const block = (kind, content) => {
    const head = Buffer.alloc(8)
    head.write(kind, 'latin1')
    head.writeUInt32BE(8 + content.length, 4)
    return Buffer.concat([head, content])
  }
  const pictures = Object.entries(kinds).map(([kind, side]) =>
    block(kind, readFileSync(at(`icons/${side}.png`))),
  )
  return block('icns', Buffer.concat(pictures))
}
