/** What is thrown of an answer that is longer than anybody reads. */
export const tooLong = 'The answer is too long.'
