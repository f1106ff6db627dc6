import { describe, expect, it } from 'vitest'
import { espeakPhonemes, phonemes } from '../../src-main/engine/speaking/voices/kokoro/phonemes'

describe('phonemes', () => {
  // Made with Kokoro's own G2P, misaki 0.9.4: EspeakG2P(language)(text) on espeakng-loader 0.2.4 ('fr' is 'fr-fr' there).
  it.each([
    [
      'es',
      'Hola, ¿cómo está usted? La noche cuesta tres euros.',
      'ˈola, ¿kˈomo estˈa ustˈed? la nˈoʧe kwˈesta tɾˈes ˈeʊɾos.',
    ],
    ['es', 'El jefe aisló el auto; ¡qué lío!', 'el xˈefe Islˈo el ˈWto; ¡kˈe lˈio!'],
    ['fr', 'Bonjour, je suis là. Un bon vin blanc.', 'bɔ̃ʒˈuʁ, ʒə syˌi lˈa. œ̃ bˈɔ̃ vˈɛ̃ blˈɑ̃.'],
    ['fr', 'Le chef a acheté du pain, trop cher !', 'lə ʃˈɛf a aʃtˈe dy pˈɛ̃, tʁo ʃˈɛʁ !'],
    ['hi', 'नमस्ते, आप कैसे हैं?', 'nəmˈʌsteː, ˌaːp kˈɛːseː hɛ̃?'],
    ['it', 'Buongiorno, mi piace la pizza. Gli zii!', 'bʊonʤˈɔrno, mɪ pjˈaʧe la pˈiʦːa. ʎɪ ʣjˈi!'],
    ['it', 'Il mezzo ghiaccio (freddo) è qui.', 'il mˈɛʣːo ɡjˈaʧːo (frˈedːo) e kwˈi.'],
    ['pt-br', 'Olá, tudo bem? Não, obrigado.', 'olˈa, tˈudʊ bˈAŋ? nˈɐ̃ʊ̃, ˌobriɡˈadʊ.'],
    ['pt-br', 'A mãe dela tem dois cachorros.', 'a mˈɐ̃y dˌɛlæ tAŋ dˈoɪs kˌaʃˈoxʊs.'],
  ])('of %s agree with the reference: %s', async (language, text, expected) => {
    expect(await phonemes(text, language)).toBe(expected)
  })

  it('of English are those of kokoro-js, American and British', async () => {
    expect(await phonemes('Hello, world!', 'en-us')).toBe('həlˈoʊ, wˈɜːld!')
    expect(await phonemes('My dear friend.', 'en-gb')).toBe('maɪ dˈiə fɹˈɛnd.')
    expect(await phonemes('', 'en-us')).toBe('')
    // Its text splitter never returns from this; its phonemes do.
    expect(await phonemes('@name\n', 'en-us')).toContain('nˈeɪm')
  })

  it('leave the errors of the process to the process', async () => {
    const listeners = (): unknown[] => [
      ...process.rawListeners('uncaughtException'),
      ...process.rawListeners('unhandledRejection'),
    ]
    await phonemes('Hello.', 'en-us')
    expect(listeners().filter((listener) => String(listener).includes('throw A'))).toEqual([])
  })

  it('may be asked for at the same time', async () => {
    const all = await Promise.all(['one', 'two', 'three'].map((word) => phonemes(word, 'en-us')))
    expect(all).toEqual(['wˈʌn', 'tˈuː', 'θɹˈiː'])
  })

  it.each(['ja', 'zh', 'de'])('of %s are refused in clear words', async (language) => {
    await expect(phonemes('x', language)).rejects.toMatchObject({ code: 'voice-unavailable' })
    await expect(phonemes('x', language)).rejects.toThrow(/choose a voice/)
  })

  it('keep the marks, and numbers whole', () => {
    const asked: string[] = []
    const said = espeakPhonemes('Uno, 3,14 (dos) «tres»…', (part) => {
      asked.push(part)
      return part
    })
    expect(asked).toEqual(['Uno', '3,14', 'dos', 'tres'])
    expect(said).toBe('Uno, 3,14 (dos) “tres”…')
  })

  it('join what one phoneme is and part what two are', () => {
    expect(espeakPhonemes('x', () => 't_ʃ_ˈa_ɪ tʃ_ˈaɪ (en)w_iː(fr) ə-\n')).toBe('tʃˈaɪ ʧˈI wiː ə')
  })
})
