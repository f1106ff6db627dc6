import type { FileAttempt, FileObstacle } from '../fileTrouble'
import type { Formats } from '../formats'
import type { ModelKind } from '../models'
import type { NoticeWords } from '../notice'
import { englishDeviceNotices } from './devices/english'
import { englishSettingNotices } from './settings/english'
import type { LineFault } from './noticeParams'

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
  'file-in-path': ['a part of its path is a file, not a folder', 'Check the path.'],
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
  'no-file': ['it is a pipe or a device, not a file', 'Name a file.'],
  'too-long': ['it is far too long for such a file', 'Move it away, or name another file.'],
  'disk-fails': ['its disk fails', 'Check the disk.'],
  'nothing-behind': ['it leads to nothing', 'Name another file.'],
  'reader-gone': ['the program that read it has gone away', 'Try again.'],
  'computer-lost-it': ['the other computer no longer has it', 'Connect it again.'],
  'computer-silent': ['the other computer does not answer', 'Connect it again.'],
  'over-2-gb': ['it is larger than 2 GB', 'Choose a smaller one.'],
}

const ranOut = {
  card: 'The graphics card ran out of memory',
  processor: 'Memory ran out',
}
const lineFaults: Record<LineFault, string> = {
  'unknown-address': 'no such address is known here; is this computer online?',
  'no-lookup': 'addresses cannot be looked up; is this computer online?',
  'no-network': 'there is no network',
  'no-way': 'there is no route to it',
  refused: 'nobody answers there',
  'no-https': 'it does not speak https; its address may begin with http://',
  'hung-up': 'the other side hung up',
  timeout: 'no answer in time',
}
const lineFault = (fault?: LineFault, detail = 'nobody knows why'): string =>
  fault === undefined ? detail : lineFaults[fault]
const kindNames: Record<ModelKind, string> = {
  listener: 'listener',
  voice: 'voice',
  'turn-end': 'model that tells when you are done',
}

