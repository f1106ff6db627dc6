/**
 * The overall grade that Kokoro's makers give each of its voices, by its ID: hexgrad/Kokoro-82M, VOICES.md. They estimate
 * how much there was to learn it from and how good that was; Spanish and Portuguese voices have none.
 */
export const voiceGrades: Readonly<Record<string, string>> = {
  ...{ af_heart: 'A', af_alloy: 'C', af_aoede: 'C+', af_bella: 'A-', af_jessica: 'D', af_kore: 'C+' },
  ...{ af_nicole: 'B-', af_nova: 'C', af_river: 'D', af_sarah: 'C+', af_sky: 'C-' },
  ...{ am_adam: 'F+', am_echo: 'D', am_eric: 'D', am_fenrir: 'C+', am_liam: 'D', am_michael: 'C+' },
  ...{ am_onyx: 'D', am_puck: 'C+', am_santa: 'D-' },
  ...{ bf_alice: 'D', bf_emma: 'B-', bf_isabella: 'C', bf_lily: 'D' },
  ...{ bm_daniel: 'D', bm_fable: 'C', bm_george: 'C', bm_lewis: 'D+' },
  ...{
    ff_siwis: 'B-',
    hf_alpha: 'C',
    hf_beta: 'C',
    hm_omega: 'C',
    hm_psi: 'C',
    if_sara: 'C',
    im_nicola: 'C',
  },
}
