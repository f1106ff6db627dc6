import {
  isFlag,
  settingEntries,
  settingGroups,
  settingOfGroup,
  takes,
  type SettingEntry,
  type SettingGroup,
} from '@contract'

const introduction = `# Settings

This page is made from the schema by \`npm run settings:page\`.

A setting is said in the file \`settings.yaml\` by its name, in the environment by its variable, and on the command line by
its option (\`npm start -- --speed 1.2\`). What is usual gives way to the file, the file to the environment, that to the
command line, and all of them to what is chosen in the app. A choice is written to the file; when Parley starts again, a
variable or an option that still says otherwise goes before it.

The file is YAML, of which JSON is a part. A name with a point in it stands below its group:

    turnTaking:
      patience: 0.7

${shortForms()}

In the environment and on the command line, lists and names with values are written as in the file: \`[a, b]\`, \`{ name: value }\`.
What is true or false needs no value on the command line: its option alone says true, and with \`no-\` before its name false. With a
value it is one word, \`--keeping-audio=false\`, or two where the second is \`true\` or \`false\`.
`

/** Which settings a file says by the name of their group alone. */
function shortForms(): string {
  const short = settingEntries.flatMap(({ path: [group] }) => settingOfGroup(group) ?? [])
  const names = [...new Set(short)].map(({ key, option }) => `\`${option}\` alone says \`${key}\``)
  return `A group's name with one value behind it is short for one of its settings: ${names.join(', ')}.`
}

const acts: Readonly<Record<SettingEntry['acts'], string>> = {
  'at-once': 'at once',
  engine: 'when the engine has started anew, which it does by itself',
  start: 'when Parley starts again',
}
const scopes: Readonly<Record<SettingEntry['scope'], string>> = {
  app: 'everywhere',
  window: 'in each window by itself',
  device: 'everywhere; the app keeps another choice for each loudspeaker with each microphone',
}

/** The reference of all settings, as Markdown. */
export function settingsPage(): string {
  const groups = Object.keys(settingGroups) as SettingGroup[]
  const parts = groups.map((group) => ({
    name: settingGroups[group],
    entries: settingEntries.filter((entry) => entry.group === group && !entry.isRemembered),
  }))
  const shown = parts.filter(({ entries }) => entries.length > 0)
  return [introduction, ...shown.map(({ name, entries }) => part(name, entries))].join('\n')
}

function part(name: string, entries: readonly SettingEntry[]): string {
  return `## ${name}\n\n${entries.map(described).join('\n')}`
}

function described(entry: SettingEntry): string {
  const { key, label, help, usual, option, variable } = entry
  const rows = [
    ['takes', takes(entry)],
    ['usually', usual === undefined ? 'nothing' : `\`${JSON.stringify(usual)}\``],
    ['environment', `\`${variable}\``],
    ['command line', isFlag(entry) ? `\`--${option}\`, \`--no-${option}\`` : `\`--${option}\``],
    ['acts', acts[entry.acts]],
    ['holds', scopes[entry.scope]],
  ]
  const table = ['| | |', '| --- | --- |', ...rows.map(([name, text]) => `| ${name} | ${text} |`)]
  return `### \`${key}\`\n\n${label}. ${help}\n\n${table.join('\n')}\n`
}
