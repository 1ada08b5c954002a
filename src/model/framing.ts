/** What a line is that is no message: one that was framed or encoded wrongly, or `noise`. */
export type Framing =
  | 'lsp-framing'
  | 'bom-or-codepage'
  | 'nan-token-wire'
  | 'repr-wire'
  | 'multiline-json'
  | 'no-newline-flush'
  | 'message-too-deep'
  | 'answer-cut-off'
  | 'answers-interleaved'
  | 'noise';
