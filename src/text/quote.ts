/**
 * Characters of a value of the server's that are kept to be told. It is cut again where it is told, by what knows secrets: half of one,
 * with words behind it, nobody would know.
 */
export const LONGEST_QUOTE = 4000;
