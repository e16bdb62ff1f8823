/** Something that can be killed in the middle of its work. `kill` resolves when it is dead, `revive` when it has been brought back. */
export type Victim = Readonly<{ name: string; kill(): Promise<void>; revive(): Promise<void> }>;
