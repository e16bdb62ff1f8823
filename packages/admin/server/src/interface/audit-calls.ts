import type { admin } from '@noren/admin-contract';
import type { Audit, AuditRecord } from '@noren/admin-store';
import { anyTime, pageToken, unary } from '@noren/service-kit';
import { z } from 'zod';
import { page } from './schemas.ts';

const filter = z.string().max(100);
const Asked = z.object({ noun: filter, verb: filter, outcome: filter, subject: filter, operatorId: filter, since: anyTime, until: anyTime, ...page });

/** The audit log, read. */
export const auditCalls = (audit: Pick<Audit, 'page'>) => ({
  listAudit: unary({
    roles: ['service'],
    schema: Asked,
    async run({ pageSize, pageToken: token, since, until, ...equal }: z.infer<typeof Asked>) {
      const pages = pageToken('ListAudit', JSON.stringify({ ...equal, since, until }));
      const asked = { ...equal, ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
      const found = await audit.page(asked, pages.read(token), pageSize);
      const last = found.length === pageSize ? found.at(-1) : undefined;
      return { entries: found.map(toWire), nextPageToken: last ? pages.write(last.entryId) : '' };
    },
  }),
});

const toWire = ({ entryId, at, operatorId, noun, verb, request, outcome }: AuditRecord): admin.AuditEntry => ({
  ...{ entryId, at, operatorId, noun, verb, request: JSON.stringify(request) },
  ...(outcome ?? { outcome: 'unknown', code: '', message: '', subject: '' }),
});
