/** Whether a process asks its own server, seen at sockets of this one. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { asksItself } from '../src/stacks/own-connection.ts';
import { sleep } from '../src/waiting.ts';

const NOT_LINUX: string | false = process.platform === 'linux' ? false : 'only Linux shows whose connection it is';

const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));
const WAYS = [
  { listens: '127.0.0.1', asks: '127.0.0.1' },
  ...(hasIpv6
    ? [
        { listens: '::1', asks: '::1' },
        { listens: '::', asks: '127.0.0.1' },
      ]
    : []),
];

/** The kernel takes its time; a minute is none of it. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 12_000; tries++) {
    if (holds()) return;
    await sleep(5);
  }
  assert.fail('not so within a minute');
}

for (const { listens, asks } of WAYS) {
  test(`asked at ${asks}, and listens at ${listens}: until it is read`, {
    skip: NOT_LINUX,
    timeout: 60_000,
  }, async () => {
    const server = createServer({ pauseOnConnect: true }).listen(0, listens);
    await once(server, 'listening');
    const client = connect((server.address() as AddressInfo).port, asks);
    try {
      const [[accepted]] = (await Promise.all([once(server, 'connection'), once(client, 'connect')])) as [[Socket], []];
      assert.equal(asksItself(process.pid), false, 'nothing has been asked');
      client.write('GET / HTTP/1.1\r\n\r\n');
      await until(() => asksItself(process.pid));
      accepted.resume();
      await until(() => !asksItself(process.pid));
      accepted.destroy();
    } finally {
      client.destroy();
      server.close();
    }
  });
}

test('a process that is not there asks nobody', () => {
  assert.equal(asksItself(2 ** 30), false);
});
