import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';

/**
 * google.rpc.Status with the details that we tell: ErrorInfo (reason and domain) and BadRequest (the fields at fault). Written by hand, as
 * google's protos are no part of our contracts; the bytes are what every gRPC client knows as `grpc-status-details-bin`.
 */
export type RpcStatus = Readonly<{
  code: number;
  message: string;
  /** Empty where the sender told none. */
  reason: string;
  domain: string;
  violations: readonly Readonly<{ field: string; description: string }>[];
}>;

const ERROR_INFO = 'type.googleapis.com/google.rpc.ErrorInfo';
const BAD_REQUEST = 'type.googleapis.com/google.rpc.BadRequest';

export function encodeRpcStatus({ code, message, reason, domain, violations }: RpcStatus): Uint8Array {
  const status = new BinaryWriter().uint32(8).int32(code).uint32(18).string(message);
  detail(status, ERROR_INFO, new BinaryWriter().uint32(10).string(reason).uint32(18).string(domain));
  if (violations.length > 0) {
    const badRequest = new BinaryWriter();
    for (const { field, description } of violations) badRequest.uint32(10).fork().uint32(10).string(field).uint32(18).string(description).join();
    detail(status, BAD_REQUEST, badRequest);
  }
  return status.finish();
}

/** Reads a status and the details that it knows; others are passed over. Throws on bytes that are no message. */
export function decodeRpcStatus(bytes: Uint8Array): RpcStatus {
  let [code, message, reason, domain] = [0, '', '', ''];
  const violations: { field: string; description: string }[] = [];
  eachField(new BinaryReader(bytes), {
    1: (reader) => (code = reader.int32()),
    2: (reader) => (message = reader.string()),
    3: (reader) => {
      const { type, value } = anyOf(reader);
      if (type === ERROR_INFO) eachField(new BinaryReader(value), { 1: (info) => (reason = info.string()), 2: (info) => (domain = info.string()) });
      if (type === BAD_REQUEST) eachField(new BinaryReader(value), { 1: (request) => violations.push(violationOf(request)) });
    },
  });
  return { code, message, reason, domain, violations };
}

function detail(status: BinaryWriter, type: string, value: BinaryWriter): void {
  status.uint32(26).fork().uint32(10).string(type).uint32(18).bytes(value.finish()).join();
}

function anyOf(reader: BinaryReader): Readonly<{ type: string; value: Uint8Array }> {
  let type = '';
  let value: Uint8Array = new Uint8Array();
  eachField(new BinaryReader(reader.bytes()), { 1: (any) => (type = any.string()), 2: (any) => (value = any.bytes()) });
  return { type, value };
}

function violationOf(reader: BinaryReader): { field: string; description: string } {
  let [field, description] = ['', ''];
  eachField(new BinaryReader(reader.bytes()), { 1: (one) => (field = one.string()), 2: (one) => (description = one.string()) });
  return { field, description };
}

function eachField(reader: BinaryReader, read: Readonly<Record<number, (reader: BinaryReader) => unknown>>): void {
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    const known = read[field];
    if (known) known(reader);
    else reader.skip(type, field);
  }
}
