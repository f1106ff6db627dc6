// Rules of Parley's own for the lint run: an oxlint plugin, which .oxlintrc.json names.
import { statSync } from 'node:fs'
import path from 'node:path'
import picomatch from 'picomatch'

/** The folders beside the engine, lowest first: none imports from a later one, so that there is no circle of folders. */
const house = [
  'models',
  'settings',
  'terminalWords',
  'cuda',
  'engineProcess',
  'log',
  'privacy',
  'library',
  'web',
  'app',
  'doctor',
  'cli',
]
const rootOf = (...folders) => folders.map((folder) => `${folder}/**/*`)
const houseFloors = () =>
  house.map((folder, floor) => ({
    target: `src-main/${folder}/**/*`,
    from: rootOf(...house.slice(floor + 1).map((above) => `src-main/${above}`), 'tests'),
  }))

/** The floors of the house: code in `target`, but for `except`, may not import from `from`. Left never imports right. */
const engine = 'src-main/engine'
const floors = [
  { target: 'src-preload/contract/**/*', from: rootOf('src-main', 'src-renderer', 'tests') },
  { target: `${engine}/flow/**/*`, from: [`${engine}/!(flow)/**/*`, `${engine}/*.ts`] },
  { target: `${engine}/files/**/*`, from: [`${engine}/!(files)/**/*`, `${engine}/*.ts`] },
  { target: `${engine}/network/**/*`, from: [`${engine}/!(network)/**/*`, `${engine}/*.ts`] },
  { target: `${engine}/onnx/**/*`, from: [`${engine}/!(onnx|flow|files)/**/*`, `${engine}/*.ts`] },
  { target: `${engine}/sound/**/*`, from: [`${engine}/!(sound)/**/*`, `${engine}/*.ts`] },
  ...['hearing', 'speaking', 'tools'].map((folder) => ({
    target: `${engine}/${folder}/**/*`,
    from: [`${engine}/!(${folder}|sound|onnx|flow|files|network)/**/*`, `${engine}/*.ts`],
  })),
  {
    target: `${engine}/listeners/**/*`,
    from: [`${engine}/!(listeners|hearing|tools|sound|onnx|flow|files|network)/**/*`, `${engine}/*.ts`],
  },
  { target: `${engine}/models/**/*`, from: [`${engine}/*.ts`] },
  // What lies in the folder of one kind of listener or of voice is known nowhere else, but for the table of its kinds.
  {
    target: 'src-main/**/*',
    except: [`${engine}/listeners/voxtral/**/*`, `${engine}/listeners/listenerKinds.ts`],
    from: [`${engine}/listeners/voxtral/**/*`],
  },
  {
    target: 'src-main/**/*',
    except: [`${engine}/speaking/voices/kokoro/**/*`, `${engine}/speaking/voices/voiceKinds.ts`],
    from: [`${engine}/speaking/voices/kokoro/**/*`],
  },
  {
    target: `${engine}/conversations/**/*`,
    from: [`${engine}/!(conversations|sound|files|flow)/**/*`, `${engine}/*.ts`],
  },
  { target: `${engine}/!(conversations)/**/*`, from: [`${engine}/conversations/**/*`] },
  { target: `${engine}/turn.ts`, from: [`${engine}/conversation.ts`, `${engine}/serve.ts`] },
  { target: `${engine}/turn.ts`, from: [`${engine}/conversations/**/*`] },
  { target: `${engine}/conversation.ts`, from: [`${engine}/serve.ts`] },
  { target: `${engine}/**/*`, from: ['src-main/!(engine)/**/*', ...rootOf('src-renderer', 'tests')] },
  ...houseFloors(),
  {
    target: 'src-renderer/**/*',
    from: [...rootOf('src-main', 'tests'), 'src-preload/!(contract)/**/*', 'src-preload/*.ts'],
  },
  {
    target: 'src-renderer/audio/**/*',
    from: ['src-renderer/ui/**/*', 'src-renderer/*.ts', 'src-renderer/*.tsx'],
  },
  { target: 'src-renderer/*.ts', from: ['src-renderer/ui/**/*'] },
].map(({ target, except = [], from }) => ({
  isTarget: picomatch(target, { ignore: except }),
  isRefused: picomatch(from),
}))

