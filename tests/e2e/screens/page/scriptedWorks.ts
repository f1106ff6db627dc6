import type { ShippedWorks } from '@contract'

const isc = `ISC License

Copyright (c) 2022, some author

Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted, provided that the above
copyright notice and this permission notice appear in all copies.`

/** Some works as a build notes them. */
export function scriptedWorks(): Promise<ShippedWorks> {
  return Promise.resolve({
    works: [
      { name: 'Parley', version: '0.1.0', licence: 'GPL-3.0-or-later', text: 0 },
      { name: 'Built-in listener (models/nano)', version: '0.1.0', licence: 'GPL-3.0-or-later', text: 0 },
      {
        ...{ name: '@ricky0123/vad-web', version: '0.0.31', licence: 'ISC', text: 1 },
        source: 'https://github.com/ricky0123/vad',
      },
      {
        ...{
          name: 'eSpeak NG (within @echogarden/espeak-ng-emscripten)',
          licence: 'GPL-3.0-or-later',
          text: 0,
        },
        source: 'https://github.com/espeak-ng/espeak-ng',
      },
    ],
    texts: ['GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007', isc],
  })
}
