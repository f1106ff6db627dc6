/** The part of espeak-ng's JavaScript module (emscripten, WebIDL binding) that Parley uses; the package has no types. */
declare module '@echogarden/espeak-ng-emscripten' {
  export interface EspeakEvent {
    type: 'list_terminated' | 'word' | 'sentence' | 'mark' | 'play' | 'end' | 'phoneme' | 'samplerate'
    /** 1-based, in code points of the text. */
    text_position: number
    /** In code points; words only. */
    word_length: number
    /** Milliseconds from the start of the audio. */
    audio_position: number
    id: string | number | undefined
  }

  export interface EspeakWorker {
    get_samplerate(): number
    /** Words per minute; espeak-ng takes 80 to 450. */
    set_rate(wordsPerMinute: number): void
    /** 0 to 99, 50 is the voice's own. */
    set_pitch(pitch: number): void
    /** Returns 0, or a code of espeak-ng when there is no such voice. */
    set_voice(name: string): number
    /** Reads the text as SSML and calls back with 16-bit samples; stops when the callback returns true. */
    synthesize(text: string, onAudio: (samples: Int16Array, events: EspeakEvent[]) => boolean): void
    /** IPA: `_` between phonemes, a space between words, a newline between clauses. */
    synthesize_ipa(text: string): { code: number; ipa: string }
  }

  export interface EspeakModule {
    eSpeakNGWorker: new () => EspeakWorker
  }

  export default function load(): Promise<EspeakModule>
}
