import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { SettingKey } from '@contract'
import { engineConfig } from '../../../src-main/engineProcess/engineConfig'
import { askSettings } from '../../../src-main/settings/askSettings'
import { HostSettings } from '../../../src-main/settings/hostSettings'
import { importedToolServers } from '../../../src-main/settings/importedToolServers'

const files = { command: 'npx', args: ['-y', 'server-filesystem', '/notes'] }
const web = { url: 'https://tools.example/mcp', headers: { Authorization: 'Bearer key' } }

it.each([
  ['mcpServers', { mcpServers: { files: { ...files, type: 'stdio', disabled: false }, web } }],
  ['servers', { servers: { files, web }, inputs: [] }],
  ['nothing else', { files, web }],
])('takes servers over from a file that has them under %s', (_, content) => {
  const text = `\ufeff// mine\n${JSON.stringify(content, undefined, 2)}`
  expect(importedToolServers(text, 'mcp.json')).toEqual({ files: { ...files, env: {} }, web })
})

it('takes what other programs write beside that', () => {
  const text = `{
    // Mine.
    "context_servers": {
      "github.com/modelcontextprotocol/servers/tree/main/src/files": ${JSON.stringify(files)}, /* the // notes */
      "other/files": { "command": "sh" },
      "off": { "command": "sh", "disabled": true },
      "off too": { "command": "sh", "enabled": false },
      "web": { "httpUrl": "https://tools.example/mcp", "headers": { "Authorization": "Bearer key" }, },
    },
  }`
  expect(importedToolServers(text, 'mcp.json')).toEqual({
    files: { ...files, env: {} },
    'files 2': { command: 'sh', args: [], env: {} },
    web,
  })
  const commas = '{"a": {"command": "sh", "args": [",]", "//"]}}'
  expect(importedToolServers(commas, 'mcp.json').a).toMatchObject({ args: [',]', '//'] })
})

it.each([
  ['{"servers": {"a": {"command": "x", "env": {"K": "${input:key}"}}}}', /asks for \$\{input:key\} when/],
  ['{', /^mcp.json: It is not JSON/],
  ['[]', /no servers/],
  ['{"mcpServers": {}}', /no servers/],
  ['{"mcpServers": {"a": {"command": ""}}}', /server “a” cannot be used/],
  ['{"mcpServers": {"a": {"url": "file:///etc/passwd"}}}', /server “a” cannot be used/],
  ['{"mcpServers": {"a": {"url": "http://tools.example/mcp"}}}', /server “a” cannot be used/],
])('says what is wrong with %s', (text, why) => {
  expect(() => importedToolServers(text, 'mcp.json')).toThrow(why)
})

it('what tools may do no file from elsewhere decides', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-settings-'))
  try {
    const settings = new HostSettings({ file: path.join(folder, 'settings.yaml'), env: {} })
    const text = 'toolConsents: { read_clipboard: always }\ntoolServers: { a: { command: sh } }\nspeed: 1.2'
    const { faults } = askSettings(settings, { type: 'import', name: 'theirs.yaml', text })
    expect(faults?.map(({ key }) => key)).toEqual(['toolConsents', 'toolServers'])
    const { toolConsents, toolServers, speed } = settings.values
    expect([toolConsents, toolServers, speed]).toEqual([{}, {}, 1.2])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('the engine has the servers of the settings, and no window their keys', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-settings-'))
  try {
    const file = path.join(folder, 'settings.yaml')
    writeFileSync(file, 'toolServers:\n  files: { command: npx }\n')
    const settings = new HostSettings({ file, env: {} })
    expect(engineConfig(settings.values).toolServers).toEqual({
      files: { command: 'npx', args: [], env: {} },
    })
    settings.change(new Map<SettingKey, unknown>([['toolServers', { web }]]))
    expect(new HostSettings({ file, env: {} }).values.toolServers).toEqual({ web })
    expect(JSON.stringify(settings.told)).not.toContain('Bearer')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
