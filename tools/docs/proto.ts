/** What a proto file says, as far as the pages need it. buf has checked the files: this reads their layout, it does not check it. */
type Message = Readonly<{ name: string; comment: string; fields: readonly Readonly<{ name: string; type: string }>[] }>;
type Call = Readonly<{ name: string; request: string; response: string; comment: string }>;
export type Proto = Readonly<{ comment: string; calls: readonly Call[]; messages: readonly Message[] }>;

export function readProto(text: string): Proto {
  const lines = text.split('\n');
  const calls: Call[] = [];
  const messages: { name: string; comment: string; fields: { name: string; type: string }[] }[] = [];
  let comment: string[] = [];
  let first = '';
  let depth = 0;
  for (const line of lines) {
    const said = /^\s*\/\/ ?(.*)$/.exec(line)?.[1];
    if (said !== undefined) {
      comment.push(said);
      continue;
    }
    const call = /^\s*rpc (\w+)\(([\w.]+)\) returns \(([\w.]+)\)/.exec(line);
    const message = /^message (\w+) \{/.exec(line);
    const field = /^\s*(?:optional |repeated )?([\w.]+) (\w+) = \d+/.exec(line);
    if (line.startsWith('package ')) first = comment.join(' ');
    if (call) calls.push({ name: call[1] ?? '', request: call[2] ?? '', response: call[3] ?? '', comment: comment.join(' ') });
    else if (message && depth === 0) messages.push({ name: message[1] ?? '', comment: comment.join(' '), fields: [] });
    else if (field && depth > 0) messages.at(-1)?.fields.push({ name: field[2] ?? '', type: field[1] ?? '' });
    depth += (line.match(/\{/g)?.length ?? 0) - (line.match(/\}/g)?.length ?? 0);
    comment = [];
  }
  return { comment: first, calls, messages };
}

/** The messages that stand for themselves: what is only a part of another (`PlaceLine`) is none of them. */
export function whole({ messages }: Proto): readonly Message[] {
  const parts = new Set(messages.flatMap(({ fields }) => fields.map(({ type }) => type)));
  return messages.filter(({ name }) => !parts.has(name));
}
