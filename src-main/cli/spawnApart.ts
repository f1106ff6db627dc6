import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'

/** Starts a program that Ctrl-C in the terminal does not end: whoever started it does, when it is time. */
export function spawnApart(program: string, words: readonly string[], stdio: StdioOptions): ChildProcess {
  // On Windows it would get a console of its own.
  return spawn(program, words, { stdio, detached: process.platform !== 'win32', windowsHide: true })
}
