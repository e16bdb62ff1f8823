import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A cable between a browser and the server, which can be pulled out and put in again: what runs through it breaks, and nothing new gets through. */
export async function cableTo(url: string): Promise<Readonly<{ url: string; cut: () => void; mend: () => void; close: () => void }>> {
  const { hostname, port } = new URL(url);
  const ends = new Set<Socket>();
  let isWhole = true;
  const server = createServer((near) => {
    if (!isWhole) return void near.destroy();
    const far = connect(Number(port), hostname);
    for (const end of [near, far]) {
      ends.add(end);
      end.on('error', () => end.destroy());
      end.on('close', () => {
        ends.delete(end);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const cut = (): void => {
    isWhole = false;
    for (const end of ends) end.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => {
      isWhole = true;
    },
    close: () => {
      cut();
      server.close();
    },
  };
}