const root = path.resolve(import.meta.dirname, '..')
const isFile = (file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false

/** The file of the house that a module's name leads to, from its root on; undefined where that is a package. */
function fileOf(name, folder) {
  if (name === '@contract') return 'src-preload/contract/index.ts'
  if (!name.startsWith('.')) return undefined
  const at = path.resolve(folder, name.replace(/\?.*$/, ''))
  const found = [at, `${at}.ts`, `${at}.tsx`, path.join(at, 'index.ts')].find(isFile)
  return found && path.relative(root, found).replaceAll(path.sep, '/')
}

/** No import goes up a floor, not even one of types. */
const noWayUp = {
  create(context) {
    const importer = path.relative(root, context.filename).replaceAll(path.sep, '/')
    const mine = floors.filter(({ isTarget }) => isTarget(importer))
    if (mine.length === 0) return {}
    const check = ({ source }) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return
      const file = fileOf(source.value, path.dirname(context.filename))
      if (file !== undefined && mine.some(({ isRefused }) => isRefused(file)))
        context.report({
          node: source,
          message: `${importer} may not import ${file}: that lies on a floor above it.`,
        })
    }
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      TSImportType: check,
    }
  },
}

/** A user may have no home and no name, and Node throws then. */
const noHome = {
  create(context) {
    const check = (name) => {
      if (name?.type === 'Identifier' && /^(homedir|userInfo)$/.test(name.name))
        context.report({
          node: name,
          message: 'A user may have no home and no name, and Node throws then: see files/homeDir.ts.',
        })
    }
    return {
      MemberExpression: ({ property }) => check(property),
      ImportSpecifier: ({ imported }) => check(imported),
    }
  },
}

/** Where a person's sentences live, each in every language. */
const catalogues = [
  'src-main/terminalWords/**',
  'src-main/app/words/**',
  'src-renderer/words/**',
  'src-preload/contract/notices/**',
  // The schema says settings in English; what other languages say has its type.
  'src-preload/contract/*[sS]ettings.ts',
  'src-preload/contract/{config,settingMeta,turnTaking}.ts',
]
/** What a model, a database or a program reads, or who works on Parley. */
const ofOthers = [
  'src-main/engine/{conversations,hearing,speaking,tools,onnx}/**',
  'src-main/engine/answerWithTools.ts',
  'src-main/engine/listeners/**',
  'src-renderer/{builtInListener,toolQuestions}.ts',
  'src-main/doctor/{bugReport,errorCauses,errorsPage}.ts',
  'src-main/settings/settingsPage.ts',
  'src-main/cli/{dev,writeErrorsPage,writeSettingsPage}.ts',
  'src-preload/contract/hostFigures.ts',
]
const mayHaveSentences = picomatch([...catalogues, ...ofOthers])
const hasSentences = picomatch('src-{main,renderer,preload}/**')
/** A capital, and words after it; or any words that a terminal is told. */
const sentence = /(^|[\s>:])\p{Lu}[\p{L}’']*,? \p{Ll}[\p{L}’'-]*,? [\p{L}\p{N}]/u
const words = /\p{L}{2,} \p{L}{2,}/u
const telling = /^(console\.\w+|process\.(stdout|stderr)\.write)$/

/** A sentence that a person can see stands in a catalogue, where it has a place in every language. */
const sentencesInCatalogues = {
  create(context) {
    const file = path.relative(root, context.filename).replaceAll(path.sep, '/')
    if (!hasSentences(file) || mayHaveSentences(file)) return {}
    const around = (node) => {
      for (let at = node.parent; at; at = at.parent) {
        if (/Statement|Declarat|Function/.test(at.type)) return undefined
        if (at.type === 'NewExpression' || at.type === 'CallExpression') return at
      }
      return undefined
    }
    const check = (node, text) => {
      const call = around(node)
      const called = call && context.sourceCode.getText(call.callee)
      // What is wrong in the program itself, for who mends it.
      if (/(Error|^super)$/.test(called) && called !== 'AppError') return
      if (sentence.test(text) || (called !== undefined && telling.test(called) && words.test(text)))
        context.report({
          node,
          message:
            'A sentence that a person can see stands in a catalogue: see CONTRIBUTING.md, Add a language.',
        })
    }
    return {
      Literal: (node) => typeof node.value === 'string' && check(node, node.value),
      TemplateLiteral: (node) => check(node, node.quasis.map(({ value }) => value.cooked).join('0')),
      JSXText: (node) => check(node, node.value.trim()),
      /** An error's message is in English; its notice is in all languages. */
      MemberExpression({ object, property }) {
        if (
          object.type === 'CallExpression' &&
          object.callee.name === 'toAppError' &&
          property.name === 'message'
        )
          context.report({ node: property, message: 'That is English: tell its notice in words.' })
      },
    }
  },
}

export default {
  meta: { name: 'house' },
  rules: { 'no-way-up': noWayUp, 'no-home': noHome, 'sentences-in-catalogues': sentencesInCatalogues },
}
