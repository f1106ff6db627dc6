import { create } from 'zustand'

interface Draft {
  /** What stands in the field, not asked yet. */
  readonly text: string
  /** Grows when something was put into the field to be changed there. */
  readonly taken: number
  readonly write: (text: string) => void
  /** Puts a question into the field and goes there. */
  readonly take: (question: string) => void
}

/** The question that is being typed. */
export const useDraft = create<Draft>((set) => ({
  text: '',
  taken: 0,
  write: (text) => set({ text }),
  take: (text) => set(({ taken }) => ({ text, taken: taken + 1 })),
}))
