import type {
  Contact,
  ContactPurpose,
  Duplex,
  Formats,
  Keeping,
  KeepingMode,
  ModelCard,
  ModelSuggestion,
  OwnPart,
  PlaceKind,
  PrivacyReport,
  PushToTalkState,
  SeenConnection,
  WhyStayed,
} from '@contract'
import type { EchoReport } from '../audio/echoReport'
import type { EchoTest, ListensWhen, Phase, Trouble } from '../state'
import { englishSettings } from './settingNames/settingNames'
import { englishTools } from './toolWords/english'

const partNames: Record<OwnPart, string> = {
  host: 'Parley itself',
  engine: 'the engine',
  fetch: 'a fetch',
  window: 'a window',
  network: 'the windows’ network process',
  other: 'another process of Parley',
}
const purposeNames: Record<ContactPurpose, string> = {
  model: 'A model',
  cuda: 'Libraries for an NVIDIA card',
  proxy: 'A proxy, which passes requests on',
  link: 'A link that you opened in your browser',
  electron: 'Electron, which shows windows',
  server: 'answers to what you say',
}

// The type of all languages is what this one has.
// oxlint-disable-next-line typescript/explicit-module-boundary-types
const write = ({ bytes, clockTime, count, decibels, duration, list, percent, timeLeft }: Formats) => ({
  language: 'en',
  name: 'Parley',
  /** Between two sentences, where one may be left out. */
  fullStop: '.',

  phase: {
    idle: 'Ready',
    listening: 'Listening',
    thinking: 'Thinking',
    voicing: 'Preparing',
    speaking: 'Speaking',
    muted: 'Muted',
    trouble: 'Trouble',
  } satisfies Record<Phase, string>,
  starting: 'Starting',
  waiting: 'Waiting',
  off: 'Off',

  ring: { hold: 'Hold to talk', listens: 'Listening for you', held: 'Hold Space to talk', level: 'Level' },

  listens: {
    legend: 'When it listens',
    labels: { always: 'Always', held: 'Key held', off: 'Off' } satisfies Record<ListensWhen, string>,
    meanings: {
      always: 'You just talk. What others in the room say can be taken for a question.',
      held: 'It hears you only while you hold Space or the ring.',
      off: 'It does not hear you. You can type.',
    },
  },

  connection: {
    connecting: 'The engine is starting.',
    waiting: 'Another window is talking. Yours comes next.',
    loading: 'The models were idle and are being loaded again. Your question is kept.',
    restarting: 'The engine stopped and is being started again.',
    cut: 'The line to Parley was cut and is being made anew.',
    lost: 'The engine does not answer.',
  },

  actions: {
    'allow-microphone': 'Allow microphone',
    'choose-microphone': 'Choose a microphone',
    'restart-engine': 'Start it again',
    retry: 'Try again',
    seen: 'Understood',
  } satisfies Record<NonNullable<Trouble['action']>, string>,

  trouble: {
    denied:
      'Parley may not use the microphone. Allow it in the settings of your browser or system, then try again.',
    noMicrophone: 'No microphone was found. Plug one in, or type your question.',
    busy: 'Another program holds the microphone. Close it, then try again.',
    notOpened: 'The microphone could not be opened. Choose another one.',
    zeros: 'Your microphone delivers only silence. Look for a switch on it, or choose another one.',
    asleep: 'Your browser lets Parley listen after a click. Click anywhere.',
    stalled: 'Your microphone stopped delivering sound. Try to open it again.',
    unplugged: ({ lost, next }: { lost: string; next: string }) =>
      `${lost || 'Your microphone'} was unplugged. Listening through ${next}.`,
    noVoiceActivity: 'Voices cannot be told from noise here. Hold Space to talk.',
    noLoudspeaker: 'No loudspeaker could be opened. Answers are written only.',
    speakerUnplugged: ({ lost }: { lost: string }) =>
      `${lost || 'Your speaker'} was unplugged. Speaking through the usual one.`,
    loudspeakerRefused: 'That loudspeaker cannot be used. Speaking through the usual one.',
    echoStays: 'This microphone hears what Parley says. Use headphones, or test the echo in the settings.',
    silentUntilClick: 'Your browser lets Parley speak after a click. Click anywhere.',
    tooLate: 'That was too late to undo: it is erased.',
    gone: 'What was said here was kept in memory only, and went with the engine.',
  },

  row: {
    mute: 'Mute microphone',
    unmute: 'Unmute',
    muted: 'You are muted.',
    stop: 'Stop',
    continue: 'I wasn’t done',
    field: 'Your question',
    placeholder: 'Or type here',
    send: 'Send',
    tooLong: (chars: number, longest: number) =>
      `That is ${chars} characters; a question can have ${longest}. Ask in shorter parts.`,
  },

  quick: { open: 'Open Parley' },

  conversation: {
    name: 'Conversation',
    empty: 'Say something, or hold Space while you talk.',
    emptyMore: 'You can also type.',
    nothingLeaves: 'Nothing leaves this computer.',
    emptyMuted: 'The microphone is muted. You can type.',
    emptyHeld: 'Hold Space while you talk.',
    emptyOff: 'The microphone is off. You can type.',
    offered: 'The listener that is built in is small. It knows these, and a few more:',
    small: 'Only the small built-in listener is here, which knows a few questions.',
    larger: 'Choose one that knows more',
    wholeQuestion: 'Show the whole question',
    lessOfIt: 'Show less of it',
    spoken: 'You spoke',
    spokenFor: (duration: string) => `You spoke for ${duration}`,
    speaking: 'You are speaking',
    correct: (question: string) => `Correct “${question}”`,
    correction: 'What you said',
    stopped: 'You stopped it here. The rest was not spoken.',
    stoppedEarly: 'You stopped it before it spoke.',
    failed: 'This question was not answered.',
    again: 'Ask again',
    /** What can be done with an exchange. */
    actions: {
      about: (question: string) => `About “${question}”`,
      copy: 'Copy the answer',
      read: 'Read it aloud',
      edit: 'Edit and ask',
    },
    newest: 'To the newest',
    table: 'Table',
    code: 'Code',
    copyCode: 'Copy this code',
    copied: 'Copied.',
    notCopied: 'It could not be copied. Select it, and copy it by hand.',
    /** Before something is opened that an answer leads to. */
    link: {
      title: (host: string) => (host === '' ? 'Write in your mail program?' : `Open ${host} in a new tab?`),
      text: 'Parley itself asks nobody for it. Your browser will.',
      yes: 'Open',
      no: 'Cancel',
    },
  },

  stages: {
    name: 'How long the last answer took',
    wait: 'Wait',
    listen: 'Listen',
    think: 'Think',
    speak: 'Speak',
    heardAfter: (duration: string) => `You heard the answer after ${duration}`,
    writtenAfter: (duration: string) => `The answer began after ${duration}`,
    saved: (duration: string) => `Beginning early saved ${duration}`,
    /** After the last sample of your question. */
    moments: {
      softEndMs: 'Begun in your pause',
      commitMs: 'Your pause was long enough',
      firstTokenMs: 'First token',
      firstWordMs: 'First word',
      firstChunkMs: 'First sound made',
      firstQueuedMs: 'First sound handed to the speaker',
      firstAudibleMs: 'First sound heard',
    },
  },

  figures: {
    name: 'Figures',
    open: 'All figures',
    none: 'Nothing of this conversation has figures yet. Ask something.',
    table: 'As a table',
    turns: 'How long answers took',
    median: (duration: string): string => `Half of the answers came within ${duration}.`,
    turn: 'Answer',
    together: 'Together',
    speed: 'Tokens a second',
    speedMedian: (rate: string): string => `Half of the answers were written at ${rate} or faster.`,
    pauses: 'Your pauses',
    pausesNone: 'No pause inside your sentences is known yet.',
    answersAfter: (duration: string): string => `It answers after ${duration} of silence.`,
    length: 'Length',
    often: 'How often',
    fill: 'How full the conversation is',
    fillSays: (used: string, whole: string): string =>
      `${used} of ${whole} tokens. When there is no room, the oldest questions are left out.`,
    memory: 'Memory',
    memorySays: 'What models take is computed from their files. Your system says what is free.',
    places: { card: 'Graphics card', memory: 'This computer' },
    parts: { listener: 'Listener', voice: 'Voice', conversation: 'Conversation, when full', free: 'Free' },
    place: 'Where',
    part: 'What',
    size: 'How much',
    what: 'What',
    run: {
      name: 'Since Parley was started',
      says: (since: string): string => `Counted since ${since}, in all windows.`,
      answered: 'Answers',
      interrupted: 'Interrupted answers',
      begunEarly: 'Answers started in a pause',
      keptEarly: 'How many of those were used',
      toolCalls: 'Tool calls',
      waiting: 'Questions that wait now',
      engineExits: 'Times the engine stopped',
      error: (code: string): string => `Errors: ${code}`,
      /** Of the app's processes, by what they do. */
      memory: {
        engine: 'Memory of the engine',
        host: 'Memory of the app',
        page: 'Memory of the windows',
        gpu: 'Memory of what draws them',
        fetch: 'Memory of what fetches',
        other: 'Memory of other helpers',
      },
    },
    report: {
      name: 'When something goes wrong',
      about:
        'A report has what the doctor finds, your settings without texts of yours, and the end of the log. It has nothing of what was said. Read it before you give it to somebody.',
      make: 'Make a report',
      making: 'Parley looks at this computer. That takes a few seconds.',
      failed: 'No report could be made: Parley does not answer. Start it again, and try once more.',
      copy: 'Copy it',
      openLogs: 'Open the folder of the log',
    },
  },

  panel: { close: 'Close' },

  /** Keys as they are written on keyboards, by how Electron writes accelerators. */
  keyboard: {
    ...{ Control: 'Ctrl', Alt: 'Alt', Shift: 'Shift', Super: 'Super' },
    ...{ Space: 'Space', Escape: 'Esc' },
  } as Readonly<Record<string, string>>,

  settings: {
    name: 'Settings',
    sound: 'Sound',
    microphone: 'Microphone',
    speaker: 'Speaker',
    systemDevice: 'As the system chooses',
    noDevice: 'None found',
    level: 'Level',
    tone: 'Play a tone',
    groups: { listening: 'Listening', answers: 'Answers', look: 'Look' },
    origins: {
      file: 'From settings.yaml',
      from: (name: string) => `From ${name}`,
      chosen: 'Chosen here',
      usual: 'As usual',
    },
    between: (least: string, most: string) => `From ${least} to ${most}.`,
    atLeast: (least: string) => `At least ${least}.`,
    keys: 'Keys',
    keyNames: {
      talk: 'Talk while held',
      stop: 'Stop',
      continue: 'I wasn’t done',
      mute: 'Mute',
      settings: 'Settings',
      list: 'Conversations',
      find: 'Find in conversations',
      figures: 'Figures',
      undo: 'Undo a deletion',
    },
    hold: 'hold',
  },

  settingNames: englishSettings,
  units: { ms: 'ms', times: '×', tokens: 'tokens', minutes: 'minutes', '%': '%' } as Readonly<
    Record<string, string>
  >,

  server: {
    name: 'Another computer',
    noAddress: 'Enter the address of the server: until then this computer answers.',
    firstListed: (model: string) => `The first in its list: ${model}`,
    askModels: 'Ask which models it has',
    noneListed: 'It lists no models. Enter the name of one.',
    answerHere: 'Answer here again',
    keyByEnvironment:
      'A browser has no safe place for a key. Where the server wants one, start Parley with PARLEY_SERVER_KEY set.',
    key: {
      name: 'Key of the server',
      about:
        'Where the server wants one. It is kept in the safe storage of your system, for this server alone.',
      kept: 'A key for this server is kept in the safe storage of your system.',
      unsafe:
        'Your system has no safe storage (a keyring), so a key would lie on the disk for all to read. Start Parley with PARLEY_SERVER_KEY set instead.',
      keep: 'Keep',
    },
  },

  settingsFile: {
    name: 'All settings',
    about: 'Settings that point to files of this computer, such as models, are left out.',
    save: 'Save as a file',
    take: 'Take from a file',
    taken: 'The settings of the file are in use now.',
    notTaken: 'Left out:',
    reset: 'Reset all',
    sure: 'Set all settings back to their usual values?',
    yes: 'Set them back',
    no: 'Keep them',
    wrong: 'Wrong in the settings:',
  },

  turnTaking: {
    patience: {
      legend: 'How long it waits when you pause',
      labels: { quick: 'Short', usual: 'Usual', patient: 'Long' },
      meanings: {
        quick: 'It answers soon after you stop, and may be early when you search for a word.',
        usual: 'It learns how long your pauses are, and answers a little after that.',
        patient: 'It waits longer before it answers, for when you think while you speak.',
      },
    },
    duplex: {
      legend: 'When you speak over an answer',
      labels: { full: 'It stops', 'duck-only': 'Softer', half: 'Speaks on' },
      meanings: {
        full: 'Your words end the answer and are your next question.',
        'duck-only': 'It goes on more softly while you speak. Space or Escape ends it.',
        half: 'It does not hear you until it has finished. Space or Escape ends it.',
      } satisfies Record<Duplex, string>,
    },
  },

  voice: {
    name: 'Voice',
    listen: 'Listen',
    listenToMoods: 'Listen to a sentence in a mood',
    moods: { glad: 'Glad', calm: 'Calm', grave: 'Grave', urgent: 'Urgent' },
    man: 'man',
    woman: 'woman',
    choose: 'Choose a voice',
    /** What the makers of a voice think of it: A to F, with a plus or a minus. */
    grade: (letter: string) => `grade ${letter}`,
    aboutGrades:
      'The grades are those of Kokoro’s makers: how much there was to learn a voice from, and how good it was. How it sounds to you is another matter.',
    listenTo: (name: string) => `Listen to ${name}`,
    favourites: 'Favourites',
    isFavourite: (name: string) => `${name} is a favourite`,
    blendWith: 'Blend with',
    noBlend: 'No other voice',
    shareOf: (name: string) => `How much of ${name}`,
    blended: (main: string, other: string, share: number) => `${main} with ${percent(share)} of ${other}`,
    /** Which languages are spoken, and by whom. */
    follows: (languages: string) =>
      `Each sentence is said in its own language. The voices of this model speak ${languages}. The built-in voice speaks all others.`,
    followsBuiltIn: 'Each sentence is said in its own language, as well as the built-in voice knows it.',
  },

  echo: {
    test: 'Test the echo',
    stop: 'Stop the test',
    running: 'Testing. Be quiet for five seconds.',
    failed: {
      'dead-microphone': 'Your microphone delivers nothing. Choose another one, then test again.',
      'no-microphone':
        'The microphone could not be opened. Close other programs that use it, then test again.',
      disturbed: 'Somebody spoke, or something was loud. Test again when it is quiet.',
      'not-played': 'The speaker did not play. Choose another one, then test again.',
    } satisfies Record<Extract<EchoTest, { state: 'failed' }>['reason'], string>,
    proposals: {
      none: 'Your microphone does not hear this speaker. You can speak over answers.',
      removed: 'The echo of this speaker is taken out. You can speak over answers.',
      known: 'The echo of this speaker does not sound like you. You can speak over answers.',
      'duck-only': 'Some of the echo could be taken for you. It should get softer when you speak, not stop.',
      half: 'The echo sounds too much like you. It should speak on, and hear you when it has finished.',
    },
    figures: ({ delayMs = 0, echoDb, leftDb }: EchoReport) =>
      [
        `Echo after ${duration(delayMs)}`,
        ...(echoDb === undefined ? [] : [decibels(echoDb)]),
        ...(leftDb === undefined ? [] : [`${decibels(leftDb)} left`]),
      ].join(', '),
    take: 'Use that',
  },

  desktop: {
    name: 'Push-to-talk',
    states: {
      hold: 'Hold it in any program, and talk.',
      toggle:
        'Press it in any program to begin, and again to end. This desktop does not say when a key is let go.',
      taken: 'Another program has this key. Choose another.',
    } satisfies Record<PushToTalkState, string>,
    trials: {
      recording: 'Press the new keys: Ctrl or Alt with another, or a function key.',
      trying: 'Press your key now.',
      worked: 'It works.',
      failed: 'The key did not arrive. Choose another, or give your desktop a key for “parley --toggle”.',
    },
    record: 'Choose another',
    tryIt: 'Try it',
  },

  sandbox: {
    name: 'Sandbox',
    off: 'Parley was started without Chromium’s sandbox. An AppImage is, where a computer gives it no user namespaces; the deb package has its sandbox.',
  },

  models: {
    name: 'Models',
    open: 'Choose models',
    about: 'A larger model knows more than the built-in one and speaks more naturally.',
    kinds: { listener: 'Hears and answers', voice: 'Speaks', 'turn-end': 'Tells when you are done' },
    card: 'Graphics card',
    builtIn: {
      listener: { name: 'Built in', about: 'Small, and always here. It knows a few questions.' },
      voice: { name: 'Built in', about: 'Small, and always here. It sounds like a machine.' },
      'turn-end': { name: 'Built in', about: 'Small, and always here. It knows English only.' },
    },
    figures: ({
      expectedSeconds,
      sizeBytes,
      isSizeApproximate,
      licence,
      memoryBytes,
      isOwnDirectory,
      source,
    }: ModelCard) =>
      isOwnDirectory
        ? source
        : [
            sizeBytes === undefined
              ? 'Size known when it is fetched'
              : `${isSizeApproximate ? 'About ' : ''}${bytes(sizeBytes)}`,
            ...(memoryBytes === undefined || memoryBytes === sizeBytes
              ? []
              : [`${bytes(memoryBytes)} of memory`]),
            ...(expectedSeconds === undefined ? [] : [`${timeLeft(expectedSeconds)} to fetch`]),
            ...(licence === undefined ? [] : [licence]),
          ].join(', '),
    progress: 'How much is here',
    suggested: 'Suggested for this computer',
    computing: 'What computes',
    /** How much of a model, and on what: a card by what it is used by, or the processor. */
    computesOn: (operations: number, card?: string): string =>
      `${count(operations)} ${operations === 1 ? 'operation' : 'operations'} on ${card ?? 'the processor'}`,
    /** What is in the way of a fetch that goes on by itself. */
    retrying: (trouble: string) => `${trouble} Trying again.`,
    coming: (cards: readonly ModelCard[], share?: number, secondsLeft?: number) => {
      const names = list(cards.map(({ name }) => name))
      const left = secondsLeft === undefined ? '' : `, ${timeLeft(secondsLeft)} left`
      return share === undefined
        ? `Fetching ${names}`
        : `Fetching ${names}: ${Math.floor(share * 100)} %${left}`
    },
    /** What did not come, and is not tried again by itself: by name and variant, for there may be another of that name. */
    failed: (models: readonly string[]) => `${list(models)} could not be fetched.`,
    seeWhy: 'See why',
    here: (cards: readonly ModelCard[]) =>
      `${list(cards.map(({ name }) => name))} ${cards.length === 1 ? 'is' : 'are'} here.`,
    useThemNow: 'Use it now',
    later: 'Later',
    states: {
      partial: ({ doneBytes, sizeBytes = 0 }: ModelCard) =>
        `${bytes(doneBytes)} of ${bytes(sizeBytes)} are here.`,
      fetching: ({ doneBytes, sizeBytes, bytesPerSecond, secondsLeft }: ModelCard) =>
        [
          sizeBytes === undefined ? 'Asking what there is' : `${bytes(doneBytes)} of ${bytes(sizeBytes)}`,
          ...(bytesPerSecond === undefined ? [] : [`${bytes(bytesPerSecond)} a second`]),
          ...(secondsLeft === undefined ? [] : [`${timeLeft(secondsLeft)} left`]),
        ].join(', '),
      waiting: () => 'Another Parley fetches it. This one waits for that.',
      checking: ({ doneBytes, sizeBytes = 0 }: ModelCard) =>
        `Found on this computer. Checking it: ${bytes(doneBytes)} of ${bytes(sizeBytes)}`,
    },
    askSize: 'Ask how large it is',
    fetch: ({ sizeBytes = 0, isSizeApproximate }: ModelCard) =>
      `Fetch ${isSizeApproximate ? 'about ' : ''}${bytes(sizeBytes)}`,
    goOn: 'Go on',
    pause: 'Pause',
    cancel: 'Cancel',
    remove: 'Remove',
    forget: 'Forget',
    keep: 'Keep',
    sure: ({ isOwnDirectory, doneBytes }: ModelCard) =>
      isOwnDirectory
        ? 'Take it out of this list? The folder stays.'
        : `Remove ${bytes(doneBytes)} from this computer?`,
    use: 'Use',
    inUse: 'In use',
    /** Another is chosen, but could not be loaded. */
    meanwhile: 'In use meanwhile',
    notLoaded: 'Chosen, but not loaded',
    tryAgain: 'Try again',
    installed: 'Installed',
    useNow: 'Use now',
    folder: {
      name: 'A model of your own',
      about: 'A folder with a Voxtral, Kokoro or Smart Turn model as ONNX. It stays where it is.',
      use: 'Use a folder…',
      command:
        'A folder of yours is taken into this list by a command: npm run models -- import FOLDER. Then open this list again.',
    },
    token: {
      name: 'Token for the model hub',
      about:
        'Some makers give models only to people they know. Your token is kept in the safe storage of your system.',
      kept: 'A token is kept in the safe storage of your system.',
      unsafe:
        'Your system has no safe storage (a keyring), so a token would lie on the disk for all to read. Start Parley with HF_TOKEN set instead.',
      keep: 'Keep',
    },
  },

  privacy: {
    name: 'Privacy',
    about: 'Whom Parley asked for something, and what it has on this disk.',
    open: 'Look at that',
    connections: (since: string) => `Connections since ${since}`,
    none: 'None. Parley asked nobody for anything.',
    contact: ({ purpose, requests, receivedBytes, lastAt }: Contact): string =>
      [
        purposeNames[purpose],
        requests === 1 ? 'asked once' : `asked ${requests} times`,
        ...(receivedBytes === undefined || purpose === 'proxy' ? [] : [`${bytes(receivedBytes)} received`]),
        `last at ${clockTime(lastAt)}`,
      ].join(', '),
    seen: 'As the system shows it',
    seenBy: 'Only a fetch, and a server that you chose, should be seen here.',
    seenAt: ({ part, firstAt, lastAt }: SeenConnection): string =>
      `By ${partNames[part]}, ${
        clockTime(firstAt) === clockTime(lastAt)
          ? `at ${clockTime(firstAt)}`
          : `from ${clockTime(firstAt)} to ${clockTime(lastAt)}`
      }`,
    notes: 'Parley notes whom it asks.',
    looks: ({ parts, everySeconds }: NonNullable<PrivacyReport['looked']>): string =>
      `Every ${everySeconds} seconds it also looks at the TCP connections that Linux shows of its own processes (now: ${list(parts.map((part) => partNames[part]))}). One that comes and goes in between is missed.`,
    closed: (parts: readonly OwnPart[]): string =>
      `The system does not let Parley look into these: ${list(parts.map((part) => partNames[part]))}.`,
    notLooked: 'On this system Parley cannot see what else its processes connect to.',
    browser: 'Your browser is a program of its own: what it does by itself is not seen here.',
    disk: 'On this disk',
    nothing: 'Nothing.',
    places: {
      settings: 'Settings of the desktop app',
      config: 'Configuration',
      models: 'Models that were fetched, and which ones you chose',
      cuda: 'Libraries for an NVIDIA card',
      conversations: 'Conversations',
      recordings: 'Recordings for bug reports',
      logs: 'The log of what happened, without a word of what was said',
      note: 'A note that telemetry was removed',
      token: 'Your token for the model hub, sealed',
      window: 'What the windows keep',
      autostart: 'The start with the computer',
      link: 'A link that a browser was handed',
      browser: 'What this browser keeps for Parley',
      bundled: 'A model that came with Parley, and stays until you uninstall it',
    } satisfies Record<PlaceKind, string>,
    leadsTo: (target: string) => `A link. What it leads to is not counted: ${target}`,
    usersOwn: 'A file of yours, which Parley only reads.',
    together: (size: string) => `Together ${size}.`,
    browserTells: 'Only a page in a browser can tell what that browser keeps for Parley.',
    again: 'Look again',
    remove: {
      name: 'Remove it all',
      about:
        'Everything above goes from this computer, and Parley ends. What is yours stays: folders of models and files that you named.',
      ask: 'Remove it all…',
      sure: (size: string) => `Remove ${size} from this computer, for good? Nothing brings it back.`,
      keepModels: (size: string) => `Keep the models and libraries (${size})`,
      yes: 'Remove it',
      no: 'Keep it',
      running: 'Parley removes it.',
      failed: 'It could not be removed: Parley does not answer. Start it again, and try once more.',
    },
    removed: {
      name: 'Removed',
      went: 'What went',
      nothing: 'Nothing was there.',
      stayed: 'What stayed',
      why: {
        wanted: 'You wanted to keep it.',
        'users-own': 'It is yours.',
        linked: 'A link led there. The link is gone.',
        shared: 'There is something else in it, or it is of another Parley that runs.',
        held: 'A program has it open, or it may not be removed. Close other programs, then remove it yourself.',
        fetching: 'Another Parley fetches it. Close that, then remove it yourself.',
        open: 'Chromium has it open. It goes when you quit Parley.',
      } satisfies Record<WhyStayed, string>,
      ended: 'Parley has ended. You can close this page.',
      quit: 'Quit Parley',
    },
    failed: 'Parley does not answer. Start it again, and open it by its new link.',
  },

  licences: {
    name: 'Licences',
    about:
      'Parley is free software under the GNU General Public License, version 3 or later. It comes with works of others.',
    open: 'Read the licences',
    source: (address: string) => `Source: ${address}`,
    failed: 'The licences are not there. Build or install Parley anew.',
  },

  recording: {
    name: 'Recording for bug reports',
    about:
      'A file on this computer gets all that each window hears, says and does, with sound and words and private conversations, so that a fault can be looked at again. It begins once the windows have loaded anew, and ends by itself after 15 minutes. Nothing is sent anywhere. Before you give the file away, parley replay with --redact takes sound and words out.',
    begin: 'Begin to record',
    now: 'Everything is recorded for a bug report: sound, words and times.',
    /** Of a private conversation that is recorded; of one that would be; of any while a recording is on. */
    nowPrivate: 'This private conversation is recorded to the disk, for a bug report.',
    wouldBePrivate:
      'Your conversation is private. A recording writes it to the disk all the same, what was said in it before too.',
    privateMeans:
      'Private conversations are kept nowhere, but a recording for a bug report is on, and writes this down as well.',
    /** In its sign. */
    isPrivate: 'Private, recorded',
    stop: 'Stop recording',
    lies: (file: string | undefined) =>
      file ? `The recording lies in ${file}.` : 'The recording has ended.',
    full: (file: string | undefined) =>
      `The recording is as long as one may be.${file ? ` It lies in ${file}.` : ''}`,
    seen: 'OK',
  },
  conversations: {
    name: 'Conversations',
    find: 'Find in all conversations',
    none: 'Nothing has been said yet.',
    noMatch: (query: string) => `Nothing found for “${query}”.`,
    stillSearched: (count: number) =>
      `${count} older ${count === 1 ? 'question is' : 'questions are'} still being read. What is found there is added.`,
    found: (count: number, isWhole: boolean) =>
      `${isWhole ? '' : 'More than '}${count === 1 ? '1 question' : `${count} questions`} found`,
    foundNamed: (count: number, isWhole: boolean) =>
      `${isWhole ? '' : 'More than '}${count === 1 ? '1 conversation' : `${count} conversations`} found by name.`,
    findShort: 'Find',
    begin: 'New conversation',
    beginShort: 'New',
    beginPrivate: 'New private conversation',
    beginPrivateShort: 'New private',
    isPrivate: 'Private',
    privateMeans: 'Nothing of this conversation is written to the disk. It is gone when Parley ends.',
    /** Of a conversation whose first question nobody has written down yet. */
    spokenAt: (time: string) => `You spoke at ${time}`,
    rename: (name: string) => `Rename “${name}”`,
    newName: 'Name of the conversation',
    remove: (name: string) => `Delete “${name}”`,
    removeExchange: (question: string) => `Delete “${question}” and its answer`,
    removeAll: 'Delete all conversations',
    removed: {
      exchange: 'Question and answer deleted.',
      conversation: 'Conversation deleted.',
      everything: 'All conversations deleted.',
    },
    /** Deleted before, which can be brought back too. */
    andMore: (count: number) => `And ${count} more.`,
    undo: 'Undo',
    earlier: 'Show what was said before',
    today: 'Today',
    yesterday: 'Yesterday',
    save: {
      name: 'Save the open conversation',
      formats: { markdown: 'Markdown', json: 'JSON' },
      nothing: 'There is nothing to be saved yet. Ask something first.',
    },
  },

  tools: englishTools({ clockTime }),

  keeping: {
    legend: 'Keep conversations on this computer',
    labels: { never: 'Never', 'until-quit': 'Until I quit', yes: 'Yes' } satisfies Record<
      KeepingMode,
      string
    >,
    meanings: {
      never:
        'What was said is in memory alone. It is gone when Parley ends, or has to start anew after trouble.',
      'until-quit': 'What was said is there until you quit Parley, also after trouble. Then it is erased.',
      yes: 'What was said stays on this computer until you delete it. Whoever may read your files can read it.',
    } satisfies Record<KeepingMode, string>,
    audio: 'Keep the sound of my questions too',
    howLong: 'For how long',
    always: 'Until I delete it',
    days: (count: number) => (count === 365 ? 'A year' : count === 1 ? 'A day' : `${count} days`),
    leaving: 'What should happen to what is kept?',
    removeKept: 'Delete what is kept',
    leaveKept: 'Leave it',
    /** After the first answer. */
    ask: 'Your conversations are erased when you quit. Should Parley keep them on this computer?',
    name: 'Keeping conversations',
    about: 'Whether what was said stays on this computer, and how long.',
    open: 'Choose what is kept',
    leave: 'Leave it as it is',
    note: ({ mode, days }: Keeping): string =>
      mode === 'never'
        ? 'New ones are not written to the disk, and gone when Parley ends.'
        : mode === 'until-quit'
          ? 'New ones are erased when you quit Parley.'
          : days === undefined
            ? 'They are kept on this computer.'
            : `They are kept on this computer for ${days === 1 ? 'a day' : `${days} days`}.`,
    /** Although it should be kept longer, and why. */
    hindered: {
      'store-locked':
        'What you say now is in memory alone, and gone when Parley ends: another Parley has your conversations open.',
      'store-newer':
        'What you say now is in memory alone, and gone when Parley ends: the file with your conversations is of a newer Parley.',
      'disk-full': 'What you say now is in memory alone, and gone when Parley ends: the disk is full.',
      'store-unwritable':
        'What you say now is in memory alone, and gone when Parley ends: the file with your conversations cannot be written.',
    },
    change: 'Change that',
  },

  welcome: {
    step: (step: number, steps: number) => `${step} of ${steps}`,
    explain: {
      title: 'You talk, your computer answers',
      titleElsewhere: 'You talk, another computer answers',
      text: 'Parley needs your microphone to hear you.',
      staysHere: 'It works on this computer alone: nothing you say is sent anywhere.',
      next: 'You will be asked once. You can take it back at any time.',
      action: 'Allow microphone',
      failed: 'You can also go on without it: you type, and it answers.',
      again: 'Ask again',
      skip: 'Type instead',
    },
    models: {
      title: 'A Parley that knows more',
      text: 'What is built in knows little and sounds like a machine. These suit this computer best.',
      looking: 'Parley looks at this computer.',
      parts: { listener: 'Hears and answers', voice: 'Speaks', libraries: 'For your NVIDIA card' },
      size: ({ sizeBytes = 0, isSizeApproximate }: ModelCard) =>
        `${isSizeApproximate ? 'about ' : ''}${bytes(sizeBytes)}`,
      fits: (
        { runsOn, lacks, freeBytes, freeDiskBytes = 0 }: ModelSuggestion,
        { diskBytes, memoryBytes }: { readonly diskBytes: number; readonly memoryBytes: number },
      ) => {
        if (lacks === 'disk')
          return `They take ${bytes(diskBytes)} on the disk, and ${bytes(freeDiskBytes)} are free. Make room, then choose them under Models.`
        if (lacks === 'memory')
          return `They take ${bytes(memoryBytes)} of memory, and ${bytes(freeBytes)} are free. Close other programs before you use them.`
        return runsOn === 'card'
          ? `They fit your graphics card: they take ${bytes(memoryBytes)} of the ${bytes(freeBytes)} that are free there.`
          : `They fit this computer: they take ${bytes(memoryBytes)} of the ${bytes(freeBytes)} of memory that are free.`
      },
      howLong: 'How long does that take?',
      measuring: 'Parley measures how fast they come.',
      takes: (seconds: number) => `At the present speed, that takes ${timeLeft(seconds)}.`,
      meanwhile: 'They are fetched while you go on, and Parley tells you when they are here.',
      get: (count: number): string => (count === 1 ? 'Get it' : count === 2 ? 'Get both' : 'Get all'),
      later: 'Later',
      all: 'All models',
    },
    sound: {
      title: 'Check the sound',
      text: 'Speak: the level should move. Play a tone: you should hear it.',
      action: 'Begin',
    },
    /** The first question to the first listener that was fetched. */
    greeting: 'What can you do?',
  },
})

/** The words of the window in one language. */
export type Words = ReturnType<typeof write>

/** Every word of the window, in English: the measure for all other languages. */
export const english: (formats: Formats) => Words = write
