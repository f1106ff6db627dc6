/**
 * The modes of what Parley writes for itself: readable by its user alone, whatever the system would usually allow others.
 * Windows keeps a user's folders to that user by itself.
 */
export const ownerOnly = { file: 0o600, folder: 0o700 } as const
