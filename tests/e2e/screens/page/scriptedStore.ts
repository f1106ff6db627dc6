import { createStore, type StoreApi } from 'zustand'
import type { AppActions, AppState } from '../../../../src-renderer/state'

/** A store that does nothing by itself: it stands in a scene, and writes down what it was asked to do. */
export function scriptedStore(scene: AppState, asked: string[]): StoreApi<AppState & AppActions> {
  const note =
    (name: keyof AppActions) =>
    (...given: unknown[]): void => {
      asked.push([name, ...given].join(' '))
    }
  return createStore<AppState & AppActions>(() => ({
    ...scene,
    press: note('press'),
    release: note('release'),
    toggleMute: note('toggleMute'),
    listenWhen: note('listenWhen'),
    continueSpeaking: note('continueSpeaking'),
    stop: note('stop'),
    ask: note('ask'),
    askAgain: note('askAgain'),
    readAloud: note('readAloud'),
    correct: note('correct'),
    forgetExchange: note('forgetExchange'),
    remove: (what) => note('remove')(JSON.stringify(what)),
    undoRemoval: note('undoRemoval'),
    openConversation: note('openConversation'),
    showEarlier: () => Promise.resolve(note('showEarlier')()),
    shownSought: note('shownSought'),
    chooseMicrophone: note('chooseMicrophone'),
    chooseSpeaker: note('chooseSpeaker'),
    chooseVoice: note('chooseVoice'),
    listenToVoice: note('listenToVoice'),
    listenToMood: note('listenToMood'),
    chooseDuplex: note('chooseDuplex'),
    answerTool: note('answerTool'),
    silence: note('silence'),
    seenRing: note('seenRing'),
    testEcho: note('testEcho'),
    stopEchoTest: note('stopEchoTest'),
    checkSound: note('checkSound'),
    welcomeNext: note('welcomeNext'),
    welcomeSkip: note('welcomeSkip'),
    resolveTrouble: note('resolveTrouble'),
    newConversation: note('newConversation'),
  }))
}
