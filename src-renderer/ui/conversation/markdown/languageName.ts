/** How languages are called that answers name by a short form. */
const names: Readonly<Record<string, string>> = {
  ...{ bash: 'Shell', c: 'C', 'c#': 'C#', 'c++': 'C++', cpp: 'C++', cs: 'C#', csharp: 'C#', css: 'CSS' },
  ...{ csv: 'CSV', dockerfile: 'Dockerfile', fsharp: 'F#', golang: 'Go', hs: 'Haskell', html: 'HTML' },
  ...{ ini: 'INI', javascript: 'JavaScript', js: 'JavaScript', json: 'JSON', jsx: 'JSX', kt: 'Kotlin' },
  ...{ latex: 'LaTeX', matlab: 'MATLAB', md: 'Markdown', objc: 'Objective-C', php: 'PHP', ps1: 'PowerShell' },
  ...{
    powershell: 'PowerShell',
    py: 'Python',
    rb: 'Ruby',
    rs: 'Rust',
    sh: 'Shell',
    shell: 'Shell',
    sql: 'SQL',
  },
  ...{ svg: 'SVG', tex: 'TeX', toml: 'TOML', ts: 'TypeScript', tsx: 'TSX', typescript: 'TypeScript' },
  ...{ vb: 'Visual Basic', xml: 'XML', yaml: 'YAML', yml: 'YAML', zsh: 'Shell', vue: 'Vue' },
}

/** The name of a programming language. @param written such as `py`, as an answer names it */
export function languageName(written: string): string {
  const known = written.toLowerCase()
  return Object.hasOwn(names, known) ? names[known] : written.charAt(0).toUpperCase() + written.slice(1)
}
