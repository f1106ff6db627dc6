import type { Formats } from '@contract'

/** A command as it is called here, with what may follow it. */
type Called = (words: string) => string

const write = ({ bytes, list }: Formats) => ({
  language: 'en',
  /** Behind what a command needs, before the settings that it takes. */
  settings: 'Settings, for this run (docs/settings.md tells of all of them):',
  /** A setting that the screen draws by itself, or not at all. */
  settingLabels: {
    muted: 'muted',
    'turnTaking.handsFree': 'listen without a key',
    'sampling.seed': 'seed of chance',
    'turnTaking.duplex': 'when you speak over an answer',
    'turnTaking.patience': 'how long it waits when you pause',
    microphone: 'microphone',
    speaker: 'loudspeaker',
    voice: 'voice',
    listener: 'what hears and answers',
    voiceModel: 'what speaks',
    'keeping.mode': 'keep conversations',
    'keeping.audio': 'keep the sound of questions',
    'keeping.days': 'keep them for',
    recording: 'record for a bug report',
    pushToTalkKey: 'key for push-to-talk',
  } as Readonly<Record<string, string>>,
  said: {
    standardInput: 'The standard input',
    stopped: 'stopped. The same command goes on from here.',
    failed: 'The turn failed.',
    noAnswer: 'No answer came. Ask in other words.',
    asksInWindow: (tool: string) =>
      `The tool ${tool} asks first, and it can do that in Parley’s window alone. It was not called.`,
    waitsForTools: (names: string) => `Waiting for the tool server: ${names}.`,
    withoutTools: (names: string, list: string) =>
      `The tool server is not there: ${names}. The answer comes without its tools. “${list}” says why.`,
    noSuchVoice: (names: string) =>
      `There is no voice “${names}” here, so the usual one speaks. The window lists all of them.`,
    questionOver: 'that was the question.',
    ringing: 'A timer or an alarm rings. Open Parley to silence it.',
  },
  figures: {
    firstToken: 'first token',
    firstWord: 'first word',
    firstAudio: 'first sound',
    tokens: 'tokens a second',
    realTime: 'real-time factor',
  },
  start: {
    usage: (usualPort: string) => `npm start -- [OPTIONS]

Opens Parley: the desktop app, or the same app in the browser where there can be no desktop app.

  --web         open it in the browser
  --port N      with the browser: listen on this port of the loopback (usually ${usualPort}, or a free one)
  --no-open     with the browser: only print the link that opens it`,
    inBrowser: (why: string) => `${why} Parley opens in the browser.`,
    obstacles: {
      'no-display': 'There is no display.',
      root: 'Electron does not run as root.',
      sandbox: (closer: string) =>
        `Electron has no sandbox here, because ${closer} keeps user namespaces from it.`,
      unreachable: (host: string) => `Electron is not installed, and ${host} cannot be reached.`,
      mirror: 'its mirror',
      'not-fetched': 'Electron could not be fetched.',
      'node-too-old': (node: string, needed: string) =>
        `Electron could not be fetched with Node ${node}. It needs ${needed} or newer.`,
    },
    /** Who keeps user namespaces from programs; AppArmor is called so everywhere. */
    closers: {
      AppArmor: 'AppArmor',
      kernel: 'the kernel',
      system: 'this system',
      'no-unshare': 'the missing command unshare',
    },
    foreignSwitch: (name: string) => `With --${name} another program could listen. Start Parley without it.`,
    fetching: 'Fetching Electron, once (about 110 MB)...',
    building: 'Building the window, which takes some ten seconds...',
    at: (link: string) => `Parley is at ${link}`,
    used: 'That link was used. For the next browser, use this one:',
    ends: 'Ctrl-C ends it.',
    removed: 'Everything that Parley had on this computer was removed, as its page shows. Parley ends.',
  },
  ask: {
    usage: (called: Called) => `${called('"What is the capital of France?" [--say] [--out ANSWER.wav]')}

Asks this and prints the answer as it is written. The word - stands for what the standard input says.`,
  },
  talk: {
    usage: (called: Called) => `${called('QUESTION.wav [MORE.wav ...] [--out ANSWER.wav]')}

Asks the spoken questions, in a row, as one conversation; prints the answers as they come and writes them as speech.
A question named - is read from the standard input, also while it is recorded: the first Ctrl-C ends the recording.

  --transcribe    write down what is said instead of answering`,
  },
  /** Of every command that asks. */
  answers: `--out FILE      write the answer as speech into this WAV, while it is spoken; - writes it to the standard output, and
                  prints beside it
  --say           play it on the system’s loudspeaker
  --json          print one event a line
  --figures       tell on the standard error how fast the answer was

Ctrl-C ends it at once. Ends with 1 where there is no answer, and with 2 where the command is not understood.`,
  listen: {
    usage: (called: Called) => `${called('[--model ID] [--kokoro ID]')}

Talks with you through the system’s microphone and loudspeaker, until Ctrl-C: speak, pause, interrupt. Prints what both
said, and on the standard error what goes on. Nothing of it is kept, unless you record it for a bug report (--recording).

It records with arecord, parecord, sox or ffmpeg, and plays with aplay, paplay, play or ffplay; the first that is there.
Use headphones; where the microphone hears the loudspeaker, take --turn-taking-duplex half.`,
    phases: { idle: 'ready', listening: 'listening', thinking: 'thinking', speaking: 'speaking' } as Readonly<
      Record<string, string>
    >,
    you: (said: string) => `You: ${said}`,
    seconds: (seconds: string) => `(${seconds} s of speech)`,
    parley: (said: string) => `Parley: ${said}`,
    noAnswer: (why: string) => `(no answer) ${why}`,
  },
  models: {
    usage: (called: Called) => `${called('COMMAND')}

  list          what there is to fetch, and what is on this computer
  pull ID       fetch a model, or go on with one; ID is one of the list, OWNER/NAME of the hub, or OWNER/NAME:DTYPE
  verify [ID]   read a model’s files again and compare them with the hub’s record (all fetched models without an ID)
  remove ID     remove a model from this computer; an imported directory is only forgotten
  import DIR    take a directory of your own into the list

Ctrl-C stops a fetch; the next pull goes on from there. Environment: HF_ENDPOINT, HF_TOKEN, HTTPS_PROXY, NO_PROXY, and
PARLEY_MODELS_DIR (where models lie).`,
    kinds: { listener: 'listener', voice: 'voice', 'turn-end': 'end of turn' } as Readonly<
      Record<string, string>
    >,
    lie: (folder: string) => `Models lie in ${folder}`,
    removed: (name: string) => `${name} is removed.`,
    imported: (name: string) => `${name} is ready. A Parley that runs knows it when it is started again.`,
    ready: (name: string, folder: string) => `${name} is ready in ${folder}`,
    none: 'There is no fetched model on this computer yet.',
    whole: (name: string) => `${name} is complete, and is what the hub has.`,
    damaged: (name: string, files: readonly string[]) =>
      `${name} is damaged: ${list(files)}. Fetch it again: pull ${name}`,
    partly: (done: string) => `partly here (${done})`,
    isReady: 'ready',
    waiting: (name: string) => `${name}: another Parley fetches it; waiting for that`,
    asking: (name: string) => `${name}: asking what there is`,
    progress: (name: string, done: string, all: string) => `${name}: ${done} of ${all}`,
    checking: (name: string, done: string, all: string) => `${name}: checking ${done} of ${all}`,
    left: (time: string) => `${time} left`,
  },
  tools: {
    usage: (called: Called) => `${called('COMMAND')}

  list           connects to the tool servers that you have added, and tells how they are and what they offer
  import FILE    takes the servers over from another program’s JSON file (mcpServers)
  remove NAME    forgets a server

Servers stand under toolServers in settings.yaml. Such a program may do on this computer whatever you may do:
add what you trust. Whether a tool runs is asked in the window.`,
    added: (names: string) => `${names}: added. A Parley that runs knows it when it is started again.`,
    removed: (name: string) => `${name} is removed.`,
    none: 'No servers were added.',
    leftOut: (count: number) => `${count} tools left out: too many, or too large`,
  },
  /** What a browser or a program is answered that is not served. */
  web: {
    usedLink:
      'This link does not open Parley any more: each opens once. Where Parley runs, it prints another one.',
    onlyByLink: 'Parley opens by a link, once. Where it runs, it prints one.',
    otherHost: 'This host is not known here.',
    onlyGet: 'Only GET gets an answer here.',
    onlyOwnPages: 'Only Parley’s own pages get an answer.',
    noFile: 'There is no such file.',
    noPages: 'Figures are for programs, and for no page.',
    noFigures: 'There is nothing here. See /health, /ready, /status and /metrics.',
  },
  replay: {
    usage: (called: Called) => `${called('FILE [--redact FILE]')}

Plays a recording for a bug report to the logic of the window, on a virtual clock, and compares what the window does with
what it did then, to the letter. Ends with 1 where something differs.

  --redact FILE   write the same recording without sound and without words, which replays as well`,
    redacted: (file: string) => `${file} is written: without sound, and without words.`,
    same: (lines: number) => `All ${lines} lines are to the letter as they were recorded.`,
    differs: (line: number, before: number) =>
      `Line ${line} differs. The ${before} lines before it are as they were recorded.`,
    recorded: (line: string) => `recorded: ${line}`,
    replayed: (line: string) => `replayed: ${line}`,
    nothing: '(nothing)',
  },
  cuda: {
    usage: (called: Called, major: string, driver: string) => `${called('[OPTIONS]')}

Fetches what Parley needs to compute on an NVIDIA card: ONNX Runtime’s CUDA provider and NVIDIA’s libraries of CUDA
${major} and cuDNN 9, from Python’s package index, into a folder of this user. The driver (${driver} or newer) has to be
installed before. Nothing else on this computer is changed. Ctrl-C stops it; the next call goes on from there.

  --check   only say what is missing
  --yes     fetch without a driver too, as for another computer

Environment: PARLEY_CUDA_DIR (where the libraries lie), HTTPS_PROXY, NO_PROXY.`,
    complete: 'CUDA is complete.',
    fetching: (most: number, folder: string) => `Fetching at most ${bytes(most)} into ${folder}`,
    there: 'The libraries are there.',
    computes: 'CUDA computes.',
    doesNotCompute: 'CUDA does not compute yet.',
  },
  doctor: {
    usage: (called: Called) => `${called('[--json]')}

Says what Parley finds on this computer, whether it is well, and what to do where it is not.`,
    states: { ok: 'ok', trouble: 'trouble', unknown: 'note' },
    names: {
      system: 'system',
      memory: 'memory',
      disk: 'disk',
      places: 'what Parley has on the disk',
      card: 'graphics card',
      processor: 'processor',
      models: 'models',
      settings: 'settings',
      microphone: 'microphone',
      key: 'push-to-talk key',
      app: 'desktop app',
      sandbox: 'sandbox',
    },
    system: (name: string, arch: string, cores: string, node: string) =>
      `${name} on ${arch}, ${cores} cores, Node ${node}`,
    free: (size: string) => `${size} free`,
    freeOf: (free: string, all: string) => `${free} of ${all} free`,
    driver: (version: string) => `driver ${version}`,
    nothing: 'nothing',
    noDisk: (folder: string) => `there is no disk for ${folder}`,
    noCard: 'none was found',
    noNvidiaCard: 'no NVIDIA card',
    noGraphicsCard: 'no graphics card',
    computes: 'computes',
    computesPartly: (card: string, processor: string) =>
      `computes ${card} of the operations in its test, the processor ${processor}`,
    doesNotCompute: 'does not compute',
    onlyBuiltIn: 'only the built-in ones, which are small',
    noMicrophone: 'there is none',
    microphones: (count: string) => `${count} can be used`,
    microphoneDenied: 'there is one, but you may not use it',
    microphoneUntold: 'the system tells only the app itself',
    keyWayland: 'Wayland tells no program of keys that are pressed elsewhere',
    keyNoDesktop: 'there is no desktop here',
    keyHeard: 'uiohook hears it going down and up',
    keyUnheard: 'uiohook is not there, so a key can start and stop but not be held',
    appOpens: 'can open a window',
    appInBrowser: (why: string) => `${why} Parley opens in the browser.`,
    sandboxAround: 'is around the windows',
    sandboxOff: 'the windows run without it',
    sandboxOffBy: (closer: string) =>
      `the windows run without it, because ${closer} keeps user namespaces from it`,
    sandboxClosed: (closer: string) =>
      `${closer} keeps user namespaces from programs: an AppImage of Parley runs without it here, and from the sources Parley opens in the browser`,
    fixes: {
      node: 'Install Node 20.19 or newer.',
      install: 'Install Parley again.',
      memory: 'Close other programs.',
      disk: 'Make room for the models.',
      noDisk: 'Connect it, or name another folder (PARLEY_MODELS_DIR).',
      models: (command: string) => `Run ${command} to see what can be fetched.`,
      plugIn: 'Plug one in. You can type meanwhile.',
      group: 'Add yourself to its group, and log in again: sudo usermod -aG audio $USER.',
      allow: 'Allow Parley the microphone in the system’s settings when it asks.',
      waylandKey: 'Give a key of your desktop’s settings the command: parley --toggle.',
      hook: 'Run npm install uiohook-napi.',
      sandbox: 'Install the deb package: it brings its own permission. The AppImage has none.',
    },
  },
})

/** The words of the command line in some language. */
export type TerminalWords = ReturnType<typeof write>

/** Every word of the command line, in English: the measure for all other languages. */
export const english: (formats: Formats) => TerminalWords = write
