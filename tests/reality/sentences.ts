/** What is said to an independent listener, by kind: a language tag, and sentences. */
export interface SaidKind {
  readonly language: string
  readonly sentences: readonly string[]
}

export const saidKinds: Readonly<Record<string, SaidKind>> = {
  plain: {
    language: 'en',
    sentences: [
      'The capital of France is Paris.',
      'The old town by the river has a very good market today.',
      'Water boils sooner on a high mountain, because the air is thinner there.',
      'I would take the early train, so that you have time for lunch before the meeting.',
    ],
  },
  money: {
    language: 'en',
    sentences: [
      'It costs $19.99 plus tax, or about €18.',
      'They paid between £6.5m and £7m for the house.',
      'The company is worth $1.2bn.',
      'Rent is $1,200/month.',
    ],
  },
  dates: {
    language: 'en',
    sentences: [
      'On July 4, 1776, they signed it.',
      'The meeting is on 03/14/2026 at 3:30 PM.',
      'The war lasted from 1914–1918.',
      'The train leaves at 17:45 on Sat, 5 Dec 2026.',
    ],
  },
  units: {
    language: 'en',
    sentences: [
      'Drive 60 km/h for 5-10 minutes.',
      'It is −5 °C outside, with 20–30% humidity.',
      'Take 250 mL of milk and 1/2 cup of sugar.',
      'The room is 25 m² and 2.5 m high.',
    ],
  },
  maths: {
    language: 'en',
    sentences: ['a² + b² = c²', '2 * 3 * 4 = 24', 'If x ≤ y, then y ≥ x.', '10 - 3 = 7, and 12 / 4 = 3.'],
  },
  names: {
    language: 'en',
    sentences: [
      'Pope John Paul II met Dr. Smith after World War II.',
      'Prof. Lee lives on 5 Main St. in Washington, D.C.',
      'Henry VIII had six wives.',
      'Call 555-123-4567 before 9 a.m.',
    ],
  },
  spanish: {
    language: 'es',
    sentences: [
      'La capital de España es Madrid y tiene 3,3 millones de habitantes.',
      'Hoy cuesta 5,50 € y mañana será más caro.',
      'Nació el 1 de mayo de 1999 en una ciudad muy pequeña.',
    ],
  },
  french: {
    language: 'fr',
    sentences: [
      'La capitale de la France est Paris et elle compte 2,1 millions d’habitants.',
      'Aujourd’hui il coûte 5,50 € et demain il sera plus cher.',
      'Il est né le 1er mai 1999 dans une très petite ville.',
    ],
  },
  italian: {
    language: 'it',
    sentences: [
      'La capitale dell’Italia è Roma e ha 2,8 milioni di abitanti.',
      'Oggi costa 5,50 € e domani sarà più caro.',
      'È nato il 1 maggio 1999 in una città molto piccola.',
    ],
  },
  portuguese: {
    language: 'pt',
    sentences: [
      'A capital do Brasil é Brasília e tem 2,8 milhões de habitantes.',
      'Hoje custa R$ 5,50 e amanhã será mais caro.',
      'Ele nasceu em 1º de maio de 1999 em uma cidade muito pequena.',
    ],
  },
  german: {
    language: 'de',
    sentences: [
      'Die Hauptstadt von Deutschland ist Berlin und hat 3,7 Mio. Einwohner.',
      'Heute kostet es 5,50 € und morgen ist es teurer.',
      'Er wurde am 1. Mai 1999 um 17:45 Uhr geboren.',
    ],
  },
  hindi: {
    language: 'hi',
    sentences: ['भारत की राजधानी नई दिल्ली है।', 'आज मौसम बहुत अच्छा है।', 'इसकी कीमत 250 रुपये है।'],
  },
}
