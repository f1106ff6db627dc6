import { describe, expect, it } from 'vitest'
import { spellSounds } from '../../src-main/engine/speaking/heteronyms'
import { phonemes } from '../../src-main/engine/speaking/voices/kokoro/phonemes'

/** Sentence, and the sounds that it has to have, in order. */
const sentences: readonly (readonly [written: string, sounds: string])[] = [
  ['Use a knife.', 'jˈuːz'],
  ['It is of no use.', 'jˈuːs'],
  ['Use it well; it is of no use.', 'jˈuːz jˈuːs'],
  ['The use of force is a last resort.', 'jˈuːs'],
  ['You can use this one.', 'jˈuːz'],
  ['Close the lid.', 'klˈoʊz'],
  ['Stay close to me.', 'klˈoʊs'],
  ['They are close friends.', 'klˈoʊs'],
  ['Please close the door and stay close.', 'klˈoʊz klˈoʊs'],
  ['I read it yesterday.', 'ɹˈɛd'],
  ['I will read it tomorrow.', 'ɹˈiːd'],
  ['She has read the book.', 'ɹˈɛd'],
  ['He read the letter and smiled.', 'ɹˈɛd'],
  ['I like to read.', 'ɹˈiːd'],
  ['They read every day.', 'ɹˈiːd'],
  ['Lead the way past the lead pipe.', 'lˈiːd lˈɛd'],
  ['The lead singer took the lead.', 'lˈiːd lˈiːd'],
  ['The pipe is made of lead.', 'lˈɛd'],
  ['This can lead to trouble.', 'lˈiːd'],
  ['The wind is strong.', 'wˈɪnd'],
  ['Wind the clock.', 'wˈaɪnd'],
  ['You have to wind it up.', 'wˈaɪnd'],
  ['He plays bass and caught a bass.', 'bˈeɪs bˈæs'],
  ['The bass guitar is loud.', 'bˈeɪs'],
  ['We caught a striped bass in the lake.', 'bˈæs'],
  ['Take a bow and draw the bow.', 'bˈaʊ bˈoʊ'],
  ['They bow to the queen.', 'bˈaʊ'],
  ['She shot him with a bow and arrow.', 'bˈoʊ'],
  ['The wound has healed.', 'wˈuːnd'],
  ['She wound the rope around it.', 'wˈaʊnd'],
  ['We live here.', 'lˈɪv'],
  ['The band played a live show.', 'lˈaɪv'],
  ['They live in a house, and the show is live.', 'lˈɪv lˈaɪv'],
  ['They record a record.', 'ɹᵻkˈɔːɹd ɹˈɛkɚd'],
  ['Please produce the produce.', 'pɹədˈuːs pɹˈɑːduːs'],
  ['A tear fell as I tear the paper.', 'tˈɪɹ tˈɛɹ'],
  ['Wait a minute, it is a minute amount.', 'mˈɪnɪt mˈaɪn'],
  ['The dove dove into the water.', 'dˈʌv dˈoʊv'],
  ['That is no excuse, excuse me.', 'kjˈuːs kjˈuːz'],
  ['He is content with the content.', 'kəntˈɛnt kˈɑːntɛnt'],
]

describe('words that are spelt alike', () => {
  it.each(sentences)('are said as they are meant: %s', async (written, sounds) => {
    const said = await phonemes(written, 'en-us')
    expect(said).toMatch(new RegExp(sounds.replaceAll(' ', '.*')))
  })

  it('keep their places', () => {
    const text = 'I read it, and C I A.'
    const spelt = spellSounds(text)
    expect(text.slice(...spelt.original(spelt.text.length - 2, spelt.text.length))).toContain('.')
    const at = spelt.text.indexOf('eigh')
    expect(text.slice(...spelt.original(at, at + 4))).toBe('A')
  })

  it('leave an article what it is', () => {
    expect(spellSounds('A dog. A cat and A B').text).toBe('A dog. A cat and eigh B')
  })
})
