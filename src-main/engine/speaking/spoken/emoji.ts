import type { MappedText } from '../mappedText'

/** Pictures have no sound: emoji, flags, and faces made of signs. */
export function withoutEmoji(form: MappedText): MappedText {
  return (
    form
      // A keycap is its digit.
      .replace(/([0-9#*])\ufe0f?\u20e3/dgu, () => 1)
      .replace(/[\u{1f1e6}-\u{1f1ff}]{2}/gu, () => ' ')
      .replace(
        /(?![©®™↔→←↑↓⇒])\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic}|[\u{e0020}-\u{e007f}])*/gu,
        () => ' ',
      )
      .replace(/[\p{Emoji_Modifier}\p{Regional_Indicator}\ufe0e\ufe0f]/gu, () => '')
      // Faces: brackets around signs of other scripts, a shrug, and the small ones at the end of words.
      .replace(
        /[(（][^\p{L}\p{N}()（）\n]*[\u0361\u033f°□ಠ╯╥ω◕‿ᴗ益ﾟ༼ʖ•_^▀■⌐;><´`.益д∀]{3,}[^\p{Ll}\p{N}()（）\n]{0,8}[)）][╯ノﾉ⌒彡┻━︵ \t]{0,12}/gu,
        ({ 0: face }) => (/[a-z0-9]/i.test(face) ? undefined : ' '),
      )
      .replace(/¯?\\?_?\(ツ\)_?\/?¯?|[┻┬]━+[┻┬]|[╯︵⌒彡ノ]+/gu, () => ' ')
      .replace(
        /(?<=^|\s)(?:[:;=8xX]['’]?-?[)(DPpOo3/\\|*](?![\p{L}\p{N}])|<\/?3|\^_{1,3}\^|-_{1,3}-|[oO]_[oO]|T_T|:['’]\()(?=$|[\s.,!?])/gu,
        ({ 0: face }) => (/^[xX8]/.test(face) && !/[)(D]$/.test(face) ? undefined : ' '),
      )
  )
}
