/** Whether this page is the small window. */
export const isQuick = (): boolean => location.hash === '#quick'
