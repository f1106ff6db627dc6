import js from '@eslint/js'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import { importX } from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'

/** The folders beside the engine, lowest first: none imports from a later one, so that there is no circle of folders. */
const house = [
  'models',
  'settings',
  'cuda',
  'engineProcess',
  'privacy',
  'library',
  'web',
  'app',
  'doctor',
  'cli',
]
const houseFloors = () =>
  house.map((folder, floor) => ({
    target: `./src-main/${folder}/**`,
    from: rootOf(...house.slice(floor + 1).map((above) => `./src-main/${above}`), './tests'),
  }))

/** The floors of the house: code in `target` may not import from `from`. Left never imports right. */
const engine = './src-main/engine'
const rootOf = (...folders) => folders.map((folder) => `${folder}/**`)
const floors = [
  { target: './src-preload/contract/**', from: rootOf('./src-main', './src-renderer', './tests') },
  { target: `${engine}/flow/**`, from: [`${engine}/!(flow)/**`, `${engine}/*.ts`] },
  { target: `${engine}/files/**`, from: [`${engine}/!(files)/**`, `${engine}/*.ts`] },
  { target: `${engine}/onnx/**`, from: [`${engine}/!(onnx|flow|files)/**`, `${engine}/*.ts`] },
  { target: `${engine}/sound/**`, from: [`${engine}/!(sound)/**`, `${engine}/*.ts`] },
  ...['hearing', 'speaking', 'tools'].map((folder) => ({
    target: `${engine}/${folder}/**`,
    from: [`${engine}/!(${folder}|sound|onnx|flow|files)/**`, `${engine}/*.ts`],
  })),
  {
    target: `${engine}/listeners/**`,
    from: [`${engine}/!(listeners|hearing|tools|sound|onnx|flow|files)/**`, `${engine}/*.ts`],
  },
  { target: `${engine}/models/**`, from: [`${engine}/*.ts`] },
  {
    target: `${engine}/conversations/**`,
    from: [`${engine}/!(conversations|sound|files|flow)/**`, `${engine}/*.ts`],
  },
  { target: `${engine}/!(conversations)/**`, from: [`${engine}/conversations/**`] },
  { target: `${engine}/turn.ts`, from: [`${engine}/conversation.ts`, `${engine}/serve.ts`] },
  { target: `${engine}/turn.ts`, from: [`${engine}/conversations/**`] },
  { target: `${engine}/conversation.ts`, from: [`${engine}/serve.ts`] },
  { target: `${engine}/**`, from: ['./src-main/!(engine)/**', ...rootOf('./src-renderer', './tests')] },
  ...houseFloors(),
  {
    target: './src-renderer/**',
    from: [...rootOf('./src-main', './tests'), './src-preload/!(contract)/**', './src-preload/*.ts'],
  },
  {
    target: './src-renderer/audio/**',
    from: ['./src-renderer/ui/**', './src-renderer/*.ts', './src-renderer/*.tsx'],
  },
  { target: './src-renderer/*.ts', from: ['./src-renderer/ui/**'] },
]

export default tseslint.config(
  { ignores: ['node_modules', 'out', 'dist', '.cache', 'tests/fixtures'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: floors, basePath: import.meta.dirname }],
      'import-x/no-cycle': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  {
    // Electron is for the desktop app alone.
    files: ['src-main/*/**', 'src-preload/contract/**'],
    ignores: ['src-main/app/**'],
    rules: { 'no-restricted-imports': ['error', { paths: ['electron'] }] },
  },
  {
    files: ['src-main/**'],
    ignores: ['src-main/engine/files/homeDir.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: ['MemberExpression[property', 'ImportSpecifier[imported']
            .map((place) => `${place}.name=/^(homedir|userInfo)$/]`)
            .join(),
          message: 'A user may have no home and no name, and Node throws then: see files/homeDir.ts.',
        },
      ],
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
)
