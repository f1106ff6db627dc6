import fc from 'fast-check'

// Loaded before each test file: what is chosen by chance is the same in every run.
fc.configureGlobal({ seed: 1 })
