import { describe, expect, it } from 'vitest'
import { eventually } from '../../../rigs/eventually'
import { chromiumPath } from '../../chromium'
import { asked } from '../asked'
import { focused, focusedText } from '../focus'
import { sharedScreens } from '../sharedScreens'

const executable = chromiumPath()

describe.skipIf(!executable)('the keyboard in the panels and the first run', () => {
  const { withScreen } = sharedScreens(executable)

  it('opens the settings with Ctrl+, and gives the focus back when they close', () =>
    withScreen('idle', async (page) => {
      await page.locator('textarea').focus()
      await page.keyboard.press('Control+,')
      expect(await focused(page)).toBe('Close')
      await page.keyboard.press('Enter')
      expect(await focused(page)).toBe('Your question')
      expect(await page.locator('.panel').count()).toBe(0)
    }))

  it('leads from the promise to what shows it, and back', () =>
    withScreen('privacy-quiet', async (page) => {
      const promise = page.getByRole('button', { name: 'Nothing leaves this computer.' })
      await promise.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'On this disk' }).waitFor()
      expect(await focused(page)).toBe('Close')
      await page.keyboard.press('Escape')
      expect(await focusedText(page)).toBe('Nothing leaves this computer.')
    }))

  it('opens a licence with Space or Enter, and talks meanwhile with neither', () =>
    withScreen('licences', async (page) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('button', { name: 'Read the licences' }).press('Enter')
      const text = page.getByText('ISC License')
      for (const key of ['Space', 'Enter']) {
        await page.locator('summary', { hasText: 'vad-web' }).press(key)
        await text.waitFor()
        await page.keyboard.press(key)
        await text.waitFor({ state: 'detached' })
      }
      expect(await asked(page)).toEqual([])
    }))

  it('removes everything after a second question, and keeps the models where that is wanted', () =>
    withScreen('privacy', async (page) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('button', { name: 'Look at that' }).press('Enter')
      const ask = page.getByRole('button', { name: 'Remove it all…' })
      await ask.press('Enter')
      // What does no harm has the focus.
      await page.keyboard.press('Enter')
      expect(await focusedText(page)).toBe('Remove it all…')
      expect(await asked(page)).toEqual([])
      await page.keyboard.press('Enter')
      await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('Space')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'What went' }).waitFor()
      expect(await asked(page)).toEqual(['removeAll {"keepModels":true}', 'newConversation', 'toggleMute'])
      await page.keyboard.press('Enter')
      expect(await asked(page)).toEqual(['quit'])
    }))

  it('goes through the first run with the keyboard alone', () =>
    withScreen('welcome-explain', async (page) => {
      await page.keyboard.press('Tab')
      await page.keyboard.press('ArrowRight')
      expect(await asked(page)).toEqual(['listenWhen held'])
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Allow microphone')
      await page.keyboard.press('Enter')
      expect(await asked(page)).toEqual(['welcomeNext explain'])
      await page.evaluate('script.set({ welcome: "sound", permission: "granted" })')
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Check the sound')
      await page.getByRole('button', { name: 'Play a tone' }).press('Enter')
      expect(await asked(page)).toEqual(['checkSound'])
    }))

  it('says in its first words who answers, and promises nothing that is not so', () =>
    withScreen('welcome-explain', async (page) => {
      const welcome = page.locator('.welcome')
      expect(await welcome.innerText()).toContain('You talk, your computer answers')
      expect(await welcome.innerText()).toContain('nothing you say is sent')
      await page.evaluate(
        `script.change({ 'server.answers': 'server', 'server.address': 'http://studio.local:8000' })`,
      )
      await page.getByRole('heading', { name: 'You talk, another computer answers' }).waitFor()
      expect(await welcome.innerText()).not.toContain('nothing you say is sent')
      // A server on this computer.
      await page.evaluate('script.set({ engineModels: { notes: [], builtIn: [], leavesTo: [] } })')
      await page.getByRole('heading', { name: 'You talk, your computer answers' }).waitFor()
    }))

  it('leads from the foot to all figures, which stand in tables as well', () =>
    withScreen('figures', async (page) => {
      await page.locator('.strip').press('Enter')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      const panel = page.getByRole('complementary', { name: 'Figures' })
      const table = panel.locator('section', { hasText: 'How long answers took' })
      await table.getByText('As a table').press('Enter')
      expect(await table.getByRole('row').count()).toBe(15)
      const [first] = await table.getByRole('row').filter({ hasNotText: 'Wait' }).all()
      const [, ...spans] = await first.getByRole('cell').allInnerTexts()
      expect(spans).toHaveLength(4)
      // The median that is said is the one of the table.
      const msOf = (text: string): number => parseFloat(text) * (text.endsWith(' ms') ? 1 : 1000)
      const totals = (await table.locator('tbody tr td:last-child').allInnerTexts()).map(msOf)
      const [, said] = /within (.*)\.$/.exec(await table.locator('.panel-note').innerText())!
      expect(totals.filter((ms) => ms < msOf(said)).length).toBeLessThanOrEqual(7)
      expect(totals.filter((ms) => ms > msOf(said)).length).toBeLessThanOrEqual(7)
      await page.keyboard.press('Control+i')
      expect(await panel.count()).toBe(0)
    }))

  it('says how long the models take to come, once that is wanted', () =>
    withScreen('welcome-models', async (page) => {
      await page.getByRole('button', { name: 'How long does that take?' }).press('Enter')
      expect(await asked(page)).toEqual([
        'models {"type":"size","id":"voxtral-mini-3b-q4f16"}',
        'models {"type":"size","id":"kokoro-82m-fp16"}',
      ])
      expect(await page.locator('.welcome').textContent()).toContain('At the present speed, that takes')
    }))

  it('fetches the models that suit this computer by one press, and goes on meanwhile', () =>
    withScreen('welcome-models', async (page) => {
      await page.getByRole('button', { name: 'Get both' }).focus()
      await page.keyboard.press('Enter')
      expect(await asked(page)).toEqual([
        'models {"type":"fetch","id":"voxtral-mini-3b-q4f16"}',
        'models {"type":"fetch","id":"kokoro-82m-fp16"}',
        'welcomeNext models',
      ])
      await page.getByRole('button', { name: 'All models' }).press('Enter')
      await page.getByRole('heading', { name: 'Models', exact: true }).waitFor()
    }))

  it('says in the head what is in the way of a fetch and that it failed, until the list of models was looked at', () =>
    withScreen('models-retrying', async (page) => {
      const head = page.getByRole('banner')
      await head.getByRole('button', { name: 'huggingface.co does not answer. Trying again.' }).waitFor()
      expect(await head.getByRole('alert').count()).toBe(0)
      const fail = (): Promise<unknown> => page.evaluate('script.modelsOf("models-failed")')
      await fail()
      const told = head
        .getByRole('alert')
        .getByText('Voxtral Mini 3B q4f16 and Kokoro 82M fp16 could not be fetched.')
      await told.waitFor()
      await head.getByRole('button', { name: 'See why' }).press('Enter')
      await page.getByText('huggingface.co does not answer. Check').first().waitFor()
      expect(await told.count()).toBe(0)
      await page.keyboard.press('Escape')
      await page.locator('.panel').waitFor({ state: 'detached' })
      await fail()
      expect(await told.count()).toBe(0)
      // Fetched once more, it fails anew.
      await page.evaluate('script.modelsOf("models-retrying")')
      await fail()
      await told.waitFor()
    }))

  it('uses what was fetched by one press, and has the new listener introduce itself when it hears', () =>
    withScreen('models-here', async (page) => {
      const builtIn = (...parts: string[]): Promise<unknown> =>
        page.evaluate(`script.set({ engineModels: { notes: [], builtIn: ${JSON.stringify(parts)} } })`)
      await builtIn('listener', 'voice')
      await page.getByRole('button', { name: 'Use it now' }).press('Enter')
      expect(await asked(page)).toEqual([
        'models {"type":"use","id":"voxtral-mini-3b-q4f16"}',
        'models {"type":"use","id":"kokoro-82m-fp16"}',
      ])
      await page.evaluate('script.set({ connection: "restarting" })')
      await builtIn()
      expect(await asked(page)).toEqual([])
      await page.evaluate('script.set({ connection: "ready" })')
      expect(await asked(page)).toEqual(['ask What can you do?'])
    }))

  it('goes on without a microphone that is not to be had', () =>
    withScreen('welcome-denied', async (page) => {
      await page.getByRole('button', { name: 'Type instead' }).press('Enter')
      expect(await asked(page)).toEqual(['welcomeSkip'])
    }))

  it('records another push-to-talk key without obeying it', () =>
    withScreen('desktop', async (page) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('button', { name: 'Choose another' }).press('Enter')
      await page.keyboard.press('x')
      await page.keyboard.press('Control+m')
      expect(await asked(page)).toEqual(['change {"changes":{"pushToTalkKey":"Control+M"}}'])
      expect(await page.locator('.push-to-talk-keys').textContent()).toBe('CtrlM')
      await page.getByRole('button', { name: 'Try it' }).press('Enter')
      const told = page.locator('.push-to-talk [role=status]')
      expect(await told.textContent()).toBe('It works.')
      // A trial that ends later ends no recording that was begun meanwhile.
      await page.evaluate(`{
        const [record, tryIt] = document.querySelectorAll('.push-to-talk-buttons button')
        tryIt.click()
        record.click()
      }`)
      expect(await told.textContent()).toContain('Press the new keys')
    }))

  it('chooses when it listens, in the settings and at the ring', () =>
    withScreen('empty', async (page) => {
      await page.keyboard.press('Control+,')
      const choice = page.getByRole('group', { name: 'When it listens' })
      expect(await choice.getByLabel('Always').isChecked()).toBe(true)
      await choice.getByLabel('Always').press('ArrowRight')
      expect(await asked(page)).toEqual(['listenWhen held'])
      await page.evaluate("script.change({ 'turnTaking.handsFree': false })")
      expect(await choice.getByLabel('Key held').isChecked()).toBe(true)
      expect(await choice.locator('p').textContent()).toContain('only while you hold')
      const atRing = page.getByRole('combobox', { name: 'When it listens' })
      expect(await atRing.inputValue()).toBe('held')
      await atRing.selectOption('Off')
      expect(await asked(page)).toEqual(['listenWhen off'])
      await page.evaluate('script.set({ muted: true })')
      expect(await atRing.inputValue()).toBe('off')
      expect(await choice.getByLabel('Off').isChecked()).toBe(true)
    }))

  it('says at the ring and in the empty conversation what is heard', () =>
    withScreen('empty', async (page) => {
      const says = async (): Promise<unknown[]> => [
        await page.locator('.ring-word').textContent(),
        await page.locator('.empty-first').textContent(),
      ]
      const first = 'Say something, or hold Space while you talk.'
      expect(await says()).toEqual(['Listening for you', first])
      await page.evaluate('script.set({ hears: "key" })')
      expect(await says()).toEqual(['Hold Space to talk', 'Hold Space while you talk.'])
      await page.evaluate('script.set({ hears: "nothing" })')
      expect(await says()).toEqual(['Off', 'The microphone is off. You can type.'])
      await page.evaluate('script.set({ muted: true, phase: "muted" })')
      expect(await says()).toEqual(['Off', 'The microphone is muted. You can type.'])
    }))

  it('chooses one of the models that a server has, which is asked when it is used or when that is wanted', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+,')
      const model = page.getByLabel('Model of the server')
      expect(await page.getByRole('textbox', { name: 'Model of the server' }).count()).toBe(1)
      await page.evaluate("script.change({ 'server.address': 'http://studio.local:8000/v1' })")
      expect(await asked(page)).toEqual([])
      await page.getByRole('button', { name: 'Ask which models it has' }).press('Enter')
      const request = 'server-models {"address":"http://studio.local:8000/v1"}'
      const isAsked = (): Promise<unknown> =>
        eventually(async () => Boolean(await page.evaluate('script.asked.length > 0')), 'a request')
      await isAsked()
      expect(await asked(page)).toEqual([request])
      await model.selectOption('voxtral-mini')
      expect(await asked(page)).toEqual(['change {"changes":{"server.model":"voxtral-mini"}}'])
      expect(await model.locator('option').allTextContents()).toEqual([
        'The first in its list: voxtral-small',
        ...['voxtral-small', 'voxtral-mini'],
      ])
      await page.evaluate("script.change({ 'server.answers': 'server' })")
      await isAsked()
      expect(await asked(page)).toEqual([request])
    }))

  it('chooses with the arrows how turns are taken, and what is chosen is explained', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+,')
      const pauses = page.getByRole('group', { name: 'How long it waits when you pause' })
      await pauses.getByLabel('Usual').focus()
      await page.keyboard.press('ArrowRight')
      expect(await asked(page)).toEqual(['change {"changes":{"turnTaking.patience":1}}'])
      const over = page.getByRole('group', { name: 'When you speak over an answer' })
      await over.getByLabel('It stops').focus()
      await page.keyboard.press('ArrowRight')
      expect(await asked(page)).toEqual(['chooseDuplex duck-only'])
      await page.evaluate('script.set({ duplex: "half" })')
      expect(await over.getByLabel('Speaks on').isChecked()).toBe(true)
      expect(await over.locator('p').textContent()).toContain('does not hear you')
    }))

  it('changes plain settings within their range, says whence they come, and goes back to what is usual', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+,')
      const longest = page.getByLabel('Longest answer', { exact: true })
      await longest.fill('0')
      await longest.press('Enter')
      expect(await page.getByRole('alert').textContent()).toBe('At least 1.')
      expect(await asked(page)).toEqual([])
      await longest.fill('64')
      await longest.press('Enter')
      expect(await asked(page)).toEqual(['change {"changes":{"sampling.maxNewTokens":64}}'])
      await page.getByText('From settings.yaml').waitFor()
      await page.getByRole('button', { name: 'As usual: Longest answer' }).press('Enter')
      expect(await asked(page)).toEqual(['change {"changes":{"sampling.maxNewTokens":null}}'])
      expect(await longest.inputValue()).toBe('512')
      expect(await page.getByText('From settings.yaml').count()).toBe(0)

      await page.getByLabel('How freely it answers').press('ArrowRight')
      expect(await asked(page)).toEqual(['change {"changes":{"sampling.temperature":0.1}}'])
      await page.getByLabel('Persona').fill('Be brief.')
      expect(await asked(page)).toEqual([])
      await page.keyboard.press('Tab')
      expect(await asked(page)).toEqual(['change {"changes":{"persona":"Be brief."}}'])
      await page.getByLabel('Answer here when the server fails').press('Space')
      expect(await asked(page)).toEqual(['change {"changes":{"server.stepsIn":false}}'])
      await page.getByLabel('Size of letters').press('ArrowRight')
      expect(await page.evaluate('document.documentElement.style.fontSize')).toBe('105%')
    }))

  it('speaks another language at once, in all that is seen, and the focus stays', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+,')
      const language = page.locator('select', { hasText: 'Deutsch' })
      await language.focus()
      await language.selectOption('de')
      expect(await asked(page)).toEqual(['change {"changes":{"language":"de"}}'])
      await page.getByRole('heading', { name: 'Einstellungen' }).waitFor()
      expect(await page.evaluate('document.documentElement.lang')).toBe('de')
      expect(await page.evaluate('document.activeElement.value')).toBe('de')
      // An exchange is drawn for itself.
      expect(await page.getByText('Du hast 2,4 s gesprochen').count()).toBe(1)
      await page.evaluate('script.change({ language: undefined })')
      await page.getByRole('heading', { name: 'Settings', exact: true }).waitFor()
    }))

  it('tells what is wrong in the language that is chosen while it stands', () =>
    withScreen('idle', async (page) => {
      const line = page.getByRole('alert')
      await page.evaluate(
        `script.set({ phase: 'trouble', trouble: { notice: { word: 'zeros' }, action: 'choose-microphone' } })`,
      )
      await line.getByText('Your microphone delivers only silence.').waitFor()
      await page.evaluate(`script.change({ language: 'de' })`)
      await line.getByText('Dein Mikrofon liefert nur Stille.').waitFor()
      await line.getByRole('button', { name: 'Mikrofon wählen' }).waitFor()
    }))

  it('gives all settings out as a file, takes them from one, and sets them back when asked twice', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+,')
      const coming = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Save as a file' }).press('Enter')
      expect((await coming).suggestedFilename()).toBe('parley-settings.yaml')
      expect(await asked(page)).toEqual(['export {}'])
      const file = { name: 'mine.yaml', mimeType: 'text/yaml', buffer: Buffer.from('speed: 1.2') }
      await page.getByLabel('Take from a file').setInputFiles(file)
      await page.getByRole('status').filter({ hasText: 'The settings of the file are in use now.' }).waitFor()
      expect(await asked(page)).toEqual(['import {"name":"mine.yaml","text":"speed: 1.2"}'])
      await page.getByText('mine.yaml, line 1, nonsense: There is no setting of this name.').waitFor()
      await page.getByRole('button', { name: 'Reset all' }).press('Enter')
      await page.keyboard.press('Enter')
      expect(await asked(page)).toEqual([])
      await page.getByRole('button', { name: 'Reset all' }).press('Enter')
      await page.getByRole('button', { name: 'Set them back', exact: true }).press('Enter')
      expect(await asked(page)).toEqual(['reset {}'])
    }))

  it('chooses who speaks, and listens to that', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+,')
      const spoken = page.locator('.panel-note', { hasText: 'The voices of this model speak' })
      expect(await spoken.textContent()).toMatch(/ English.* French.*\. The built-in voice speaks/)
      await page.evaluate('script.set({ voice: "ff_siwis" })')
      const listen = page.getByRole('button', { name: 'Listen', exact: true })
      await listen.press('Enter')
      expect(await asked(page)).toEqual(['listenToVoice'])
      const glad = page
        .getByRole('group', { name: 'Listen to a sentence in a mood' })
        .getByRole('button')
        .first()
      await glad.press('Enter')
      expect(await asked(page)).toEqual(['listenToMood glad'])
      await page.evaluate('script.set({ connection: "restarting" })')
      expect(await listen.isDisabled()).toBe(true)
      await page.evaluate('script.set({ connection: "ready" })')
      await page.getByRole('button', { name: 'Choose a voice' }).press('Enter')
      await page.getByRole('radio', { name: 'Siwis woman, grade B-' }).focus()
      await page.keyboard.press('ArrowUp')
      expect(await asked(page)).toEqual(['chooseVoice bf_emma'])
      await page.evaluate('script.set({ voice: "bf_emma" })')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      expect(await asked(page)).toEqual(['listenToVoice bf_emma'])
      await page.getByRole('button', { name: 'Listen to Michael' }).click()
      expect(await asked(page)).toEqual(['listenToVoice am_michael'])
      const star = page.getByRole('button', { name: 'Siwis is a favourite' })
      await star.click()
      const first = page.getByRole('group').first()
      await first
        .and(page.getByRole('group', { name: 'Favourites' }))
        .getByText('French, woman')
        .waitFor()
      expect(await star.getAttribute('aria-pressed')).toBe('true')
      await star.and(page.locator(':focus')).waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('group', { name: 'Favourites' }).waitFor({ state: 'detached' })
      expect(await asked(page)).toEqual([
        'change {"changes":{"favouriteVoices":["ff_siwis"]}}',
        'change {"changes":{"favouriteVoices":[]}}',
      ])
      await page.getByLabel('Blend with', { exact: true }).selectOption('Heart, American English')
      expect(await asked(page)).toEqual(['chooseVoice bf_emma+af_heart:0.3'])
      await page.evaluate('script.set({ voice: "bf_emma+af_heart:0.3" })')
      expect(await page.getByRole('radio', { name: 'Emma' }).isChecked()).toBe(true)
      await page.getByRole('slider', { name: 'How much of Heart: 30%' }).press('ArrowRight')
      expect(await asked(page)).toEqual(['chooseVoice bf_emma+af_heart:0.35'])
      await page.getByRole('button', { name: 'Listen to Emma' }).click()
      expect(await asked(page)).toEqual(['listenToVoice bf_emma+af_heart:0.3'])
      await page.keyboard.press('Control+,')
      await page.evaluate('script.set({ voices: [] })')
      expect(await page.getByRole('heading', { name: 'Voice' }).count()).toBe(0)
    }))

  it('goes on from the card of a model whose button was pressed, for another may take its place', () =>
    withScreen('models', async (page) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('button', { name: 'Choose models' }).press('Enter')
      const fetch = page.getByRole('button', { name: /^Fetch about/ }).first()
      const card = await page.locator('li', { has: fetch }).first().textContent()
      await fetch.press('Enter')
      expect(await page.evaluate('document.activeElement.textContent')).toBe(card)
    }))

  it('wears the look that was chosen in another window', () =>
    withScreen('idle', async (page) => {
      await page.evaluate('script.change({ theme: "dark" })')
      await page.waitForSelector(':root[data-theme="dark"]')
    }))

  it('asks for the folder of a model, and says what is wrong with it', () =>
    withScreen('models', async (page) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('button', { name: 'Choose models' }).press('Enter')
      const part = page.locator('section', { hasText: 'A model of your own' })
      await part.getByRole('button', { name: 'Use a folder' }).press('Enter')
      expect(await asked(page)).toEqual(['useFolder'])
      await part.getByRole('status').filter({ hasText: 'holds no model' }).waitFor()
    }))

  it('tests the echo, stops the test, and takes what it proposes', () =>
    withScreen('idle', async (page) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('button', { name: 'Test the echo' }).press('Enter')
      expect(await asked(page)).toEqual(['testEcho'])
      await page.evaluate('script.set({ echoTest: { state: "running" } })')
      expect(await page.getByRole('status').filter({ hasText: 'Be quiet' }).count()).toBe(1)
      await page.getByRole('button', { name: 'Stop the test' }).press('Enter')
      expect(await asked(page)).toEqual(['stopEchoTest'])
      const report = '{ delayMs: 90, isRemoved: false, mistakenShare: 0.6, proposal: "half" }'
      await page.evaluate(`script.set({ echoTest: { state: "measured", report: ${report} } })`)
      await page.getByRole('button', { name: 'Use that' }).press('Enter')
      expect(await asked(page)).toEqual(['chooseDuplex half'])
      await page.evaluate('script.set({ duplex: "half" })')
      expect(await page.getByRole('button', { name: 'Use that' }).count()).toBe(0)
      await page.evaluate('script.set({ muted: true })')
      expect(await page.getByRole('button', { name: 'Test the echo' }).isDisabled()).toBe(true)
    }))
})
