/** Which panic on stderr takes the answer of a request along, and when that is sure. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { PanicWatch } from '../src/session/panic-watch.ts';
import { StderrLog } from '../src/wire/stderr.ts';

const PANIC = "thread 'tokio-runtime-worker' panicked at src/main.rs:40:9:\nno such note\n";
/** Longer than anything is waited for. */
const LONG_MS = 3500;

class Watched {
  readonly log = new StderrLog();
  /** How often life was asked for. */
  asked = 0;
  readonly #watch: PanicWatch;

  constructor(isAlive: () => Promise<boolean> = async () => true) {
    this.#watch = new PanicWatch(
      () => this.log,
      () => {
        this.asked++;
        return isAlive();
      },
    );
  }

  say(text: string): void {
    this.log.push(Buffer.from(text));
  }

  heard(): void {
    this.#watch.heard();
  }

  /** One request; `lostAt` are the times at which it was given up. */
  request(): { readonly lostAt: number[]; readonly end: () => void } {
    const lostAt: number[] = [];
    return { lostAt, end: this.#watch.watch(() => lostAt.push(performance.now())) };
  }
}

/** Waits long enough, and ends the request. */
async function timesLost({ lostAt, end }: ReturnType<Watched['request']>): Promise<number> {
  await sleep(LONG_MS);
  end();
  return lostAt.length;
}

describe('PanicWatch', { concurrency: true }, () => {
  it('gives up the one open request, once', async () => {
    const watched = new Watched();
    const request = watched.request();
    watched.say(`starting\n${PANIC}`);
    assert.equal(await timesLost(request), 1);
    assert.equal(watched.asked, 1);
  });

  it('knows the numbered thread of newer Rusts, and a head that comes in two pieces', async () => {
    const watched = new Watched();
    const request = watched.request();
    watched.say("thread 'main' (4711) pan");
    await sleep(400);
    watched.say('icked at src/main.rs:1:1:\nx\n');
    assert.equal(await timesLost(request), 1);
  });

  it('is not sure of one of two requests', async () => {
    const watched = new Watched();
    const requests = [watched.request(), watched.request()];
    watched.say(PANIC);
    assert.deepEqual(await Promise.all(requests.map(timesLost)), [0, 0]);
  });

  it('looks at what is said behind the request only', async () => {
    const watched = new Watched();
    watched.say(PANIC);
    const first = watched.request();
    watched.say('ready\n');
    assert.equal(await timesLost(first), 0);
    watched.say(PANIC);
    const second = watched.request();
    watched.say('ready\n');
    assert.equal(await timesLost(second), 0);
  });

  it('takes words in the middle of a line for no panic', async () => {
    const watched = new Watched();
    const request = watched.request();
    watched.say(`INFO seen before: ${PANIC}`);
    assert.equal(await timesLost(request), 0);
  });

  it('waits while the server is at work: messages, and words on stderr', async () => {
    for (const work of [(watched: Watched) => watched.heard(), (watched: Watched) => watched.say('retrying\n')]) {
      const watched = new Watched();
      const request = watched.request();
      watched.say(PANIC);
      let workedAt = 0;
      for (let times = 0; times < 10; times++) {
        work(watched);
        workedAt = performance.now();
        await sleep(200);
        if (request.lostAt.length > 0) break;
      }
      assert.equal(await timesLost(request), 1);
      assert.ok(request.lostAt[0]! - workedAt > 1000, `${request.lostAt[0]! - workedAt} ms`);
    }
  });

  it('takes a panic outside of MCP, as its backtrace tells, for no end of the request', async () => {
    const [background, handler] = [new Watched(), new Watched()];
    const requests = [background.request(), handler.request()];
    background.say(`${PANIC}no mcp here\nstack backtrace:\n   0: rust_begin_unwind\n   1: notes::sync::run\n`);
    handler.say(`${PANIC}stack backtrace:\n   0: notes::find\n   1: rmcp::service::serve\n`);
    assert.deepEqual(await Promise.all(requests.map(timesLost)), [0, 1]);
  });

  it('judges by the first of two panics on', async () => {
    const watched = new Watched();
    const request = watched.request();
    watched.say(`${PANIC}stack backtrace:\n   0: rmcp::service::serve\n${'   1: notes::find\n'.repeat(20)}`);
    await sleep(400);
    watched.say(`${PANIC}stack backtrace:\n   0: notes::sync::run\n`);
    assert.equal(await timesLost(request), 1);
  });

  it('gives up nothing of a server that is dying, and nothing that has been answered meanwhile', async () => {
    const dying = new Watched(async () => false);
    const dead = dying.request();
    const slow = new Watched(async () => {
      answered.end();
      return true;
    });
    const answered = slow.request();
    dying.say(PANIC);
    slow.say(PANIC);
    assert.deepEqual(await Promise.all([dead, answered].map(timesLost)), [0, 0]);
    assert.deepEqual([dying.asked, slow.asked], [1, 1]);
  });

  it('looks no more once nothing is open', async () => {
    let looks = 0;
    const log = new StderrLog();
    const watch = new PanicWatch(
      () => {
        looks++;
        return log;
      },
      async () => true,
    );
    const ends = [watch.watch(assert.fail), watch.watch(assert.fail)];
    ends[0]!();
    await sleep(500);
    const before = looks;
    assert.ok(before > 1, 'one is still open');
    ends[1]!();
    await sleep(500);
    assert.equal(looks, before);
  });
});
