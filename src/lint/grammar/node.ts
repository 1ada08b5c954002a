/** A tree of syntax as plain objects: what the rest of the room reads, whatever the grammar. */

export type Language = 'python' | 'javascript';

/** `from` and `to` are offsets (UTF-16 units) in the text of the file. */
export interface Node {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly parent: Node | undefined;
  readonly children: Node[];
}

export interface Parsed {
  readonly root: Node;
  readonly comments: readonly { readonly from: number; readonly to: number }[];
  /** Offsets where the text is not of the grammar. */
  readonly errors: readonly number[];
  /** Some of it is nested so deep that it was left out. */
  readonly isCut: boolean;
}

export function childOf(node: Node | undefined, ...names: string[]): Node | undefined {
  return node?.children.find((child) => names.includes(child.name));
}

export function has(node: Node | undefined, name: string): boolean {
  return childOf(node, name) !== undefined;
}

export function childrenOf(node: Node, ...names: string[]): Node[] {
  return node.children.filter((child) => names.includes(child.name));
}

/** The child that stands before this one, if any. */
export function before(node: Node): Node | undefined {
  const siblings = node.parent?.children ?? [];
  return siblings[siblings.indexOf(node) - 1];
}
