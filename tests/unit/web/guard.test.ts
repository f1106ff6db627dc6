import { describe, expect, it } from 'vitest'
import { cookieValue, isOwnHost, isOwnOrigin, sameSecret, saysTwice } from '../../../src-main/web/guard'
import { findFile } from '../../../src-main/web/findFile'

describe('the guard of the web host', () => {
  it.each(['127.0.0.1:4100', 'localhost:4100'])('knows itself as %s', (host) => {
    expect(isOwnHost(host, 4100)).toBe(true)
    expect(isOwnOrigin(`http://${host}`, host)).toBe(true)
  })

  it.each([
    undefined,
    '',
    '127.0.0.1',
    '127.0.0.1:4101',
    'evil.example:4100',
    'localhost:4100.evil.example',
    '[::1]:4100',
  ])('is not %s', (host) => expect(isOwnHost(host, 4100)).toBe(false))

  it.each([
    undefined,
    'null',
    'https://127.0.0.1:4100',
    'http://127.0.0.1:4100.evil.example',
    'http://localhost:4100',
  ])('takes no page of origin %s for its own', (origin) =>
    expect(isOwnOrigin(origin, '127.0.0.1:4100')).toBe(false),
  )

  it('knows itself on port 80, which browsers leave out', () => {
    for (const host of ['127.0.0.1', 'localhost', '127.0.0.1:80']) {
      expect(isOwnHost(host, 80)).toBe(true)
      expect(isOwnOrigin(`http://${host.replace(':80', '')}`, host)).toBe(true)
    }
    for (const host of ['127.0.0.1:81', 'evil.example', '']) expect(isOwnHost(host, 80)).toBe(false)
  })

  it('hears a header that is said twice, however it is written', () => {
    expect(saysTwice(['Host', 'a', 'Cookie', 'host'], 'host')).toBe(false)
    expect(saysTwice(['Host', 'a', 'hOST', 'b'], 'host')).toBe(true)
  })

  it('compares secrets of any length', () => {
    expect(sameSecret('abc', 'abc')).toBe(true)
    for (const wrong of [undefined, '', 'ab', 'abcd', 'ABC']) expect(sameSecret(wrong, 'abc')).toBe(false)
  })

  it('finds its cookie among others', () => {
    expect(cookieValue('a=1; parley-41=x=y; parley-410=z', 'parley-41')).toBe('x=y')
    expect(cookieValue('xparley-41=1', 'parley-41')).toBeUndefined()
    expect(cookieValue(undefined, 'parley-41')).toBeUndefined()
  })

  it.each([
    '/../../../package.json',
    '/%2e%2e/web/guard.test.ts',
    '/..\\x',
    '/a%00b',
    '/%zz',
    '//etc/passwd',
    '/',
  ])('finds no file at %s', async (urlPath) =>
    expect(await findFile(import.meta.dirname, urlPath)).toBeUndefined(),
  )
})
