/** Commands or events between the domain's plain data and their bytes: found by the domain's `type` on the way out, by the protobuf name on the way in. */
export interface Codec<Message> {
  encode(message: Message): Readonly<{ type: string; value: Uint8Array }>;
  /** `undefined` for a type that is not known. */
  decode(type: string, bytes: Uint8Array): Message | undefined;
  knows(type: string): boolean;
}
