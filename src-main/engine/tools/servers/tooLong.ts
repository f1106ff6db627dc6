/** What begins the sentence that is thrown of an address that leads to another host. */
export const leadsTo = 'It leads on to'
/** What is thrown of an answer that is longer than anybody reads. */
export const tooLong = 'The answer is too long.'