/** Every notice, in English: what terminals and logs have, too. */
export const englishNotices = (
  formats: Formats,
  { bytes, languageName, list, number } = formats,
): NoticeWords => ({
  ...englishSettingNotices,
  ...englishDeviceNotices(formats),
  'as-told': ({ text }) => text,
  unexpected: ({ detail }) => `Something unexpected went wrong: ${detail}`,
  file({ place = 'A file', attempt, obstacle, code }) {
    const [reason, remedy] =
      obstacle === 'unknown'
        ? [`the system says ${code}`, 'Check the disk, or choose another place.']
        : obstacles[obstacle]
    return `${place} could not be ${attempts[attempt]}: ${reason}. ${remedy}`
  },

  'microphone-numbers': () => 'The microphone sends data that is not sound. Choose another one.',
  'question-minutes': ({ minutes }) =>
    `One question can be ${minutes} minutes long at most. Ask in shorter parts.`,
  'question-seconds': ({ seconds, longestSeconds }) =>
    `That was ${seconds} s long; this listener holds ${longestSeconds} s at most. Ask in shorter parts.`,
  'question-too-long': () => 'That question is too long to be held in mind. Ask in shorter parts.',
  'heard-too-short': () => 'That was too short to hear a word. Speak again.',
  'heard-silence': () => 'There was only silence. Check the microphone and speak again.',
  'question-gone': () => 'This question is not kept any more. Ask it anew.',
  'answer-gone': () => 'This answer is not kept any more. Ask its question again.',
  'answer-cut-off': () => 'Parley stopped in the middle of this answer. Ask once more.',
  'sound-empty': ({ name }) => `${name} holds no sound: record it again.`,
  'sound-too-short': ({ name, seconds, leastSeconds }) =>
    `${name} is too short with ${number(seconds)} s: at least ${leastSeconds} s are needed.`,
  'sound-too-long': ({ name, seconds, mostSeconds }) =>
    `${name} is ${seconds} s long: cut it to at most ${mostSeconds} s.`,
  'sound-numbers': ({ name }) =>
    `${name} holds a sample that is not a number (NaN or infinite): record or convert it again.`,
  'sound-silent': ({ name }) =>
    `${name} holds nothing but silence: check the microphone and record it again.`,
  'wav-none': ({ name, looksLike }) =>
    `${name} is not a WAV file${looksLike ? ` but looks like ${looksLike}` : ''}: convert it to WAV first.`,
  'wav-rate': ({ name, rateHz, lowestHz, highestHz }) =>
    `${name} has a sample rate of ${rateHz} Hz: convert it to one of ${lowestHz} to ${highestHz} Hz.`,
  'wav-format': ({ name, bits, tag, bytes }) =>
    `${name} holds ${bits}-bit samples of WAV format ${tag} in ${bytes} bytes each, which Parley cannot read: convert it to 16-bit PCM.`,
  'wav-damaged': ({ name, fault }) => {
    const what = {
      'format-cut': 'its format is cut off',
      'no-format': 'its format is missing',
      'no-data': 'it has no audio data',
      'data-cut': 'its audio data is cut off',
      'no-channels': 'it says that it has no channels',
    }[fault]
    return `${name} is a damaged WAV file: ${what}. Record or convert it again.`
  },

  'no-model-folder': ({ directory }) => `There is no model directory ${directory}. Check the path.`,
  'model-files-missing': ({ directory, files }) =>
    `The model in ${directory} lacks ${list(files)}. Fetch it again, or choose another one.`,
  'model-file-damaged': ({ file, detail }) =>
    `${file} is damaged${detail ? ` (${detail})` : ''}. Fetch it again, or choose another model.`,
  'model-file-other': ({ file, family, detail }) =>
    `${file} is not that of a ${family} model${detail ? ` (${detail})` : ''}. Fetch it again, or choose another model.`,
  'model-unsupported': ({ detail }) =>
    `The model needs something that Parley cannot do (${detail}). Choose another one.`,
  'lfs-pointer': ({ file }) =>
    `${file} is only a Git LFS pointer to the file. Run “git lfs pull” in its folder to get the file itself.`,
  'web-page-file': ({ file }) =>
    `${file} is a web page, which some sites send instead of a file until you sign in. Sign in, and download the file itself.`,
  'model-not-onnx': ({ file }) =>
    `${file} is damaged: it is not an ONNX model. Fetch it again or choose another model.`,
  'model-no-file': ({ file }) => `There is no file ${file}. Fetch it again or choose another model.`,
  'weights-missing': ({ file, weights }) =>
    `${file} lacks its weights: there is no ${weights} beside it. Fetch it again or choose another model.`,
  'weights-outside': ({ file, weights }) =>
    `${file} names weights outside of its own folder${weights ? ` (${weights})` : ''}, which are not read. Fetch it again or choose another model.`,
  'weights-short': ({ file }) =>
    `The weights of ${file} are damaged: their file is too short. Fetch it again or choose another model.`,
  'model-not-loaded': ({ file, detail }) =>
    `${file} could not be loaded: ${detail} Fetch it again or choose another model.`,
  'no-end-of-turn': ({ file }) => `There is no end-of-turn model ${file}. Check the path.`,
  'end-of-turn-odd': ({ file, value }) =>
    `${file} gave ${value} where a probability belongs. Choose another end-of-turn model.`,
  'end-of-turn-instead': ({ why }) =>
    `The end-of-turn model could not be loaded, so the built-in one tells when you are done. ${why}`,
  'end-of-turn-none': ({ why }) =>
    `Parley cannot tell by your voice when you are done, only by silence. ${why}`,
  'listener-instead': ({ name, why }) =>
    `${name} could not be loaded, so the built-in listener hears you. ${why}`,
  'voice-instead': ({ name, why }) => `${name} could not be loaded, so the built-in voice speaks. ${why}`,
  'models-on-processor': () =>
    'The engine stopped twice while it loaded your models, so they run on the processor, which is slower. Update the driver of your graphics card, and restart Parley.',
  'models-built-in': () =>
    'The engine stopped again and again while it loaded your models, so the built-in ones answer. Close other programs and use your models again, or choose smaller ones.',

  'memory-short': ({ neededBytes, freeBytes }) =>
    `The models need ${bytes(neededBytes)} of memory and ${bytes(freeBytes)} are free. Close other programs or choose a smaller model.`,
  'memory-for-answer': () =>
    'There is not enough memory for that answer. Close other programs and ask again.',
  'context-shorter': ({ tokens, wantedTokens, freeBytes }) =>
    `Conversations are kept for ${tokens} tokens instead of ${wantedTokens}, because ${bytes(freeBytes)} are free.`,
  'listener-smaller': ({ dtype, insteadOf, freeBytes }) =>
    `The smaller ${dtype} listener is used instead of ${insteadOf}, because ${freeBytes === undefined ? 'a processor answers sooner with it' : `${bytes(freeBytes)} are free`}.`,
  'on-processor': ({ parts, freeBytes }) =>
    `${parts === 'both' ? 'The listener and the voice run' : 'The voice runs'} on the processor, because the graphics card has only ${bytes(freeBytes)} free.`,
  'ran-out-context': ({ on, tokens }) =>
    `${ranOut[on]}, so conversations are kept for ${tokens} tokens from now on.`,
  'ran-out-smaller': ({ on, dtype }) => `${ranOut[on]}, so the smaller ${dtype} listener is used.`,
  'ran-out-moved': ({ on, part }) => `${ranOut[on]}, so the ${part} runs on the processor.`,
  'runtime-no-platform': ({ platform }) => `ONNX Runtime does not exist for ${platform}.`,
  'runtime-not-loaded': ({ file, detail, needsRedistributable }) =>
    `ONNX Runtime could not be loaded from ${file}: ${detail}. ${needsRedistributable ? 'Install Microsoft’s Visual C++ Redistributable (x64), or Parley again.' : 'Install Parley again.'}`,
  'runtime-other-version': ({ version, wanted }) =>
    `Found ONNX Runtime ${version}, but Parley was built for ${wanted}. Install Parley again.`,
  'runtime-failed': ({ part, detail }) => `${part} failed: ${detail}`,
  'computes-wrongly': () => 'It computes wrongly: the same prompt led to two answers.',
  'device-silent': () => 'The device gave no answer.',
  'no-numbers': ({ part }) =>
    `${part === 'encoder' ? 'The audio encoder' : 'The language model'} gave results that are not numbers. Ask again, and fetch the model again if this repeats.`,
  'no-token': () =>
    'The language model forbids every token. Ask again, and fetch the model again if this repeats.',
  'listener-away': () => 'The listener is away.',
  'listener-busy': () => 'The listener has begun another answer. Ask again.',

  'voice-unplayable': () =>
    'The voice made sound that cannot be played (NaN samples); choose another file or precision of its model.',
  'voice-silent': ({ voice }) =>
    `The voice ${voice} returned only silence; choose another voice, or another file of its model.`,
  'voice-cannot-say': ({ text }) => `The voice cannot say “${text}”.`,
  'no-phonemes': ({ code }) => `espeak-ng found no phonemes (code ${code}).`,
  'built-in-voice-broken': () =>
    'The built-in voice (espeak-ng) could not be loaded; reinstall Parley to repair its files.',
  'built-in-voice-unknown': ({ voice }) =>
    `The built-in voice has no language “${voice}”; choose another, such as “en-us”.`,
  'voice-unknown': ({ voice }) => `Kokoro has no voice “${voice}”; choose another, such as af_heart.`,
  'language-unpronounced': ({ language }) =>
    `Parley cannot pronounce ${languageName(language)} yet; choose a voice whose name begins with a, b, e, f, h, i or p.`,
  'language-unspoken': ({ language }) =>
    `What is written in ${language ? languageName(language) : 'another script'} is not spoken: no voice here can say it.`,
  'voice-slow': ({ factor, isBuiltIn }) =>
    `This voice takes ${number(factor)} s for each second of sound here, so that it pauses. ${isBuiltIn ? 'It is faster when other programs do less.' : 'The built-in voice is faster; you can choose it in Models.'}`,

  'store-newer': () =>
    'Your conversations were kept by a newer Parley than this one. They stay as they are, and what you say here is not kept. Install the newest Parley.',
  'store-damaged': ({ keptAs }) =>
    `The file with your conversations is damaged and cannot be read. It is kept as ${keptAs}; a new one was begun.`,
  'store-locked': () =>
    'Another Parley has your conversations open. What you say here is not kept. Close the other one, and start this one again.',
  'store-no-folder': () => 'What you say cannot be kept here: there is no folder for it.',
  'store-elsewhere': ({ place, not }) =>
    `${place} is a link, or is ${not === 'yours' ? 'not yours' : 'not a file'}. What is kept there would stay when you remove everything, so what you say is not kept. Move it away, and start Parley again.`,
  'store-full': ({ folder }) =>
    `Conversations cannot be written to ${folder}: The disk is full. What is said from now on is remembered until Parley ends. Make room, and it is kept with your next question.`,
  'store-unwritable': ({ folder, detail }) =>
    `Conversations cannot be written to ${folder}: ${detail} What is said from now on is remembered until Parley ends. Let Parley write there, and it is kept with your next question.`,
  'store-not-removed': ({ file }) =>
    `${file} has what was said, and could not be removed. Remove it when Parley has ended.`,
  'search-replaced': () => 'Something else was searched for meanwhile.',
  'archive-damaged': ({ file }) => `${file} is damaged. Remove it and fetch it again.`,

  'engine-again': ({ how }) => `The engine stopped (${how}) and is starting again.`,
  'engine-gave-up': ({ how }) =>
    `The engine stopped again and again (${how}). Restart it; if that does not help, restart Parley.`,
  'window-invalid': ({ detail }) => `The window sent an invalid message: ${detail}.`,
  'message-unreadable': ({ detail }) => `A message could not be read: ${detail}.`,
  'window-request-unknown': () => 'The window asked for something that the engine does not know.',
  'too-many-turns': () => 'Too many questions are open. Wait for an answer, then ask again.',

  'no-model': ({ name, command }) =>
    `There is no model ${name}.${command ? ` “${command}” shows what there is; a repository of the hub is written OWNER/NAME.` : ''}`,
  'model-not-fetched': ({ name, command }) =>
    `${name} is not on this computer yet. Fetch it with: ${command}`,
  'model-not-here': ({ name, command }) => `${name} is not on this computer. “${command}” shows what is.`,
  'model-not-whole': ({ name }) => `${name} is not whole yet. Fetch it first.`,
  'model-in-use': ({ name }) => `${name} is in use. Use another model first, then remove it.`,
  'being-fetched': ({ name }) => `${name} is being fetched. Stop that first.`,
  'model-files-held': ({ name }) =>
    `Some files of ${name} could not be removed: a program has them open, or they are not yours. Close it, and Parley, and remove the model again.`,
  'model-other-kind': ({ name, wanted, is }) =>
    `${name} is not a ${kindNames[wanted]}. ${{ listener: 'It goes with --model.', voice: 'It goes with --kokoro.', 'turn-end': 'It tells when you are done. Parley uses it by itself.' }[is]}`,
  'model-comes-along': ({ name }) => `${name} came with Parley and goes with it. Use another model instead.`,
  'model-of-your-own': ({ name }) =>
    `${name} is a folder of your own. The hub has no record to compare it with.`,
  'folder-no-model': ({ directory }) =>
    `${directory} holds no model that Parley reads: neither onnx/decoder_model_merged.onnx (Voxtral), nor onnx/model.onnx and tokenizer.json, or kokoro-v1.0.onnx (Kokoro), nor an end-of-turn model (Smart Turn). Choose the folder above “onnx”.`,
  'weights-linked': ({ directory, command }) =>
    `The weights in ${directory} are links to another folder, which are not followed. ${command ? `Fetch it with: ${command} (what is in this cache is not downloaded again).` : 'Put the files themselves there.'}`,
  'layout-lacks': ({ source, files }) =>
    `${source} is not laid out as Parley needs it: it has no ${list(files)}. Choose another one.`,
  'import-failed': ({ directory, isSlow }) =>
    `Parley could not look at the model in ${directory}: ${isSlow ? 'it takes too long' : 'loading it failed unexpectedly'}. Choose another folder.`,
  'size-not-asked': () => 'Parley could not find out how large this model is. Try again.',
  'fetch-stopped': () => 'Fetching this model stopped unexpectedly. Fetch it again: it goes on from there.',
  'gave-up': ({ why }) => `${why} Check the connection and fetch it again: it goes on from where it stopped.`,
  'hub-sent-not': ({ host, what, status }) => `${host} did not send ${what} (status ${status}).`,
  'hub-refused': ({ host, what, status }) =>
    `${host} did not send ${what} (status ${status}). Try again later.`,
  'hub-nothing': ({ host, what }) => `${host} has no ${what}. Check the name.`,
  'hub-token-by-https': ({ host, what }) =>
    `${host} gives ${what} only to people with a token, and Parley sends yours only over https. Write HF_ENDPOINT with https://.`,
  'hub-terms': ({ host, what }) =>
    `${host} gives ${what} only to users who accepted its terms. Accept them on its page there, and give Parley a token of yours (HF_TOKEN).`,
  'hub-closed': ({ host, what }) =>
    `${host} does not give ${what}: there is none, or it needs another token. Check the name, and set HF_TOKEN to a token that may read it.`,
  'hub-strange': ({ host }) =>
    `${host} does not answer like a model hub. Check HF_ENDPOINT, or try again later.`,
  'hub-stray-file': ({ host, repository, place }) =>
    `${host} lists a file of ${repository} that would lie outside of the model’s folder (${place}), so nothing of it was fetched. Check HF_ENDPOINT, or choose another model.`,
  'hub-unprovable': ({ host, repository, place }) =>
    `${host} gives no hash for ${place} of ${repository}, so it could not be checked, and nothing was fetched. Check HF_ENDPOINT, or choose another model.`,
  'hub-endless-list': ({ host, repository }) =>
    `${host} lists the files of ${repository} without end, so nothing of it was fetched. Check HF_ENDPOINT, or try again later.`,
  'hub-endless-answer': ({ host }) =>
    `${host} sends a far too long answer, so Parley stopped reading it. Check HF_ENDPOINT, or try again later.`,
  'hub-leads-on': ({ host }) =>
    `${host} redirects again and again, and never to what was asked for. Try again later.`,
  'hub-silent': ({ host }) => `${host} does not answer.`,
  'file-unlike-record': ({ file, repository, aside }) =>
    `${file} of ${repository} is not what the hub has on record, and was set aside as ${aside}. Fetch the model again.`,
  'sent-other-part': ({ host, what, given }) =>
    `${host} sent another part of ${what} than was asked for (${given}).`,
  'sent-too-much': ({ host, what }) => `${host} sent more of ${what} than the hub has on record.`,
  'sent-too-little': ({ host, what, sentBytes, wholeBytes }) =>
    `${host} sent only ${sentBytes} of ${wholeBytes} bytes of ${what}.`,
  'fell-silent': ({ what }) => `The connection fell silent while ${what} was being fetched.`,
  'line-failed': ({ host, fault, detail }) =>
    `The connection to ${host} failed (${lineFault(fault, detail)}).`,
  'proxy-failed': ({ proxy, host, fault, detail }) =>
    `The proxy ${proxy} could not be reached (${lineFault(fault, detail)}), so nothing was asked of ${host}. Check HTTPS_PROXY and HTTP_PROXY.`,
  'proxy-wants-login': ({ host }) =>
    `The proxy on the way to ${host} wants a user name and a password. Write them into HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT.`,
  'proxy-leads-not': ({ host, status }) =>
    `The proxy on the way to ${host} does not let Parley through (status ${status}).`,
  'certificate-unknown': ({ host }) =>
    `${host} cannot prove that it is ${host}: this computer does not trust its certificate. A network that wants you to sign in may stand between, or a company’s proxy. Sign in with a browser; or have Parley trust the company’s certificate, as a file that NODE_EXTRA_CA_CERTS names.`,
  'leads-nowhere': ({ host }) =>
    `${host} redirects to something that is not an address, so Parley did not follow. A network that wants you to sign in does that: open a page with a browser, and try again.`,
  'leads-to-plain': ({ host, to }) =>
    `${host} redirects from https to plain http (${to}), where others may read and change it, so Parley did not follow. A network that wants you to sign in does that: open a page with a browser, and try again.`,
  'web-page-instead': ({ host, what }) =>
    `A web page came from ${host} instead of ${what}: a network that wants you to sign in, or a company’s filter, stands between. Sign in with a browser, or ask who runs the network, and try again.`,
  'token-characters': () =>
    'The token for the model hub (HF_TOKEN, or the one in the settings) has a character that cannot be in a token. Copy it again.',
  'token-not-safe': ({ variable }) =>
    `This system has no safe storage for a token. Start Parley with ${variable} set instead.`,
  'address-wrong': ({ variable, fault, scheme }) =>
    `${variable ?? 'The system’s proxy'} ${{ 'no-address': 'is not a web address, which begins with https://', 'has-login': 'has a user name or a password in it, which Parley does not send', 'no-proxy': 'is not the address of a proxy, such as http://proxy.home:3128', 'other-proxy': `names a proxy of a kind that Parley cannot use (${scheme})`, 'loose-percent': 'has a % in its user name or password, which is written %25' }[fault]}. Correct or remove it.`,
  'disk-no-room': ({ folder, neededBytes, isUnpacked }) =>
    `The disk of ${folder} has no room for the ${bytes(neededBytes)} that are still to come${isUnpacked ? ', fetched and unpacked' : ''}. Make room and fetch it again: it goes on from where it stopped.`,
  'disk-full': ({ folder }) =>
    `The disk of ${folder} is full. Make room and try again: what was fetched is kept.`,
  'being-written': ({ place }) => `Another Parley is writing ${place}. Try again.`,
  'file-held': ({ file }) =>
    `Another program holds ${file}, such as a virus scanner. Try again when it is done.`,
  'cuda-in-use': ({ folder }) => `The CUDA libraries are in use. Close Parley, and remove ${folder}.`,
  'index-other': ({ host, what }) =>
    `${host} has another ${what} than Parley was built with, which is not used. Update Parley.`,

  'everything-removed': () => 'Everything was removed. Start Parley again.',
  'other-parley': () =>
    'Another Parley is running, and would write again what is removed. Nothing was removed. Quit it, then remove everything.',
  'port-in-use': ({ port }) => `Port ${port} is in use. Choose another one.`,

  'usage-no-option': ({ option }) => `There is no option ${option}. --help tells what there is.`,
  'usage-no-word': ({ word }) => `There is one word too many: ${word}. --help tells what there is.`,
  'usage-option-value': ({ option, needsValue }) =>
    `${option} ${needsValue ? 'needs a value' : 'takes no value'}. --help tells more.`,
  'usage-no-command': ({ command }) => `There is no command ${command}. --help tells what there is.`,
  'usage-no-name': ({ command }) => `${command} needs a name. --help tells more.`,
  'usage-port': ({ given }) => `--port takes a number from 1 to 65535, not ${given}.`,
  'usage-no-question': () => 'The question is empty. Say what to ask; --help tells more.',
  'question-characters': ({ count, most }) =>
    `The question has ${count} characters; at most ${most} are allowed. Ask in shorter parts.`,
  'recording-none': () => 'This is not a recording that Parley can read.',
  'usage-no-file': () => 'Name a WAV file with a question. --help tells more.',
  'usage-no-input': () =>
    '- reads a WAV from the standard input, which is a terminal here. Pipe one into it.',
  'usage-no-output': () => 'Speech is of no use to a terminal. Name a file, or pipe it into a program.',
  'no-player': () =>
    'No program that plays sound was found. Install one: aplay (alsa-utils), paplay (pulseaudio-utils), play (sox) or ffplay (ffmpeg).',
  'player-failed': ({ program, detail }) =>
    `${program} could not play the answer: ${detail}. Check the loudspeaker.`,
  'no-recorder': () =>
    'No program that records was found. Install one: arecord (alsa-utils), parecord (pulseaudio-utils), sox or ffmpeg.',
  'recorder-failed': ({ program, detail }) =>
    `${program} stopped recording: ${detail}. Check the microphone.`,
  'no-microphone': () => 'ffmpeg finds no microphone. Connect one.',
  'window-not-built': ({ detail }) => `The window could not be built.\n${detail}`,

  // In a conversation that was saved as a file.
  'saved-spoken': ({ seconds }) => `(spoken, ${seconds.toFixed(1)} s)`,
  'saved-tool': ({ tool, outcome, result }) =>
    `${tool}, ${{ done: 'done', failed: 'did not work', refused: 'not allowed', interrupted: 'interrupted' }[outcome]}${result === undefined ? '' : `: ${result}`}`,
  'saved-stopped': ({ heard }) =>
    heard === undefined ? 'Interrupted before it was heard.' : `Interrupted, heard up to “${heard}”.`,
  'saved-failed': ({ why }) => `Failed: ${why ?? 'nobody knows why.'}`,

  'store-damaged-until-next': ({ file }) =>
    `The file with your conversations is damaged and cannot be read. It stays as ${file} until Parley starts next, and has the date in its name then; a new one was begun.`,

  'stepped-in': ({ why, to }) => `${why} This computer ${to === 'answer' ? 'answers' : 'speaks'} instead.`,
  'server-takes-no-sound': ({ host }) =>
    `${host} takes no sound: what you say is written down on this computer, and sent as text.`,
  'goes-to': ({ host, what, isPlain }) =>
    `What ${what === 'questions' ? 'you say' : 'is answered'} goes to ${host}${isPlain ? ', unencrypted' : ''}.`,
  'server-tools-left-out': ({ host, told, all }) =>
    `${host} is told of ${told} of ${all} tools: more do not fit beside the conversation. Let it remember more, in the settings.`,
  'server-takes-no-tools': ({ host }) =>
    `${host} takes no tools for this model: it answers without them. Choose another model, or let the server allow them.`,
  'server-unreached': ({ host, fault, detail }) =>
    `${host} could not be reached (${lineFault(fault, detail)}). Check that it runs, and its address in the settings.`,
  'server-cut': ({ host }) => `The connection to ${host} was cut in the middle. Ask again.`,
  'server-silent': ({ host, seconds }) =>
    `${host} sent nothing for ${seconds} s. It may be loading its model: ask again, or choose a smaller one.`,
  'server-stalled': ({ host, seconds }) =>
    `${host} stopped in the middle and sent nothing for ${seconds} s. Ask again.`,
  'server-denied': ({ host, hasKey }) =>
    `${host} ${hasKey ? 'does not take your key. Check it' : 'wants a key. Enter yours'} in the settings.`,
  'server-no-model': ({ host, model }) =>
    `${host} has no model ${model}. Choose another one in the settings.`,
  'server-names-no-model': ({ host }) =>
    `${host} names no model. Load one there, or enter the name of a model in the settings.`,
  'server-no-path': ({ host, path }) =>
    `${host} has nothing at ${path}. Check its address in the settings: it often ends with /v1.`,
  'server-busy': ({ host, seconds }) =>
    `${host} has too much to do. Ask again ${seconds === undefined ? 'later' : `in ${seconds} s`}.`,
  'server-rejected': ({ host, status, said }) =>
    `${host} does not accept the question${status ? ` (status ${status})` : ''}. ${said ? `It says: “${said}”` : 'Choose another model in the settings.'}`,
  'server-failed': ({ host, status, said }) =>
    `${host} failed${status ? ` (status ${status})` : ''}. ${said ? `It says: “${said}”` : 'Ask again later.'}`,
  'server-leads-away': ({ host, to }) =>
    `${host} redirects to ${to}, and Parley did not follow. If you trust that, write its address into the settings.`,
  'server-nonsense': ({ host }) =>
    `${host} did not send an answer. Check its address in the settings: it must understand OpenAI’s chat completions.`,
  'server-too-much': ({ host }) =>
    `${host} sent far more than an answer, so Parley stopped reading. Choose another model or server.`,
  'server-empty': ({ host }) =>
    `${host} answered nothing. Ask in other words, or allow longer answers in the settings: some models think first.`,
  'server-not-heard': ({ host }) =>
    `What you said could not be written down on this computer, and ${host} takes no sound. Ask in other words, or choose another model.`,
  'server-key-first': () => 'Enter the address of the server first: its key is for that alone.',
  'server-key-characters': ({ variable }) =>
    `The key of the server (${variable}, or the one in the settings) has a character that cannot be in a key. Copy it again.`,
  'answer-empty': () =>
    'No answer came. Ask in other words, or allow longer answers in the settings: some models think first.',
  'calls-without-end': ({ calls }) =>
    `The listener used tools ${calls} times for one answer and did not finish. Ask in another way.`,
  'not-changed-full': () => 'Nothing was changed, because the disk is full. Make room, and try again.',
  'not-changed': ({ folder }) =>
    `Nothing was changed, because Parley cannot write to ${folder}. Let it, and try again.`,

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
