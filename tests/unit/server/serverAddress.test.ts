import { expect, test } from 'vitest'
import { readServerAddress } from '@contract'

test.for([
  ['http://localhost:11434', 'http://localhost:11434/v1', 'this-computer'],
  ['http://127.0.0.1:8080/v1/', 'http://127.0.0.1:8080/v1', 'this-computer'],
  ['http://[::1]:8080', 'http://[::1]:8080/v1', 'this-computer'],
  ['http://192.168.1.20:8000', 'http://192.168.1.20:8000/v1', 'private'],
  ['http://172.31.0.1', 'http://172.31.0.1/v1', 'private'],
  ['http://100.100.1.2', 'http://100.100.1.2/v1', 'private'],
  ['http://[fd12:3456::1]', 'http://[fd12:3456::1]/v1', 'private'],
  ['http://studio.local:1234', 'http://studio.local:1234/v1', 'private'],
  ['http://studio', 'http://studio/v1', 'private'],
  ['https://192.0.2.1/openai/v1', 'https://192.0.2.1/openai/v1', 'anywhere'],
  ['https://api.example.com', 'https://api.example.com/v1', 'anywhere'],
])('%s leads to %s, %s', ([text, base, reach]) => {
  expect(readServerAddress(text)).toMatchObject({ base, reach, isPlain: text.startsWith('http:') })
})

test.for([
  ['http://api.example.com', 'plain-beyond'],
  ['http://172.32.0.1', 'plain-beyond'],
  ['http://127.0.0.1.example.com', 'plain-beyond'],
  ['http://[::ffff:8.8.8.8]', 'plain-beyond'],
  ['localhost:8080', 'no-address'],
  ['file:///etc/passwd', 'no-address'],
  ['https://user:secret@api.example.com', 'has-login'],
  ['https://api.example.com/v1?key=1', 'has-query'],
  ['', 'no-address'],
  ['http:///v1', 'no-address'],
  ['HTTP:\\\\studio', 'no-address'],
  ['http:studio', 'no-address'],
])('%s is none: %s', ([text, fault]) => {
  expect(readServerAddress(text)).toEqual({ fault })
})
