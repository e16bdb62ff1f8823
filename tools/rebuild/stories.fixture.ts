import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { NewRecord } from '../../packages/foundation/log/src/index.ts';

const Event = z.object({ kind: z.literal('event'), type: z.string(), story: z.literal(true), base64: z.string(), is: z.unknown() });
const Ids = z.object({ merchantId: z.string().optional(), shopId: z.string().optional() });

/** What the story of a golden file told, in its order, as records of the log; told of `twins` merchants, whose ids differ in a letter. */
export function storyOf(topic: string, twins: number): readonly NewRecord[] {
  const [context = ''] = topic.split('.');
  const file = join(import.meta.dirname, `../../packages/${context}/engine/golden/825f9c3.jsonl`);
  const events = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => Event.safeParse(JSON.parse(line)).data ?? []);
  return Array.from({ length: twins }, (_, twin) => twin).flatMap((twin) =>
    events.map(({ type, base64, is }, at) => ({
      ...{ topic, key: twinText(keyOf(context, is), twin), id: `evt_${topic}_${twin}_${at}`, type, headers: {} },
      // Latin-1 is each byte as it is, and an id of the same length leaves the message as it is.
      value: Buffer.from(twinText(Buffer.from(base64, 'base64').toString('latin1'), twin), 'latin1'),
    })),
  );
}

const twinText = (text: string, twin: number): string => (twin === 0 ? text : text.replaceAll(/\b(me|sh|ca|it)[rptm]_/g, `$1${twin}_`));

/** As the contexts key their events: by shop where it is the shop's own, else by merchant. */
function keyOf(context: string, is: unknown): string {
  const within = [is, ...Object.values(z.record(z.string(), z.unknown()).parse(is))].flatMap((of) => Ids.safeParse(of).data ?? []);
  const { shopId, merchantId } = within.find((ids) => ids.shopId !== undefined || ids.merchantId !== undefined) ?? {};
  const key = ['shop', 'inventory'].includes(context) ? (shopId ?? merchantId) : merchantId;
  if (key === undefined) throw new Error(`an event of ${context} without a key`);
  return key;
}
