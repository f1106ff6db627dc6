import type { FileAttempt, FileObstacle } from '../fileTrouble'
import type { Formats } from '../formats'
import type { NoticeWords } from '../notice'

const attempts: Record<FileAttempt, string> = {
  opened: 'opened',
  read: 'read',
  made: 'made',
  written: 'written',
  removed: 'removed',
}
/** Why, and what helps. */
const obstacles: Record<Exclude<FileObstacle, 'unknown'>, readonly [reason: string, remedy: string]> = {
  'not-allowed': [
    'that is not allowed',
    'Check whom it belongs to and its permissions, or choose another place.',
  ],
  'read-only': ['its disk is read-only', 'Choose another place.'],
  'not-there': ['there is no such file or folder', 'Check the path.'],
  'file-in-path': ['a part of its path is a file and no folder', 'Check the path.'],
  'is-folder': ['it is a folder', 'Name a file.'],
  'name-taken': ['something else has its name', 'Move that away, or choose another place.'],
  'not-empty': ['something else lies in it', 'Move that away, or choose another place.'],
  'disk-full': ['the disk is full', 'Make room and try again.'],
  'share-full': ['your share of the disk is full', 'Make room and try again.'],
  'held-open': ['another program has it open', 'Close that, and try again.'],
  'too-many-open': ['too many files are open', 'Close other programs, and try again.'],
  'name-too-long': ['its name is too long', 'Choose a shorter one.'],
  'link-circle': ['its links lead in a circle', 'Check the path.'],
  'too-large': ['it is too large for its disk', 'Choose another place.'],
  'disk-fails': ['its disk fails', 'Check the disk.'],
  'nothing-behind': ['nothing is behind it', 'Name another file.'],
  'reader-gone': ['whoever was to read it has gone away', 'Try again.'],
  'computer-lost-it': ['the other computer no longer has it', 'Connect it again.'],
  'computer-silent': ['the other computer does not answer', 'Connect it again.'],
  'over-2-gb': ['it is larger than 2 GB', 'Choose a smaller one.'],
}

/** Every notice, in English: what terminals and logs have, too. */
export const englishNotices = (_: Formats): NoticeWords => ({
  'as-told': ({ text }) => text,
  unexpected: ({ detail }) => `Something unexpected went wrong: ${detail}`,
  file({ place = 'A file', attempt, obstacle, code }) {
    const [reason, remedy] =
      obstacle === 'unknown'
        ? [`the system says ${code}`, 'Check the disk, or choose another place.']
        : obstacles[obstacle]
    return `${place} could not be ${attempts[attempt]}: ${reason}. ${remedy}`
  },

  'driver-too-old': ({ driver, oldest }) =>
    `Your NVIDIA driver is version ${driver}. CUDA needs ${oldest} or newer: update the driver first.`,

  'engine-stopped': ({ during }) =>
    ({
      question: 'The engine stopped while you spoke and is starting again. Say it once more.',
      answer: 'The engine stopped in the middle of this answer and is starting again. Ask once more.',
      store: 'The engine stopped before it could do that and is starting again. Try once more.',
    })[during],
  'line-cut': ({ during }) =>
    ({
      question: 'The line to Parley was cut while you spoke. Say it once more.',
      answer: 'The line to Parley was cut in the middle of this answer. Ask once more.',
      store: 'The line to Parley was cut before it could do that. Try once more.',
    })[during],
  'engine-not-running': () => 'The engine is not running. Restart it.',
  'too-many-tabs': () => 'Parley is open in too many tabs of this browser. Close one, then try again.',
  'host-gone': () => 'Parley does not answer any more. Start it again, and open it by its new link.',
  'not-understood': ({ detail }) =>
    `The engine said something that this window does not understand (${detail}).`,
  'not-asked': ({ detail }) => `That cannot be asked of the engine (${detail}).`,
})
